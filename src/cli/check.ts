import { Command } from 'commander';
import {
  type CheckedAxiom,
  type CheckedTheorem,
  type CheckResult,
  isReported,
  standing,
} from '../check/check-result.js';
import type { Remembered } from '../check/remembered.js';
import { type Diagnostic, inOrder, once } from '../diagnostics/index.js';
import { about } from '../disk/about.js';
import { textOf } from '../disk/paths.js';
import { checkText } from '../report/check-text.js';
import { plain } from '../report/paint.js';
import { certifying } from './certifying.js';
import { checkFiles } from './check-files.js';
import { checkReport } from './check-report.js';
import type { CheckedFile, CheckOptions } from './checked-file.js';
import { type ExitCode, exit, exitCodesHelp, mostImportant } from './exit.js';
import { reportRequest } from './fault.js';
import type { Finish } from './finish.js';
import { positiveInteger } from './numbers.js';
import { collect, withOutputOptions, withSolvingOptions } from './options.js';
import { type OutputOptions, outputFor } from './output.js';
import { endAfter, mayTakeLong, stop } from './run/work.js';
import { chosenSolver } from './solver-choice.js';
import { filesUnder, usualPlaces } from './sources.js';
import { timing } from './timing.js';
import { instead } from './unknown-name.js';
import { UsageError } from './usage-error.js';
import { demandWritable } from './whole-file.js';

const examples = `Examples:
  ls2 check                                  prove all theorems under proofs/
  ls2 check chain.ls2 --theorem Boot         prove one theorem of one file
  ls2 check --format json --out result.json  the verdicts for programs
  ls2 check --format html --out result.html  the same as a page, with pictures of attacks
  ls2 check --solver cvc5 --no-cache         let another solver answer everything
  ls2 check --watch chain.ls2                check again whenever the file changes
  ls2 check --save                           keep proofs and attacks beside the files, to be committed
  ls2 check --certificate proofs.json        keep the proofs, for ls2 recheck
  ls2 check --keep-obligations asked/        keep what the solver is asked, as SMT-LIB
  ls2 check --mutate chain.ls2               break the model in every way, and see which theorems notice
`;

const verdicts = `
A theorem is proved; or refuted, by a trace on which its premises hold and its conclusion does not; or unknown: neither a proof nor
such a trace was found. A theorem may say what is expected of it (\`expect refuted\`); otherwise that is \`proved\`. What comes out otherwise
is a violation (1), but a theorem that is unknown because a limit was reached, or that is expected to be refuted, is merely without a
verdict (4).

${exitCodesHelp}`;

export function command(finish: Finish): Command {
  const check = new Command('check')
    .summary('prove theorems or refute them, or say what is missing')
    .description(
      'Reads files, proves their theorems or refutes them, and says what each rests on, what an attack does, or where its proof fails. Lemmas are reported if they are not as expected.',
    )
    .argument('[path...]', 'files, or directories with .ls2 files (default: proofs/)')
    .option('--theorem <name>', 'only this theorem; may be given several times', collect)
    .option('--mutate', 'change what the theorems are about, one thing at a time, and say which are refuted then')
    .option('--all', 'with --mutate: show each mutant, also those that are killed, with what becomes of each theorem')
    .option('--watch', 'check again whenever a file changes, until it is interrupted')
    .option('--no-attack', 'look neither for attacks nor for witnesses: for who is writing a proof')
    .option('--save', 'keep what is found beside the files, so that it is replayed and not searched for again')
    .option('--no-kept', 'search for everything anew, whatever is kept beside the files')
    .option('--states <n>', 'how many states the searches for attacks and witnesses go on from', positiveInteger)
    .option('--certificate <file>', 'write the proofs to a file, whole or not at all, for `ls2 recheck`')
    .option('--keep-obligations <dir>', 'write what the solver is asked into a directory, for any solver to answer')
    .addHelpText('before', examples)
    .addHelpText('after', verdicts);
  return withOutputOptions(withSolvingOptions(check), ['text', 'json', 'sarif', 'junit', 'html'])
    .option('--timing', 'say on stderr how long everything took')
    .action(async (paths: readonly string[], options: Options) => {
      finish(options.watch === true ? await watch(paths, options) : await run(paths, options));
    });
}

interface Options extends OutputOptions, CheckOptions {
  readonly mutate?: boolean;
  readonly all?: boolean;
  readonly certificate?: string;
  readonly timing?: boolean;
  readonly watch?: boolean;
}

async function watch(paths: readonly string[], options: Options): Promise<ExitCode> {
  if (options.deadline !== undefined)
    throw new UsageError('--watch goes on until it is interrupted: it goes without --deadline');
  mayTakeLong();
  const { watching } = await import('./watching.js');
  const files = (): readonly string[] => filesUnder(paths.length > 0 ? paths : usualPlaces('proofs'));
  const { Remembered } = await import('../check/remembered.js');
  // What is to be written or asked has to be made.
  const { cache, save, certificate, keepObligations } = options;
  const makesAll = !cache || save === true || certificate !== undefined || keepObligations !== undefined;
  const remembered = makesAll ? undefined : new Remembered();
  return watching(files, () => run(paths, options, remembered));
}

async function run(paths: readonly string[], options: Options, remembered?: Remembered): Promise<ExitCode> {
  if (options.all === true && options.mutate !== true)
    throw new UsageError('--all is about mutants: it goes with --mutate');
  endAfter(options.deadline);
  const files = filesUnder(paths.length > 0 ? paths : usualPlaces('proofs'));
  demandSavable(options);
  const output = await outputFor(options);
  const clock = timing();
  const solver = await chosenSolver(options.solver);
  if (options.mutate === true) {
    mayTakeLong();
    const { mutate } = await import('./mutating.js');
    const code = await mutate(files, options, output, { solver, clock });
    if (options.timing === true) process.stderr.write(clock.text());
    return code;
  }
  const proofs = options.certificate === undefined ? undefined : certifying();
  if (options.certificate !== undefined) demandWritable(options.certificate);
  const { name, version } = about();
  const tool = { name, version, solver };
  const found = (theorems: readonly CheckedTheorem[]): string =>
    textSoFar({ tool, theorems, notChecked: [], axioms: [], diagnostics: [] });
  const checked = await checkFiles(files, options, { solver, clock, certifying: proofs, found, remembered });
  const stopped = stop().reason();
  const diagnostics = inOrder(once(checked.flatMap((file) => file.diagnostics)));
  const missing = (options.theorem ?? []).filter((name) => !checked.some((file) => file.names.includes(name)));
  if (missing.length > 0) reportMissing(missing, checked, diagnostics);
  const theorems = checked.flatMap((file) => file.theorems).filter((theorem) => isReported(theorem, options.theorem));
  const notChecked = checked.flatMap((file) => file.notChecked);
  const axioms = checked.flatMap((file) => file.axioms);
  const result: CheckResult = {
    tool,
    theorems,
    notChecked,
    axioms,
    diagnostics,
    ...(stopped && { stopped }),
    ...(options.attack === false && { searched: false }),
  };
  output.write(await checkReport(options.format, result, output.paint));
  clock.lap('reporting');
  if (
    options.certificate !== undefined &&
    stopped !== 'interrupted' &&
    (await proofs?.write(options.certificate, solver)) === false
  )
    process.stderr.write(`ls2: nothing is proved, so ${options.certificate} is not written\n`);
  clock.lap('writing the certificate');
  if (theorems.some(({ failure }) => failure?.kind === 'fault')) process.stderr.write(reportRequest());
  if (options.timing === true) process.stderr.write(clock.text());
  return mostImportant([
    ...theorems.map(codeOf),
    ...axioms.map(codeOfAxiom),
    ...diagnostics.map(codeOfDiagnostic),
    ...(stopped === undefined ? [] : [exit.noVerdict]),
  ]);
}

/** What is kept of a file is all that was found about it. */
function demandSavable({ save, theorem, attack, mutate }: Options): void {
  if (save !== true || (theorem === undefined && attack !== false && mutate !== true)) return;
  throw new UsageError(
    '--save keeps all that is found about a file: it goes without --theorem, --no-attack and --mutate',
  );
}

/** What is printed where the run is ended by force: nobody reads half an object. */
const textSoFar = (result: Omit<CheckResult, 'stopped'>): string =>
  checkText({ ...result, stopped: 'interrupted' }, textOf, plain);

/** A theorem that is wanted and not there is wrong usage, unless it may stand where a text cannot be read. */
function reportMissing(
  missing: readonly string[],
  checked: readonly CheckedFile[],
  diagnostics: readonly Diagnostic[],
): void {
  const names = checked.flatMap((file) => file.names);
  const message = `no theorem is called ${missing.join(' or ')}${instead(missing, names)}`;
  if (!diagnostics.some(({ severity }) => severity === 'error')) throw new UsageError(message);
  process.stderr.write(`ls2: ${message}, as far as the files could be read\n`);
}

const codeOfAxiom = ({ standing: of }: CheckedAxiom): ExitCode => (of === 'violated' ? exit.violated : exit.ok);

const codeOfDiagnostic = ({ severity }: Diagnostic): ExitCode => (severity === 'error' ? exit.malformed : exit.ok);

const codeOfStanding = { 'as-expected': exit.ok, violated: exit.violated, open: exit.noVerdict } as const;

const codeOf = (theorem: CheckedTheorem): ExitCode =>
  theorem.failure?.kind === 'fault' ? exit.fault : codeOfStanding[standing(theorem)];
