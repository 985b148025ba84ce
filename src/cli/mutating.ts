import { type CheckedTheorem, standing } from '../check/check-result.js';
import { checkTheorem, decider, vacuity } from '../check/index.js';
import { inOrder } from '../diagnostics/index.js';
import { about } from '../disk/about.js';
import { disk } from '../disk/disk.js';
import { textOf } from '../disk/paths.js';
import type { Term } from '../kernel/index.js';
import { type FileSource, type Model, reader, showTerm } from '../language/index.js';
import { foundationsOf, mutantsOf } from '../mutation/index.js';
import { type Judging, judgeMutants, type Subject } from '../mutation/judging-mutants.js';
import { fateOf, type MutationResult } from '../mutation/mutation-result.js';
import { proverOf } from '../prover/index.js';
import { mutationJson } from '../report/mutation-json.js';
import { mutationText } from '../report/mutation-text.js';
import type { Paint } from '../report/paint.js';
import { whenStopped } from '../stop/index.js';
import type { CheckOptions, Circumstances } from './checked-file.js';
import { type ExitCode, exit, mostImportant } from './exit.js';
import { searchOf } from './limits.js';
import type { Output, OutputOptions } from './output.js';
import { doing, progressOf, stop } from './run/work.js';
import { type Solving, solving } from './solving.js';
import { instead } from './unknown-name.js';
import { UsageError } from './usage-error.js';

/** `ls2 check --mutate`: what becomes of the theorems of some files when what they are about is changed in one place. */
export async function mutate(
  files: readonly string[],
  options: CheckOptions & Pick<OutputOptions, 'format'> & { readonly all?: boolean | undefined },
  output: Output,
  at: Circumstances,
): Promise<ExitCode> {
  const { format } = options;
  if (format !== 'text' && format !== 'json' && format !== 'html')
    throw new UsageError(`--mutate has no ${format} format: text, json or html`);
  const source = disk();
  const { read } = reader(source);
  const checked = files.map(read);
  const diagnostics = inOrder(checked.flatMap((each) => each.diagnostics));
  at.clock.lap('reading');
  const readable = diagnostics.every(({ severity }) => severity !== 'error');
  const models = checked.map(({ model }) => model);
  const { name, version } = about();
  const found = readable ? await broken(source, models, options, at) : nothing;
  const stopped = stop().reason();
  const result: MutationResult = {
    tool: { name, version, solver: at.solver },
    ...found,
    diagnostics,
    ...(stopped && { stopped }),
  };
  output.write(await mutationReport(format, result, output.paint, options));
  if (!readable) return exit.malformed;
  return mostImportant([codeOf(result), ...(stopped === undefined ? [] : [exit.noVerdict])]);
}

/** What breaking the models came to, in a format. */
async function mutationReport(
  format: OutputOptions['format'],
  result: MutationResult,
  paint: Paint,
  options: { readonly all?: boolean | undefined },
): Promise<string> {
  if (format === 'html') return (await import('../report/html/mutation-html.js')).mutationHtml(result);
  return format === 'json' ? mutationJson(result, textOf) : mutationText(result, textOf, paint, options);
}

type Broken = Pick<MutationResult, 'theorems' | 'mutants' | 'leftOut'>;

const nothing: Broken = { theorems: [], mutants: [], leftOut: { unreadable: 0, same: 0, repeated: 0 } };

async function broken(
  source: FileSource,
  models: readonly Model[],
  options: CheckOptions,
  { solver, clock }: Circumstances,
): Promise<Broken> {
  const asked = solving(options, solver);
  const release = whenStopped(stop(), asked.abandon);
  try {
    const checked = await Promise.all(models.map((model) => checkModel(model, options, asked)));
    demandNamed(options.theorem, checked);
    clock.lap('proving');
    doing('breaking the models');
    const theorems = checked.flatMap((each) => each.theorems);
    const mutations = stop().reason() === undefined ? mutantsOf(source, models, stop()) : undefined;
    clock.lap('breaking the models');
    if (mutations === undefined) return { ...nothing, theorems };
    const mutants = await judgeMutants(
      mutations,
      checked.map(({ subject }) => subject),
      { source, asked, stop: stop(), ...telling(clock) },
    );
    clock.lap('trying the mutants');
    const { unreadable, same, repeated } = mutations;
    return { theorems, mutants, leftOut: { unreadable, same, repeated } };
  } finally {
    release();
    await asked.close();
  }
}

/** Says which mutant is tried, and how many were. */
function telling(clock: Circumstances['clock']): Pick<Judging, 'begin' | 'progress'> {
  return {
    begin({ id, what }) {
      doing(`${id}: ${what}`);
      return clock.begin(id);
    },
    progress: progressOf('mutants'),
  };
}

/** A model as it is: its theorems, and those that can be broken because they are proved. */
interface CheckedModel {
  readonly theorems: readonly CheckedTheorem[];
  readonly subject: Subject;
}

async function checkModel(
  model: Model,
  { theorem: only, ...limits }: CheckOptions,
  asked: Solving,
): Promise<CheckedModel> {
  const options = { decide: decider(asked, model.root, stop()), showTerm: (term: Term) => showTerm(term, model) };
  const prover = proverOf(model, options);
  const decls = model.theorems.filter(
    ({ role, imported, name }) => role === 'theorem' && !imported && (only === undefined || only.includes(name)),
  );
  const theorems = await Promise.all(
    decls.map((decl) =>
      checkTheorem(model, decl, {
        prover,
        solver: asked.tool,
        isVacuous: vacuity(model, decl, options),
        search: searchOf(limits),
        stop: stop(),
        doing: (what) => doing(`${decl.name}: ${what}`),
      }),
    ),
  );
  const proved = decls.filter((_, i) => theorems[i]?.verdict === 'proved');
  const withFoundations = proved.map(async (decl) => {
    const attempt = await prover.prove(decl.name);
    return { decl, foundations: attempt.proved ? foundationsOf(attempt.theorem, model) : undefined };
  });
  return { theorems, subject: { model, theorems: await Promise.all(withFoundations) } };
}

function demandNamed(only: CheckOptions['theorem'], checked: readonly CheckedModel[]): void {
  const names = new Set(checked.flatMap(({ theorems }) => theorems.map(({ name }) => name)));
  const missing = (only ?? []).filter((name) => !names.has(name));
  if (missing.length > 0)
    throw new UsageError(`no theorem is called ${missing.join(' or ')}${instead(missing, [...names])}`);
}

const codeOfStanding = { 'as-expected': exit.ok, violated: exit.violated, open: exit.noVerdict } as const;

/** Whether a mutant is killed is for its author to judge: to be killed is what it is for, and what survives may well do so. */
function codeOf({ theorems, mutants }: MutationResult): ExitCode {
  const faults = [...theorems, ...mutants.flatMap((mutant) => mutant.theorems)].filter(
    ({ failure }) => failure?.kind === 'fault',
  );
  return mostImportant([
    ...faults.map(() => exit.fault),
    ...theorems.map((theorem) => codeOfStanding[standing(theorem)]),
    ...mutants.map((mutant) => (fateOf(mutant) === 'undecided' ? exit.noVerdict : exit.ok)),
  ]);
}
