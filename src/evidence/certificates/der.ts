import { type ByteReader, hex } from '../../tpm/bytes.js';

/** Tags of the universal types that certificates are made of (X.690, section 8), and of those with a context. */
export const tags = {
  boolean: 0x01,
  integer: 0x02,
  bits: 0x03,
  octets: 0x04,
  oid: 0x06,
  utcTime: 0x17,
  time: 0x18,
  sequence: 0x30,
  /** `[n]`, with something inside. */
  context: (n: number): number => 0xa0 + n,
} as const;

/** An element of a tag, whose content is read by a function up to its end; what that leaves over is malformed. */
export function element<T>(reader: ByteReader, tag: number, what: string, read: (end: number) => T): T {
  const at = reader.offset;
  const found = reader.u8(what);
  if (found !== tag) reader.fail(`${what} (tag ${hex(tag, 2)})`, hex(found, 2), at);
  const end = endOf(reader, what);
  const value = read(end);
  if (reader.offset !== end) reader.fail(`the end of ${what}`, `${end - reader.offset} bytes more`);
  return value;
}

/** The content of an element. */
export const content = (reader: ByteReader, tag: number, what: string): Uint8Array =>
  element(reader, tag, what, (end) => reader.bytes(end - reader.offset, what));

/** An element of whatever tag, with its tag and length. */
export function whole(reader: ByteReader, what: string): Uint8Array {
  const at = reader.offset;
  reader.u8(what);
  reader.bytes(endOf(reader, what) - reader.offset, what);
  return reader.since(at);
}

/** What is read where an element of a tag comes next before an end, which it need not. */
export const optional = <T>(reader: ByteReader, tag: number, end: number, read: () => T): T | undefined =>
  reader.offset < end && reader.next === tag ? read() : undefined;

/** All elements of a sequence, each by a function. */
export const sequenceOf = <T>(reader: ByteReader, what: string, read: () => T): readonly T[] =>
  element(reader, tags.sequence, what, (end) => {
    const all: T[] = [];
    while (reader.offset < end) all.push(read());
    return all;
  });

/** Where an element ends whose length comes next. Lengths are definite, and as short as they can be (X.690, section 10.1). */
function endOf(reader: ByteReader, what: string): number {
  const at = reader.offset;
  const first = reader.u8(`the length of ${what}`);
  if (first < 0x80) return within(reader, first, what, at);
  const size = first & 0x7f;
  if (size === 0 || size > 4) reader.fail(`a definite length of ${what}`, hex(first, 2), at);
  const length = reader.bytes(size, `the length of ${what}`).reduce((sum, byte) => sum * 256 + byte, 0);
  if (length < 0x80 || length < 256 ** (size - 1))
    reader.fail(`the shortest length of ${what}`, `${length} in ${size} bytes`, at);
  return within(reader, length, what, at);
}

function within(reader: ByteReader, length: number, what: string, at: number): number {
  if (length > reader.left) reader.fail(`${what} (${length} bytes)`, `only ${reader.left}`, at);
  return reader.offset + length;
}

/** An object identifier, in numbers with dots. */
export function oid(reader: ByteReader, what: string): string {
  const at = reader.offset;
  const bytes = content(reader, tags.oid, what);
  const parts: number[] = [];
  let part = 0;
  for (const byte of bytes) {
    part = part * 128 + (byte & 0x7f);
    if (byte < 0x80) {
      parts.push(part);
      part = 0;
    }
  }
  if (parts.length === 0 || ((bytes.at(-1) ?? 0) & 0x80) !== 0) reader.fail(what, 'one that does not end', at);
  const [joint = 0, ...others] = parts;
  const first = Math.min(2, Math.floor(joint / 40));
  return [first, joint - 40 * first, ...others].join('.');
}

/** An integer, in hexadecimal. */
export function integer(reader: ByteReader, what: string): string {
  const at = reader.offset;
  const bytes = content(reader, tags.integer, what);
  if (bytes.length === 0) reader.fail(what, 'no bytes', at);
  return Buffer.from(bytes).toString('hex');
}

export function boolean(reader: ByteReader, what: string): boolean {
  const at = reader.offset;
  const bytes = content(reader, tags.boolean, what);
  if (bytes.length !== 1 || (bytes[0] !== 0 && bytes[0] !== 0xff))
    reader.fail(`${what}, 0x00 or 0xff`, Buffer.from(bytes).toString('hex'), at);
  return bytes[0] === 0xff;
}

/** A bit string's bytes, and how many bits of the last are none. */
export function bitString(reader: ByteReader, what: string): { readonly unused: number; readonly bytes: Uint8Array } {
  const at = reader.offset;
  const bytes = content(reader, tags.bits, what);
  const [unused] = bytes;
  if (unused === undefined || unused > 7) return reader.fail(what, 'no bit string', at);
  return { unused, bytes: bytes.subarray(1) };
}

/** A time, in milliseconds since 1970: UTCTime up to 2049, GeneralizedTime after that (RFC 5280, section 4.1.2.5). */
export function time(reader: ByteReader, what: string): number {
  const at = reader.offset;
  const isShort = reader.next === tags.utcTime;
  const text = Buffer.from(content(reader, isShort ? tags.utcTime : tags.time, what)).toString('latin1');
  const form = isShort ? /^(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z$/ : /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z$/;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = (form.exec(text) ?? []).slice(1).map(Number);
  const full = isShort ? year + (year < 50 ? 2000 : 1900) : year;
  const date = new Date(Date.UTC(full, month - 1, day, hour, minute, second));
  const isOne =
    form.test(text) && date.getUTCMonth() === month - 1 && date.getUTCDate() === day && hour < 24 && minute < 60;
  if (!isOne) reader.fail(`${what} (YYMMDDHHMMSSZ)`, JSON.stringify(text.slice(0, 20)), at);
  return date.getTime();
}
