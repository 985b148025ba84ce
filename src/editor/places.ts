import type { Position, Range } from 'vscode-languageserver';
import type { Span } from '../diagnostics/index.js';

/** A place of the protocol counts from 0, in UTF-16 units as ours do. */
export const rangeOf = ({ start, end }: Span): Range => ({ start: positionOf(start), end: positionOf(end) });

const positionOf = ({ line, column }: Span['start']): Position => ({ line: line - 1, character: column - 1 });

/** The offset of a place in a text; the end of its line, or of the text, where the line or text is shorter. */
export function offsetOf(text: string, { line, character }: Position): number {
  let start = 0;
  for (let i = 0; i < line; i += 1) {
    const end = text.indexOf('\n', start);
    if (end < 0) return text.length;
    start = end + 1;
  }
  const end = text.indexOf('\n', start);
  return Math.min(start + character, end < 0 ? text.length : end);
}

/** The whole of a text. */
export function wholeOf(text: string): Range {
  const lines = text.split('\n');
  return { start: { line: 0, character: 0 }, end: { line: lines.length - 1, character: lines.at(-1)?.length ?? 0 } };
}

export const overlap = (a: Range, b: Range): boolean => !(before(a.end, b.start) || before(b.end, a.start));

const before = (a: Position, b: Position): boolean =>
  a.line < b.line || (a.line === b.line && a.character < b.character);
