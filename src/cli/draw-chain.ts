import { existsSync } from 'node:fs';
import { showTerm } from '../language/index.js';
import { chainSvg } from '../report/html/chain-svg.js';
import { type ExitCode, exit } from './exit.js';
import type { Output } from './output.js';
import { readFiles } from './reading.js';
import { filesUnder } from './sources.js';
import { UsageError } from './usage-error.js';

/** Draws the chain of that name. */
export function drawChain(name: string, paths: readonly string[], output: Output): ExitCode {
  const places = paths.length > 0 ? paths : ['proofs', 'models'].filter((place) => existsSync(place));
  for (const { model } of readFiles(filesUnder(places))) {
    const chain = model.chains.find((each) => each.name === name);
    if (chain === undefined) continue;
    output.write(`${chainSvg(chain, (term) => showTerm(term, model, { width: 60 }))}\n`);
    return exit.ok;
  }
  throw new UsageError(
    `no chain is called ${name} in ${places.join(', ')}, and pictures are of chains (\`ls2 attack NAME --format svg\` draws attacks)`,
  );
}
