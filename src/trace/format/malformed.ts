import type { Code } from '../../diagnostics/index.js';

/** The way from a line's outermost value to one in it: fields by name, items by their places from 0. */
export type Path = readonly (string | number)[];

/** Where in a line something is wrong: a value, of a text a part (as it reads, without its escapes), or the name of a field. */
export interface Spot {
  readonly path: Path;
  readonly part?: { readonly from: number; readonly to: number };
  readonly field?: string;
}

/** What is wrong with a line. Thrown and caught inside this folder: readers hand it out as a diagnostic, with lines and columns. */
export class Malformed extends Error {
  override readonly name = 'Malformed';
  readonly code: Code;
  readonly spot: Spot;

  constructor(code: Code, message: string, spot: Spot) {
    super(message);
    this.code = code;
    this.spot = spot;
  }
}
