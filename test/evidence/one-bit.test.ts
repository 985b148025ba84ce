import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { judge, readBinaryIma, readEventLog, readKey, readRegisters } from '../../src/evidence/index.js';

const recorded = new URL('recorded/', import.meta.url);
const bytes = (file: string): Uint8Array => new Uint8Array(readFileSync(new URL(file, recorded)));
const boots = readdirSync(recorded, { withFileTypes: true }).flatMap(({ name }) =>
  readdirSync(new URL(name === 'README.md' ? '.' : `${name}/`, recorded)).includes('quote.msg') ? [name] : [],
);

function whole<T>(read: { readonly ok: true; readonly value: T } | { readonly ok: false }): T {
  if (!read.ok) throw new Error('it is well-formed');
  return read.value;
}

const key = whole(readKey(bytes('ak/ak.tpm2b_public')));

/** The same with each of its bits changed, one after the other. */
function* flipped(original: Uint8Array): Generator<Uint8Array> {
  for (let bit = 0; bit < 8 * original.length; bit++) {
    const changed = original.slice();
    changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
    yield changed;
  }
}

describe('one bit of evidence that is another', () => {
  test.each(boots)('%s: no quote verifies with a bit of message, signature, nonce or registers changed', (name) => {
    const [message, signature] = [bytes(`${name}/quote.msg`), bytes(`${name}/quote.sig`)];
    const nonce = new Uint8Array(
      Buffer.from(
        Buffer.from(bytes(`${name}/nonce`))
          .toString('latin1')
          .trim(),
        'hex',
      ),
    );
    const registers = whole(readRegisters(bytes(`${name}/quote.pcrs`)));
    const original = { message, signature, nonce, key };
    const verifies = (quote: typeof original, read = registers): boolean =>
      judge({ registers: read, quote }).quote?.verified === true;
    expect(verifies(original)).toBe(true);
    let tried = 0;
    for (const part of ['message', 'signature', 'nonce'] as const)
      for (const changed of flipped(original[part])) {
        tried++;
        expect(verifies({ ...original, [part]: changed }), `${part}, change ${tried}`).toBe(false);
      }
    for (const [i, register] of registers.entries())
      for (const digest of [...flipped(register.digest)].filter((_, bit) => bit % 32 === i)) {
        tried++;
        expect(verifies(original, registers.with(i, { ...register, digest })), `register ${i}`).toBe(false);
      }
    expect(tried).toBeGreaterThan(3000);
  });

  test('a log that ends early is refused with offset and field, or is one of fewer events', () => {
    const log = bytes('sb-honest/eventlog.bin');
    const ends = new Set(whole(readEventLog(log)).events.map(({ offset }) => offset));
    for (let length = 1; length < log.length; length += length < 2000 ? 1 : 61) {
      const read = readEventLog(log.subarray(0, length));
      expect(read.ok, `${length} bytes`).toBe(ends.has(length));
      if (read.ok) continue;
      expect(read.malformed.offset).toBeLessThanOrEqual(length);
      expect(read.malformed.expected).not.toBe('');
    }
    const ima = bytes('sb-honest/ima.bin');
    const { entries } = whole(readBinaryIma(ima));
    for (let length = 1; length < ima.length; length += 3) {
      const read = readBinaryIma(ima.subarray(0, length));
      if (read.ok) expect(read.value.entries).toEqual(entries.slice(0, read.value.entries.length));
      else expect(read.malformed.offset).toBeLessThanOrEqual(length);
      if (read.ok) expect(read.value.entries.length).toBeLessThan(entries.length);
    }
  });
});
