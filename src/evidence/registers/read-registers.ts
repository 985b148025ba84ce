import { allBanks, type Bank, digestSize } from '../../tpm/banks.js';
import type { Malformed } from '../../tpm/bytes.js';
import { parsePcrFile } from '../../tpm/quote/pcr-file.js';
import { pcrCount } from '../../tpm/registers.js';
import type { PcrValue } from '../../tpm/selection.js';

export type RegistersReading =
  | { readonly ok: true; readonly value: readonly PcrValue[] }
  | { readonly ok: false; readonly malformed: Malformed };

/**
 * Reads the values of registers as tools write them: `tpm2_pcrread`'s YAML; lines of a bank, a number and a value; JSON, an object of banks, each an object of values in
 * hexadecimal by number; the binary file of `tpm2_quote -o`.
 */
export function readRegisters(bytes: Uint8Array): RegistersReading {
  const text = Buffer.from(bytes).toString('utf8');
  if (!/^[\t\n\r -~]*$/.test(text)) {
    const file = parsePcrFile(bytes);
    return file.ok ? { ok: true, value: file.value.values } : file;
  }
  return text.trimStart().startsWith('{') ? fromJson(text) : fromLines(text);
}

const malformed = (offset: number, expected: string, found: string): RegistersReading => ({
  ok: false,
  malformed: { offset, expected, found },
});

function fromJson(text: string): RegistersReading {
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch {
    return malformed(0, 'an object of banks', 'no JSON');
  }
  const values: PcrValue[] = [];
  for (const [bankName, registers] of entriesOf(data) ?? []) {
    const bank = bankNamed(bankName);
    const entries = entriesOf(registers);
    if (bank === undefined || entries === undefined)
      return malformed(0, 'an object of banks', JSON.stringify(bankName));
    for (const [number, value] of entries) {
      const read = registerValue(bank, number, value);
      if (read === undefined) return malformed(0, `values of ${bank} registers`, `${number}: ${JSON.stringify(value)}`);
      values.push(read);
    }
  }
  return values.length === 0 ? malformed(0, 'an object of banks', 'no values') : { ok: true, value: values };
}

const entriesOf = (value: unknown): readonly (readonly [string, unknown])[] | undefined =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.entries(value) : undefined;

function fromLines(text: string): RegistersReading {
  const values: PcrValue[] = [];
  let bank: Bank | undefined;
  let offset = 0;
  for (const line of text.split('\n')) {
    const heading = /^\s*(sha\w+)\s*:\s*$/i.exec(line);
    const [, named, number, value] =
      /^\s*(?:(sha\w+)[\s:]+)?(\d+)\s*[:\s]\s*(?:0x)?([0-9a-fA-F]+)\s*$/i.exec(line) ?? [];
    if (heading !== null) bank = bankNamed(heading[1] ?? '');
    else if (line.trim() !== '') {
      const of = named === undefined ? bank : bankNamed(named);
      const read = of === undefined || number === undefined ? undefined : registerValue(of, number, value);
      if (read === undefined) return malformed(offset, 'a register and its value', JSON.stringify(line.slice(0, 60)));
      values.push(read);
    }
    offset += line.length + 1;
  }
  return values.length === 0 ? malformed(0, 'registers and their values', 'none') : { ok: true, value: values };
}

const bankNamed = (name: string): Bank | undefined =>
  allBanks.find((bank) => bank === name.toLowerCase().replace(/[-_]/g, ''));

function registerValue(bank: Bank, number: string, value: unknown): PcrValue | undefined {
  if (typeof value !== 'string' || !/^\d{1,2}$/.test(number)) return undefined;
  const [pcr, digits] = [Number(number), value.replace(/^0x/i, '')];
  if (pcr >= pcrCount || !/^[0-9a-fA-F]+$/.test(digits) || digits.length !== 2 * digestSize(bank)) return undefined;
  return { bank, pcr, digest: new Uint8Array(Buffer.from(digits, 'hex')) };
}
