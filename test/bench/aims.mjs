/**
 * What the engine is to reach, row by row, and what it reaches: `npm run bench -- --docs` measures each row and writes docs/benchmarks.md; `--rows 1,3` only those, and keeps
 * what the page says of the others. All is processor time (user and system, of all threads), as ratios within one run, so that a busy machine matters less.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { flawedChain } from '../attack/flawed-chain.mjs';
import { chainOf } from './chain.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const page = join(root, 'docs/benchmarks.md');
const usage = new URL('peak-memory.mjs', import.meta.url).href;
const bin = join(root, 'bin/ls2.js');

/** A cache with nothing in it. */
let nowhere = '';

/** @typedef {{ readonly seconds: number, readonly megabytes: number, readonly code: number | null, readonly stdout: string }} Used */

/**
 * Runs Node in a directory, with a cache that is empty, or the one given.
 *
 * @param {readonly string[]} args
 * @param {{ readonly cwd?: string, readonly cache?: string, readonly codes?: readonly number[] }} [where]
 * @returns {Used}
 */
function used(args, { cwd = root, cache = nowhere, codes = [0] } = {}) {
  const { status, stdout, stderr, output } = spawnSync(process.execPath, ['--import', usage, ...args], {
    cwd,
    env: { ...process.env, LS2_CACHE_DIR: cache, NO_COLOR: '1' },
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  if (status === null || !codes.includes(status))
    throw new Error(`${args.join(' ')}: code ${status}\n${stdout}${stderr}`);
  const [kilobytes = Number.NaN, microseconds = Number.NaN] = String(output[3]).split(' ').map(Number);
  return { seconds: microseconds / 1e6, megabytes: kilobytes / 1024, code: status, stdout };
}

/** @param {number} value */
const times = (value) => value.toFixed(value < 1 ? 3 : 2);

const floor = () => used([fileURLToPath(new URL('trivial-question.mjs', import.meta.url))]).seconds;
const check = [bin, 'check', '--no-cache'];

/**
 * @typedef {object} Row
 * @property {string} what
 * @property {string} before
 * @property {string} must
 * @property {string} aim
 * @property {(scratch: string) => string} measure
 */

/** @type {readonly Row[]} */
const rows = [
  {
    what: '`check --no-cache proofs/tvp-qt` over "node starts z3-solver, asks once" (replay)',
    before: '32',
    must: '2',
    aim: '1.3',
    measure: () => times(used([...check, 'proofs/tvp-qt']).seconds / floor()),
  },
  {
    what: 'the same without kept proofs (search)',
    before: '32',
    must: '8',
    aim: '5',
    measure: () => times(used([...check, '--no-kept', 'proofs/tvp-qt']).seconds / floor()),
  },
  {
    what: 'the README’s `board.ls2`, never seen, to its verdict with witness, over the same',
    before: '5',
    must: '2',
    aim: '1.3',
    measure: (scratch) => {
      const text = /^```ls2 board\.ls2\n([\s\S]*?)^```/m.exec(readFileSync(join(root, 'README.md'), 'utf8'))?.[1];
      if (text === undefined) throw new Error('the README has no board.ls2');
      writeFileSync(join(scratch, 'board.ls2'), text);
      return times(used([...check, 'board.ls2'], { cwd: scratch }).seconds / floor());
    },
  },
  {
    what: 'chains by search: time of 2n over n, the worst of 64 … 512 stages, with witness; memory at 512',
    before: '3.8',
    must: '2.3',
    aim: '2.1',
    measure: (scratch) => {
      const measured = [64, 128, 256, 512].map((stages) => {
        writeFileSync(join(scratch, `chain-${stages}.ls2`), chainOf(stages));
        return used([...check, `chain-${stages}.ls2`], { cwd: scratch });
      });
      const ratios = measured.slice(1).map(({ seconds }, i) => seconds / (measured[i]?.seconds ?? Number.NaN));
      return `${times(Math.max(...ratios))}; ${measured.at(-1)?.megabytes.toFixed(0)} MB`;
    },
  },
  {
    what: 'attack on a flawed chain of 32 and of 128 stages, over start-up (`ls2 --version`)',
    before: '4, 13',
    must: '2, 4',
    aim: '1.5, 3',
    measure: (scratch) => {
      const start = used([bin, '--version']).seconds;
      const ratios = [32, 128].map((stages) => {
        const file = `flawed-${stages}.ls2`;
        writeFileSync(join(scratch, file), flawedChain(stages, stages >> 1, 'reads again'));
        const { seconds } = used([bin, 'attack', '--all', file], { cwd: scratch, codes: [0, 1] });
        return times(seconds / start);
      });
      return ratios.join(', ');
    },
  },
  {
    what: '`recheck` of the certificate of all of `proofs/`, over "node starts z3-solver, asks once"',
    before: '16',
    must: '2',
    aim: '1',
    measure: (scratch) => {
      const file = join(scratch, 'proofs.json');
      used([...check, '--no-attack', 'proofs', '--certificate', file], { codes: [0, 1, 4] });
      return times(used([bin, 'recheck', file]).seconds / floor());
    },
  },
  {
    what: '`validate`: events a second over `JSON.parse` of the lines; memory at 10⁶ over 10⁵ events',
    before: '0.05; grows',
    must: '0.4; 1.2 (at 10⁷)',
    aim: '0.7; 1.0',
    measure: (scratch) => {
      const make = fileURLToPath(new URL('long-trace.mjs', import.meta.url));
      const [none, some, many] = [10, 100_000, 1_000_000].map((events) => {
        const file = join(scratch, `${events}.ndjson`);
        const parsed = Number(used(['--max-old-space-size=8000', make, `${events}`, file]).stdout);
        return { parsed, ...used([bin, 'validate', file, '--against', 'T1', '--in', 'proofs/tvp-qt/script.ls2']) };
      });
      const rate = (some?.parsed ?? Number.NaN) / ((some?.seconds ?? Number.NaN) - (none?.seconds ?? Number.NaN));
      return `${times(rate)}; ${times((many?.megabytes ?? Number.NaN) / (some?.megabytes ?? Number.NaN))}`;
    },
  },
  {
    what: 'unchanged tree (`check proofs/tvp-qt` again), over "node prints a line"',
    before: '2.6',
    must: '2.6',
    aim: '2',
    measure: (scratch) => {
      const cache = join(scratch, 'cache');
      mkdirSync(cache, { recursive: true });
      used([bin, 'check', 'proofs/tvp-qt'], { cache });
      const line = used(['-e', 'console.log("a line")']).seconds;
      return times(used([bin, 'check', 'proofs/tvp-qt'], { cache }).seconds / line);
    },
  },
];

/** What the page says was measured, by row. */
function known() {
  if (!existsSync(page)) return new Map();
  const lines = readFileSync(page, 'utf8').matchAll(/^\| (.+) \| .+ \| .+ \| .+ \| (.+) \|$/gm);
  return new Map([...lines].map(([, what = '', measured = '']) => [what, measured]));
}

/**
 * Measures rows (from 1; all, if none are named), and writes the page.
 *
 * @param {string} scratch an empty directory
 * @param {readonly number[]} wanted
 * @param {(doing: string) => void} progress
 */
export function writeAims(scratch, wanted, progress) {
  nowhere = join(scratch, 'nowhere');
  const before = known();
  const lines = rows.map(({ what, before: was, must, aim, measure }, i) => {
    const isWanted = wanted.length === 0 || wanted.includes(i + 1);
    if (isWanted) progress(what);
    const measured = isWanted ? measure(scratch) : (before.get(what) ?? 'not measured');
    return `| ${what} | ${was} | ${must} | ${aim} | ${measured} |`;
  });
  const machine = `${cpus()[0]?.model.trim()}, ${cpus().length} processors, ${Math.round(totalmem() / 2 ** 30)} GB, Node ${process.versions.node}`;
  writeFileSync(
    page,
    `# How fast it is

Written by \`npm run bench -- --docs\`; \`--rows 1,3\` measures those rows again. Processor time of all threads, as ratios within one run; memory is the most at any time. *Before* is
what was measured when the engine was begun, *must* and *aim* are what it is to reach. What is missed stands here as what is met does.

| what | before | must | aim | measured |
|---|---|---|---|---|
${lines.join('\n')}

Last on ${machine}.

Not among them: an edit of one program (\`npm run bench\` has it, for an editor), and ProVerif on the same chain, which is built from its source alone.
`,
  );
}
