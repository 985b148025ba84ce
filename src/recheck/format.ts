import { createHash } from 'node:crypto';

/**
 * A certificate as its text has it: tables whose entries refer to others by their position, and to no later one of their own table. docs/certificates.md
 * says what each means.
 */
export interface Certificate {
  readonly tool: NameAndVersion;
  /** Who called the obligations valid. */
  readonly solver: NameAndVersion;
  readonly models: readonly CertifiedModel[];
}

export type NameAndVersion = readonly [name: string, version: string];

/** What was proved of one model. */
export interface CertifiedModel {
  readonly file: string;
  readonly symbols: readonly SymbolEntry[];
  readonly nodes: readonly NodeEntry[];
  /** Parameters and bodies are nodes. */
  readonly programs: readonly (readonly [symbol: number, params: readonly number[], body: number | null])[];
  readonly definitions: readonly (readonly [symbol: number, params: readonly number[], body: number])[];
  readonly axioms: readonly (readonly [name: string, formula: number])[];
  readonly kinds: readonly (readonly [symbol: number, reset: number | null, lateLaunch: number | null])[];
  /** Only where there are such: sets of a program for all machines of some kinds, with the kind of each of its parameters for all of which it is. */
  readonly families?: readonly FamilyEntry[];
  readonly steps: readonly StepEntry[];
  readonly theorems: readonly TheoremEntry[];
  /** What was found beside: no theorem rests on it, and it is not looked at here. */
  readonly beside?: readonly BesideEntry[];
}

export type FamilyEntry = readonly [symbol: number, program: number, kinds: readonly (number | null)[]];

export type SymbolEntry =
  | readonly [kind: 'function' | 'constructor' | 'secret', name: string, args: readonly string[], result: string]
  | readonly [kind: 'predicate', name: string, args: readonly string[]]
  /** The event is a symbol. */
  | readonly [kind: 'action', name: string, args: readonly string[], result: string | null, event: number];

/** Numbers that follow a kind are nodes, but for the symbol of `apply`, `atom` and `step`, and the index of `bound`. Each `variable` is another. */
export type NodeEntry = readonly [kind: string, ...rest: readonly (string | number)[]];

/** `claim`, and what the rule is given, are nodes; premises are steps. */
export type StepEntry = readonly [rule: string, claim: number, premises: readonly number[], given: readonly number[]];

/** The statement is a node, and what the step shows. */
export type TheoremEntry = readonly [
  role: 'theorem' | 'lemma',
  name: string,
  statement: number,
  text: string,
  step: number,
];

/**
 * What was found beside a theorem: a trace on which its premises hold, or one that refutes it, as the lines that it is written as (docs/traces.md); or which proof of it
 * the derivation came from, as a digest of its text.
 */
export type BesideEntry = readonly [kind: 'witness' | 'attack' | 'proof', name: string, lines: readonly string[]];

/** The version of the format. */
export const version = 2;

/** The one text of a certificate: an entry a line, and at its end the digest of all that stands before it. */
export function certificateText({ tool, solver, models }: Certificate): string {
  const json = (value: unknown): string => JSON.stringify(value);
  const table = (name: string, entries: readonly unknown[]): string =>
    `"${name}":[${entries.length === 0 ? '' : `\n${entries.map(json).join(',\n')}`}]`;
  const modelText = (model: CertifiedModel): string =>
    `{"file":${json(model.file)},\n${[
      table('symbols', model.symbols),
      table('nodes', model.nodes),
      table('programs', model.programs),
      table('definitions', model.definitions),
      table('axioms', model.axioms),
      table('kinds', model.kinds),
      ...(model.families === undefined ? [] : [table('families', model.families)]),
      table('steps', model.steps),
      table('theorems', model.theorems),
      ...(model.beside === undefined ? [] : [table('beside', model.beside)]),
    ].join(',\n')}}`;
  const head = `{"ls2certificate":${version},"tool":${json(tool)},"solver":${json(solver)},"models":[\n`;
  return withDigest(`${head}${models.map(modelText).join(',\n')}],\n`);
}

/** The text with the digest of what it is so far. */
export const withDigest = (body: string): string => `${body}"sha256":"${digest(body)}"}\n`;

const digest = (text: string): string => createHash('sha256').update(text).digest('hex');
