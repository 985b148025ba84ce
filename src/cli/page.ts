import { Command } from 'commander';
import { type ExitCode, exit } from './exit.js';
import type { Finish } from './finish.js';
import { portNumber } from './numbers.js';
import { UsageError } from './usage-error.js';
import { reasonOf } from './whole-file.js';

const examples = `Examples:
  ls2 page                serve the page on this machine, until it is interrupted
  ls2 page --out public   write it into a folder that any static host can serve
`;

const description = `ls2 in a browser: an editor with verdicts beside the text, and attacks and chains as pictures. All is
computed there, and nothing is sent; a link holds the model behind its #. Z3 in WebAssembly needs
two headers from the host: Cross-Origin-Opener-Policy: same-origin, and
Cross-Origin-Embedder-Policy: require-corp. Without them everything works but Z3.`;

export function command(finish: Finish): Command {
  return new Command('page')
    .summary('ls2 in a browser: serve the page, or write it into a folder')
    .description(description)
    .option('--port <n>', 'where to serve it; by default one that is free', portNumber)
    .option('--out <dir>', 'write its files there instead, and end')
    .addHelpText('before', examples)
    .action(async (options: Options) => {
      finish(await run(options));
    });
}

interface Options {
  readonly port?: number;
  readonly out?: string;
}

async function run({ port = 0, out }: Options): Promise<ExitCode> {
  const { pageFiles, copyPage } = await import('./page-files.js');
  const files = pageFiles();
  if (out !== undefined) {
    copyPage(files, out);
    return exit.ok;
  }
  const { servePage } = await import('./serving-page.js');
  const { url, server } = await servePage(files, port).catch((error: unknown) => {
    throw new UsageError(`port ${port} cannot be served: ${reasonOf(error)}`);
  });
  process.stdout.write(`${url}\n`);
  await new Promise((resolve) => server.once('close', resolve));
  return exit.ok;
}
