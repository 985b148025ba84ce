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
  /** All that it names, and that what it names names: the digests of what is said of each where it is declared. */
  readonly about: About;
}

export interface Assumption extends Said {
  /** As its author wrote it, on one line. */
  readonly written: string;
}

/** Digests by name. */
export type About = Readonly<Record<string, string>>;

/** What a name may be declared as. */
export const declaredKinds = [
  'program',
  'definition',
  'machine',
  'setup',
  'principal',
  'location',
  'constant',
  'constructor',
  'function',
  'predicate',
  'fluent',
  'event',
  'action',
] as const;
export type DeclaredKind = (typeof declaredKinds)[number];

/** What the setup of a kind of machine is called. Proofs do not depend on it, and what is said does not. */
export const setupOf = (kind: string): string => `setup ${kind}`;
export const isSetup = (name: string): boolean => name.startsWith('setup ');

/** What is said of a name where it is declared. */
export interface SaidDeclaration extends Said {
  readonly kind: DeclaredKind;
  /** With the word for what it is, where other things may have that name too: `action read`, `location s`, `setup Host`. */
  readonly name: string;
}

export interface SaidAxiom extends Said {
  readonly name: string;
  readonly about: About;
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

/** The same for two axioms exactly when they say the same of the same. */
export const groundsOf = ({ digest, about }: Pick<SaidAxiom, 'digest' | 'about'>): string =>
  digestOf(JSON.stringify([digest, Object.entries(about).sort()]));
