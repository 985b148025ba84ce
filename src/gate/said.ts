import { createHash } from 'node:crypto';

/** Something that is said, in the language's own words with variables named by their sorts; equal digests mean that the same is said. */
export interface Said {
  readonly text: string;
  readonly digest: string;
}

/** What a theorem says. */
export interface Statement extends Said {
  readonly name: string;
  /** In order. The digest of an assumption does not tell of which parameters it speaks; that of the statement does. */
  readonly assumptions: readonly Assumption[];
  /** The programs, definitions and kinds of machines that it speaks of, and that those speak of: their digests by name. */
  readonly about: Readonly<Record<string, string>>;
}

export interface Assumption extends Said {
  /** As its author wrote it, on one line. */
  readonly written: string;
}

/** A program, a definition or a kind of machine. */
export interface SaidDeclaration extends Said {
  readonly kind: 'program' | 'definition' | 'machine';
  readonly name: string;
}

export interface SaidAxiom extends Said {
  readonly name: string;
  /** Where it is declared; `logic` for an axiom that comes with ls2. */
  readonly file: string;
}

/** What the theorems of a file say, all that they speak of, and the axioms that their proofs may use. */
export interface SaidByFile {
  readonly statements: readonly Statement[];
  readonly declarations: readonly SaidDeclaration[];
  readonly axioms: readonly SaidAxiom[];
}

export const digestOf = (text: string): string => createHash('sha256').update(text).digest('hex');

export const byName = (a: { readonly name: string }, b: { readonly name: string }): number =>
  a.name < b.name ? -1 : a.name > b.name ? 1 : 0;
