/** Writes binary data from front to back: numbers big-endian as in TPM structures, or little-endian as in event logs. */
export class ByteWriter {
  readonly #pieces: Uint8Array[] = [];

  u8(value: number): this {
    return this.bytes(Uint8Array.of(value));
  }

  u16(value: number): this {
    return this.#number(2, (view) => view.setUint16(0, value));
  }

  u32(value: number): this {
    return this.#number(4, (view) => view.setUint32(0, value));
  }

  u64(value: bigint): this {
    return this.#number(8, (view) => view.setBigUint64(0, value));
  }

  u16le(value: number): this {
    return this.#number(2, (view) => view.setUint16(0, value, true));
  }

  u32le(value: number): this {
    return this.#number(4, (view) => view.setUint32(0, value, true));
  }

  bytes(data: Uint8Array): this {
    this.#pieces.push(data);
    return this;
  }

  /** A TPM2B: a size of 16 bits, then the bytes. */
  sized(data: Uint8Array): this {
    return this.u16(data.length).bytes(data);
  }

  /** Zeros, up to the given size of all that is written. */
  padTo(size: number): this {
    return this.bytes(new Uint8Array(size - this.size));
  }

  get size(): number {
    return this.#pieces.reduce((sum, piece) => sum + piece.length, 0);
  }

  done(): Uint8Array {
    return new Uint8Array(Buffer.concat(this.#pieces));
  }

  #number(size: number, set: (view: DataView) => void): this {
    const bytes = new Uint8Array(size);
    set(new DataView(bytes.buffer));
    return this.bytes(bytes);
  }
}
