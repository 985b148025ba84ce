/** A line of a text, without what ends it. */
export interface Line {
  readonly text: string;
  /** Counted from 1. */
  readonly number: number;
  /** Where it begins in the text, in UTF-16 units. */
  readonly offset: number;
  /** Whether a line break comes after it; at most the last of a text has none. */
  readonly ended: boolean;
  /** Whether there was more than the limit; `text` is its beginning then, and nothing is read after it. */
  readonly cut: boolean;
}

/** Takes a text apart into lines, chunk by chunk; holds no more than a line, and of that no more than `limit` UTF-16 units. */
export class LineSplitter {
  readonly #limit: number;
  readonly #decoder = new TextDecoder();
  #open = '';
  #number = 1;
  #offset = 0;
  #isCut = false;

  constructor(limit: number) {
    this.#limit = limit;
  }

  /** The lines that end in this chunk. */
  *push(chunk: string | Uint8Array): Iterable<Line> {
    let text = typeof chunk === 'string' ? chunk : this.#decoder.decode(chunk, { stream: true });
    if (this.#offset === 0 && this.#open === '' && text.startsWith('\ufeff')) text = text.slice(1);
    let from = 0;
    for (let end = text.indexOf('\n'); end >= 0 && !this.#isCut; end = text.indexOf('\n', from)) {
      yield this.#line(text.slice(from, end), true);
      from = end + 1;
    }
    if (this.#isCut) return;
    const rest = text.slice(from);
    if (this.#open.length + rest.length > this.#limit) yield this.#line(rest, false);
    else this.#open += rest;
  }

  /** What comes after the last line break, if that is anything. */
  *end(): Iterable<Line> {
    yield* this.push(this.#decoder.decode());
    if (!this.#isCut && this.#open !== '') yield this.#line('', false);
  }

  #line(last: string, ended: boolean): Line {
    const whole = this.#open + last;
    this.#isCut = whole.length > this.#limit;
    const text = this.#isCut ? whole.slice(0, this.#limit) : whole.endsWith('\r') ? whole.slice(0, -1) : whole;
    const line = { text, number: this.#number, offset: this.#offset, ended, cut: this.#isCut };
    this.#open = '';
    this.#number++;
    this.#offset += whole.length + 1;
    return line;
  }
}
