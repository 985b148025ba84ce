import type { Span } from '../../diagnostics/index.js';
import type {
  ActionSymbol,
  FunctionSymbol,
  PredicateSymbol,
  Segment,
  Sort,
  Term,
  Variable,
} from '../../kernel/index.js';

/** A sort as the language has it: one of the kernel's, refined. */
export interface Surface {
  readonly sort: Sort;
  /** Of a machine: of which declared kind it is. */
  readonly kind?: KindEntity;
  /** Of a principal: that it is spoken of by its key. */
  readonly key?: boolean;
}

/** Where something was declared; what belongs to the kernel has no place. */
export interface Origin {
  readonly file: string;
  readonly span: Span;
}

interface Named {
  readonly name: string;
  readonly origin: Origin | undefined;
}

/** A function, constructor, constant or principal. */
export interface FunctionEntity extends Named {
  readonly tag: 'function';
  readonly symbol: FunctionSymbol;
  readonly args: readonly Surface[];
  readonly result: Surface;
}

/** An event: a constructor of sort Event whose arguments at the end may be left out. */
export interface EventEntity extends Named {
  readonly tag: 'event';
  readonly symbol: FunctionSymbol;
  readonly args: readonly Surface[];
}

/** A predicate; a fluent takes the time of what is around it as its last argument. */
export interface PredicateEntity extends Named {
  readonly tag: 'predicate';
  readonly symbol: PredicateSymbol;
  /** Without a fluent's time. */
  readonly args: readonly Surface[];
  readonly fluent: boolean;
  readonly defined: boolean;
}

/** A definition of a term: an abbreviation. */
export interface MacroEntity extends Named {
  readonly tag: 'macro';
  readonly params: readonly Variable[];
  readonly args: readonly Surface[];
  readonly result: Surface;
  readonly body: Term;
  /** What in it takes a secret to make. */
  readonly secret?: FunctionSymbol;
}

export interface ProgramEntity extends Named {
  readonly tag: 'program';
  readonly symbol: FunctionSymbol;
  readonly args: readonly Surface[];
  /** A stage of a chain that no `program` declares: the chain says what it does. */
  readonly byChain?: true;
}

/** A kind of machine: a sort of the language, and a predicate of the kernel. */
export interface KindEntity extends Named {
  readonly tag: 'kind';
  readonly symbol: PredicateSymbol;
  /** Whether its registers are a vTPM's. */
  readonly virtual: boolean;
  readonly memory: ReadonlySet<string>;
  readonly pcrs: ReadonlySet<string>;
  readonly dpcrs: ReadonlySet<string>;
  /** Whether a part of its declaration could not be read, so that other locations may exist. */
  readonly damaged: boolean;
}

/** Something that is declared with an error, or whose turn has not come: speaking of it is no further error. */
export interface BrokenEntity extends Named {
  readonly tag: 'broken';
}

export type Entity =
  | FunctionEntity
  | EventEntity
  | PredicateEntity
  | MacroEntity
  | ProgramEntity
  | KindEntity
  | BrokenEntity;

export interface ActionEntity extends Named {
  readonly symbol: ActionSymbol;
  readonly args: readonly Surface[];
  readonly result: Surface | undefined;
}

/** What a proof can refer to from outside: an axiom, theorem or lemma, with what it is instantiated by. */
export interface FactEntity extends Named {
  readonly tag: 'axiom' | 'theorem' | 'broken';
  readonly args: readonly Surface[];
  /** An axiom may be given fewer arguments than it has quantifiers. */
  readonly exact: boolean;
}

/** What a program's code is: absent where it may do anything. */
export interface ProgramCode {
  readonly params: readonly Variable[];
  readonly body?: Segment;
}

/** The name of a location, and what of any machine is called so. */
export interface LocationName {
  readonly symbol: FunctionSymbol;
  readonly memory: boolean;
  readonly pcr: boolean;
  readonly dpcr: boolean;
}
