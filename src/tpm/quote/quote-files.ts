import type { KeyObject } from 'node:crypto';
import type { Quote } from '../tpm.js';
import { marshalPcrFile, type PcrFile } from './pcr-file.js';

/** The contents of the files in which a quote is handed over, as tpm2-tools read them. */
export interface QuoteFiles {
  /** The message, for `tpm2_checkquote -m`. */
  readonly msg: Uint8Array;
  /** The signature, for `-s`. */
  readonly sig: Uint8Array;
  /** Selection and values, for `-f`. */
  readonly pcrs: Uint8Array;
  /** The public key, for `-u`. */
  readonly pem: Uint8Array;
}

export function quoteFiles(quote: Quote, pcrs: PcrFile, publicKey: KeyObject): QuoteFiles {
  return {
    msg: quote.message,
    sig: quote.signature,
    pcrs: marshalPcrFile(pcrs),
    pem: new TextEncoder().encode(publicKey.export({ type: 'spki', format: 'pem' }).toString()),
  };
}
