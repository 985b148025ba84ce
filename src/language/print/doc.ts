/**
 * Text with places where it may go on in a new line: a group goes on one line if it fits, and otherwise breaks at all of its own lines.
 */
export type Doc =
  | string
  | readonly Doc[]
  | { readonly kind: 'group'; readonly body: Doc; readonly broken: boolean }
  | { readonly kind: 'indent'; readonly body: Doc }
  | { readonly kind: 'line'; readonly flat: string; readonly hard: boolean }
  | { readonly kind: 'suffix'; readonly text: string }
  | { readonly kind: 'to the end'; readonly text: string };

/** A space, or a new line. */
export const line: Doc = { kind: 'line', flat: ' ', hard: false };
/** Nothing, or a new line. */
export const softline: Doc = { kind: 'line', flat: '', hard: false };
/** A new line; what is around it breaks, too. */
export const hardline: Doc = { kind: 'line', flat: '', hard: true };
/** A new line in a broken group, otherwise this text. */
export const lineOr = (flat: string): Doc => ({ kind: 'line', flat, hard: false });

export const group = (...body: Doc[]): Doc => ({ kind: 'group', body, broken: breaks(body) });
export const indent = (...body: Doc[]): Doc => ({ kind: 'indent', body });
/** Text that ends the line it is on, whatever else still comes onto that line: a comment to the end of the line. */
export const suffix = (text: string): Doc => ({ kind: 'suffix', text });

/** Text that takes the rest of its line: what comes next stands on a new one. */
export const toTheEnd = (text: string): Doc => ({ kind: 'to the end', text });

export function join(separator: Doc, docs: readonly Doc[]): Doc {
  return docs.flatMap((doc, i) => (i === 0 ? [doc] : [separator, doc]));
}

/** A list with commas: as many on a line as fit. */
export const fill = (docs: readonly Doc[]): Doc =>
  docs.map((doc, i) => (i === 0 ? group(doc) : [',', group(line, group(doc))]));

/** Whether it has a new line, or a suffix, that cannot be printed flat. */
function breaks(doc: Doc): boolean {
  if (typeof doc === 'string') return false;
  if (isList(doc)) return doc.some(breaks);
  switch (doc.kind) {
    case 'group':
      return doc.broken;
    case 'indent':
      return breaks(doc.body);
    case 'line':
      return doc.hard;
    case 'suffix':
    case 'to the end':
      return true;
  }
}

interface Piece {
  readonly doc: Doc;
  readonly indent: number;
  readonly flat: boolean;
}

/** The text, with lines of at most so many characters where its places for new lines allow it. */
export function render(doc: Doc, width: number): string {
  const out: string[] = [];
  const stack: Piece[] = [{ doc, indent: 0, flat: false }];
  let suffixes = '';
  let column = 0;
  let ended = false;
  const newLine = (depth: number): void => {
    out.push(suffixes, '\n', ' '.repeat(depth));
    suffixes = '';
    column = depth;
    ended = false;
  };
  for (let piece = stack.pop(); piece !== undefined; piece = stack.pop()) {
    const { doc: next, indent: depth, flat } = piece;
    if (typeof next === 'string') {
      if (ended && next !== '') newLine(depth);
      out.push(next);
      column += next.length;
    } else if (isList(next)) {
      for (let i = next.length - 1; i >= 0; i -= 1) stack.push({ doc: next[i] ?? '', indent: depth, flat });
    } else if (next.kind === 'indent') {
      stack.push({ doc: next.body, indent: depth + 2, flat });
    } else if (next.kind === 'group') {
      const whole = flat || (!next.broken && fits(next.body, stack, width - column));
      stack.push({ doc: next.body, indent: depth, flat: whole });
    } else if (next.kind === 'suffix') {
      suffixes += suffixes === '' && !ended ? next.text : `\n${' '.repeat(depth)}${next.text.trimStart()}`;
    } else if (next.kind === 'to the end') {
      if (ended || suffixes !== '') newLine(depth);
      out.push(next.text);
      ended = true;
    } else if (flat && !next.hard) {
      out.push(next.flat);
      column += next.flat.length;
    } else {
      newLine(depth);
    }
  }
  out.push(suffixes);
  return out.join('').replaceAll(/[ ]+$/gm, '');
}

/** Whether it fits flat, with what follows it up to the next possible new line. */
function fits(doc: Doc, rest: readonly Piece[], room: number): boolean {
  const stack: { readonly doc: Doc; readonly flat: boolean }[] = [{ doc, flat: true }];
  let left = room;
  let after = rest.length - 1;
  while (left >= 0) {
    const piece = stack.pop() ?? rest[after--];
    if (piece === undefined) return true;
    const { doc: next, flat } = piece;
    if (typeof next === 'string') {
      left -= next.length;
    } else if (isList(next)) {
      for (let i = next.length - 1; i >= 0; i -= 1) stack.push({ doc: next[i] ?? '', flat });
    } else if (next.kind === 'indent') {
      stack.push({ doc: next.body, flat });
    } else if (next.kind === 'group') {
      stack.push({ doc: next.body, flat: flat && !next.broken });
    } else if (next.kind === 'line') {
      if (!flat || next.hard) return true;
      left -= next.flat.length;
    }
  }
  return false;
}

/** Array.isArray does not tell a readonly array. */
function isList(doc: Exclude<Doc, string>): doc is readonly Doc[] {
  return Array.isArray(doc);
}
