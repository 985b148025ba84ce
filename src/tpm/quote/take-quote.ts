import type { KeyObject } from 'node:crypto';
import { describeMalformed } from '../bytes.js';
import { answered, broken, type TpmResult } from '../response.js';
import type { PcrSelection } from '../selection.js';
import type { Quote, Tpm } from '../tpm.js';
import { parseAttest } from './attest.js';
import type { PcrFile } from './pcr-file.js';

/** A quote with what it takes to check it. */
export interface TakenQuote {
  readonly quote: Quote;
  readonly publicKey: KeyObject;
  /** What was quoted (without the banks that the TPM does not have), and its values. */
  readonly pcrs: PcrFile;
}

/** Lets a TPM quote registers with a new attestation key, reads them, and unloads the key. Nobody may change the registers meanwhile. */
export async function takeQuote(tpm: Tpm, selection: PcrSelection, nonce: Uint8Array): Promise<TpmResult<TakenQuote>> {
  const key = await tpm.createAttestationKey();
  if (!key.ok) return key;
  const quote = await tpm.quote(key.value, selection, nonce);
  const flushed = await tpm.flush(key.value);
  if (!quote.ok) return quote;
  if (!flushed.ok) return flushed;
  const attest = parseAttest(quote.value.message);
  if (!attest.ok) return broken(`the TPM’s quote is malformed ${describeMalformed(attest.malformed)}`);
  const reading = await tpm.read(selection);
  if (!reading.ok) return reading;
  const pcrs = { selection: attest.value.selection, values: reading.value.values };
  return answered({ quote: quote.value, publicKey: key.value.publicKey, pcrs });
}
