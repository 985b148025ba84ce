import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import type { Bank } from '../../src/tpm/banks.js';
import { marshalSignature } from '../../src/tpm/quote/signature.js';
import { takeQuote } from '../../src/tpm/quote/take-quote.js';
import type { QuoteExpectation } from '../../src/tpm/quote/verify-quote.js';
import type { PcrSelection } from '../../src/tpm/selection.js';
import { Simulator } from '../../src/tpm/simulator.js';
import type { Quote, Tpm } from '../../src/tpm/tpm.js';
import { got } from './open-swtpm.js';

export const nonce = Uint8Array.from([0xde, 0xad, 0xbe, 0xef]);

/** More registers than one TPM2_PCR_Read gives, of two banks. */
export const selection: PcrSelection = [
  { bank: 'sha1', pcrs: [0, 10] },
  { bank: 'sha256', pcrs: [0, 1, 2, 3, 4, 5, 6, 7, 10, 17, 23] },
];

/** A quote and what it has to be held against. */
export interface Sample {
  readonly quote: Quote;
  readonly expected: QuoteExpectation;
}

/** A quote of a TPM in which some registers were extended. */
export async function quoteOf(tpm: Tpm): Promise<Sample> {
  got(await tpm.startup('clear'));
  for (const pcr of [0, 10, 10]) {
    got(
      await tpm.extend(pcr, [
        { bank: 'sha1', digest: new Uint8Array(20).fill(pcr + 1) },
        { bank: 'sha256', digest: new Uint8Array(32).fill(pcr + 2) },
      ]),
    );
  }
  const { quote, publicKey, pcrs } = got(await takeQuote(tpm, selection, nonce));
  return { quote, expected: { publicKey, nonce, selection, values: pcrs.values } };
}

export const simulatedQuote = (): Promise<Sample> => quoteOf(new Simulator({ seed: 'quotes' }));

/** Somebody else's signature of a message: by OpenSSL, with a new key. */
export interface Signed {
  readonly publicKey: KeyObject;
  readonly signature: Uint8Array;
}

export function signByEcdsa(message: Uint8Array, hash: Bank = 'sha256'): Signed {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const raw = new Uint8Array(sign(hash, message, { key: privateKey, dsaEncoding: 'ieee-p1363' }));
  const signature = marshalSignature({ scheme: 'ecdsa', hash, r: raw.slice(0, 32), s: raw.slice(32) });
  return { publicKey, signature };
}

export function signByRsa(message: Uint8Array, hash: Bank = 'sha256'): Signed {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const value = new Uint8Array(sign(hash, message, privateKey));
  return { publicKey, signature: marshalSignature({ scheme: 'rsassa', hash, value }) };
}

/** The bytes with one of them changed. */
export function changedAt(bytes: Uint8Array, at: number, by = 0x01): Uint8Array {
  const changed = Uint8Array.from(bytes);
  changed[at] = (changed[at] ?? 0) ^ by;
  return changed;
}
