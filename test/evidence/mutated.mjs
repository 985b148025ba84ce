import {
  decodeEvent,
  judge,
  readAsciiIma,
  readBinaryIma,
  readEventLog,
  readKey,
  readRegisters,
} from '../../dist/evidence/index.js';
import { learn } from '../../dist/evidence/learn/learn.js';
import { digestOf, Simulator, takeQuote, writeEventLog } from '../../dist/tpm/index.js';

/** Evidence with changes: that readers say of it that it is malformed, or read it, and no more; and that no changed quote verifies. */

/** @typedef {{ log: Uint8Array, ima: Uint8Array, ascii: Uint8Array, registers: Uint8Array, message: Uint8Array, signature: Uint8Array, key: Uint8Array }} Originals */

const nonce = Uint8Array.of(1, 2, 3, 4);
const selection = [{ bank: /** @type {const} */ ('sha256'), pcrs: [0, 4, 8] }];

const bytes = (/** @type {string} */ text) => new TextEncoder().encode(text);

/** A log of an event of each type whose data has a form. */
function smallLog() {
  const types = [4, 6, 8, 13, 0x80000001, 0x80000002, 0x80000003, 0x80000006, 0x80000008, 0x80000009, 0x800000e0];
  const banks = /** @type {const} */ (['sha1', 'sha256']);
  const events = types.map((type) => {
    const data = type === 4 ? new Uint8Array(4) : bytes(`what an event of type ${type} says, and more of it`);
    return { pcr: 4, type, digests: banks.map((bank) => ({ bank, digest: digestOf(bank, data) })), data };
  });
  return writeEventLog([...banks], events);
}

const sized = (/** @type {Uint8Array} */ data) => {
  const size = Buffer.alloc(4);
  size.writeUInt32LE(data.length);
  return Buffer.concat([size, data]);
};

/** A binary IMA log of three entries. */
function smallIma() {
  const data = Buffer.concat([
    sized(Buffer.concat([bytes('sha256:\0'), digestOf('sha256', bytes('a'))])),
    sized(bytes('/init\0')),
  ]);
  const entry = Buffer.concat([
    Uint8Array.of(10, 0, 0, 0),
    digestOf('sha1', data),
    sized(bytes('ima-ng')),
    sized(data),
  ]);
  return Buffer.concat([entry, entry, entry]);
}

/**
 * Everything that is changed: the evidence that is given, or small evidence made here.
 * @param {Uint8Array} log
 * @param {Uint8Array} ima
 */
export async function originals(log = smallLog(), ima = smallIma()) {
  const tpm = new Simulator({ seed: 'mutated' });
  await tpm.powerCycle();
  await tpm.startup('clear');
  const taken = await takeQuote(tpm, selection, nonce);
  if (!taken.ok) throw new Error('the simulator quotes');
  const { quote, publicKey, pcrs } = taken.value;
  const text = pcrs.values.map(({ bank, pcr, digest }) => `${bank} ${pcr} ${Buffer.from(digest).toString('hex')}\n`);
  return {
    log,
    ima,
    ascii: Buffer.from(`10 ${'ab'.repeat(20)} ima-ng sha256:${'cd'.repeat(32)} /sbin/init\n`.repeat(4)),
    registers: Buffer.from(text.join('')),
    message: quote.message,
    signature: quote.signature,
    key: new Uint8Array(publicKey.export({ type: 'spki', format: 'der' })),
  };
}

/** @param {number} seed */
function randomly(seed) {
  let state = seed >>> 0;
  return (/** @type {number} */ below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) % below;
  };
}

const numbers = [0, 1, 0x7f, 0xff, 0xffff, 0x7fffffff, 0x80000000, 0xffffffff];

/**
 * One to four changes: a bit, a byte, a number of 32 bits, an end that is cut off, a part that comes twice.
 * @param {Uint8Array} bytes
 * @param {(below: number) => number} random
 */
export function mutated(bytes, random) {
  let changed = Buffer.from(bytes);
  for (let i = random(4); i >= 0 && changed.length > 0; i--) {
    const at = random(changed.length);
    switch (random(5)) {
      case 0:
        changed[at] = /** @type {number} */ (changed[at]) ^ (1 << random(8));
        break;
      case 1:
        changed[at] = random(256);
        break;
      case 2:
        if (at + 4 <= changed.length) changed.writeUInt32LE(numbers[random(numbers.length)] ?? 0, at);
        break;
      case 3:
        changed = changed.subarray(0, at);
        break;
      default: {
        const end = Math.min(changed.length, at + random(64));
        changed = Buffer.concat([changed.subarray(0, end), changed.subarray(at)]);
      }
    }
  }
  return changed;
}

/**
 * Reads and judges evidence with one part changed. Throws where a reader does, and where a changed quote verifies.
 * @param {Originals} from
 * @param {number} seed
 */
export function tryOne(from, seed) {
  const random = randomly(seed);
  const parts = /** @type {const} */ (['log', 'ima', 'ascii', 'registers', 'message', 'signature', 'key']);
  const part = parts[seed % parts.length] ?? 'log';
  const changed = mutated(from[part], random);
  const all = { ...from, [part]: changed };
  const [log, ima, ascii] = [
    readEventLog(all.log, { padded: random(2) === 0 }),
    readBinaryIma(all.ima),
    readAsciiIma(Buffer.from(all.ascii).toString('utf8')),
  ];
  const [registers, key] = [readRegisters(all.registers), readKey(all.key)];
  if (log.ok && part === 'log') {
    for (const event of log.value.events) decodeEvent(event);
    learn(log.value);
  }
  const judged = judge({
    eventLog: log.ok ? log.value : undefined,
    ima: ima.ok ? ima.value : ascii.ok ? ascii.value : undefined,
    registers: registers.ok ? registers.value : undefined,
    quote: key.ok ? { message: all.message, signature: all.signature, key: key.value, nonce } : undefined,
  });
  const isQuote = part === 'message' || part === 'signature';
  if (isQuote && judged.quote?.verified === true && Buffer.compare(changed, Buffer.from(from[part])) !== 0)
    throw new Error('a changed quote verifies');
  return part;
}
