import type { Span } from '../diagnostics/index.js';

/**
 * The syntax tree of a file, as written: names are not resolved, and terms and formulas are one syntax, `Expr`, that the checker tells
 * apart by what it expects. Every node knows its place.
 */
export interface SourceFile {
  readonly path: string;
  readonly declarations: readonly Declaration[];
  readonly span: Span;
}

export interface Identifier {
  readonly name: string;
  readonly span: Span;
}

/** A name with the sort it ranges over, where that is written. */
export interface Binder extends Identifier {
  readonly sort?: Identifier;
}

// Expressions --------------------------------------------------------------------------------------------------------

export type Expr =
  | NameExpr
  | Apply
  | Tuple
  | Member
  | Index
  | Hat
  | Inverse
  | Sealed
  | ProgramSet
  | Truth
  | Not
  | Connective
  | Comparison
  | At
  | On
  | Quantifier
  | Modal;

export interface NameExpr extends Identifier {
  readonly kind: 'name';
}

/** `f(e, …)`, or `seq(init; e, …)`. */
export interface Apply {
  readonly kind: 'apply';
  readonly callee: Identifier;
  readonly init?: Expr;
  readonly args: readonly Expr[];
  readonly span: Span;
}

/** `(e, e, …)` of two parts or more. */
export interface Tuple {
  readonly kind: 'tuple';
  readonly items: readonly Expr[];
  readonly span: Span;
}

/** `m.name` */
export interface Member {
  readonly kind: 'member';
  readonly object: Expr;
  readonly field: Identifier;
  readonly span: Span;
}

/** `m.pcr[k]` */
export interface Index {
  readonly kind: 'index';
  readonly object: Expr;
  readonly index: Expr;
  readonly span: Span;
}

/** `^I`: whose thread or key it is. */
export interface Hat {
  readonly kind: 'hat';
  readonly of: Expr;
  readonly span: Span;
}

/** `K⁻¹`: the private key. */
export interface Inverse {
  readonly kind: 'inverse';
  readonly key: Expr;
  readonly span: Span;
}

/** `SIG[K⁻¹]{| e |}` */
export interface Sealed {
  readonly kind: 'sealed';
  readonly seal: Identifier;
  readonly key: Expr;
  readonly body: Expr;
  readonly span: Span;
}

/** `{P, Q}`, or `{P(m), Q | m: Host}` for all machines of a kind. */
export interface ProgramSet {
  readonly kind: 'set';
  readonly items: readonly Expr[];
  readonly binders: readonly Binder[];
  readonly span: Span;
}

export interface Truth {
  readonly kind: 'truth';
  readonly value: boolean;
  readonly span: Span;
}

export interface Not {
  readonly kind: 'not';
  readonly body: Expr;
  readonly span: Span;
}

/** Two or more parts; `implies` groups to the right. */
export interface Connective {
  readonly kind: 'and' | 'or' | 'implies' | 'iff';
  readonly parts: readonly Expr[];
  readonly span: Span;
}

export type Relation = '=' | '≠' | '<' | '≤';

/** `a < b ≤ c` */
export interface Comparison {
  readonly kind: 'comparison';
  readonly first: Expr;
  readonly rest: readonly { readonly relation: Relation; readonly right: Expr }[];
  readonly span: Span;
}

/** `A @ t` */
export interface At {
  readonly kind: 'at';
  readonly body: Expr;
  readonly time: Expr;
  readonly span: Span;
}

export interface Interval {
  readonly from: Expr;
  readonly to: Expr;
  readonly fromOpen: boolean;
  readonly toOpen: boolean;
}

/** `A on (t, t']` */
export interface On {
  readonly kind: 'on';
  readonly body: Expr;
  readonly interval: Interval;
  readonly span: Span;
}

export interface Quantifier {
  readonly kind: 'forall' | 'exists';
  readonly binders: readonly Binder[];
  readonly body: Expr;
  readonly span: Span;
}

/** `[P]_I^{from, to} A` */
export interface Modal {
  readonly kind: 'modal';
  readonly program: Expr | ProgramText;
  readonly thread: Expr;
  readonly from: Expr;
  readonly to: Expr;
  readonly body: Expr;
  readonly span: Span;
}

/** A program written out in a modal formula. */
export interface ProgramText {
  readonly kind: 'program text';
  readonly statements: readonly Statement[];
  readonly span: Span;
}

// Declarations -------------------------------------------------------------------------------------------------------

export type Declaration =
  | ImportDeclaration
  | SortDeclaration
  | SymbolDeclaration
  | ActionDeclaration
  | ConstantDeclaration
  | AxiomDeclaration
  | DefineDeclaration
  | MachineDeclaration
  | ProgramDeclaration
  | ChainDeclaration
  | SetupDeclaration
  | PlatformDeclaration
  | TheoremDeclaration;

interface Declared {
  readonly span: Span;
  /** The text of the `///` lines before it. */
  readonly doc?: string;
}

export interface ImportDeclaration extends Declared {
  readonly kind: 'import';
  readonly path: string;
  readonly pathSpan: Span;
}

export interface SortDeclaration extends Declared {
  readonly kind: 'sort';
  readonly names: readonly Identifier[];
}

/** What the logic speaks of: a function or constructor of terms, an event, a predicate, or a fluent (a predicate with a time). */
export interface SymbolDeclaration extends Declared {
  readonly kind: 'constructor' | 'function' | 'event' | 'predicate' | 'fluent';
  readonly name: Identifier;
  readonly args: readonly Identifier[];
  readonly result?: Identifier;
  readonly secret: boolean;
}

export interface ActionDeclaration extends Declared {
  readonly kind: 'action';
  readonly name: Identifier;
  readonly args: readonly Identifier[];
  readonly result?: Identifier;
  readonly event: Identifier;
}

export interface ConstantDeclaration extends Declared {
  readonly kind: 'constant';
  readonly names: readonly Identifier[];
  readonly sort: Identifier;
}

export interface AxiomDeclaration extends Declared {
  readonly kind: 'axiom';
  readonly name: Identifier;
  readonly means?: string;
  readonly source?: string;
  readonly formula: Expr;
}

export interface DefineDeclaration extends Declared {
  readonly kind: 'define';
  readonly name: Identifier;
  readonly params: readonly Binder[];
  /** Where it is written, the definition is of a term of this sort; otherwise of a formula. */
  readonly result?: Identifier;
  readonly body: Expr;
}

export interface MachineDeclaration extends Declared {
  readonly kind: 'machine';
  readonly virtual: boolean;
  readonly name: Identifier;
  readonly self: Identifier;
  readonly items: readonly MachineItem[];
}

export type MachineItem =
  | {
      readonly kind: 'memory' | 'pcr' | 'dpcr' | 'principal';
      readonly names: readonly Identifier[];
      readonly span: Span;
    }
  | { readonly kind: 'reset' | 'latelaunch'; readonly program: Expr; readonly span: Span };

export interface ProgramDeclaration extends Declared {
  readonly kind: 'program';
  readonly name: Identifier;
  readonly params: readonly Binder[];
  /** Absent where the code is not given: `{ … }`. */
  readonly body?: readonly Statement[];
}

/**
 * `x = action e, …`, where `x =` may be absent; `jump` and `latelaunch` are actions here. With branches it is `if x = action e, … { … } else { … }`; an
 * `if e = e' { … }` is a `match`, with `if` for its place.
 */
export interface Statement {
  readonly result?: Identifier;
  readonly action: Identifier;
  readonly args: readonly Expr[];
  readonly branches?: Branches;
  readonly span: Span;
}

/** What a program goes on with where a check goes through, and where it does not. */
export interface Branches {
  readonly holds: readonly Statement[];
  readonly fails: readonly Statement[];
}

export interface ChainDeclaration extends Declared {
  readonly kind: 'chain';
  readonly name: Identifier;
  readonly params: readonly Binder[];
  readonly register: Expr;
  readonly stages: readonly Stage[];
}

/** What a stage measures, in the order in which it does; of the next stage, where it reads that. Without `into`, the chain's register is extended. */
export interface Stage {
  readonly name: Identifier;
  readonly measures?: readonly Measure[];
  readonly reads?: Expr;
  readonly into?: Expr;
  /** What it measures after the next stage. */
  readonly then?: readonly Measure[];
  readonly span: Span;
}

/** `measures e`; or `measures l as e`: what stands in location l, which is to be e. */
export interface Measure {
  readonly what: Expr;
  readonly as?: Expr;
  readonly into?: Expr;
  readonly span: Span;
}

/** How an honest machine of a kind is set up. */
export interface SetupDeclaration extends Declared {
  readonly kind: 'setup';
  readonly name: Identifier;
  readonly self: Identifier;
  readonly items: readonly SetupItem[];
}

export type SetupItem =
  | { readonly kind: 'holds'; readonly location: Expr; readonly value: Expr; readonly span: Span }
  | {
      readonly kind: 'register';
      readonly register: Expr;
      /** The digits of the index. */
      readonly index: string;
      readonly indexSpan: Span;
      readonly span: Span;
    }
  | { readonly kind: 'image'; readonly program: Identifier; readonly file: string; readonly span: Span };

/** How what a model measures appears on real machines, and of which theorems evidence is to be an instance. */
export interface PlatformDeclaration extends Declared {
  readonly kind: 'platform';
  readonly name: Identifier;
  readonly params: readonly Binder[];
  readonly theorems: readonly Identifier[];
  readonly items: readonly PlatformItem[];
}

/** `TERM [on REGISTER] is REFERENCE, …` */
export interface PlatformItem {
  readonly term: Expr;
  readonly register?: Expr;
  readonly references: readonly ReferenceText[];
  readonly span: Span;
}

/** A word, such as `file` or `digest`, and a text where it takes one. */
export interface ReferenceText {
  readonly word: Identifier;
  readonly text?: string;
  readonly span: Span;
}

export interface Assumption {
  readonly name?: Identifier;
  readonly formula: Expr;
  readonly span: Span;
}

/** `vacuous`: proved, of premises that contradict each other. `unfinished`: proved but for what its proof admits. */
export type Expectation = 'proved' | 'vacuous' | 'refuted' | 'unknown' | 'unfinished';

export interface TheoremDeclaration extends Declared {
  readonly kind: 'theorem' | 'lemma';
  readonly name: Identifier;
  readonly params: readonly Binder[];
  readonly assumptions: readonly Assumption[];
  /** `show A, B ⊢ C` assumes A and B as well. */
  readonly premises: readonly Expr[];
  readonly conclusion?: Expr;
  readonly expected?: Expectation;
  readonly proof?: ProofText;
}

// Proofs -------------------------------------------------------------------------------------------------------------

export type ProofText =
  | { readonly kind: 'auto'; readonly span: Span }
  | { readonly kind: 'script'; readonly steps: readonly ProofStep[]; readonly span: Span };

export type ProofStep =
  | {
      readonly kind: 'have';
      readonly name?: Identifier;
      readonly formula: Expr;
      readonly by: Justification;
      readonly span: Span;
    }
  | {
      readonly kind: 'obtain';
      readonly binders: readonly Binder[];
      readonly name?: Identifier;
      readonly formula: Expr;
      readonly by: Justification;
      readonly span: Span;
    }
  | { readonly kind: 'fix'; readonly binders: readonly Binder[]; readonly span: Span }
  | {
      readonly kind: 'suppose';
      readonly name?: Identifier;
      readonly formula: Expr;
      readonly steps: readonly ProofStep[];
      readonly span: Span;
    }
  | { readonly kind: 'cases'; readonly of: Expr; readonly cases: readonly ProofCase[]; readonly span: Span }
  | { readonly kind: 'show'; readonly by: Justification; readonly span: Span };

export interface ProofCase {
  readonly name?: Identifier;
  readonly formula: Expr;
  readonly steps: readonly ProofStep[];
  readonly span: Span;
}

/** `RULE using USE, …`; a rule with arguments, or of no known name, is an axiom, lemma or theorem applied. */
export interface Justification {
  readonly rule: Identifier;
  readonly args?: readonly Expr[];
  readonly uses: readonly UseText[];
  readonly span: Span;
}

export interface UseText {
  readonly kind: 'name' | 'axiom' | 'lemma' | 'theorem' | 'definition' | 'assumptions';
  readonly name: Identifier;
  readonly args?: readonly Expr[];
  readonly span: Span;
}
