import { generatedMagic } from '../../tpm/quote/attest.js';

/** A TPMS_ATTEST that was handed in with its size before it (TPM2B_ATTEST), without that: what is signed begins behind it. */
export function attestMessage(bytes: Uint8Array): Uint8Array {
  if (bytes.length < 6) return bytes;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const isSized = view.getUint16(0) === bytes.length - 2 && view.getUint32(2) === generatedMagic;
  return isSized ? bytes.subarray(2) : bytes;
}
