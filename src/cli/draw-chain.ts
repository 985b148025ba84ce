import { existsSync } from 'node:fs';
import type { Piece } from '../kernel/index.js';
import { type ChainDecl, definitionsOfChain, type Model, type TheoremDecl } from '../language/index.js';
import { chainSvg } from '../report/html/chain-svg.js';
import { together } from '../report/html/svg.js';
import { type ExitCode, exit } from './exit.js';
import type { Output } from './output.js';
import { readFiles } from './reading.js';
import { filesUnder } from './sources.js';
import { UsageError } from './usage-error.js';

/** Draws the chain of that name, or the chains that the theorem of that name speaks of. */
export function drawChain(name: string, paths: readonly string[], output: Output): ExitCode {
  const places = paths.length > 0 ? paths : ['proofs', 'models'].filter((place) => existsSync(place));
  let speaksOfNone = false;
  for (const { model } of readFiles(filesUnder(places))) {
    const theorem = model.theorems.find((each) => each.name === name);
    const chain = model.chains.find((each) => each.name === name);
    const chains = chain === undefined ? (theorem === undefined ? [] : chainsIn(theorem, model)) : [chain];
    speaksOfNone ||= theorem !== undefined && chains.length === 0;
    if (chains.length === 0) continue;
    output.write(
      `${together(
        chains.map((each) => chainSvg(each, model)),
        `the ${chain === undefined ? `chains of ${name}` : `chain ${name}`}`,
      )}\n`,
    );
    return exit.ok;
  }
  throw new UsageError(
    speaksOfNone
      ? `${name} speaks of no chain, and pictures are of chains (\`ls2 attack ${name} --format svg\` draws an attack)`
      : `no chain or theorem is called ${name} in ${places.join(', ')}, and pictures are of chains (\`ls2 attack NAME --format svg\` draws attacks)`,
  );
}

/** The chains whose definitions or sequences stand in what a theorem says, in the order of the model. */
function chainsIn({ assumptions, conclusion }: TheoremDecl, { chains }: Model): readonly ChainDecl[] {
  const pieces = new Set<Piece>([...assumptions.map(({ formula }) => formula), conclusion]);
  for (const piece of pieces) for (const kid of piece.kids) pieces.add(kid);
  const predicates = new Set([...pieces].flatMap((piece) => (piece.kind === 'atom' ? [piece.predicate] : [])));
  const programs = new Set([...pieces].flatMap((piece) => (piece.kind === 'application' ? [piece.symbol] : [])));
  return chains.filter(
    (chain) =>
      definitionsOfChain(chain).some(({ predicate }) => predicates.has(predicate)) ||
      // A sequence is not named in what it says: its programs are.
      chain.stages.slice(1).every(({ program }) => programs.has(program)),
  );
}
