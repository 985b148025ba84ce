import type { Path, Spot } from './malformed.js';

/** From one column to before another, counted from 0. */
export interface Range {
  readonly from: number;
  readonly to: number;
}

/** A value in a text of JSON, and where it stands. */
type Placed = Range &
  (
    | { readonly kind: 'object'; readonly fields: readonly { readonly name: Text; readonly value: Placed }[] }
    | { readonly kind: 'list'; readonly items: readonly Placed[] }
    | { readonly kind: 'text'; readonly value: string }
    | { readonly kind: 'other' }
  );
type Text = Range & { readonly kind: 'text'; readonly value: string };

/** Why a text is no JSON (RFC 8259), and where. */
export class NoJson extends Error {
  override readonly name = 'NoJson';
  readonly range: Range;

  constructor(message: string, range: Range) {
    super(message);
    this.range = range;
  }
}

/** Deeper than any line of a trace goes, and not so deep that reading it would take the stack's end. */
const deepest = 64;

/**
 * JSON read for its places. `JSON.parse` reads the lines; this reads again those with which something is wrong. Throws {@link NoJson}.
 */
export class JsonPlaces {
  readonly #text: string;
  readonly #root: Placed;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
    this.#root = this.#value(0);
    this.#space();
    if (this.#at < text.length) throw this.#unexpected('the end of the line');
  }

  /** Where the spot is, or the nearest value around it that there is. */
  rangeOf({ path, part, field }: Spot): Range {
    const value = this.#valueAt(path);
    if (field !== undefined && value.kind === 'object') {
      const found = value.fields.findLast(({ name }) => name.value === field)?.name;
      return found === undefined ? value : part === undefined ? found : this.#partOf(found, part);
    }
    if (part === undefined || value.kind !== 'text') return value;
    return this.#partOf(value, part);
  }

  /** A field that an object has twice, if there is one. */
  repeated(): Spot | undefined {
    const open: { readonly path: Path; readonly value: Placed }[] = [{ path: [], value: this.#root }];
    for (let each = open.pop(); each !== undefined; each = open.pop()) {
      const { path, value } = each;
      if (value.kind === 'list') open.push(...value.items.map((item, i) => ({ path: [...path, i], value: item })));
      if (value.kind !== 'object') continue;
      const seen = new Set<string>();
      for (const { name, value: inner } of value.fields) {
        if (seen.has(name.value)) return { path, field: name.value };
        seen.add(name.value);
        open.push({ path: [...path, name.value], value: inner });
      }
    }
    return undefined;
  }

  #valueAt(path: Path): Placed {
    let value = this.#root;
    for (const step of path) {
      const inner: Placed | undefined =
        value.kind === 'object'
          ? value.fields.findLast(({ name }) => name.value === step)?.value
          : value.kind === 'list'
            ? value.items[step as number]
            : undefined;
      if (inner === undefined) return value;
      value = inner;
    }
    return value;
  }

  /** A part of a text, in the columns of the line: an escape takes more columns than what it stands for. */
  #partOf({ from, to }: Range, part: Range): Range {
    let column = from + 1;
    let start = column;
    for (let unit = 0; unit < part.to && column < to - 1; unit++) {
      if (unit === part.from) start = column;
      const isEscape = this.#text[column] === '\\';
      column += isEscape ? (this.#text[column + 1] === 'u' ? 6 : 2) : 1;
    }
    return part.from >= part.to ? { from: column, to: column + 1 } : { from: start, to: column };
  }

  #space(): void {
    while (this.#at < this.#text.length && ' \t\r\n'.includes(this.#text[this.#at] as string)) this.#at++;
  }

  #unexpected(wanted: string): NoJson {
    const from = this.#at;
    const found = this.#text[from];
    if (found === undefined) return new NoJson(`the line ends, and ${wanted} is wanted`, { from, to: from });
    return new NoJson(`\`${found}\` stands here, and ${wanted} is wanted`, { from, to: from + 1 });
  }

  #take(sign: string, wanted = `\`${sign}\``): void {
    this.#space();
    if (this.#text[this.#at] !== sign) throw this.#unexpected(wanted);
    this.#at++;
  }

  /** Whether the sign comes next; it is passed then. */
  #passes(sign: string): boolean {
    this.#space();
    if (this.#text[this.#at] !== sign) return false;
    this.#at++;
    return true;
  }

  #value(depth: number): Placed {
    this.#space();
    const from = this.#at;
    if (depth > deepest)
      throw new NoJson(`lists and objects are more than ${deepest} deep here`, { from, to: from + 1 });
    switch (this.#text[from]) {
      case '{': {
        const fields = this.#listed('}', () => {
          this.#space();
          const name = this.#string('the name of a field in quotes');
          this.#take(':');
          return { name, value: this.#value(depth + 1) };
        });
        return { kind: 'object', fields, from, to: this.#at };
      }
      case '[': {
        const items = this.#listed(']', () => this.#value(depth + 1));
        return { kind: 'list', items, from, to: this.#at };
      }
      case '"':
        return this.#string('a text');
      default:
        return this.#atom();
    }
  }

  #listed<T>(close: '}' | ']', read: () => T): readonly T[] {
    const all: T[] = [];
    this.#at++;
    if (this.#passes(close)) return all;
    do all.push(read());
    while (this.#passes(','));
    this.#take(close, `\`,\` or \`${close}\``);
    return all;
  }

  #atom(): Placed {
    const from = this.#at;
    const atom = /-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?|true|false|null/y;
    atom.lastIndex = from;
    const found = atom.exec(this.#text)?.[0];
    if (found === undefined) throw this.#unexpected('a value');
    this.#at += found.length;
    return { kind: 'other', from, to: this.#at };
  }

  #string(wanted: string): Text {
    const from = this.#at;
    if (this.#text[from] !== '"') throw this.#unexpected(wanted);
    for (this.#at++; this.#text[this.#at] !== '"'; ) {
      const sign = this.#text[this.#at];
      if (sign === undefined) throw this.#unexpected('the `"` that ends the text');
      if (sign < ' ')
        throw new NoJson('a text in JSON has no control characters', { from: this.#at, to: this.#at + 1 });
      if (sign === '\\') this.#escape();
      else this.#at++;
    }
    this.#at++;
    return { kind: 'text', value: JSON.parse(this.#text.slice(from, this.#at)), from, to: this.#at };
  }

  #escape(): void {
    const one = /\\(["\\/bfnrt]|u[0-9a-fA-F]{4})/y;
    one.lastIndex = this.#at;
    const found = one.exec(this.#text)?.[0];
    const from = this.#at;
    if (found === undefined && from + 1 >= this.#text.length) {
      this.#at = this.#text.length;
      throw this.#unexpected('the `"` that ends the text');
    }
    if (found === undefined) throw new NoJson('there is no such escape in JSON', { from, to: from + 2 });
    this.#at += found.length;
  }
}
