import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const peakMemory = new URL('peak-memory.mjs', import.meta.url).href;

/**
 * Something to run: Node's arguments, and what a right run prints. To weigh it takes a little of its time.
 *
 * @typedef {object} Command
 * @property {string} name
 * @property {readonly string[]} args
 * @property {RegExp} prints
 * @property {boolean} [weighed] whether its memory is measured too
 * @property {number} [aim] what its time, over that of what it is compared with, should not pass
 *
 * @typedef {{ readonly seconds: number, readonly megabytes?: number }} Measured
 */

/**
 * Runs a command to its end. Throws unless it ends well and prints what it should: a wrong answer is not measured.
 *
 * @param {Command} command
 * @param {string} cache the directory for ls2's cache
 * @returns {Measured}
 */
function measure({ name, args, prints, weighed = false }, cache) {
  const from = performance.now();
  const { status, stdout, stderr, output } = spawnSync(
    process.execPath,
    [...(weighed ? ['--import', peakMemory] : []), ...args],
    {
      cwd: root,
      env: { ...process.env, LS2_CACHE_DIR: cache, NO_COLOR: '1' },
      stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
      encoding: 'utf8',
      maxBuffer: 1 << 28,
    },
  );
  const seconds = (performance.now() - from) / 1000;
  if (status !== 0 || !prints.test(stdout)) throw new Error(`${name}: code ${status}\n${stdout}${stderr}`);
  return { seconds, ...(weighed && { megabytes: Number(String(output[3]).split(' ')[0]) / 1024 }) };
}

/**
 * Runs each of the commands so many times, in turn, so that whatever else the machine does befalls all alike; the medians, in the same order.
 *
 * @param {readonly Command[]} commands
 * @param {number} runs
 * @param {string} cache
 * @param {(doing: string) => void} progress
 * @returns {readonly (Command & Measured)[]}
 */
export function medians(commands, runs, cache, progress) {
  /** @type {Measured[][]} */
  const measured = commands.map(() => []);
  for (let run = 1; run <= runs; run++) {
    for (const [i, command] of commands.entries()) {
      progress(`run ${run} of ${runs}: ${command.name}`);
      measured[i]?.push(measure(command, cache));
    }
  }
  return commands.map((command, i) => {
    const each = measured[i] ?? [];
    const weights = each.flatMap(({ megabytes }) => megabytes ?? []);
    return {
      ...command,
      seconds: median(each.map(({ seconds }) => seconds)),
      ...(weights.length > 0 && { megabytes: median(weights) }),
    };
  });
}

/** @param {readonly number[]} values */
function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const below = sorted[Math.ceil(sorted.length / 2) - 1] ?? Number.NaN;
  const above = sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
  return (below + above) / 2;
}
