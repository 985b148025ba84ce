import type { Socket } from 'node:net';
import { answered, broken, type TpmResult } from '../response.js';
import { type Channel, Turns } from './channel.js';

/** How long a response is in bytes, from its beginning; undefined while too little has come to say. */
export type SizeOf = (soFar: Buffer) => number | undefined;

/** A TPM's response says its size in bytes 2 to 5 (TCG TPM 2.0 Library, Part 1, section 18). */
export const tpmResponseSize: SizeOf = (soFar) => (soFar.length < 6 ? undefined : soFar.readUInt32BE(2));

/** Milliseconds a response may take; a TPM in hardware may need some seconds to make a key. */
const mostPatience = 60_000;

/** A channel over a UNIX socket, such as swtpm's. When the socket ends, or a response does not come, whatever is asked is broken. */
export class StreamChannel implements Channel {
  readonly #stream: Socket;
  readonly #sizeOf: SizeOf;
  readonly #turns = new Turns();
  readonly #ended: Promise<void>;
  #why: string | undefined;
  #received: Buffer = Buffer.alloc(0);
  #waiting: ((result: TpmResult<Uint8Array>) => void) | undefined;

  constructor(stream: Socket, sizeOf: SizeOf, patience = mostPatience) {
    this.#stream = stream;
    this.#sizeOf = sizeOf;
    stream.on('data', (data: Buffer) => this.#receive(data));
    stream.on('error', (error) => this.#end(error.message));
    this.#ended = new Promise((resolve) => {
      stream.once('close', () => {
        this.#end('the connection ended');
        resolve();
      });
    });
    stream.once('end', () => stream.destroy());
    stream.setTimeout(patience, () => {
      if (this.#waiting !== undefined) stream.destroy(new Error(`no answer in ${patience / 1000} s`));
    });
  }

  exchange(command: Uint8Array): Promise<TpmResult<Uint8Array>> {
    return this.#turns.take(() => {
      if (this.#why !== undefined) return Promise.resolve(broken(this.#why));
      return new Promise((resolve) => {
        this.#waiting = resolve;
        this.#stream.write(command);
      });
    });
  }

  close(): Promise<void> {
    this.#stream.destroy();
    return this.#ended;
  }

  #receive(data: Buffer): void {
    this.#received = this.#received.length === 0 ? data : Buffer.concat([this.#received, data]);
    const size = this.#sizeOf(this.#received);
    if (size === undefined || this.#received.length < size) return;
    const response = this.#received;
    this.#received = Buffer.alloc(0);
    this.#answer(response.length === size ? answered(response) : broken('more came than one response'));
  }

  #end(why: string): void {
    this.#why ??= `the TPM is gone: ${why}`;
    this.#answer(broken(this.#why));
  }

  #answer(result: TpmResult<Uint8Array>): void {
    const waiting = this.#waiting;
    this.#waiting = undefined;
    waiting?.(result);
  }
}
