/** A place between two characters of a file. Lines and columns count from 1, offsets from 0, columns and offsets in UTF-16 units. */
export interface Position {
  readonly offset: number;
  readonly line: number;
  readonly column: number;
}

/** A piece of a file: from `start` up to, and not including, what stands at `end`. */
export interface Span {
  readonly start: Position;
  readonly end: Position;
}

/** From the start of one span to the end of another. */
export const covering = (first: Span, last: Span): Span => ({ start: first.start, end: last.end });

/** The place before the first character of a file, for what concerns the file as a whole. */
export const startOfFile: Span = {
  start: { offset: 0, line: 1, column: 1 },
  end: { offset: 0, line: 1, column: 1 },
};
