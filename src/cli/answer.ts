import { Command, CommanderError } from 'commander';
import { faultText } from '../check/fault-text.js';
import { about } from '../disk/about.js';
import { Stopped } from '../stop/index.js';
import { commands } from './commands.js';
import { type ExitCode, exit, exitCodesHelp } from './exit.js';
import { reportRequest } from './fault.js';
import { Elsewhere } from './run/work.js';
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
    const loaded = command === asked ? (await load()).command(finish) : new Command(command).summary(summary);
    program.addCommand(loaded.copyInheritedSettings(program));
  }
  if (args.length === 0) program.help({ error: true });
  await program.parseAsync(args, { from: 'user' });
  return code;
}

function root(): Command {
  const { name, version } = about();
  return new Command(name)
    .usage('COMMAND [OPTION…] [ARGUMENT…]')
    .version(version, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print this help')
    .helpCommand('help [command]', "print a command's help")
    .addHelpText('before', examples)
    .addHelpText('after', `\n${exitCodesHelp}`)
    .exitOverride()
    .configureOutput({ outputError: (text, write) => write(text.replace(/^error: /, 'ls2: ')) });
}

const examples = `ls2 proves what a chain of trust shows: LS², the Logic of Secure Systems, checked by machine.

Examples:
  ls2 check                               prove all theorems under proofs/
  ls2 check chain.ls2 --theorem Boot      prove one theorem of one file
  ls2 explain Boot chain.ls2              its proof, step by step
  ls2 explain LS2-0201                    a diagnostic code in full
  ls2 fmt --check                         are all files formatted?
  ls2 doctor                              what this machine has
`;

function unknown(name: string): string {
  const known = [...commands.keys()].join(', ');
  return `there is no command \`${name}\`; there are ${known} (\`ls2 --help\` says more)`;
}
