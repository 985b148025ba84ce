import { Command } from 'commander';
import { manPage } from '../report/man-page.js';
import type { Commands } from './entry.js';
import { exit } from './exit.js';
import type { Finish } from './finish.js';

const examples = `Examples:
  ls2 man > ls2.1 && man ./ls2.1    all of the command line, to read
`;

export function command(finish: Finish, all: Commands): Command {
  return new Command('man')
    .summary('the manual page')
    .description('Prints the manual page, in roff: what --help says of every command.')
    .addHelpText('before', examples)
    .action(async () => {
      const { described } = await import('./described.js');
      process.stdout.write(manPage(await described(all)));
      finish(exit.ok);
    });
}
