import { verify } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { keyOfScalar, keyOfSeed } from '../../src/tpm/quote/deterministic-ecdsa.js';

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex').toUpperCase();

describe('deterministic ECDSA', () => {
  /** RFC 6979, appendix A.2.5: P-256 with SHA-256. */
  const key = keyOfScalar(Buffer.from('C9AFA9D845BA75166B5C215767B1D6934E50C3DB36E89B127B8A622B120F6721', 'hex'));

  test('has the public key of the RFC', () => {
    expect(hex(key.x)).toBe('60FED4BA255A9D31C961EB74C6356D68C049B8923B61FA6CE669622E60F29FB6');
    expect(hex(key.y)).toBe('7903FE1008B8BC99A41AE9E95628BC64F2F1B20C2D7E9F5177A3C294D4462299');
  });

  test.each([
    [
      'sample',
      'EFD48B2AACB6A8FD1140DD9CD45E81D69D2C877B56AAF991C34D0EA84EAF3716',
      'F7CB1C942D657C41D436C7A1B6E29F65F3E900DBB9AFF4064DC4AB2F843ACDA8',
    ],
    [
      'test',
      'F1ABB023518351CD71D881567B1EA663ED3EFCF6C5132B354F28D3B0B7D38367',
      '019F4113742A2B14BD25926B49C649155F267E60D3814B4C0CC84250E46F0083',
    ],
  ])('signs %j as the RFC does', (message, r, s) => {
    const signature = key.sign(new TextEncoder().encode(message));
    expect([hex(signature.r), hex(signature.s)]).toEqual([r, s]);
  });

  test('OpenSSL verifies what it signs, and nothing else', () => {
    for (let i = 0; i < 50; i++) {
      const made = keyOfSeed(`seed ${i}`);
      const message = new TextEncoder().encode(`message ${i}`);
      const { r, s } = made.sign(message);
      const signature = Buffer.concat([r, s]);
      const options = { key: made.publicKey, dsaEncoding: 'ieee-p1363' } as const;
      expect(verify('sha256', message, options, signature)).toBe(true);
      expect(verify('sha256', new TextEncoder().encode(`message ${i + 1}`), options, signature)).toBe(false);
    }
  });
});
