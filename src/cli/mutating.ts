import { type CheckedTheorem, standing } from '../check/check-result.js';
import { checkTheorem, decider, vacuity } from '../check/index.js';
import { inOrder } from '../diagnostics/index.js';
import type { Term } from '../kernel/index.js';
import { type FileSource, type Model, reader, showTerm } from '../language/index.js';
import { foundationsOf, mutantsOf } from '../mutation/index.js';
import { judgeMutants, type Subject } from '../mutation/judging-mutants.js';
import type { MutationResult } from '../mutation/mutation-result.js';
import { proverOf } from '../prover/index.js';
import { mutationJson } from '../report/mutation-json.js';
import { mutationText } from '../report/mutation-text.js';
import { about } from './about.js';
import type { CheckOptions, Circumstances } from './checked-file.js';
import { disk } from './disk.js';
import { type ExitCode, exit, mostImportant } from './exit.js';
import { whenInterrupted } from './interrupt.js';
import type { Output, OutputOptions } from './output.js';
import { showProgress } from './progress.js';
import { type Solving, solving } from './solving.js';
import { textOf } from './sources.js';
import { UsageError } from './usage-error.js';

/** `ls2 check --mutate`: what becomes of the theorems of some files when what they are about is changed in one place. */
export async function mutate(
  files: readonly string[],
  options: CheckOptions & Pick<OutputOptions, 'format'>,
  output: Output,
  at: Circumstances,
): Promise<ExitCode> {
  const { format } = options;
  if (format !== 'text' && format !== 'json') throw new UsageError(`--mutate has no ${format} format: text or json`);
  const source = disk();
  const { read } = reader(source);
  const checked = files.map(read);
  const diagnostics = inOrder(checked.flatMap((each) => each.diagnostics));
  at.clock.lap('reading');
  const readable = diagnostics.every(({ severity }) => severity !== 'error');
  const models = checked.map(({ model }) => model);
  const { name, version } = about();
  const result: MutationResult = {
    tool: { name, version, solver: at.solver },
    ...(readable ? await broken(source, models, options, at) : nothing),
    diagnostics,
  };
  output.write(format === 'json' ? mutationJson(result, textOf) : mutationText(result, textOf, output.paint));
  return readable ? codeOf(result) : exit.malformed;
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
  const release = whenInterrupted(asked.abandon);
  const progress = showProgress('mutants');
  try {
    const checked = await Promise.all(models.map((model) => checkModel(model, options.theorem, asked)));
    demandNamed(options.theorem, checked);
    clock.lap('proving');
    const mutations = mutantsOf(source, models);
    clock.lap('breaking the models');
    const subjects = checked.map(({ subject }) => subject);
    const mutants = await judgeMutants(mutations, subjects, {
      source,
      asked,
      begin: ({ id }) => clock.begin(id),
      progress: progress.set,
    });
    clock.lap('trying the mutants');
    const { unreadable, same, repeated } = mutations;
    return { theorems: checked.flatMap(({ theorems }) => theorems), mutants, leftOut: { unreadable, same, repeated } };
  } finally {
    progress.end();
    release();
    await asked.close();
  }
}

/** A model as it is: its theorems, and those that can be broken because they are proved. */
interface CheckedModel {
  readonly theorems: readonly CheckedTheorem[];
  readonly subject: Subject;
}

async function checkModel(model: Model, only: CheckOptions['theorem'], asked: Solving): Promise<CheckedModel> {
  const options = { decide: decider(asked, model.root), showTerm: (term: Term) => showTerm(term, model) };
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
        isWhole: true,
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
  if (missing.length > 0) throw new UsageError(`no theorem is called ${missing.join(' or ')}`);
}

const codeOfVerdict = { proved: exit.ok, refuted: exit.ok, unknown: exit.noVerdict } as const;
const codeOfStanding = { 'as-expected': exit.ok, violated: exit.violated, open: exit.noVerdict } as const;

/** That a mutant is refuted is what it is for. */
function codeOf({ theorems, mutants }: MutationResult): ExitCode {
  const faults = [...theorems, ...mutants.flatMap((mutant) => mutant.theorems)].filter(
    ({ failure }) => failure?.kind === 'fault',
  );
  return mostImportant([
    ...faults.map(() => exit.fault),
    ...theorems.map((theorem) => codeOfStanding[standing(theorem)]),
    ...mutants.map(({ verdict }) => codeOfVerdict[verdict]),
  ]);
}
