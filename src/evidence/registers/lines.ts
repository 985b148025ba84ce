import type { Bank } from '../../tpm/banks.js';
import type { Malformed } from '../../tpm/bytes.js';
import type { PcrValue } from '../../tpm/selection.js';
import { bankNamed, registerValue } from './register-value.js';

export type ReadLines = { readonly values: readonly PcrValue[] } | { readonly malformed: Malformed };

/** `sha256:`, above the registers of a bank; what is no bank known here has registers, too. */
const heading = /^\s*([a-zA-Z][\w-]*)\s*:\s*$/;
/** A register in a line: after its bank, or below it. */
const register = /^\s*(?:([a-zA-Z][\w-]*)[\s:]+)?(\d+)\s*[:\s]\s*(\S+)\s*$/;
/** A register as Linux shows those of a TPM 1.2, or as IBM's tools print them: its bytes apart, the bank by their number. */
const bytewise = /^\s*PCR[-\s](\d+)\s*:((?:\s*[0-9a-fA-F]{2})+)\s*$/i;

/**
 * Registers in lines: `tpm2_pcrread`'s YAML, the part under `pcrs:` of what `tpm2_quote`, `tpm2_checkquote` and `tpm2_eventlog` print, a line of bank, number and value each, or `PCR-00: 9B E6 …`.
 * Registers of banks that are not known here are left out.
 */
export function readLines(text: string): ReadLines {
  const values: PcrValue[] = [];
  let bank: Bank | 'other' | undefined;
  for (const { line, offset } of linesOf(text)) {
    const above = heading.exec(line)?.[1];
    if (above !== undefined) bank = bankNamed(above) ?? 'other';
    else {
      const read = readLine(line, bank);
      if (read === undefined)
        return {
          malformed: { offset, expected: 'a register and its value', found: JSON.stringify(line.slice(0, 60)) },
        };
      if (read !== 'other') values.push(read);
    }
  }
  return { values };
}

function readLine(line: string, bank: Bank | 'other' | undefined): PcrValue | 'other' | undefined {
  const [, number = '', digits] = bytewise.exec(line) ?? [];
  if (digits !== undefined) return registerValue(undefined, number, digits);
  const [, named, pcr, value] = register.exec(line) ?? [];
  if (pcr === undefined) return undefined;
  const of = named === undefined ? bank : (bankNamed(named) ?? 'other');
  return of === 'other' ? of : registerValue(of, pcr, value);
}

/** The lines that are about registers, with their offsets: all of them, or where there is a part `pcrs:`, those of it. */
function linesOf(text: string): readonly { readonly line: string; readonly offset: number }[] {
  let offset = 0;
  const all = text.split('\n').map((line) => {
    const at = { line: line.replace(/\r$/, ''), offset };
    offset += line.length + 1;
    return at;
  });
  const from = all.findIndex(({ line }) => /^pcrs:\s*$/.test(line));
  const behind = from < 0 ? all : all.slice(from + 1);
  const end = from < 0 ? -1 : behind.findIndex(({ line }) => /^[^\s#]/.test(line));
  return (end < 0 ? behind : behind.slice(0, end)).filter(({ line }) => !/^\s*(#.*|---|\.\.\.)?\s*$/.test(line));
}
