import type { Span } from '../diagnostics/index.js';

/** How a mutant came about. What is said of claims and assumptions is meant of the theorems whose statements use what was changed. */
export type MutantKind =
  | 'action dropped'
  | 'actions swapped'
  | 'action changed'
  | 'action repeated'
  | 'read again'
  | 'register unlocked'
  | 'jump moved up'
  | 'branches swapped'
  | 'branch dropped'
  | 'hostile program'
  | 'other program run'
  | 'stage dropped'
  | 'stages swapped'
  | 'other register'
  | 'other value'
  | 'assumption dropped'
  | 'weaker assumption'
  | 'stronger assumption'
  | 'other assumption'
  | 'weaker claim'
  | 'stronger claim'
  | 'other claim'
  | 'other definition';

/** A declaration of a model. */
export interface Declared {
  readonly kind: 'program' | 'machine' | 'chain' | 'definition' | 'theorem';
  readonly name: string;
}

/** A piece of a declaration that does its part: an action of a program, a conjunct, an assumption. */
export interface Part {
  readonly kind: 'action' | 'conjunct' | 'assumption' | 'stage' | 'run';
  /** Which one: `2`, or `5.1` for the first conjunct of the fifth. */
  readonly at: string;
  readonly text: string;
}

/** What a mutant changes: a declaration, and the piece of it. */
export interface Affected {
  readonly declaration: Declared;
  readonly part?: Part;
}

/** A model of which one thing is changed. */
export interface Mutant {
  /** The same from run to run, and no two of a model are the same: `BIOS:drop-2`. */
  readonly id: string;
  readonly kind: MutantKind;
  readonly affects: Affected;
  /** What is different, in words: ``BIOS without `extend m.pcr.s, o` ``. */
  readonly what: string;
  /** The file that is changed, where, and what it says then. */
  readonly file: string;
  readonly span: Span;
  readonly text: string;
}
