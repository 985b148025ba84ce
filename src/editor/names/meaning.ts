import type { Span } from '../../diagnostics/index.js';
import type { Ast } from '../../language/index.js';

/** What a name may stand for. */
export type Kind =
  | 'sort'
  | 'machine'
  | 'principal'
  | 'location'
  | 'function'
  | 'constant'
  | 'event'
  | 'predicate'
  | 'action'
  | 'definition'
  | 'program'
  | 'chain'
  | 'axiom'
  | 'theorem'
  | 'variable'
  | 'fact';

/** A parameter: what it is called, where the text says that, and of what sort it is, where that is known. */
export interface Parameter {
  readonly name?: string | undefined;
  readonly sort?: string | undefined;
}

/** Something that has a name, and where it is declared. */
export interface Meaning {
  /** The same for two meanings exactly if they are of one thing: a location has one for all machines that have one of that name. */
  readonly id: string;
  readonly kind: Kind;
  readonly name: string;
  readonly file: string;
  /** Where its name stands in its declaration. */
  readonly span: Span;
  /** The declaration that it stands in. */
  readonly declaration: Ast.Declaration;
  /** What it makes, or what it is of. */
  readonly sort?: string | undefined;
  readonly params?: readonly Parameter[];
  /** Of a variable or a step: where it may be spoken of. */
  readonly extent?: Span;
}

/** A name in a text, and what it means there. */
export interface Occurrence {
  readonly span: Span;
  readonly meaning: Meaning;
  readonly declares: boolean;
  /** What stands before the meaning's own name: `Sequence_` in `Sequence_Boot`, which the chain `Boot` declares. */
  readonly before: string;
}

/** A meaning by a name, which may be more than its own. */
export interface Named {
  readonly meaning: Meaning;
  readonly before: string;
}

/** Names outside of declarations, apart from each other as docs/language.md has it. */
export interface Names {
  readonly values: ReadonlyMap<string, Named>;
  readonly sorts: ReadonlyMap<string, Named>;
  readonly actions: ReadonlyMap<string, Named>;
  readonly facts: ReadonlyMap<string, Named>;
  readonly locations: ReadonlyMap<string, Named>;
}

export type Space = keyof Names;

/** The sort of a binder: as it is written, or as its uses show. */
export type SortOf = (file: string, binder: Ast.Binder) => string | undefined;
