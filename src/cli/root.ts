import { Command } from 'commander';
import { about } from '../disk/about.js';
import { exitCodesHelp } from './exit.js';

/** The command line without its commands. */
export function root(): Command {
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
