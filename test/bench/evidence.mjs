/**
 * How fast evidence is judged, in one process: a long log replayed, and what its replay hashes in a bare loop; a whole verdict on a recorded boot, and the hashes and the signature that it takes by themselves.
 * Prints one JSON object: seconds for one of each, the median of five.
 */
import * as crypto from 'node:crypto';
import { readFileSync } from 'node:fs';
import { judge, readBinaryIma, readEventLog, readKey, readRegisters, replay } from '../../dist/evidence/index.js';
import { digestOf, writeEventLog } from '../../dist/tpm/index.js';

/**
 * Seconds.
 *
 * @typedef {object} MeasuredEvidence
 * @property {number} hashed the hashes of a replay alone
 * @property {number} replayed
 * @property {number} read reading the log
 * @property {number} least hashes and signature of a boot
 * @property {number} judged a verdict
 */

const events = 100_000;
const banks = /** @type {const} */ (['sha256']);

/** @param {() => void} work */
function seconds(work) {
  work();
  const each = Array.from({ length: 5 }, () => {
    const from = performance.now();
    work();
    return (performance.now() - from) / 1000;
  });
  return each.sort((a, b) => a - b)[2] ?? Number.NaN;
}

/** @param {readonly Uint8Array[]} digests @param {string} algorithm */
function hashes(digests, algorithm) {
  const size = digests[0]?.length ?? 0;
  const register = Buffer.alloc(2 * size);
  for (const digest of digests) {
    register.set(digest, size);
    register.write(crypto.hash(algorithm, register, 'binary'), 0, size, 'latin1');
  }
}

/** @template T @param {{ ok: true, value: T } | { ok: false }} read */
function whole(read) {
  if (!read.ok) throw new Error('it is well-formed');
  return read.value;
}

const long = writeEventLog(
  [...banks],
  Array.from({ length: events }, (_, i) => {
    const data = Buffer.from(`event ${i}`);
    return { pcr: i % 8, type: 13, digests: banks.map((bank) => ({ bank, digest: digestOf(bank, data) })), data };
  }),
);
const log = whole(readEventLog(long));
const digests = log.events.flatMap((event) => event.digests.map(({ digest }) => digest));

const file = (/** @type {string} */ name) => readFileSync(new URL(`../evidence/recorded/${name}`, import.meta.url));
const [eventLog, ima, pcrs] = ['eventlog.bin', 'ima.bin', 'quote.pcrs'].map((name) => file(`sb-honest/${name}`));
const [message, signature, area] = [
  file('sb-honest/quote.msg'),
  file('sb-honest/quote.sig'),
  file('ak/ak.tpm2b_public'),
];
if (eventLog === undefined || ima === undefined || pcrs === undefined) throw new Error('they are recorded');
const nonce = Buffer.from(file('sb-honest/nonce').toString('latin1').trim(), 'hex');
const boot = whole(readEventLog(eventLog));
const measurements = whole(readBinaryIma(ima)).entries.map(({ hashed }) => digestOf('sha256', hashed));
/** Imported once, as a fleet's keys are. */
const known = whole(readKey(area));
const { key } = known;

/** What nobody can do without: each extension of each bank, and the signature, whose header has six bytes. */
function least() {
  for (const bank of boot.banks)
    hashes(
      boot.events.flatMap((event) => event.digests.flatMap((each) => (each.bank === bank ? [each.digest] : []))),
      bank,
    );
  hashes(measurements, 'sha256');
  if (!crypto.verify('sha256', message, key, signature.subarray(6))) throw new Error('the quote verifies');
}

function verdict() {
  const evidence = {
    eventLog: whole(readEventLog(/** @type {Uint8Array} */ (eventLog))),
    ima: whole(readBinaryIma(/** @type {Uint8Array} */ (ima))),
    registers: whole(readRegisters(/** @type {Uint8Array} */ (pcrs))),
    quote: { message, signature, key: known, nonce },
  };
  if (!judge(evidence, { notes: false }).consistent) throw new Error('the boot is consistent');
}

/** @param {() => void} work */
const many = (work) => () => {
  for (let i = 0; i < 100; i++) work();
};

process.stdout.write(
  JSON.stringify({
    hashed: seconds(() => hashes(digests, 'sha256')),
    replayed: seconds(() => replay(log)),
    read: seconds(() => readEventLog(long)),
    least: seconds(many(least)) / 100,
    judged: seconds(many(verdict)) / 100,
  }),
);
