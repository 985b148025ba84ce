import { array, Malformed, object, oneOf, optional, parseJson, record, text, whole } from './decode.js';
import type { SaidDeclaration, Statement } from './said.js';
import { type Standing, type StandingAxiom, type StandingTheorem, standings } from './standing.js';

/** What a lock file says: what stood when it was written, of which paths, and what wrote it. */
export interface Lock {
  readonly tool: { readonly name: string; readonly version: string };
  readonly paths: readonly string[];
  readonly standing: Standing;
}

const lockVersion = 1;

/** The text of a lock file. It differs only where something that it records does; docs/lock.schema.json has its fields. */
export function lockText({ tool, paths, standing }: Lock): string {
  const { theorems, declarations, axioms } = standing;
  const lock = {
    lockVersion,
    tool,
    paths,
    theorems: [...theorems].sort(byFileAndName).map(theoremJson),
    declarations: declarations.map(({ kind, name, text, digest }) => ({ kind, name, text: text.split('\n'), digest })),
    axioms: [...axioms].sort(byFileAndName).map(axiomJson),
  };
  return `${JSON.stringify(lock, undefined, 2)}\n`;
}

interface Placed {
  readonly file: string;
  readonly name: string;
}

const byFileAndName = (a: Placed, b: Placed): number => compareText(a.file, b.file) || compareText(a.name, b.name);
const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

function theoremJson({
  name,
  file,
  expected,
  verdict,
  statement,
  axioms,
  definitions,
  rules,
  attack,
  solver,
}: StandingTheorem) {
  const { text, digest, assumptions, about } = statement;
  return {
    name,
    file,
    expected,
    verdict,
    statement: text.split('\n'),
    digest,
    assumptions: assumptions.map((each) => ({ written: each.written, text: each.text, digest: each.digest })),
    about,
    restsOn: { axioms, definitions, rules },
    ...(attack !== undefined && { attack }),
    solver: { name: solver.name, version: solver.version },
  };
}

const axiomJson = ({ name, file, standing, text, digest }: StandingAxiom) => ({
  name,
  file,
  ...(standing !== undefined && { standing }),
  text,
  digest,
});

/** Reads the text of a lock file; where it is none, what is wrong with it. */
export function readLock(text: string): Lock | { readonly problem: string } {
  try {
    return lock(parseJson(text), 'the lock file');
  } catch (error) {
    if (error instanceof Malformed) return { problem: error.message };
    throw error;
  }
}

const names = array(text);
const lines = (value: unknown, at: string): string => names(value, at).join('\n');
const verdict = oneOf('proved', 'refuted', 'unknown');
const digest = text;
const nameAndVersion = object({ name: text, version: text });
const assumption = object({ written: text, text, digest });
const restsOn = object({ axioms: names, definitions: names, rules: names });

const theoremFields = object({
  name: text,
  file: text,
  expected: verdict,
  verdict,
  statement: lines,
  digest,
  assumptions: array(assumption),
  about: record(digest),
  restsOn,
  attack: optional(whole),
  solver: nameAndVersion,
});

function theorem(value: unknown, at: string): StandingTheorem {
  const { statement, digest, assumptions, about, restsOn, attack, ...rest } = theoremFields(value, at);
  const said: Statement = { name: rest.name, text: statement, digest, assumptions, about };
  return { ...rest, statement: said, ...restsOn, ...(attack !== undefined && { attack }) };
}

const declaration: (value: unknown, at: string) => SaidDeclaration = object({
  kind: oneOf('program', 'definition', 'machine'),
  name: text,
  text: lines,
  digest,
});

const axiomFields = object({ name: text, file: text, standing: optional(oneOf(...standings)), text, digest });

function axiom(value: unknown, at: string): StandingAxiom {
  const { standing, ...rest } = axiomFields(value, at);
  return { ...rest, ...(standing !== undefined && { standing }) };
}

const lockFields = object({
  lockVersion: whole,
  tool: nameAndVersion,
  paths: names,
  theorems: array(theorem),
  declarations: array(declaration),
  axioms: array(axiom),
});

function lock(value: unknown, at: string): Lock {
  const { lockVersion: version, tool, paths, ...standing } = lockFields(value, at);
  if (version !== lockVersion)
    throw new Malformed(`it is of version ${version}, and this ls2 reads version ${lockVersion}`);
  return { tool, paths, standing };
}
