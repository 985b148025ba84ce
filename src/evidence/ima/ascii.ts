import { allBanks, type Bank, digestOf, digestSize } from '../../tpm/banks.js';
import type { Malformed } from '../../tpm/bytes.js';
import { pcrCount } from '../../tpm/registers.js';
import { fieldsOf, type ImaEntry, type ImaLog } from './entry.js';
import { imaFields } from './fields.js';

/** What was read of an ascii log, or the line (from 1) that is none, and why. */
export type ParsedLines =
  | { readonly ok: true; readonly value: ImaLog }
  | { readonly ok: false; readonly line: number; readonly malformed: Omit<Malformed, 'offset'> };

class BadLine extends Error {
  readonly expected: string;
  readonly found: string;

  constructor(expected: string, found: string) {
    super(`expected ${expected}, found ${found}`);
    this.expected = expected;
    this.found = found;
  }
}

/**
 * Reads an ascii IMA log (`ascii_runtime_measurements`): a line an entry, its fields between spaces, digests in hexadecimal. The kernel writes a path's spaces as
 * they are, so that a path is what is left between the fields around it. From the fields the template's data is made again.
 */
export function readAsciiIma(text: string): ParsedLines {
  const entries: ImaEntry[] = [];
  let bank: Bank | undefined;
  for (const [i, ended] of text.split('\n').entries()) {
    const line = ended.replace(/\r$/, '');
    if (line.trim() === '') continue;
    try {
      const entry = readLine(line, i + 1, bank);
      bank ??= bankOfSize(entry.digest.length);
      entries.push(entry);
    } catch (error) {
      if (!(error instanceof BadLine)) throw error;
      return { ok: false, line: i + 1, malformed: { expected: error.expected, found: error.found } };
    }
  }
  return { ok: true, value: { form: 'ascii', bank: bank ?? 'sha1', entries } };
}

const bankOfSize = (size: number): Bank | undefined => allBanks.find((bank) => digestSize(bank) === size);

function readLine(line: string, at: number, bankBefore: Bank | undefined): ImaEntry {
  const [, pcrText, digestText, template, rest] = /^ *(\d+) ([0-9a-fA-F]+) (\S+) (.*)$/.exec(line) ?? [];
  if (pcrText === undefined || digestText === undefined || template === undefined || rest === undefined)
    throw new BadLine('a PCR, a digest, a template and its fields', shown(line));
  const pcr = Number(pcrText);
  if (pcr >= pcrCount) throw new BadLine(`a PCR from 0 to ${pcrCount - 1}`, pcrText);
  const digest = bytesOf(digestText, "a template's digest");
  const bank = bankOfSize(digest.length);
  if (bank === undefined || (bankBefore !== undefined && bank !== bankBefore))
    throw new BadLine(`a digest of ${bankBefore ?? 'a bank'}`, `one of ${digest.length} bytes`);
  const names = fieldsOf(template);
  if (names === undefined) throw new BadLine('a template that the kernel defines', template);
  const violation = digest.every((byte) => byte === 0);
  const { values, hashed, bound } = fieldsIn(rest, { template, names, bank, digest });
  return { pcr, template, digest, hashed, violation, bound, fields: imaFields(names, values), at };
}

interface Line {
  readonly template: string;
  readonly names: readonly string[];
  readonly bank: Bank;
  readonly digest: Uint8Array;
}

interface Fields {
  readonly values: readonly Uint8Array[];
  readonly hashed: Uint8Array;
  readonly bound: boolean;
}

/**
 * The fields of a line. An empty last field leaves nothing but a space, which editors and programs remove from ends of lines: where the line is not what its digest is of, but is with that space,
 * it is read with it.
 */
function fieldsIn(rest: string, { template, names, bank, digest }: Line): Fields {
  const read = (text: string): Fields => {
    const values = valuesOf(names, text);
    const hashed = hashedData(template, values);
    return { values, hashed, bound: Buffer.compare(digestOf(bank, hashed), digest) === 0 };
  };
  const trimmed = (): Fields | undefined => {
    try {
      const spaced = read(`${rest} `);
      return spaced.bound ? spaced : undefined;
    } catch (error) {
      if (error instanceof BadLine) return undefined;
      throw error;
    }
  };
  try {
    const asIs = read(rest);
    return asIs.bound ? asIs : (trimmed() ?? asIs);
  } catch (error) {
    const found = error instanceof BadLine ? trimmed() : undefined;
    if (found === undefined) throw error;
    return found;
  }
}

/** Fields have no spaces, but for the path: so those before it are read from the front, those behind it from the back. */
function valuesOf(names: readonly string[], rest: string): readonly Uint8Array[] {
  const words = rest.split(' ');
  const path = names.findIndex((name) => name === 'n' || name === 'n-ng');
  const before = path < 0 ? names.length : path;
  const behind = names.length - before - 1;
  if (words.length < before + 1 + Math.max(0, behind))
    words.push(...Array.from({ length: names.length - words.length }, () => ''));
  const front = words.slice(0, before);
  const back = behind > 0 ? words.slice(words.length - behind) : [];
  const middle = path < 0 ? [] : [words.slice(before, words.length - Math.max(0, behind)).join(' ')];
  return [...front, ...middle, ...back].map((word, i) => fieldBytes(names[i] as string, word));
}

/** A field's bytes as the kernel has them, of its text. */
function fieldBytes(name: string, text: string): Uint8Array {
  if (name === 'd') return bytesOf(text, "a file's digest");
  if (name === 'n' || name === 'n-ng') return Buffer.from(name === 'n' ? text : `${text}\0`, 'utf8');
  if (name === 'd-ng' || name === 'd-ngv2' || name === 'd-modsig') {
    if (text === '') return new Uint8Array();
    const colon = text.lastIndexOf(':');
    return Buffer.concat([
      Buffer.from(`${text.slice(0, Math.max(0, colon))}:\0`, 'latin1'),
      bytesOf(text.slice(colon + 1), "a file's digest"),
    ]);
  }
  if (name === 'xattrnames') return Buffer.from(text === '' ? '' : `${text}\0`, 'utf8');
  const size = text === '' ? undefined : numberSizes[name];
  return size === undefined ? bytesOf(text, `the field ${name}`) : numberBytes(text, size, name);
}

/** Fields that the kernel writes as a decimal number, and their bytes: the owner, group and mode of a file. */
const numberSizes: Readonly<Record<string, number | undefined>> = { iuid: 4, igid: 4, imode: 2 };

function numberBytes(text: string, size: number, name: string): Uint8Array {
  const number = Number(text);
  if (!/^\d{1,10}$/.test(text) || number >= 256 ** size) throw new BadLine(`the field ${name} in decimal`, shown(text));
  const bytes = Buffer.alloc(size);
  bytes.writeUIntLE(number, 0, size);
  return bytes;
}

/** What the kernel hashes: fields with their lengths, but those of the first template, whose path fills 256 bytes. */
function hashedData(template: string, values: readonly Uint8Array[]): Uint8Array {
  if (template === 'ima') {
    const [digest = new Uint8Array(), path = new Uint8Array()] = values;
    const hashed = new Uint8Array(digest.length + 256);
    hashed.set(digest);
    hashed.set(path.subarray(0, 255), digest.length);
    return hashed;
  }
  return Buffer.concat(
    values.flatMap((value) => {
      const length = Buffer.alloc(4);
      length.writeUInt32LE(value.length);
      return [length, value];
    }),
  );
}

function bytesOf(text: string, what: string): Uint8Array {
  if (text.length % 2 !== 0 || !/^[0-9a-fA-F]*$/.test(text)) throw new BadLine(`${what} in hexadecimal`, shown(text));
  return Buffer.from(text, 'hex');
}

const shown = (text: string): string => JSON.stringify(text.length > 60 ? `${text.slice(0, 60)}…` : text);
