import { type Bank, digestSize } from '../../tpm/banks.js';
import type { Malformed } from '../../tpm/bytes.js';
import { parsePcrFile } from '../../tpm/quote/pcr-file.js';
import { type PcrSelection, type PcrValue, selected } from '../../tpm/selection.js';
import { readLines } from './lines.js';
import { bankNamed, registerValue } from './register-value.js';

export type RegistersReading =
  | { readonly ok: true; readonly value: readonly PcrValue[] }
  | { readonly ok: false; readonly malformed: Malformed };

/**
 * Reads the values of registers as tools write them: `tpm2_pcrread`'s YAML and other lines (see `lines.ts`); JSON, an object of banks, each an object or a list of values by number, or what
 * go-tpm-tools write (`hash` and `pcrs`, in base64); the binary file of `tpm2_quote -o`, or, where a quote's selection says of which registers they are, the values alone, one behind the other.
 * A register that is there twice is malformed.
 */
export function readRegisters(bytes: Uint8Array, selection?: PcrSelection): RegistersReading {
  const text = Buffer.from(bytes).toString('utf8');
  const read = /^[\t\n\r -~]*$/.test(text)
    ? text.trimStart().startsWith('{')
      ? fromJson(text)
      : fromLines(text)
    : fromBinary(bytes, selection);
  return read.ok ? once(read.value) : read;
}

const malformed = (offset: number, expected: string, found: string): RegistersReading => ({
  ok: false,
  malformed: { offset, expected, found },
});

function once(values: readonly PcrValue[]): RegistersReading {
  const seen = new Set<string>();
  for (const { bank, pcr } of values) {
    const name = `${pcr} of ${bank}`;
    if (seen.has(name)) return malformed(0, 'each register once', `register ${name} twice`);
    seen.add(name);
  }
  return { ok: true, value: values };
}

function fromBinary(bytes: Uint8Array, selection: PcrSelection = []): RegistersReading {
  const file = parsePcrFile(bytes);
  if (file.ok) return { ok: true, value: file.value.values };
  const wanted = selected(selection);
  const size = wanted.reduce((sum, { bank }) => sum + digestSize(bank), 0);
  if (size !== bytes.length || size === 0) return file;
  let at = 0;
  const value = wanted.map(({ bank, pcr }) => {
    const digest = Uint8Array.from(bytes.subarray(at, at + digestSize(bank)));
    at += digest.length;
    return { bank, pcr, digest };
  });
  return { ok: true, value };
}

function fromLines(text: string): RegistersReading {
  const read = readLines(text);
  if ('malformed' in read) return { ok: false, malformed: read.malformed };
  return read.values.length === 0
    ? malformed(0, 'registers and their values', 'none')
    : { ok: true, value: read.values };
}

function fromJson(text: string): RegistersReading {
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch {
    return malformed(0, 'an object of banks', 'no JSON');
  }
  const values: PcrValue[] = [];
  for (const [bank, registers] of banksIn(data)) {
    const of = bankNamed(bank);
    const entries = entriesOf(registers);
    if (entries === undefined || (of === undefined && !isOtherBank.test(bank)))
      return malformed(Math.max(0, text.indexOf(JSON.stringify(bank))), 'an object of banks', JSON.stringify(bank));
    if (of === undefined) continue;
    const read = valuesOf(of, entries);
    if ('wrong' in read) return malformed(0, `values of ${of} registers`, read.wrong);
    values.push(...read.values);
  }
  return values.length === 0 ? malformed(0, 'an object of banks', 'no values') : { ok: true, value: values };
}

/** Banks that TPMs have, and that are not known here. */
const isOtherBank = /^(sm3|sha3)/i;

function valuesOf(
  bank: Bank,
  entries: readonly (readonly [string, unknown])[],
): { readonly values: readonly PcrValue[] } | { readonly wrong: string } {
  const values: PcrValue[] = [];
  for (const [number, value] of entries) {
    const read = registerValue(bank, number, value);
    if (read === undefined) return { wrong: `${number}: ${JSON.stringify(value)}` };
    values.push(read);
  }
  return { values };
}

/** The banks of an object by their names: of its own, of those under `pcrs`, or the one that `hash` names. */
function banksIn(data: unknown): readonly (readonly [string, unknown])[] {
  const members = entriesOf(data) ?? [];
  const pcrs = members.find(([name]) => name === 'pcrs')?.[1];
  const hash = members.find(([name]) => name === 'hash')?.[1];
  if (pcrs === undefined) return members;
  return typeof hash === 'string' ? [[hash, pcrs]] : (entriesOf(pcrs) ?? []);
}

const entriesOf = (value: unknown): readonly (readonly [string, unknown])[] | undefined =>
  typeof value === 'object' && value !== null ? Object.entries(value) : undefined;
