import { Command } from 'commander';
import { exit } from './exit.js';
import type { Finish } from './finish.js';
import { filesFound } from './sources.js';

const help = `Examples:
  ls2 lsp            for an editor's settings, as the command of the language server
`;

export function command(finish: Finish): Command {
  return new Command('lsp')
    .summary('the language server, for editors')
    .description(
      'Speaks the Language Server Protocol on stdin and stdout: diagnostics as you type, verdicts above theorems, hover, definitions, references, renaming, completion, formatting.',
    )
    .option('--stdio', 'what editors say; it is the only way')
    .addHelpText('before', help)
    .action(async () => {
      const { serveOver } = await import('../editor/node/main.js');
      serveOver(process.stdin, process.stdout, (root) => filesFound([root]));
      // The protocol's own library ends the process when the client says so.
      await new Promise<void>((resolve) => process.stdin.once('close', resolve));
      finish(exit.ok);
    });
}
