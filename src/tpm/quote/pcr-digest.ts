import { type Bank, digestOf } from '../banks.js';
import { type PcrSelection, type PcrValue, selected } from '../selection.js';

/** The digest of a quote over the selected registers, in the selection's order; undefined if the value of one is not among those given. */
export function pcrDigest(hash: Bank, selection: PcrSelection, values: readonly PcrValue[]): Uint8Array | undefined {
  const found = selected(selection).map(
    ({ bank, pcr }) => values.find((value) => value.bank === bank && value.pcr === pcr)?.digest,
  );
  const present = found.filter((digest) => digest !== undefined);
  return present.length === found.length ? digestOf(hash, ...present) : undefined;
}
