/** What is wrong with a piece of binary data: where, what should stand there, and what does. */
export interface Malformed {
  /** Bytes from the start of the data. */
  readonly offset: number;
  readonly expected: string;
  readonly found: string;
}

/** What was read from binary data, or why it could not be read. */
export type Parsed<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly malformed: Malformed };

/** Carries a {@link Malformed} from a {@link ByteReader} to {@link parse}; never leaves it. */
class MalformedData extends Error {
  readonly malformed: Malformed;
  constructor(malformed: Malformed) {
    super(describeMalformed(malformed));
    this.malformed = malformed;
  }
}

/** One line: where, what was expected, what was found. */
export const describeMalformed = ({ offset, expected, found }: Malformed): string =>
  `at byte ${offset}: expected ${expected}, found ${found}`;

/** Reads all of the data by the given function. A byte it leaves over is malformed, as is everything it fails on. */
export function parse<T>(data: Uint8Array, read: (reader: ByteReader) => T): Parsed<T> {
  const reader = new ByteReader(data);
  try {
    const value = read(reader);
    reader.end();
    return { ok: true, value };
  } catch (error) {
    if (error instanceof MalformedData) return { ok: false, malformed: error.malformed };
    throw error;
  }
}

/** Reads binary data from front to back, TPM structures big-endian, event logs little-endian. */
export class ByteReader {
  readonly #data: Uint8Array;
  readonly #view: DataView;
  #offset = 0;

  constructor(data: Uint8Array) {
    // Of a Buffer, `slice` would share its memory.
    this.#data = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
    this.#view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  }

  get offset(): number {
    return this.#offset;
  }

  get left(): number {
    return this.#data.length - this.#offset;
  }

  /** The next byte, which stays to be read; undefined at the end. */
  get next(): number | undefined {
    return this.#data[this.#offset];
  }

  /** The bytes from an offset up to here, copied. */
  since(offset: number): Uint8Array {
    return this.#data.slice(offset, this.#offset);
  }

  /** The next `size` bytes, copied. */
  bytes(size: number, what: string): Uint8Array {
    const at = this.#take(size, what);
    return this.#data.slice(at, at + size);
  }

  u8(what: string): number {
    return this.#view.getUint8(this.#take(1, what));
  }

  u16(what: string): number {
    return this.#view.getUint16(this.#take(2, what));
  }

  u32(what: string): number {
    return this.#view.getUint32(this.#take(4, what));
  }

  u64(what: string): bigint {
    return this.#view.getBigUint64(this.#take(8, what));
  }

  u16le(what: string): number {
    return this.#view.getUint16(this.#take(2, what), true);
  }

  u32le(what: string): number {
    return this.#view.getUint32(this.#take(4, what), true);
  }

  /** A TPM2B: a size of 16 bits and so many bytes, at most `most`. */
  sized(what: string, most = 0xffff): Uint8Array {
    const at = this.#offset;
    const size = this.u16(`the size of ${what}`);
    if (size > most) this.fail(`a size of ${what} of at most ${most}`, `${size}`, at);
    return this.bytes(size, what);
  }

  /** Fails unless everything was read. */
  end(): void {
    if (this.left > 0) this.fail('the end', `${plural(this.left, 'byte')} more`);
  }

  /** Says that the data is malformed, here or at the given offset. */
  fail(expected: string, found: string, offset = this.#offset): never {
    throw new MalformedData({ offset, expected, found });
  }

  #take(size: number, what: string): number {
    const at = this.#offset;
    if (size > this.left)
      this.fail(`${what} (${plural(size, 'byte')})`, this.left === 0 ? 'the end' : `only ${this.left}`);
    this.#offset += size;
    return at;
  }
}

/** A number as it stands in specifications: hexadecimal, with at least the given digits. */
export const hex = (value: number, digits: number): string => `0x${value.toString(16).padStart(digits, '0')}`;

const plural = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;
