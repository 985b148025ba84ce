import type { Texts } from '../api/memory.js';

/** What the page brings along, which `bundle.mjs` puts in the place of this name. */
declare const SHIPPED: Shipped;

export interface Shipped {
  /** The texts of `logic/*.ls2`. */
  readonly logic: Texts;
  /** All models and proofs, which a model may import, and README's board. */
  readonly files: Texts;
  readonly examples: readonly Example[];
}

/** A file that the page offers to begin with. */
export interface Example {
  readonly path: string;
  readonly title: string;
  readonly group: string;
  /** Whether proofs and traces are kept beside it, at `kept/PATH`. */
  readonly isKept: boolean;
}

export const shipped: Shipped = SHIPPED;
