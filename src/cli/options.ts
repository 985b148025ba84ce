import { type Command, InvalidArgumentError, Option } from 'commander';
import { type SolverName, solverNames } from '../solver/version.js';
import { naturalNumber, positiveInteger } from './numbers.js';
import type { OutputOptions } from './output.js';

const formatsOf = ['text', 'json'] as const satisfies readonly OutputOptions['format'][];

/** `--format`, `--out`, `--color`: see {@link OutputOptions}. */
export function withOutputOptions(command: Command, formats: readonly OutputOptions['format'][] = formatsOf): Command {
  return withFormatOptions(command, formats).option(
    '--out <file>',
    'write the result to a file, whole or not at all, instead of stdout',
  );
}

/** The same without `--out`, for commands of which that names another file. */
export function withFormatOptions(command: Command, formats: readonly OutputOptions['format'][] = formatsOf): Command {
  return command
    .addOption(new Option('--format <format>', 'for people or for programs').choices(formats).default('text'))
    .addOption(
      new Option('--color <when>', 'auto: on a terminal, unless NO_COLOR is set')
        .choices(['auto', 'always', 'never'])
        .default('auto'),
    );
}

/** Of an option that may be given several times. */
export const collect = (value: string, before: readonly string[] = []): readonly string[] => [...before, value];

/** `auto`: z3, for what the ground procedure leaves; a solver that is named is asked everything. */
export type SolverChoice = 'auto' | SolverName;

export interface SolvingOptions {
  readonly jobs?: number;
  readonly solver: SolverChoice;
  readonly rlimit?: number;
  readonly timeLimit?: number;
  readonly cache: boolean;
  readonly deadline?: number;
}

/** One budget for a whole run. */
export function withDeadline(command: Command): Command {
  return command.option(
    '--deadline <seconds>',
    'what the whole run may take, in seconds: what is not decided then has no verdict (4)',
    seconds,
  );
}

/** What concerns the solver. */
export function withSolvingOptions(command: Command): Command {
  const choice = new Option(
    '--solver <solver>',
    'auto: z3, only for what is not proved without a solver; one that is named is asked everything',
  );
  return withDeadline(
    withLimitOptions(
      command
        .addOption(choice.choices(['auto', ...solverNames]).default('auto'))
        .option(
          '--jobs <n>',
          'how many solvers run at once (default: one less than there are processors)',
          positiveInteger,
        ),
    ),
  ).option('--no-cache', 'prove everything again, ask the solver everything again, and remember nothing');
}

/** Which solver, and what it may take. */
export function withLimitOptions(command: Command): Command {
  return command
    .option('--rlimit <n>', "what an obligation may cost, in the solver's own steps; 0 is no limit", naturalNumber)
    .option('--time-limit <seconds>', 'what an obligation may cost, in seconds; the last resort', seconds);
}

/** Node's timers hold 24 days. */
const longest = 2_000_000;

function seconds(text: string): number {
  const number = /^\d+(\.\d+)?$/.test(text) ? Number(text) : Number.NaN;
  if (!(number > 0 && number <= longest))
    throw new InvalidArgumentError(`It takes seconds, over 0 and up to ${longest}.`);
  return number;
}
