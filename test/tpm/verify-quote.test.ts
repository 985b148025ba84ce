import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { marshalAttest, parseAttest } from '../../src/tpm/quote/attest.js';
import { describeQuoteFailure, type QuoteVerdict, verifyQuote } from '../../src/tpm/quote/verify-quote.js';
import { changedAt, type Sample, selection, signByEcdsa, signByRsa, simulatedQuote } from './quotes.js';

const reason = (verdict: QuoteVerdict): string => (verdict.ok ? 'ok' : verdict.failure.reason);

/** The quote with its message replaced, rightly signed by another key, that is then expected. */
function resigned({ expected }: Sample, message: Uint8Array, signer = signByEcdsa): Sample {
  const { publicKey, signature } = signer(message);
  return { quote: { message, signature }, expected: { ...expected, publicKey } };
}

const verdictOn = ({ quote, expected }: Sample): QuoteVerdict => verifyQuote(quote, expected);

describe('verification of quotes', () => {
  test('a quote of the simulator passes, and its contents are given back', async () => {
    const sample = await simulatedQuote();
    const verdict = verdictOn(sample);
    expect(reason(verdict)).toBe('ok');
    if (verdict.ok) expect(verdict.attest.selection).toEqual(selection);
  });

  test.each([
    ['ECDSA', signByEcdsa],
    ['RSASSA', signByRsa],
  ])(
    'a quote signed with OpenSSL by %s passes, and with any other byte in message or signature it does not',
    async (_, signer) => {
      const sample = await simulatedQuote();
      const { quote, expected } = resigned(sample, sample.quote.message, signer);
      expect(reason(verifyQuote(quote, expected))).toBe('ok');
      for (let at = 0; at < quote.message.length; at++) {
        for (const by of [0x01, 0x80]) {
          expect(reason(verifyQuote({ ...quote, message: changedAt(quote.message, at, by) }, expected))).toBe(
            'signature-wrong',
          );
        }
      }
      for (let at = 0; at < quote.signature.length; at++) {
        for (const by of [0x01, 0x80]) {
          const verdict = verifyQuote({ ...quote, signature: changedAt(quote.signature, at, by) }, expected);
          expect(['signature-wrong', 'signature-malformed', 'wrong-kind-of-key']).toContain(reason(verdict));
        }
      }
    },
  );

  test('a missing or further byte of message or signature is a failure, also where the signer signed it so', async () => {
    const sample = await simulatedQuote();
    const { message, signature } = sample.quote;
    const longer = (bytes: Uint8Array): Uint8Array => Uint8Array.of(...bytes, 0);
    const shorter = (bytes: Uint8Array): Uint8Array => bytes.slice(0, -1);
    for (const change of [longer, shorter]) {
      expect(reason(verifyQuote({ message, signature: change(signature) }, sample.expected))).toBe(
        'signature-malformed',
      );
      expect(reason(verifyQuote({ message: change(message), signature }, sample.expected))).toBe('signature-wrong');
      expect(reason(verdictOn(resigned(sample, change(message))))).toBe('message-malformed');
    }
  });

  test('what no TPM made, and what is no quote, is told apart, although rightly signed', async () => {
    const sample = await simulatedQuote();
    expect(reason(verdictOn(resigned(sample, changedAt(sample.quote.message, 0))))).toBe('not-made-by-a-tpm');
    expect(reason(verdictOn(resigned(sample, changedAt(sample.quote.message, 5))))).toBe('not-a-quote');
    expect(reason(verdictOn(resigned(sample, Uint8Array.of(0xff))))).toBe('message-malformed');
  });

  test('another nonce', async () => {
    const { quote, expected } = await simulatedQuote();
    for (const nonce of [new Uint8Array(), changedAt(expected.nonce, 3), expected.nonce.slice(0, 3)]) {
      expect(reason(verifyQuote(quote, { ...expected, nonce }))).toBe('wrong-nonce');
    }
  });

  test('another selection, or the same in another order of banks, which would be another digest', async () => {
    const { quote, expected } = await simulatedQuote();
    const fewer = selection.map(({ bank, pcrs }) => ({ bank, pcrs: pcrs.slice(1) }));
    for (const wrong of [[], fewer, [...selection].reverse(), selection.slice(0, 1)]) {
      expect(reason(verifyQuote(quote, { ...expected, selection: wrong }))).toBe('wrong-selection');
    }
    const sameOtherwise = selection.map(({ bank, pcrs }) => ({ bank, pcrs: [...pcrs].reverse() }));
    expect(reason(verifyQuote(quote, { ...expected, selection: sameOtherwise }))).toBe('ok');
  });

  test('values that are not all, are more, or are others', async () => {
    const { quote, expected } = await simulatedQuote();
    const { values } = expected;
    const more = [...values, { bank: 'sha256', pcr: 9, digest: new Uint8Array(32) }] as const;
    for (const wrong of [[], values.slice(1), more]) {
      expect(reason(verifyQuote(quote, { ...expected, values: wrong }))).toBe('values-incomplete');
    }
    for (const [i, value] of values.entries()) {
      const changed = values.with(i, { ...value, digest: changedAt(value.digest, 0) });
      expect(reason(verifyQuote(quote, { ...expected, values: changed }))).toBe('wrong-values');
    }
  });

  test('the digest of the registers is by the hash of the signature', async () => {
    const sample = await simulatedQuote();
    const { publicKey, signature } = signByEcdsa(sample.quote.message, 'sha384');
    const verdict = verifyQuote({ ...sample.quote, signature }, { ...sample.expected, publicKey });
    expect(reason(verdict)).toBe('wrong-values');
  });

  test('the wrong key, of the same kind or of another', async () => {
    const { quote, expected } = await simulatedQuote();
    const keys = {
      'signature-wrong': generateKeyPairSync('ec', { namedCurve: 'P-256' }),
      'wrong-kind-of-key': generateKeyPairSync('rsa', { modulusLength: 2048 }),
    };
    for (const [why, { publicKey }] of Object.entries(keys)) {
      expect(reason(verifyQuote(quote, { ...expected, publicKey }))).toBe(why);
    }
    // Its halves are as short as a signature over P-384 may have them too: only its key tells.
    const { publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-384' });
    expect(reason(verifyQuote(quote, { ...expected, publicKey }))).toBe('signature-wrong');
  });

  test('every failure can be said in a line', async () => {
    const sample = await simulatedQuote();
    const parsed = parseAttest(sample.quote.message);
    if (!parsed.ok) throw new Error('the sample is a quote');
    const other = resigned(sample, marshalAttest({ ...parsed.value, extraData: Uint8Array.of(0xab) }));
    const verdict = verdictOn(other);
    expect(verdict.ok ? '' : describeQuoteFailure(verdict.failure)).toBe('the nonce is ab');
  });
});
