/**
 * How long ls2 takes, as ratios of what ran in turn on the same machine, so that they mean something on another. `npm run bench` builds dist
 * first; `npm run bench -- --runs N` (default 5) takes medians of so many runs, `--json` prints one object instead of tables; `--docs` writes docs/benchmarks.md instead (aims.mjs).
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { writeAims } from './aims.mjs';
import { chainOf } from './chain.mjs';
import { medians } from './measure.mjs';
import { tables } from './table.mjs';

/**
 * @typedef {import('./measure.mjs').Command} Command
 *
 * A time in seconds, over that of another row where there is one to compare with, and what is aimed at; memory in megabytes is the most at
 * any time.
 * @typedef {object} Row
 * @property {string} name
 * @property {number} seconds
 * @property {number} [megabytes]
 * @property {number} [ratio]
 * @property {number} [aim]
 *
 * @typedef {{ readonly title: string, readonly rows: readonly Row[] }} Section
 */

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '5' },
    json: { type: 'boolean', default: false },
    docs: { type: 'boolean', default: false },
    rows: { type: 'string', default: '' },
  },
});
const runs = Number(values.runs);
if (!Number.isSafeInteger(runs) || runs < 1) throw new Error('--runs takes a whole number, 1 or more');

/** @type {Command} */
const trivialQuestion = {
  name: 'z3-solver starts and answers one trivial question',
  args: [fileURLToPath(new URL('trivial-question.mjs', import.meta.url))],
  prints: /^unsat$/m,
};
/** @type {Command} */
const aLine = { name: 'node prints a line', args: ['-e', 'console.log("a line")'], prints: /^a line$/m };

/**
 * @param {string} path
 * @param {...string} options
 * @returns {Command}
 */
const check = (path, ...options) => ({
  name: ['ls2 check', path, ...options].join(' '),
  args: ['bin/ls2.js', 'check', path, ...options],
  prints: /: \d+ proved.*; all as expected$/m,
});
/** @type {Command} */
const gate = { name: 'ls2 gate', args: ['bin/ls2.js', 'gate'], prints: /: all stands as it stood$/m };
const [auto, all] = ['proofs/tvp-qt/auto.ls2', 'proofs/tvp-qt'];

/** @param {string} nowhere an empty directory */
const cold = (nowhere) => ({
  title: 'Cold: nothing is known, and the solver is asked',
  rows: overFirst([trivialQuestion, { ...check(auto, '--no-cache'), aim: 1.3 }, check(all, '--no-cache')], nowhere),
});

/** @param {string} cache an empty directory */
function cached(cache) {
  const checks = [check(auto), check(all), gate];
  medians(checks, 1, cache, progress);
  return {
    title: 'Cached: nothing has changed since the last run',
    rows: overFirst([aLine, ...checks.map((command) => ({ ...command, aim: 3 }))], cache),
  };
}

/**
 * @param {readonly Command[]} commands
 * @param {string} cache
 * @returns {readonly Row[]}
 */
function overFirst(commands, cache) {
  const rows = medians(commands, runs, cache, progress);
  return rows.map(({ name, seconds, aim }, i) => ({
    name,
    seconds,
    ...(i > 0 && { ratio: seconds / (rows[0]?.seconds ?? Number.NaN) }),
    ...(aim !== undefined && { aim }),
  }));
}

/**
 * @param {string} nowhere an empty directory
 * @returns {Section}
 */
function chains(nowhere) {
  const commands = [16, 32, 64, 128, 256, 512, 1024].map((stages) => {
    const file = join(scratch, `chain-${stages}.ls2`);
    writeFileSync(file, chainOf(stages));
    return { ...check(file, '--no-cache'), name: `${stages} stages`, weighed: true };
  });
  const rows = medians(commands, runs, nowhere, progress);
  return {
    title: 'Chains of so many stages by auto, cold; each over half as many stages',
    rows: rows.map(({ name, seconds, megabytes }, i) => {
      const half = rows[i - 1];
      const compared = half && { ratio: seconds / half.seconds, aim: 2.2 };
      return { name, seconds, ...(megabytes !== undefined && { megabytes }), ...compared };
    }),
  };
}

/** What is measured in one process: seconds for a million of each, the median of the runs. */
function parts() {
  const script = fileURLToPath(new URL('pieces.mjs', import.meta.url));
  const measured = Array.from({ length: Math.min(runs, 3) }, (_, i) => {
    progress(`run ${i + 1}: TPMs and traces`);
    const { status, stdout, stderr } = spawnSync(process.execPath, ['--max-old-space-size=8000', script], {
      encoding: 'utf8',
    });
    if (status !== 0) throw new Error(`the parts cannot be measured: ${stderr}`);
    return /** @type {import('./pieces.mjs').Measured} */ (JSON.parse(stdout));
  });
  const [first] = measured;
  if (first === undefined) throw new Error('nothing was measured');
  /** @param {(each: import('./pieces.mjs').Measured) => number | undefined} rate */
  const million = (rate) => 1e6 / middle(measured.map((each) => rate(each) ?? Number.NaN));
  const [bare, extend, swtpm] = [
    million(({ bare }) => bare),
    million(({ extend }) => extend),
    million((each) => each.swtpm),
  ];
  const tpms = {
    title:
      'TPMs: a million extends of a SHA-256 register; of the simulator over a bare loop of hashes, and over a hundredth of swtpm’s time',
    rows: [
      { name: 'a bare loop of crypto.hash', seconds: bare },
      { name: 'the simulator', seconds: extend, ratio: extend / bare, aim: 1.43 },
      ...(Number.isNaN(swtpm)
        ? []
        : [
            { name: 'swtpm', seconds: swtpm },
            { name: 'the simulator, against swtpm', seconds: extend, ratio: extend / (swtpm / 100), aim: 1 },
          ]),
    ],
  };
  const traces = {
    title:
      'Traces: seconds for a million events; holding a trace against T1 over a tenth of the events, of which linear is 1',
    rows: first.traces.flatMap(({ events }, i) => {
      const judged = million(({ traces }) => traces[i]?.judged);
      const shorter = i === 0 ? undefined : million(({ traces }) => traces[i - 1]?.judged);
      return [
        { name: `${events} events simulated`, seconds: million(({ traces }) => traces[i]?.simulated) },
        { name: `${events} events read`, seconds: million(({ traces }) => traces[i]?.read) },
        {
          name: `${events} events held`,
          seconds: judged,
          ...(shorter !== undefined && { ratio: judged / shorter, aim: 1.5 }),
        },
      ].filter(({ seconds }) => !Number.isNaN(seconds));
    }),
  };
  return [tpms, traces];
}

/** Evidence of boots, in one process. */
function evidence() {
  progress('evidence');
  const script = fileURLToPath(new URL('evidence.mjs', import.meta.url));
  const { status, stdout, stderr } = spawnSync(process.execPath, [script], { encoding: 'utf8' });
  if (status !== 0) throw new Error(`evidence cannot be measured: ${stderr}`);
  const { hashed, replayed, read, least, judged } = /** @type {import('./evidence.mjs').MeasuredEvidence} */ (
    JSON.parse(stdout)
  );
  return [
    {
      title: 'Evidence: a log of 100,000 events, over crypto.hash of what its replay hashes',
      rows: [
        { name: 'crypto.hash', seconds: hashed },
        { name: 'replay', seconds: replayed, ratio: replayed / hashed, aim: 2 },
        { name: 'read', seconds: read, ratio: read / hashed },
      ],
    },
    {
      title: 'Evidence: a thousand verdicts on a recorded boot, over the hashes and the signature they take',
      rows: [
        { name: 'hashes and signature', seconds: 1000 * least },
        { name: 'logs, registers and quote read and judged', seconds: 1000 * judged, ratio: judged / least, aim: 2 },
      ],
    },
  ];
}

/** Searches for attacks: a flaw in the middle of longer and longer chains, and anywhere in one. */
function searches() {
  progress('searches for attacks');
  const script = fileURLToPath(new URL('attacks.mjs', import.meta.url));
  const { status, stdout, stderr } = spawnSync(process.execPath, [script], { encoding: 'utf8' });
  if (status !== 0) throw new Error(`the search cannot be measured: ${stderr}`);
  const { lengths, places } = /** @type {Record<'lengths' | 'places', readonly import('./attacks.mjs').Searched[]>} */ (
    JSON.parse(stdout)
  );
  /** @param {readonly import('./attacks.mjs').Searched[]} from */
  const rows = (from) =>
    from.map(({ stages, place, events, seconds }, i) => {
      const before = from[i - 1];
      const name = `${stages} stages, the flaw in stage ${place}: ${events} events`;
      return { name, seconds, ...(before && { ratio: seconds / before.seconds }) };
    });
  return [
    { title: 'Attacks: a quoted chain with a flaw in the middle; each over half as many stages', rows: rows(lengths) },
    {
      title: 'Attacks: a quoted chain of 32 stages with a flaw in some place; each over the place before',
      rows: rows(places),
    },
  ];
}

/** The page, from its address to its first verdict. */
function pages() {
  progress('the page');
  const script = fileURLToPath(new URL('page-load.mjs', import.meta.url));
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, String(runs)], { encoding: 'utf8' });
  if (status !== 0) throw new Error(`the page cannot be measured: ${stderr}`);
  const loads = /** @type {readonly number[]} */ (JSON.parse(stdout));
  if (loads.length === 0) return [];
  const seconds = middle(loads);
  const rows = [{ name: 'README’s first model', seconds, ratio: seconds / 3, aim: 1 }];
  return [{ title: 'The page (`ls2 page`), from its address to its first verdict, over three seconds', rows }];
}

/** What an editor waits for, in seconds of the processor. */
function editing() {
  progress('an editor');
  const script = fileURLToPath(new URL('keys.mjs', import.meta.url));
  const { status, stdout, stderr } = spawnSync(process.execPath, [script], { encoding: 'utf8', cwd: scratch });
  if (status !== 0) throw new Error(`the language server cannot be measured: ${stderr}`);
  const { strokes, verdicts } = /** @type {import('./keys.mjs').Keys} */ (JSON.parse(stdout));
  return [
    {
      title: 'A key stroke, to the diagnostics: processor time over 50 ms for a thousand lines',
      rows: strokes.map(({ lines, seconds }) => ({
        name: `${lines} lines`,
        seconds,
        ratio: seconds / (lines * 0.00005),
        aim: 1,
      })),
    },
    {
      title: 'An edit of one program, to the verdicts of its file: processor time over a cold check',
      rows: [
        { name: `${verdicts.theorems} theorems, cold`, seconds: verdicts.cold },
        { name: 'after the edit', seconds: verdicts.edited, ratio: verdicts.edited / verdicts.cold, aim: 0.5 },
      ],
    },
  ];
}

/** @param {readonly number[]} values */
const middle = (values) => [...values].sort((a, b) => a - b)[values.length >> 1] ?? Number.NaN;

/** @param {string} text */
function progress(text) {
  if (process.stderr.isTTY) process.stderr.write(`\r\u001b[K${text}`);
}

const scratch = mkdtempSync(join(tmpdir(), 'ls2-bench-'));
try {
  if (values.docs) {
    const rows = values.rows === '' ? [] : values.rows.split(',').map(Number);
    writeAims(scratch, rows, progress);
    progress('');
  } else report();
} finally {
  rmSync(scratch, { recursive: true, force: true });
}

function report() {
  const [nowhere, cache] = [join(scratch, 'nowhere'), join(scratch, 'cache')];
  for (const directory of [nowhere, cache]) mkdirSync(directory);
  const sections = [
    cold(nowhere),
    cached(cache),
    chains(nowhere),
    ...searches(),
    ...parts(),
    ...evidence(),
    ...editing(),
    ...pages(),
  ];
  progress('');
  const result = { schemaVersion: 1, runs, sections };
  process.stdout.write(values.json ? `${JSON.stringify(result, undefined, 2)}\n` : tables(sections, runs));
}
