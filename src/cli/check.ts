import { Command } from 'commander';
import type { Diagnostic } from '../diagnostics/index.js';
import { checkJson } from '../report/check-json.js';
import { checkText } from '../report/check-text.js';
import { asExpected, type CheckResult, type CheckedTheorem } from '../report/check-result.js';
import { about } from './about.js';
import type { Finish } from './commands.js';
import { type ExitCode, exit, exitCodesHelp, mostImportant } from './exit.js';
import { whenInterrupted } from './interrupt.js';
import { type SolvingOptions, withOutputOptions, withSolvingOptions } from './options.js';
import { type OutputOptions, outputFor } from './output.js';
import { showProgress } from './progress.js';
import { type Solving, solving } from './solving.js';
import { filesUnder, usualPlaces } from './sources.js';
import { type Timing, timing } from './timing.js';

const examples = `Examples:
  ls2 check                                  prove all theorems under proofs/
  ls2 check chain.ls2 --theorem Boot         prove one theorem of one file
  ls2 check --format json --out result.json  the verdicts for programs
  ls2 check --solver cvc5 --no-cache         let another solver answer everything
  ls2 check --keep-obligations asked/        keep what the solver is asked, as SMT-LIB
`;

const verdicts = `
A theorem is proved, or unknown: no proof was found, which does not mean that it is false. A theorem may say what is
expected of it (\`expect unknown\`); otherwise that is \`proved\`. What comes out otherwise is a violation (1), but a theorem
that is unknown because a limit was reached, or that is expected to be refuted, is merely without a verdict (4).

${exitCodesHelp}`;

export function command(finish: Finish): Command {
  const check = new Command('check')
    .summary('prove theorems, or say what is missing')
    .description('Reads files, proves their theorems, and says what each rests on, or where its proof fails. Lemmas are reported if they fail.')
    .argument('[path...]', 'files, or directories with .ls2 files (default: proofs/)')
    .option('--theorem <name>', 'only this theorem; may be given several times', collect)
    .option('--keep-obligations <dir>', 'write what the solver is asked into a directory, for any solver to answer')
    .addHelpText('before', examples)
    .addHelpText('after', verdicts);
  return withOutputOptions(withSolvingOptions(check))
    .option('--timing', 'say on stderr how long everything took')
    .action(async (paths: readonly string[], options: CheckOptions) => {
      finish(await run(paths, options));
    });
}

const collect = (name: string, before: readonly string[] = []): readonly string[] => [...before, name];

interface CheckOptions extends OutputOptions, SolvingOptions {
  readonly theorem?: readonly string[];
  readonly keepObligations?: string;
  readonly timing?: boolean;
}

async function run(paths: readonly string[], options: CheckOptions): Promise<ExitCode> {
  const files = filesUnder(paths.length > 0 ? paths : usualPlaces('proofs'));
  const output = await outputFor(options);
  const clock = timing();
  const asked = await solving(options);
  const release = whenInterrupted(asked.abandon);
  try {
    // Loaded here, so that the solver starts meanwhile where it is needed.
    const { readAll } = await import('./reading.js');
    const { checkTheorems } = await import('./checking.js');
    clock.lap('loading ls2');
    const { models, diagnostics, textOf } = readAll(files);
    clock.lap('reading');
    const progress = showProgress();
    const theorems = await checkTheorems(models, { ...asked, only: options.theorem, clock, progress });
    progress.end();
    clock.lap('proving');
    const { name, version } = about();
    const checked: CheckResult = { tool: { name, version, solver: asked.tool }, theorems, diagnostics };
    output.write(options.format === 'json' ? checkJson(checked) : checkText(checked, textOf, output.paint));
    return mostImportant([...theorems.map(codeOf), ...diagnostics.map(codeOfDiagnostic)]);
  } finally {
    release();
    await asked.close();
    clock.lap('closing the solver');
    if (options.timing === true) process.stderr.write(timingText(clock, asked));
  }
}

const codeOfDiagnostic = ({ severity }: Diagnostic): ExitCode => (severity === 'error' ? exit.malformed : exit.ok);

function codeOf(theorem: CheckedTheorem): ExitCode {
  if (theorem.failure?.kind === 'fault') return exit.fault;
  if (asExpected(theorem)) return exit.ok;
  const open = theorem.verdict === 'unknown' && (theorem.failure?.kind === 'limit' || theorem.expected === 'refuted');
  return open ? exit.noVerdict : exit.violated;
}

function timingText(clock: Timing, { solver }: Solving): string {
  const { asked, distinct, fromCache, fromSolver, started } = solver.statistics();
  const counts = `${asked} obligations asked, ${distinct} distinct: ${fromCache} from the cache, ${fromSolver} from the solver; ${started} solvers started`;
  return `${clock.text()}${counts}\n`;
}
