import { Command, Option } from 'commander';
import { type Adversary, adversaries } from '../semantics/scope.js';
import type { ExitCode } from './exit.js';
import type { Finish } from './finish.js';
import { positiveInteger } from './numbers.js';

const examples = `Examples:
  ls2 repl board.ls2                                 formulas and steps by hand; \`:help\` lists what there is
  echo ':attack BootIsMeasured' | ls2 repl board.ls2   the same from a script
`;

const description = `Asks for lines. A formula is looked up in the trace so far: whether it holds there, and for what. A line that
begins with a colon does something: lists what may happen next, takes a step, looks for an attack and makes
that the trace, holds a theorem against it. From a script the first line that is wrong ends the run.`;

export function command(finish: Finish): Command {
  return new Command('repl')
    .summary('formulas and steps by hand')
    .description(description)
    .argument('<file>', 'the model')
    .addOption(
      new Option('--adversary <level>', 'what the adversary may do in the steps that are listed')
        .choices(adversaries)
        .default('local'),
    )
    .option('--machines <n>', 'how many machines of each kind there are', positiveInteger, 1)
    .addHelpText('before', examples)
    .action(async (file: string, options: Options) => {
      finish(await run(file, options));
    });
}

interface Options {
  readonly adversary: Adversary;
  readonly machines: number;
}

async function run(file: string, options: Options): Promise<ExitCode> {
  const { converse } = await import('./repl/terminal.js');
  return converse({ file, ...options });
}
