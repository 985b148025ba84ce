/**
 * Evidence with random changes, very much of it: `npm run mutated` builds dist first; `npm run mutated -- --count N` (default 1000000), `--log FILE` and `--ima FILE` for evidence to
 * begin with. Ends with 1 if a reader throws, or a changed quote verifies, and says by which seed; says at the end how long the slowest took, and the most memory.
 */
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { originals, tryOne } from './evidence/mutated.mjs';

const { values } = parseArgs({
  options: {
    count: { type: 'string', default: '1000000' },
    first: { type: 'string', default: '0' },
    log: { type: 'string' },
    ima: { type: 'string' },
  },
});
const read = (/** @type {string | undefined} */ file) => (file === undefined ? undefined : readFileSync(file));
const from = await originals(read(values.log), read(values.ima));
const [first, count] = [Number(values.first), Number(values.count)];
let [slowest, most] = [0, 0];
/** @type {Record<string, number>} */
const tried = {};
for (let seed = first; seed < first + count; seed++) {
  const begun = process.hrtime.bigint();
  try {
    const part = tryOne(from, seed);
    tried[part] = (tried[part] ?? 0) + 1;
  } catch (error) {
    process.stdout.write(`seed ${seed}: ${error instanceof Error ? error.stack : error}\n`);
    process.exitCode = 1;
    break;
  }
  slowest = Math.max(slowest, Number(process.hrtime.bigint() - begun) / 1e6);
  if (seed % 1000 === 0) most = Math.max(most, process.memoryUsage().rss);
}
const parts = Object.entries(tried).map(([part, times]) => `${part} ${times}`);
process.stdout.write(
  `${parts.join(', ')}; the slowest took ${slowest.toFixed(0)} ms, at most ${(most / 1e6).toFixed(0)} MB\n`,
);
