import { type Attacked, attacked, Contradiction } from '../check/index.js';
import type { Diagnostic } from '../diagnostics/index.js';
import { about } from '../disk/about.js';
import type { Model, TheoremDecl } from '../language/index.js';
import { attackLines, searchText } from '../report/attack-text.js';
import { attackJson } from '../report/check-json.js';
import { expectedJson } from '../report/expected-json.js';
import type { Paint } from '../report/paint.js';
import type { Expectation } from '../trace/format/index.js';
import { checkFiles } from './check-files.js';
import { errorsAbout, errorsOf, tellErrors } from './errors-told.js';
import { type ExitCode, exit } from './exit.js';
import { keepWhole, type Output, type OutputOptions, outputFor } from './output.js';
import { readFiles } from './reading.js';
import { doing, endAfter, stop } from './run/work.js';
import { chosenSolver } from './solver-choice.js';
import { filesUnder, usualPlaces } from './sources.js';
import { timing } from './timing.js';
import { instead } from './unknown-name.js';
import { UsageError } from './usage-error.js';
import { demandWritable } from './whole-file.js';

export interface AttackOptions extends Omit<OutputOptions, 'out'> {
  readonly all?: boolean;
  readonly states?: number;
  readonly events?: number;
  /** Takes the traces. */
  readonly out?: string;
  readonly expect: Expectation;
  readonly deadline?: number;
}

/** Of more attacks than this that differ, no others are looked for. */
const mostAttacks = 25;

/** Looks for attacks on a theorem, and says what was found, or what was looked at. */
export async function attack(name: string, paths: readonly string[], options: AttackOptions): Promise<ExitCode> {
  const { out, format, color, states, events, expect, deadline } = options;
  endAfter(deadline);
  if (out !== undefined) demandWritable(out);
  const output = await outputFor({ format, color });
  const found = theoremNamed(name, filesUnder(paths.length > 0 ? paths : usualPlaces('proofs', 'models')));
  if ('errors' in found) {
    tellErrors(found.errors, output.paint);
    process.stderr.write(`ls2: no attack on ${name} is looked for: its model cannot be read whole\n`);
    return exit.malformed;
  }
  const { model, decl } = found;
  doing(`${name}: looking for an attack`);
  const limits = {
    stop: stop(),
    ...(states && { states }),
    ...(events && { events }),
    ...(options.all && { attacks: mostAttacks }),
  };
  const result = attacked(model, decl, limits);
  if (result.attacks.length > 0) await demandUnproved(decl, result);
  if (out !== undefined && result.attacks.length > 0)
    keepWhole(
      out,
      result.attacks.map(({ trace }) => trace.replace('"expect":"violated"', `"expect":"${expect}"`)).join(''),
    );
  if (format === 'svg') await picture(decl, result, output);
  else output.write(format === 'json' ? json(decl, result) : text(decl, result, output.paint));
  if (result.attacks.length > 0) return decl.expected === 'refuted' ? exit.ok : exit.violated;
  return decl.expected === 'refuted' || result.search.stopped !== undefined ? exit.noVerdict : exit.ok;
}

/** A theorem in the model of its file. A trace is one of all machines and programs of a model: of one with errors, none tells anything. */
function theoremNamed(
  name: string,
  files: readonly string[],
): { readonly model: Model; readonly decl: TheoremDecl } | { readonly errors: readonly Diagnostic[] } {
  const read = readFiles(files);
  for (const checked of read) {
    const { model } = checked;
    const isCalled = (each: Pick<TheoremDecl, 'name' | 'imported'>): boolean => each.name === name && !each.imported;
    const decl = model.theorems.find(isCalled);
    if (decl === undefined && !model.unchecked.some(isCalled)) continue;
    const errors = errorsOf([checked]);
    if (decl === undefined || errors.length > 0) return { errors };
    return { model, decl };
  }
  const errors = errorsAbout(name, read);
  if (errors.length > 0) return { errors };
  const names = read.flatMap(({ model }) =>
    model.theorems.filter(({ imported }) => !imported).map((each) => each.name),
  );
  throw new UsageError(`no theorem is called ${name} in ${files.join(', ')}${instead([name], names)}`);
}

/** Throws where the theorem has a proof as well: then ls2 is wrong about one of the two. */
async function demandUnproved(decl: TheoremDecl, { attacks }: Attacked): Promise<void> {
  const { name, file } = decl;
  const solver = await chosenSolver('z3');
  const checked = await checkFiles([file], { theorem: [name], solver: 'z3', cache: true }, { solver, clock: timing() });
  const isProved = checked.some(({ theorems }) =>
    theorems.some((each) => each.name === name && each.verdict === 'proved'),
  );
  const [first] = attacks;
  if (isProved && first !== undefined) throw new Contradiction(decl, first);
}

/** The shortest attack as a picture. */
async function picture({ name }: TheoremDecl, { attacks }: Attacked, output: Output): Promise<void> {
  const [first] = attacks;
  if (first === undefined) process.stderr.write(`ls2: no attack on ${name} was found, so there is no picture\n`);
  else output.write(`${(await import('../report/html/attack-svg.js')).attackSvg(first, `attack on ${name}`)}\n`);
}

function text({ name, file, expected, span }: TheoremDecl, { attacks, search }: Attacked, paint: Paint): string {
  const place = paint.faint(`${file}:${span.start.line}`);
  if (attacks.length === 0) return `${paint.warning('?')} ${paint.strong(name)}  ${searchText(search)}  ${place}\n`;
  const stress = expected === 'refuted' ? paint.good : paint.error;
  const blocks = attacks.map((each) =>
    [`${stress('✗')} ${paint.strong(name)}  ${stress('refuted')}  ${place}`, ...attackLines(each, paint)].join('\n'),
  );
  return `${blocks.join('\n\n')}\n`;
}

function json({ name, file, expected, span }: TheoremDecl, { attacks, search }: Attacked): string {
  const { name: tool, version } = about();
  const theorem = { name, file, line: span.start.line, ...expectedJson(expected) };
  const result = { schemaVersion: 1, tool: { name: tool, version }, theorem, attacks: attacks.map(attackJson), search };
  return `${JSON.stringify(result, undefined, 2)}\n`;
}
