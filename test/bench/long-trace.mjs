/** `node long-trace.mjs EVENTS FILE` writes a trace of TVP-QT that is held against T1, and prints how many seconds of the processor `JSON.parse` takes of its lines. */
import { writeFileSync } from 'node:fs';
import { readFiles } from '../../dist/cli/reading.js';
import { sceneOf } from '../../dist/language/index.js';
import { beginning, Random, run, scopeOf } from '../../dist/semantics/index.js';
import { writeEvent, writeHeader } from '../../dist/trace/format/index.js';

const [events, file] = [Number(process.argv[2]), process.argv[3] ?? ''];
const model = readFiles(['proofs/tvp-qt/script.ls2'])[0]?.model;
if (model === undefined || file === '') throw new Error('node long-trace.mjs EVENTS FILE, in the root of the package');
const world = sceneOf(model);
const lines = [writeHeader(world, { model: model.root, against: 'T1' })];
let time = 0;
for (const { occurrence } of run(beginning(world), scopeOf(world, 'full'), new Random(5), events))
  lines.push(writeEvent(world, ++time, occurrence));
if (time !== events) throw new Error(`the run ended after ${time} events`);
writeFileSync(file, lines.map((line) => `${line.trimEnd()}\n`).join(''));
const from = process.cpuUsage();
for (const line of lines) JSON.parse(line);
const { user, system } = process.cpuUsage(from);
process.stdout.write(`${(user + system) / 1e6}\n`);
