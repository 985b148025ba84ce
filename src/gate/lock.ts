import type { SaidDeclaration } from './said.js';
import type { Standing, StandingAxiom, StandingTheorem } from './standing.js';

/** What a lock file says: what stood when it was written, of which paths, and what wrote it. */
export interface Lock {
  readonly tool: { readonly name: string; readonly version: string };
  readonly paths: readonly string[];
  readonly standing: Standing;
}

export const lockVersion = 2;

/** The text of a lock file. It differs only where something that it records does; docs/lock.schema.json has its fields. */
export function lockText({ tool, paths, standing }: Lock): string {
  const { axioms } = standing;
  const theorems = standing.theorems.filter(({ verdict }) => verdict !== 'unfinished');
  const lock = {
    lockVersion,
    tool,
    paths,
    theorems: [...theorems].sort(byFileAndName).map(theoremJson),
    declarations: named({ ...standing, theorems }).map(({ kind, name, text, digest }) => ({
      kind,
      name,
      text: text.split('\n'),
      digest,
    })),
    axioms: [...axioms].sort(byFileAndName).map(axiomJson),
  };
  return `${JSON.stringify(lock, undefined, 2)}\n`;
}

/** The declarations that the theorems and axioms name. */
function named({ theorems, axioms, declarations }: Standing): readonly SaidDeclaration[] {
  const abouts = [...theorems.map(({ statement }) => statement.about), ...axioms.map(({ about }) => about)];
  const used = new Set(abouts.flatMap((about) => Object.entries(about).map(declarationKey)));
  return declarations.filter(({ name, digest }) => used.has(declarationKey([name, digest])));
}

export const declarationKey = ([name, digest]: readonly [name: string, digest: string]): string => `${name} ${digest}`;

interface Placed {
  readonly file: string;
  readonly name: string;
}

const byFileAndName = (a: Placed, b: Placed): number => compareText(a.file, b.file) || compareText(a.name, b.name);
const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

function theoremJson(theorem: StandingTheorem) {
  const { name, file, expected, verdict, statement, axioms, definitions, rules, attack, witness, solver } = theorem;
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
    ...(witness !== undefined && { witness }),
    solver: { name: solver.name, version: solver.version },
  };
}

const axiomJson = ({ name, file, standing, text, digest, about }: StandingAxiom) => ({
  name,
  file,
  ...(standing !== undefined && { standing }),
  text,
  digest,
  about,
});
