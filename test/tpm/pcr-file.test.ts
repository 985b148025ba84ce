import { describe, expect, test } from 'vitest';
import { marshalPcrFile, parsePcrFile } from '../../src/tpm/quote/pcr-file.js';
import { selection, simulatedQuote } from './quotes.js';

describe('files of PCR values', () => {
  test('what is written is read as it was', async () => {
    const { values } = (await simulatedQuote()).expected;
    expect(parsePcrFile(marshalPcrFile({ selection, values }))).toEqual({ ok: true, value: { selection, values } });
    expect(parsePcrFile(marshalPcrFile({ selection: [], values: [] }))).toEqual({
      ok: true,
      value: { selection: [], values: [] },
    });
  });

  test('is 132 bytes of selection, a count, and 532 bytes for each eight digests', async () => {
    const { values } = (await simulatedQuote()).expected;
    expect(values.length).toBe(13);
    expect(marshalPcrFile({ selection, values }).length).toBe(132 + 4 + 2 * 532);
  });

  test('cut short or with a byte more it is malformed', async () => {
    const file = marshalPcrFile({ selection, values: (await simulatedQuote()).expected.values });
    for (let size = 0; size < file.length; size++) expect(parsePcrFile(file.subarray(0, size)).ok).toBe(false);
    expect(parsePcrFile(Uint8Array.of(...file, 0)).ok).toBe(false);
  });

  test('a count, an algorithm or a size that cannot be is malformed, where it stands', async () => {
    const file = marshalPcrFile({ selection, values: (await simulatedQuote()).expected.values });
    const at = (offset: number, byte: number): unknown => {
      const changed = Uint8Array.from(file);
      changed[offset] = byte;
      const parsed = parsePcrFile(changed);
      return parsed.ok ? 'ok' : parsed.malformed.offset;
    };
    expect(at(0, 17), 'selections').toBe(0);
    expect(at(4, 0x12), 'algorithm').toBe(4);
    expect(at(6, 4), 'size of the bit map').toBe(6);
    expect(at(136, 9), 'digests in a list').toBe(136);
    expect(at(140, 32), 'size of a digest of SHA-1').toBe(140);
    expect(at(7, 0x03), 'one register more').not.toBe('ok');
  });

  test('the value of a register that is not there is a mistake of the caller', () => {
    expect(() => marshalPcrFile({ selection, values: [] })).toThrow(RangeError);
  });
});
