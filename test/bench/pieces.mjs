/**
 * How fast the parts are that traces and TPMs are made of, measured in one process: a bare loop of hashes and extends of the simulator in turn, extends of
 * swtpm where it is installed, events simulated, read and held against a theorem. Prints one JSON object: how many a second.
 */
import * as crypto from 'node:crypto';
import { readFiles } from '../../dist/cli/reading.js';
import { sceneOf } from '../../dist/language/index.js';
import { beginning, Random, run, scopeOf } from '../../dist/semantics/index.js';
import { digestOf, PcrBanks, startSwtpm } from '../../dist/tpm/index.js';
import { readTraces, writeEvent, writeHeader } from '../../dist/trace/format/index.js';
import { History, Judge } from '../../dist/trace/index.js';

/**
 * How many a second.
 *
 * @typedef {object} Measured
 * @property {number} bare hashes in a bare loop
 * @property {number} extend extends of the simulator
 * @property {number} [swtpm] extends of swtpm
 * @property {readonly { readonly events: number, readonly simulated: number, readonly read?: number, readonly judged: number }[]} traces
 */

/**
 * @param {number} count
 * @param {() => void} work
 */
function rate(count, work) {
  const from = performance.now();
  work();
  return (1000 * count) / (performance.now() - from);
}

/** @param {readonly number[]} values */
const median = (values) => [...values].sort((a, b) => a - b)[values.length >> 1] ?? Number.NaN;

const extensions = 300_000;
const digest = digestOf('sha256', new Uint8Array([1]));

function bareLoop() {
  const input = Buffer.alloc(64);
  input.set(digest, 32);
  /** @type {(input: Buffer) => string} */
  const hash =
    'hash' in crypto
      ? (data) => crypto.hash('sha256', data, 'binary')
      : (data) => crypto.createHash('sha256').update(data).digest('binary');
  for (let i = 0; i < extensions; i++) input.write(hash(input), 0, 32, 'latin1');
}

function extendLoop() {
  const banks = new PcrBanks(['sha256']);
  for (let i = 0; i < extensions; i++) banks.extend('sha256', 10, digest);
}

/** @returns {Promise<number | undefined>} */
async function swtpmRate() {
  const started = await startSwtpm();
  if (!started.ok) return undefined;
  const tpm = started.value;
  try {
    await tpm.powerCycle();
    await tpm.startup('clear');
    const count = 5_000;
    const from = performance.now();
    for (let i = 0; i < count; i++) await tpm.extend(10, [{ bank: 'sha256', digest }]);
    return (1000 * count) / (performance.now() - from);
  } finally {
    await tpm.close();
  }
}

const hashes = Array.from({ length: 5 }, () => ({
  bare: rate(extensions, bareLoop),
  extend: rate(extensions, extendLoop),
}));
const swtpm = await swtpmRate();

const model = readFiles(['proofs/tvp-qt/script.ls2'])[0]?.model;
const theorem = model?.theorems.find(({ name }) => name === 'T1');
if (model === undefined || theorem === undefined) throw new Error('proofs/tvp-qt/script.ls2 has no T1');
const { name, params, guards, assumptions, conclusion } = theorem;
const premises = [...guards, ...assumptions.map(({ formula }) => formula)];
const judge = new Judge(model.theory, { name, params, premises, conclusion });
const world = sceneOf(model);
const scope = scopeOf(world, 'full');

/** @type {{ events: number, simulated: number, read?: number, judged: number }[]} */
const traces = [];
for (const length of [10_000, 100_000, 1_000_000]) {
  const simulated = new History(world);
  const bySecond = rate(length, () => {
    for (const { occurrence, next } of run(beginning(world), scope, new Random(5), length))
      simulated.took(occurrence, next);
  });
  if (simulated.events.length !== length) throw new Error(`a run ended after ${simulated.events.length} events`);
  const judged = rate(length, () => {
    const { verdict } = judge.judge(simulated);
    if (verdict !== 'holds') throw new Error(`T1 ${verdict} on an honest or attacked trace`);
  });
  let read;
  if (length <= 100_000) {
    const lines = [writeHeader(world, { model: model.root })];
    let time = 0;
    for (const { occurrence } of run(beginning(world), scope, new Random(5), length))
      lines.push(writeEvent(world, ++time, occurrence));
    const from = performance.now();
    let events = 0;
    for await (const record of readTraces(pieces(lines), () => ({ ...world }), 'bench'))
      if (record.kind === 'event') events++;
    if (events !== length) throw new Error(`${events} of ${length} events were read`);
    read = (1000 * length) / (performance.now() - from);
  }
  traces.push({ events: length, simulated: bySecond, ...(read !== undefined && { read }), judged });
}

/** @param {readonly string[]} lines */
async function* pieces(lines) {
  yield* lines;
}

const result = {
  bare: median(hashes.map(({ bare }) => bare)),
  extend: median(hashes.map(({ extend }) => extend)),
  ...(swtpm !== undefined && { swtpm }),
  traces,
};
process.stdout.write(`${JSON.stringify(result)}\n`);
