import type { Diagnostic, Span } from '../diagnostics/index.js';
import type {
  ActionSymbol,
  Definition,
  Formula,
  FunctionSymbol,
  PredicateSymbol,
  Sort,
  Term,
  Theory,
  Variable,
} from '../kernel/index.js';
import type { Expectation } from './ast.js';

/**
 * What a file and its imports say, resolved and sort-checked, in the kernel's terms. Declarations with errors are left out; so is each
 * theorem, lemma and axiom that reaches something with an error, which then stands among `unchecked`.
 */
export interface Model {
  /** The file that was asked for. */
  readonly root: string;
  /** The files it is made of, with the logic's own: imported ones before those that import them. */
  readonly files: readonly ModelFile[];
  readonly theory: Theory;
  readonly signature: Signature;
  readonly theorems: readonly TheoremDecl[];
  readonly axioms: readonly AxiomDecl[];
  /** In the order of the files and the text; empty exactly where no theorem, lemma or axiom has an error in its way. */
  readonly unchecked: readonly Unchecked[];
  readonly definitions: readonly DefinitionDecl[];
  readonly kinds: readonly KindDecl[];
  readonly chains: readonly ChainDecl[];
  readonly setups: readonly SetupDecl[];
  readonly platforms: readonly PlatformDecl[];
}

/** A theorem, lemma or axiom that nothing may be said of: no verdict, no certificate, no entry in a lock file. */
export interface Unchecked extends Declared {
  readonly role: 'theorem' | 'lemma' | 'axiom';
  /** Whether it comes from a file that the root imports. */
  readonly imported: boolean;
  /** The first error in the way: its own, or the nearest of what it reaches. */
  readonly error: Diagnostic;
  /** By what it reaches that error: `Booted` by way of `Protected`, say. Empty where the error is its own. */
  readonly through: readonly string[];
}

export interface ModelFile {
  readonly path: string;
  /** `root`: the user named it; `import`: a file of the model imports it; `logic`: it comes with the program. */
  readonly role: 'root' | 'import' | 'logic';
}

/** The symbols by name, the kernel's core included. */
export interface Signature {
  readonly sorts: readonly Sort[];
  /** Functions, constructors, constants, programs, principals and the names of locations. */
  readonly functions: ReadonlyMap<string, FunctionSymbol>;
  /** Events are constructors of sort Event. */
  readonly events: ReadonlyMap<string, FunctionSymbol>;
  /** Rigid predicates, defined ones and kinds of machines among them. */
  readonly predicates: ReadonlyMap<string, PredicateSymbol>;
  /** Predicates whose last argument is a time. */
  readonly fluents: ReadonlyMap<string, PredicateSymbol>;
  readonly actions: ReadonlyMap<string, ActionSymbol>;
  /** The names of memory locations and registers, as constants of sort Name. */
  readonly names: ReadonlyMap<string, FunctionSymbol>;
  /** Of programs and defined predicates: for each parameter the kind of machine that it is of, if it is of one. */
  readonly paramKinds: ReadonlyMap<string, readonly (string | undefined)[]>;
}

/** Where and how something was declared. */
interface Declared {
  readonly name: string;
  readonly doc?: string;
  readonly file: string;
  readonly span: Span;
}

export interface AxiomDecl extends Declared {
  readonly means: string;
  readonly source: string;
  readonly formula: Formula;
  /** It follows from how something is declared, and nobody has written it; its place is that declaration's. */
  readonly generated?: true;
}

/** A defined predicate of formulas. The definitions of terms are abbreviations of the text, and are gone here. */
export interface DefinitionDecl extends Declared {
  readonly definition: Definition;
}

/** A kind of machine. */
export interface KindDecl extends Declared {
  readonly predicate: PredicateSymbol;
  /** Whether it runs on a host, and its registers are a vTPM's. */
  readonly virtual: boolean;
  readonly memory: readonly string[];
  readonly pcrs: readonly string[];
  readonly dpcrs: readonly string[];
  readonly principals: readonly FunctionSymbol[];
  readonly reset?: FunctionSymbol;
  readonly lateLaunch?: FunctionSymbol;
}

/** A chain: each stage but the last reads the next, extends a register by it and jumps to it; and measures other things. */
export interface ChainDecl extends Declared {
  readonly kind: PredicateSymbol;
  /** The machine that the terms below speak of. */
  readonly machine: Variable;
  /** That which its stages extend that name no other. */
  readonly register: ChainRegister;
  /** Those that are extended, in the order in which they come. */
  readonly registers: readonly (ChainRegister & {
    /** What it holds when the whole chain was measured. */
    readonly sequence: Term;
  })[];
  readonly stages: readonly ChainStage[];
  /** The boot thread holds the registers from the start. */
  readonly protectedBy: Definition;
  /** Until the chain's last stage is reached, no other thread extends the register: what is true of machines whose registers have no locks. */
  readonly alone: Definition;
  readonly measuredBoot: Definition;
  /** Of several registers: each holds its sequence. */
  readonly filled?: Definition;
}

export interface ChainRegister {
  readonly kind: 'pcr' | 'dpcr' | 'vpcr';
  readonly name: string;
  readonly term: Term;
}

/** The definitions that a chain stands for. */
export const definitionsOfChain = ({ protectedBy, alone, measuredBoot, filled }: ChainDecl): readonly Definition[] => [
  protectedBy,
  alone,
  measuredBoot,
  ...(filled === undefined ? [] : [filled]),
];

export interface ChainStage {
  readonly name: string;
  readonly program: FunctionSymbol;
  /** The location from which it reads the next stage; absent for the last. */
  readonly reads?: Term;
  /** What it extends registers by, in this order: the next stage among it. */
  readonly measures: readonly Measured[];
  readonly span: Span;
}

/** A register is extended by an entry; by what is read from a location, where one is named, which is to be the entry. */
export interface Measured {
  readonly register: Term;
  readonly entry: Term;
  readonly location?: Term;
  /** Whether it is the next stage. */
  readonly isNext: boolean;
}

/**
 * How an honest machine of a kind is set up, and where its registers are in a TPM. Says nothing to proofs. What a chain reads it reads
 * from where the next stage is; that is not repeated here.
 */
export interface SetupDecl extends Declared {
  readonly kind: PredicateSymbol;
  /** The machine that the terms below speak of. */
  readonly machine: Variable;
  readonly contents: readonly { readonly location: Term; readonly value: Term }[];
  readonly registers: readonly { readonly register: Term; readonly index: number; readonly span: Span }[];
  /** What is measured of a program: a file, whose path is like those of the model's files. */
  readonly images: readonly { readonly program: FunctionSymbol; readonly file: string }[];
}

/**
 * How what a model measures appears on real machines: which digests are good for each term that a register is extended by. Says nothing to proofs.
 * Of which theorems evidence is to be an instance is said in the order in which they are wished for.
 */
export interface PlatformDecl extends Declared {
  readonly kind: PredicateSymbol;
  /** The machine that the terms below speak of. */
  readonly machine: Variable;
  readonly theorems: readonly { readonly name: string; readonly span: Span }[];
  readonly items: readonly {
    readonly term: Term;
    /** The register in which the term is measured so; all, where it is absent. */
    readonly register?: Term;
    readonly references: readonly Reference[];
    readonly span: Span;
  }[];
}

/** What shows that a digest is good. Paths are like those of the model's files. */
export type Reference =
  /** Whatever was measured: nothing is checked, and that is an assumption of the verdict. */
  | { readonly kind: 'any' }
  /** `file`: the digest of a file. `image`: the Authenticode digest of a PE file, as UEFI measures it. `list`: digests, one a line. */
  | { readonly kind: 'file' | 'image' | 'list'; readonly file: string }
  /** The digest of some bytes. */
  | { readonly kind: 'data'; readonly data: Uint8Array }
  | { readonly kind: 'digest'; readonly bank: 'sha1' | 'sha256' | 'sha384' | 'sha512'; readonly digest: string };

export interface TheoremDecl extends Declared {
  readonly role: 'theorem' | 'lemma';
  /** Whether it comes from a file that the root imports. */
  readonly imported: boolean;
  readonly params: readonly Variable[];
  /** Of which kinds those parameters are that range over a kind of machine. */
  readonly guards: readonly Formula[];
  readonly assumptions: readonly AssumptionDecl[];
  readonly conclusion: Formula;
  readonly expected: Expectation;
  readonly proof: Proof;
}

export interface AssumptionDecl {
  readonly name?: string;
  readonly formula: Formula;
  readonly text: string;
  readonly span: Span;
}

export type Proof =
  | { readonly kind: 'none' }
  | { readonly kind: 'auto'; readonly span: Span }
  | { readonly kind: 'script'; readonly steps: readonly Step[]; readonly span: Span };

/**
 * A step of a proof. Its formulas are over the free variables that the theorem, `obtain` and `fix` bring; no name is in scope twice.
 * `text` is the step's formula, or for `show` nothing, as it was written.
 */
export type Step = Have | Obtain | Fix | Suppose | Cases | Show;

export interface Have {
  readonly kind: 'have';
  readonly name?: string;
  readonly formula: Formula;
  readonly by: Reason;
  readonly text: string;
  readonly span: Span;
}

/** Proves `∃variables. formula` and opens it; for variables of a kind of machine the formula says so first. */
export interface Obtain {
  readonly kind: 'obtain';
  readonly name?: string;
  readonly variables: readonly Variable[];
  readonly formula: Formula;
  readonly by: Reason;
  readonly text: string;
  readonly span: Span;
}

/** Goes from the goal `∀variables. A` to A; for variables of a kind of machine also from `guard ⊃ A` to A. */
export interface Fix {
  readonly kind: 'fix';
  readonly variables: readonly Variable[];
  readonly guards: readonly Formula[];
  readonly text: string;
  readonly span: Span;
}

/** Afterwards `formula ⊃ (the last fact of the steps)` is known under the name. */
export interface Suppose {
  readonly kind: 'suppose';
  readonly name?: string;
  readonly formula: Formula;
  readonly steps: readonly Step[];
  readonly text: string;
  readonly span: Span;
}

/** Proves the goal in each case of a known disjunction, or of a formula of which one case is the negation of the other. */
export interface Cases {
  readonly kind: 'cases';
  readonly of:
    | { readonly kind: 'fact'; readonly name: string }
    | { readonly kind: 'formula'; readonly formula: Formula };
  readonly cases: readonly Case[];
  readonly text: string;
  readonly span: Span;
}

export interface Case {
  readonly name?: string;
  readonly formula: Formula;
  readonly steps: readonly Step[];
  readonly text: string;
  readonly span: Span;
}

export interface Show {
  readonly kind: 'show';
  readonly by: Reason;
  readonly text: string;
  readonly span: Span;
}

/** Why a step holds. */
export interface Reason {
  readonly rule: Rule;
  readonly uses: readonly Use[];
  /** As it was written, from `by`. */
  readonly text: string;
  readonly span: Span;
}

export type Rule =
  | { readonly kind: 'z3' | 'auto' | 'reset' | 'jump' | 'latelaunch' | 'honesty' | 'admit' }
  | { readonly kind: 'apply'; readonly fact: Use };

/** Something known: of this proof, of the theory, or proved elsewhere. `args` instantiate its outermost ∀, or a theorem's parameters. */
export type Use =
  | {
      readonly kind: 'step' | 'assumption';
      readonly name: string;
      readonly args?: readonly Term[];
      readonly span: Span;
    }
  | { readonly kind: 'axiom' | 'theorem'; readonly name: string; readonly args?: readonly Term[]; readonly span: Span }
  | { readonly kind: 'definition'; readonly name: string; readonly predicate: PredicateSymbol; readonly span: Span }
  | { readonly kind: 'assumptions'; readonly span: Span };
