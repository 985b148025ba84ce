import type { KeyObject } from 'node:crypto';
import { describeMalformed, hex, type Malformed } from '../bytes.js';
import { type PcrSelection, type PcrValue, sameSelection, selected, showSelection } from '../selection.js';
import type { Quote } from '../tpm.js';
import { type Attest, generatedMagic, parseAttest, parseAttestHead, quoteType } from './attest.js';
import { pcrDigest } from './pcr-digest.js';
import { fits, parseSignature, verifies } from './signature.js';

/** What a quote is held against. */
export interface QuoteExpectation {
  /** The public key of the attestation key. That it is one, and whose, the caller has to know. */
  readonly publicKey: KeyObject;
  readonly nonce: Uint8Array;
  /** The registers that were asked for. */
  readonly selection: PcrSelection;
  /** The values of exactly these registers, as somebody claims them. */
  readonly values: readonly PcrValue[];
}

/** Why a quote is not what it should be: the first that is found, in this order. */
export type QuoteFailure =
  | { readonly reason: 'signature-malformed'; readonly malformed: Malformed }
  /** The signature is of a scheme that the key is not for. */
  | { readonly reason: 'wrong-kind-of-key' }
  | { readonly reason: 'signature-wrong' }
  | { readonly reason: 'message-malformed'; readonly malformed: Malformed }
  /** The message does not begin with TPM_GENERATED: no TPM made it, but somebody may have let one sign it. */
  | { readonly reason: 'not-made-by-a-tpm'; readonly magic: number }
  | { readonly reason: 'not-a-quote'; readonly type: number }
  | { readonly reason: 'wrong-nonce'; readonly found: Uint8Array }
  | { readonly reason: 'wrong-selection'; readonly found: PcrSelection }
  /** The values claimed are not those of exactly the selected registers. */
  | { readonly reason: 'values-incomplete' }
  | { readonly reason: 'wrong-values' };

export type QuoteVerdict =
  | { readonly ok: true; readonly attest: Attest }
  | { readonly ok: false; readonly failure: QuoteFailure };

/** Verifies a quote: that the key signed the message, that it is a TPM's quote with the nonce, and of these values of these registers. */
export function verifyQuote({ message, signature }: Quote, expected: QuoteExpectation): QuoteVerdict {
  const signed = parseSignature(signature);
  if (!signed.ok) return failure({ reason: 'signature-malformed', malformed: signed.malformed });
  if (!fits(expected.publicKey, signed.value)) return failure({ reason: 'wrong-kind-of-key' });
  if (!verifies(expected.publicKey, message, signed.value)) return failure({ reason: 'signature-wrong' });

  const head = parseAttestHead(message);
  if (!head.ok) return failure({ reason: 'message-malformed', malformed: head.malformed });
  const { magic, type } = head.value;
  if (magic !== generatedMagic) return failure({ reason: 'not-made-by-a-tpm', magic });
  if (type !== quoteType) return failure({ reason: 'not-a-quote', type });
  const parsed = parseAttest(message);
  if (!parsed.ok) return failure({ reason: 'message-malformed', malformed: parsed.malformed });

  const attest = parsed.value;
  if (!sameBytes(attest.extraData, expected.nonce)) return failure({ reason: 'wrong-nonce', found: attest.extraData });
  if (!sameSelection(attest.selection, expected.selection)) {
    return failure({ reason: 'wrong-selection', found: attest.selection });
  }
  const digest = pcrDigest(signed.value.hash, attest.selection, expected.values);
  if (digest === undefined || expected.values.length !== selected(attest.selection).length) {
    return failure({ reason: 'values-incomplete' });
  }
  return sameBytes(attest.pcrDigest, digest) ? { ok: true, attest } : failure({ reason: 'wrong-values' });
}

/** A failure in one line. */
export function describeQuoteFailure(failure: QuoteFailure): string {
  switch (failure.reason) {
    case 'signature-malformed':
      return `the signature is malformed: ${describeMalformed(failure.malformed)}`;
    case 'wrong-kind-of-key':
      return 'the signature is of a scheme that the key is not for';
    case 'signature-wrong':
      return 'the signature is not the key’s of this message';
    case 'message-malformed':
      return `the message is malformed: ${describeMalformed(failure.malformed)}`;
    case 'not-made-by-a-tpm':
      return `the message begins with ${hex(failure.magic, 8)} and not with TPM_GENERATED (${hex(generatedMagic, 8)})`;
    case 'not-a-quote':
      return `the message is of type ${hex(failure.type, 4)} and not a quote (${hex(quoteType, 4)})`;
    case 'wrong-nonce':
      return `the nonce is ${failure.found.length === 0 ? 'empty' : Buffer.from(failure.found).toString('hex')}`;
    case 'wrong-selection':
      return `the quote is of ${showSelection(failure.found)}`;
    case 'values-incomplete':
      return 'the values are not those of exactly the registers that were quoted';
    case 'wrong-values':
      return 'the values are not those that were quoted';
  }
}

const failure = (reason: QuoteFailure): QuoteVerdict => ({ ok: false, failure: reason });

const sameBytes = (a: Uint8Array, b: Uint8Array): boolean => Buffer.compare(a, b) === 0;
