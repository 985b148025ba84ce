import { Command } from 'commander';
import { type Code, isCode } from '../diagnostics/index.js';
import { type ExitCode, exit } from './exit.js';
import type { Finish } from './finish.js';
import { type SolvingOptions, withOutputOptions, withSolvingOptions } from './options.js';
import { type Output, type OutputOptions, outputFor } from './output.js';
import { endAfter, mayTakeLong } from './run/work.js';

const examples = `Examples:
  ls2 explain LS2-0201               what a diagnostic code means, and what to do about it
  ls2 explain Boot proofs/chain.ls2  a theorem and its proof, step by step
  ls2 explain HostBoot models/       what a chain stands for
  ls2 explain HostBoot models/ --format svg --out boot.svg  the same as a picture
  ls2 explain Boot proofs/chain.ls2 --format svg            the chains that a theorem speaks of
  ls2 explain READ                   an axiom: what it means, and where it comes from
`;

export function command(finish: Finish): Command {
  const explain = new Command('explain')
    .summary('a diagnostic code in full, a proof step by step, what a chain stands for')
    .description(
      'Explains a diagnostic code, or what a theorem, chain, axiom, definition or program of that name says.',
    )
    .argument('<what>', 'a code, or a name')
    .argument(
      '[path...]',
      'where the name is declared: files, or directories with .ls2 files (default: proofs/ and models/)',
    )
    .addHelpText('before', examples);
  return withSolvingOptions(withOutputOptions(explain, ['text', 'svg'])).action(
    async (what: string, paths: readonly string[], options: Options) => {
      finish(await run(what, paths, options));
    },
  );
}

type Options = OutputOptions & SolvingOptions;

async function run(what: string, paths: readonly string[], options: Options): Promise<ExitCode> {
  const output = await outputFor(options);
  const code = what.toUpperCase();
  if (options.format === 'text' && isCode(code)) return explainCode(code, output);
  mayTakeLong();
  endAfter(options.deadline);
  if (options.format === 'svg') {
    const { drawChain } = await import('./draw-chain.js');
    return drawChain(what, paths, output);
  }
  const { explainName } = await import('./explain-name.js');
  return explainName(what, paths, options, output);
}

async function explainCode(code: Code, output: Output): Promise<ExitCode> {
  const { codeText } = await import('../report/code-text.js');
  output.write(codeText(code, output.paint));
  return exit.ok;
}
