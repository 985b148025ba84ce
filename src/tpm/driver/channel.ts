import type { TpmResult } from '../response.js';

/** A way to a TPM: it takes commands one at a time, and gives back the response to each. */
export interface Channel {
  /** Sends a command and waits for its response. Commands sent meanwhile wait for their turn. */
  exchange(command: Uint8Array): Promise<TpmResult<Uint8Array>>;
  close(): Promise<void>;
}

/** Lets one thing happen after the other, in the order in which they are asked for. */
export class Turns {
  #last: Promise<unknown> = Promise.resolve();

  take<T>(run: () => Promise<T>): Promise<T> {
    const next = this.#last.then(run);
    this.#last = next.catch(() => undefined);
    return next;
  }
}
