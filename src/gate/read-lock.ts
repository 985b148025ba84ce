import { array, Malformed, object, oneOf, optional, parseJson, record, text, whole } from './decode.js';
import { demandOnce } from './json-once.js';
import { declarationKey, type Lock, lockVersion } from './lock.js';
import { declaredKinds, groundsOf, type SaidDeclaration, type Statement } from './said.js';
import { placeKey, type Standing, type StandingAxiom, type StandingTheorem, standings, verdicts } from './standing.js';

/** A lock file that cannot be believed. */
export interface Unreadable {
  readonly problem: string;
  /** The paths that it is of, where those can be read. */
  readonly paths?: readonly string[];
}

/** Reads the text of a lock file; where it is none, what is wrong with it. */
export function readLock(text: string): Lock | Unreadable {
  let paths: readonly string[] | undefined;
  try {
    const json = parseJson(text);
    paths = object({ paths: optional(names) })(json, 'the lock file').paths;
    demandVersion(json);
    demandOnce(text);
    return lock(json, 'the lock file');
  } catch (error) {
    if (error instanceof Malformed) return { problem: error.message, ...(paths && { paths }) };
    throw error;
  }
}

const names = array(text);
const lines = (value: unknown, at: string): string => names(value, at).join('\n');
const verdict = oneOf(...verdicts);
const digest = text;
const about = record(digest);
const nameAndVersion = object({ name: text, version: text });
const assumption = object({ written: text, text, digest });
const restsOn = object({ axioms: about, definitions: names, rules: names });

const theoremFields = object({
  name: text,
  file: text,
  expected: verdict,
  verdict,
  statement: lines,
  digest,
  assumptions: array(assumption),
  about,
  restsOn,
  attack: optional(whole),
  witness: optional(whole),
  solver: nameAndVersion,
});

function theorem(value: unknown, at: string): StandingTheorem {
  const { statement, digest, assumptions, about, restsOn, attack, witness, ...rest } = theoremFields(value, at);
  const said: Statement = { name: rest.name, text: statement, digest, assumptions, about };
  return {
    ...rest,
    statement: said,
    ...restsOn,
    ...(attack !== undefined && { attack }),
    ...(witness !== undefined && { witness }),
  };
}

const declaration: (value: unknown, at: string) => SaidDeclaration = object({
  kind: oneOf(...declaredKinds),
  name: text,
  text: lines,
  digest,
});

const axiomFields = object({ name: text, file: text, standing: optional(oneOf(...standings)), text, digest, about });

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

/** Of another version nothing else is said: its fields are others. */
function demandVersion(json: unknown): void {
  const { lockVersion: version } = object({ lockVersion: whole })(json, 'the lock file');
  if (version !== lockVersion)
    throw new Malformed(`it is of version ${version}, and this ls2 reads version ${lockVersion}`);
}

function lock(value: unknown, at: string): Lock {
  const { lockVersion: _, tool, paths, ...standing } = lockFields(value, at);
  demandWhole(standing);
  return { tool, paths, standing };
}

/** Everything once, and all that is spoken of is there: nothing was cut out by hand. */
function demandWhole({ theorems, axioms, declarations }: Standing): void {
  demandDifferent('theorem', theorems.map(placeKey));
  demandDifferent('axiom', axioms.map(placeKey));
  const keys = declarations.map(({ name, digest }) => declarationKey([name, digest]));
  demandDifferent('declaration', keys);
  const known = new Set(keys);
  const named = [
    ...theorems.map(({ name, statement }) => ({ of: name, about: statement.about })),
    ...axioms.map(({ name, about }) => ({ of: `axiom ${name}`, about })),
  ];
  for (const { of, about } of named)
    for (const [name, digest] of Object.entries(about))
      if (!known.has(declarationKey([name, digest])))
        throw new Malformed(`${of} speaks of ${name}, which it does not have as it was`);
  const grounds = new Set(axioms.map((axiom) => declarationKey([axiom.name, groundsOf(axiom)])));
  for (const { name: of, axioms: rests } of theorems)
    for (const [name, digest] of Object.entries(rests))
      if (!grounds.has(declarationKey([name, digest])))
        throw new Malformed(`${of} rests on axiom ${name}, which it does not have as it was`);
}

function demandDifferent(what: string, keys: readonly string[]): void {
  const twice = keys.find((key, i) => keys.indexOf(key) !== i);
  if (twice !== undefined) throw new Malformed(`it has the ${what} ${twice} twice`);
}
