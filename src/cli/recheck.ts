import { Command, Option } from 'commander';
import { type Code, diagnostic, startOfFile } from '../diagnostics/index.js';
import { about } from '../disk/about.js';
import { disk } from '../disk/disk.js';
import type { Malformed, Outcome } from '../recheck/index.js';
import { recheckJson } from '../report/recheck-json.js';
import { recheckText } from '../report/recheck-text.js';
import { type SolverName, solverNames } from '../solver/version.js';
import { Stopped } from '../stop/index.js';
import { type ExitCode, exit, exitCodesHelp } from './exit.js';
import type { Finish } from './finish.js';
import { limitsOf } from './limits.js';
import { type SolvingOptions, withLimitOptions, withOutputOptions } from './options.js';
import { type OutputOptions, outputFor } from './output.js';
import { contentsOf } from './read-file.js';
import { doing, mayTakeLong } from './run/work.js';
import { UsageError } from './usage-error.js';
import { reasonOf } from './whole-file.js';

const examples = `Examples:
  ls2 check --certificate proofs.json        write what was proved, and how
  ls2 recheck proofs.json                    check it, without the prover
  ls2 recheck proofs.json --solver cvc5      let another solver decide the obligations
`;

const description = `Checks a certificate that ls2 check wrote, with a small program of its own: each step by its rule, the axioms against those of logic/, the
statements against their text, and every obligation by a solver. Says what each theorem states, and what that rests on.`;

export function command(finish: Finish): Command {
  const recheck = new Command('recheck')
    .summary('check a certificate, without the prover')
    .description(description)
    .argument('<file>', 'a certificate')
    .addOption(
      new Option('--solver <solver>', 'z3 comes with ls2, the others are programs of this machine')
        .choices(solverNames)
        .default('z3'),
    )
    .addHelpText('before', examples)
    .addHelpText('after', `\n${exitCodesHelp}`);
  return withOutputOptions(withLimitOptions(recheck)).action(async (file: string, options: Options) => {
    finish(await run(file, options));
  });
}

type Options = OutputOptions & Pick<SolvingOptions, 'rlimit' | 'timeLimit'> & { readonly solver: SolverName };

async function run(file: string, options: Options): Promise<ExitCode> {
  const text = textOf(file);
  const output = await outputFor(options);
  mayTakeLong();
  doing(`checking ${file}`);
  const { recheck, solvers } = await import('../recheck/index.js');
  const solver = solvers[options.solver];
  const version = await solver.version();
  if (version === undefined)
    throw new UsageError(`${options.solver} is not on this machine (\`ls2 doctor\` says more)`);
  const logic = disk().logic.map((each) => each.text);
  const came = await recheck(text, { logic, solver, limits: limitsOf(options) });
  const outcome =
    came.verdict === 'malformed'
      ? { verdict: came.verdict, diagnostic: diagnostic(codeOf[came.why], came.detail, { file, span: startOfFile }) }
      : came;
  const { name, version: ours } = about();
  const result = { file, tool: { name, version: ours, solver: { name: options.solver, version } }, outcome };
  output.write(options.format === 'json' ? recheckJson(result) : recheckText(result, output.paint));
  return exitOf[came.verdict];
}

const codeOf: Readonly<Record<Malformed['why'], Code>> = {
  'no-certificate': 'LS2-1101',
  'other-version': 'LS2-1102',
  changed: 'LS2-1103',
  malformed: 'LS2-1104',
};

const exitOf: Readonly<Record<Outcome['verdict'], ExitCode>> = {
  accepted: exit.ok,
  rejected: exit.violated,
  malformed: exit.malformed,
  unanswered: exit.noVerdict,
};

function textOf(file: string): string {
  try {
    return contentsOf(file).toString('utf8');
  } catch (error) {
    if (error instanceof Stopped) throw error;
    throw new UsageError(`${file} cannot be read: ${reasonOf(error)}`);
  }
}
