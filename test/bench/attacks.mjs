/**
 * How long the search for attacks takes: for chains of growing length with a flaw in the middle, and for a chain of 32 stages with the flaw in
 * different places. Prints one JSON object: seconds, the median of some searches.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { claimOf, searchAttacks } from '../../dist/attack/index.js';
import { readFiles } from '../../dist/cli/reading.js';
import { flawedChain } from '../attack/flawed-chain.mjs';

/** @typedef {{ readonly stages: number, readonly place: number, readonly events: number, readonly seconds: number }} Searched */

const searches = 5;
const scratch = mkdtempSync(join(tmpdir(), 'ls2-bench-'));

/**
 * @param {number} stages
 * @param {number} place
 * @returns {Searched}
 */
function measured(stages, place) {
  const file = join(scratch, `${stages}-${place}.ls2`);
  writeFileSync(file, flawedChain(stages, place, 'reads again'));
  const model = readFiles([file])[0]?.model;
  const decl = model?.theorems.find(({ name }) => name === 'Remote');
  if (model === undefined || decl === undefined) throw new Error('the chain has no theorem');
  const times = [];
  let events = 0;
  for (let i = 0; i < searches; i++) {
    const from = performance.now();
    const [attack] = searchAttacks(model, claimOf(decl)).attacks;
    times.push((performance.now() - from) / 1000);
    if (attack === undefined) throw new Error(`no attack on ${stages} stages with the flaw in ${place}`);
    events = attack.occurrences.length;
  }
  return { stages, place, events, seconds: times.sort((a, b) => a - b)[searches >> 1] ?? Number.NaN };
}

try {
  // The first search of a process pays for compiling what it runs.
  measured(8, 4);
  const lengths = [8, 16, 32, 64, 128].map((stages) => measured(stages, stages / 2));
  const places = [0, 8, 16, 24, 30].map((place) => measured(32, place));
  process.stdout.write(`${JSON.stringify({ lengths, places })}\n`);
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
