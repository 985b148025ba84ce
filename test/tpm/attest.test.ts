import { fc, test as property } from '@fast-check/vitest';
import { describe, expect, test } from 'vitest';
import { allBanks } from '../../src/tpm/banks.js';
import { type Attest, marshalAttest, parseAttest } from '../../src/tpm/quote/attest.js';
import { parseSignature } from '../../src/tpm/quote/signature.js';
import { pcrCount } from '../../src/tpm/registers.js';
import { simulatedQuote } from './quotes.js';

const u32 = fc.integer({ min: 0, max: 0xffffffff });
const u64 = fc.bigInt({ min: 0n, max: 2n ** 64n - 1n });
const upTo = (most: number): fc.Arbitrary<Uint8Array> => fc.uint8Array({ maxLength: most });

const attest: fc.Arbitrary<Attest> = fc.record({
  qualifiedSigner: upTo(66),
  extraData: upTo(66),
  clockInfo: fc.record({ clock: u64, resetCount: u32, restartCount: u32, safe: fc.boolean() }),
  firmwareVersion: u64,
  selection: fc.array(
    fc.record({
      bank: fc.constantFrom(...allBanks),
      pcrs: fc.subarray([...Array(pcrCount).keys()]),
    }),
    { maxLength: 4 },
  ),
  pcrDigest: upTo(64),
});

/**
 * A quote by swtpm of nothing over the nonce abcd, put together here by hand from the tables of Part 2: TPMS_ATTEST is magic, type, qualified
 * signer, extra data, clock, reset count, restart count, safe, firmware version, selection, digest.
 */
const byHand = Buffer.from(
  [
    'ff544347 8018 0002 aabb 0002 abcd',
    '0000000000000102 00000003 00000004 01 0102030405060708',
    '00000001 000b 03 010480 0003 112233',
  ]
    .join('')
    .replaceAll(' ', ''),
  'hex',
);

describe('TPMS_ATTEST', () => {
  property.prop([attest])('what is marshalled is parsed as it was', (value) => {
    expect(parseAttest(marshalAttest(value))).toEqual({ ok: true, value });
  });

  test('has the layout of the specification', () => {
    const value: Attest = {
      qualifiedSigner: Uint8Array.from([0xaa, 0xbb]),
      extraData: Uint8Array.from([0xab, 0xcd]),
      clockInfo: { clock: 0x102n, resetCount: 3, restartCount: 4, safe: true },
      firmwareVersion: 0x0102030405060708n,
      selection: [{ bank: 'sha256', pcrs: [0, 10, 23] }],
      pcrDigest: Uint8Array.from([0x11, 0x22, 0x33]),
    };
    expect(parseAttest(byHand)).toEqual({ ok: true, value });
    expect(Buffer.from(marshalAttest(value))).toEqual(byHand);
  });

  test('a message cut short anywhere, or with a byte more, is malformed where it ends', async () => {
    const { message } = (await simulatedQuote()).quote;
    for (let size = 0; size < message.length; size++) {
      const parsed = parseAttest(message.subarray(0, size));
      expect(parsed).toMatchObject({ ok: false });
      if (!parsed.ok) expect(parsed.malformed.offset).toBeLessThanOrEqual(size);
    }
    expect(parseAttest(Uint8Array.of(...message, 0))).toEqual({
      ok: false,
      malformed: { offset: message.length, expected: 'the end', found: '1 byte more' },
    });
  });

  test.each([
    ['magic', 0, 'ff544346', 'TPM_GENERATED (0xff544347)', '0xff544346'],
    ['type', 4, '8017', 'TPM_ST_ATTEST_QUOTE (0x8018)', '0x8017'],
    ['whether the clock is safe', 30, '02', '0 or 1', '2'],
    ['hash of the selection', 43, '0012', 'a hash algorithm (SHA-1 or SHA-2)', '0x0012'],
    ['size of the bit map', 45, '05', 'a PCR bit map of at most 4 bytes', 'one of 5'],
  ])('says what is wrong with the %s, and where', (_, offset, bytes, expected, found) => {
    const message = Uint8Array.from(byHand);
    message.set(Buffer.from(bytes, 'hex'), offset);
    expect(parseAttest(message)).toEqual({ ok: false, malformed: { offset, expected, found } });
  });

  property.prop([fc.uint8Array({ maxLength: 200 })])(
    'arbitrary bytes are malformed or a quote, never a fault',
    (bytes) => {
      for (const parsed of [parseAttest(bytes), parseSignature(bytes)]) expect(typeof parsed.ok).toBe('boolean');
    },
  );
});
