import type { ByteReader } from '../../tpm/bytes.js';

/** Reads UTF-16 (little-endian) up to and with its terminating zero. */
export function readUtf16(reader: ByteReader, what: string): string {
  let text = '';
  for (let unit = reader.u16le(what); unit !== 0; unit = reader.u16le(what)) text += String.fromCharCode(unit);
  return text;
}

/** UTF-16 (little-endian) without its terminating zeros; undefined where it is no text. */
export function utf16Text(data: Uint8Array): string | undefined {
  if (data.length % 2 !== 0) return undefined;
  return printable(Buffer.from(data).toString('utf16le').replace(/\0+$/, ''));
}

/** UTF-8 without its terminating zeros; undefined where it is no text. */
export function utf8Text(data: Uint8Array): string | undefined {
  try {
    return printable(new TextDecoder('utf-8', { fatal: true }).decode(data).replace(/\0+$/, ''));
  } catch {
    return undefined;
  }
}

/** Text has no control characters but tabs and ends of lines, and no halves of surrogate pairs. */
const printable = (text: string): string | undefined =>
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\ufffe\uffff]/.test(text) || !isWellFormed(text)
    ? undefined
    : text;

function isWellFormed(text: string): boolean {
  try {
    encodeURIComponent(text);
    return true;
  } catch {
    return false;
  }
}
