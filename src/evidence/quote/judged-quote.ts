import type { Bank } from '../../tpm/banks.js';
import { digestSize } from '../../tpm/banks.js';
import { parseAttest } from '../../tpm/quote/attest.js';
import { describeQuoteFailure, type QuoteFailure, verifyQuote } from '../../tpm/quote/verify-quote.js';
import { pcrRules } from '../../tpm/registers.js';
import { type PcrSelection, type PcrValue, selected } from '../../tpm/selection.js';
import type { ReadKey } from '../keys/read-key.js';
import { attestMessage } from './attest-message.js';
import { tpmtSignature } from './plain-signature.js';

export interface EvidenceQuote {
  /** TPMS_ATTEST, or TPM2B_ATTEST around it. */
  readonly message: Uint8Array;
  /** TPMT_SIGNATURE, or plain. */
  readonly signature: Uint8Array;
  readonly key: ReadKey;
  readonly nonce?: Uint8Array | undefined;
}

export interface JudgedQuote {
  readonly verified: boolean;
  /** Why it is not verified. */
  readonly reason?: string;
  /** Registers that it covers, and of which nothing says what they held: where there are some, it may be right, and cannot be verified. */
  readonly missing?: readonly { readonly bank: Bank; readonly pcr: number }[];
  readonly selection: PcrSelection;
  readonly resetCount: number;
  readonly restartCount: number;
  readonly clock: string;
  readonly firmware: string;
}

/**
 * Verifies a quote of registers that have these values. Those of which nothing is said are taken to hold what they are reset to: where the quote is of that, it says so itself (`initial`), and where
 * it is not, nothing was shown to be wrong.
 */
export function judgedQuote(
  { key, nonce, ...given }: EvidenceQuote,
  said: readonly PcrValue[],
): { readonly quote: JudgedQuote; readonly initial: readonly PcrValue[] } {
  const message = attestMessage(given.message);
  const signature = tpmtSignature(given.signature, message, key.key);
  const attest = parseAttest(message);
  const selection = attest.ok ? attest.value.selection : [];
  const wanted = selected(selection);
  const unsaid = wanted.filter((each) => !said.some(({ bank, pcr }) => each.bank === bank && each.pcr === pcr));
  const initial = unsaid.map(({ bank, pcr }) => ({
    bank,
    pcr,
    digest: new Uint8Array(digestSize(bank)).fill(pcrRules[pcr]?.initial ?? 0),
  }));
  const expected = {
    publicKey: key.key,
    nonce: nonce ?? (attest.ok ? attest.value.extraData : new Uint8Array()),
    selection,
    values: [...said, ...initial].filter(({ bank, pcr }) =>
      wanted.some((each) => each.bank === bank && each.pcr === pcr),
    ),
  };
  const verdict = verifyQuote({ message, signature }, expected);
  const isIncomplete = !verdict.ok && isOfValues(verdict.failure) && unsaid.length > 0;
  const { clockInfo, firmwareVersion } = attest.ok
    ? attest.value
    : { clockInfo: { clock: 0n, resetCount: 0, restartCount: 0 }, firmwareVersion: 0n };
  const quote = {
    verified: verdict.ok,
    ...(!verdict.ok && { reason: isIncomplete ? whatIsMissing(unsaid) : describeQuoteFailure(verdict.failure) }),
    ...(isIncomplete && { missing: unsaid }),
    selection,
    resetCount: clockInfo.resetCount,
    restartCount: clockInfo.restartCount,
    clock: `${clockInfo.clock}`,
    firmware: `0x${firmwareVersion.toString(16)}`,
  };
  return { quote, initial: verdict.ok ? initial : [] };
}

const isOfValues = ({ reason }: QuoteFailure): boolean => reason === 'wrong-values' || reason === 'values-incomplete';

function whatIsMissing(unsaid: readonly { readonly bank: Bank; readonly pcr: number }[]): string {
  const registers = unsaid.map(({ bank, pcr }) => `${bank}:${pcr}`).join(', ');
  return `it covers ${registers}, and nothing that was given says what that held: a file of registers does, and of 10 the IMA log`;
}
