import { Command, CommanderError } from 'commander';
import { faultText } from '../check/fault-text.js';
import { Stopped } from '../stop/index.js';
import { commands } from './commands.js';
import { type ExitCode, exit } from './exit.js';
import { reportRequest } from './fault.js';
import { root } from './root.js';
import { Elsewhere } from './run/work.js';
import { instead } from './unknown-name.js';
import { UsageError } from './usage-error.js';

/** Runs a command, in the thread in which it is called, and says what went wrong. Throws {@link Elsewhere} where that is the wrong one. */
export async function answer(args: readonly string[]): Promise<number> {
  try {
    return await run(args);
  } catch (error) {
    if (error instanceof Elsewhere) throw error;
    if (error instanceof CommanderError) return error.exitCode === 0 ? exit.ok : exit.usage;
    if (error instanceof UsageError) {
      process.stderr.write(`ls2: ${error.message}\n`);
      return exit.usage;
    }
    if (error instanceof Stopped) {
      process.stderr.write(`ls2: ${error.message} before anything was found\n`);
      return exit.noVerdict;
    }
    process.stderr.write(`ls2: internal fault: ${faultText(error)}\n${reportRequest()}`);
    return exit.fault;
  }
}

async function run(args: readonly string[]): Promise<ExitCode> {
  const name = args.find((arg) => !arg.startsWith('-'));
  if (name !== undefined && name !== 'help' && !commands.has(name)) throw new UsageError(unknown(name));
  let code: ExitCode = exit.ok;
  const finish = (ended: ExitCode): void => {
    code = ended;
  };
  const program = root();
  const asked = name === 'help' ? args[args.indexOf('help') + 1] : name;
  for (const [command, { summary, load }] of commands) {
    const loaded = command === asked ? (await load()).command(finish, commands) : new Command(command).summary(summary);
    program.addCommand(loaded.copyInheritedSettings(program));
  }
  if (args.length === 0) program.help({ error: true });
  await program.parseAsync(args, { from: 'user' });
  return code;
}

function unknown(name: string): string {
  return `there is no command \`${name}\` (\`ls2 --help\` says more)${instead([name], [...commands.keys()])}`;
}
