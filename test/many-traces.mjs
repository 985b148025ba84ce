/**
 * Holds every theorem that is proved against very many traces, honest and attacked, and says on what share of them its premises hold. `npm run
 * traces` builds dist first; `npm run traces -- --traces N` (default 100000). Ends with 1 if a theorem is violated, or if on no trace at all
 * its premises hold.
 */
import { cpus } from 'node:os';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { readFiles } from '../dist/cli/reading.js';
import { sceneOf } from '../dist/language/index.js';
import { adversaries, beginning, Random, run, scopeOf } from '../dist/semantics/index.js';
import { History, Judge } from '../dist/trace/index.js';

/**
 * Files with theorems, on whose models' machines the traces are. None about virtual machines: no program of theirs places one, so that only a hostile host does, at
 * random, and it leaves alone hardly any of what their premises speak of.
 */
const files = ['proofs/tvp-qt/script.ls2', 'proofs/uboot/auto.ls2', 'proofs/uboot/fresh.ls2'];
const events = 100;
const root = fileURLToPath(new URL('..', import.meta.url));

/** @typedef {Record<string, { traces: number, premises: number, violated: number[] }>} Tally */

/** @param {string} line */
function say(line) {
  process.stdout.write(`${line}\n`);
}

/**
 * @param {string} file
 * @param {number} first
 * @param {number} count
 * @returns {Tally}
 */
function tally(file, first, count) {
  const model = readFiles([file])[0]?.model;
  if (model === undefined) throw new Error(`${file} cannot be read`);
  const theorems = model.theorems.filter(
    ({ imported, role, expected }) => !imported && role === 'theorem' && expected === 'proved',
  );
  const judges = theorems.map(({ name, params, guards, assumptions, conclusion }) => {
    const premises = [...guards, ...assumptions.map(({ formula }) => formula)];
    return { name, judge: new Judge(model.theory, { name, params, premises, conclusion }) };
  });
  /** @type {Tally} */
  const counts = Object.fromEntries(judges.map(({ name }) => [name, { traces: 0, premises: 0, violated: [] }]));
  const world = sceneOf(model);
  for (let seed = first; seed < first + count; seed++) {
    const adversary = adversaries[seed % adversaries.length] ?? 'full';
    const random = new Random(Random.seedOf(seed, 0));
    const scope = { ...scopeOf(world, adversary), ...(random.chance(0.1) && { locks: /** @type {const} */ ('any') }) };
    const history = new History(world);
    for (const { occurrence, next } of run(beginning(world), scope, random, events)) history.took(occurrence, next);
    for (const { name, judge } of judges) {
      const count = counts[name];
      const { verdict } = judge.judge(history);
      if (count === undefined) continue;
      count.traces++;
      if (verdict === 'holds') count.premises++;
      if (verdict === 'violated' || verdict === 'undecided') count.violated.push(seed);
    }
  }
  return counts;
}

if (isMainThread) {
  process.chdir(root);
  const { values } = parseArgs({ options: { traces: { type: 'string', default: '100000' } } });
  const share = Math.ceil(Number(values.traces) / files.length);
  const workers = Math.max(1, Math.min(files.length, cpus().length));
  const waiting = [...files];
  /** @type {Tally} */
  const all = {};
  await Promise.all(
    Array.from({ length: workers }, async () => {
      for (let file = waiting.shift(); file !== undefined; file = waiting.shift()) {
        const worker = new Worker(fileURLToPath(import.meta.url), { workerData: { file, count: share } });
        Object.assign(
          all,
          await new Promise((resolve, reject) => worker.once('message', resolve).once('error', reject)),
        );
      }
    }),
  );
  let failed = false;
  for (const [name, { traces, premises, violated }] of Object.entries(all)) {
    const wrong = violated.length > 0 || premises === 0;
    failed ||= wrong;
    const found = violated.length === 0 ? '' : `; not held with seeds ${violated.slice(0, 5).join(', ')}`;
    say(
      `${wrong ? '✗' : '✓'} ${name}: premises hold on ${premises} of ${traces} traces (${((100 * premises) / traces).toFixed(2)} %)${found}`,
    );
  }
  say(`${share * files.length} traces of at most ${events} events`);
  process.exitCode = failed ? 1 : 0;
} else parentPort?.postMessage(tally(workerData.file, 1, workerData.count));
