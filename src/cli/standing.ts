import { type CheckedTheorem, outcome } from '../check/check-result.js';
import type { ToldTrace, Tool } from '../check/index.js';
import { groundsOf, type SaidAxiom, type SaidDeclaration } from '../gate/said.js';
import { type FreshStanding, type FreshTheorem, placeKey, type StandingAxiom } from '../gate/standing.js';
import type { CheckedFile } from './checked-file.js';

/** What stands, by what files came to. */
export function standingOf(files: readonly CheckedFile[], solver: Tool['solver']): FreshStanding {
  const theorems = files.flatMap((file) => theoremsOf(file, solver));
  const declarations = new Map<string, SaidDeclaration>();
  for (const { said } of files)
    for (const each of said.declarations) declarations.set(`${each.name} ${each.digest}`, each);
  const axioms = files.flatMap(axiomsOf);
  return {
    theorems,
    declarations: [...declarations].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, each]) => each),
    // Of an axiom that one file only uses and another declares, the latter is known better.
    axioms: [...new Map([...axioms].sort(byKnowledge).map(({ axiom }) => [placeKey(axiom), axiom])).values()],
    places: new Map(
      axioms.flatMap(({ axiom, place }) => (place === undefined ? [] : [[placeKey(axiom), place] as const])),
    ),
  };
}

function theoremsOf({ theorems, said }: CheckedFile, solver: Tool['solver']): readonly FreshTheorem[] {
  const axioms = new Map(said.axioms.map((axiom) => [axiom.name, axiom]));
  return theorems.flatMap((theorem) => {
    const statement = said.statements.find(({ name }) => name === theorem.name);
    return theorem.role === 'lemma' || statement === undefined
      ? []
      : [freshTheorem(theorem, statement, axioms, solver)];
  });
}

function freshTheorem(
  theorem: CheckedTheorem,
  statement: FreshTheorem['statement'],
  known: ReadonlyMap<string, SaidAxiom>,
  { name: solver, version }: Tool['solver'],
): FreshTheorem {
  const { name, file, line, expected, restsOn, failure, attack, witness } = theorem;
  const { definitions, rules } = restsOn;
  const verdict = outcome(theorem);
  const axioms = restsOn.axioms.flatMap((axiom) => known.get(axiom) ?? []);
  return {
    name,
    file,
    line,
    expected,
    verdict,
    statement,
    axioms: Object.fromEntries(axioms.map((axiom) => [axiom.name, groundsOf(axiom)])),
    definitions,
    rules,
    solver: { name: solver, version },
    ...(attack && { attack: attack.length, events: attack.events.map(eventText) }),
    ...(witness?.kind === 'trace' && { witness: witness.length }),
    ...(failure && verdict === 'unknown' && { failure: { kind: failure.kind, reason: failure.reason } }),
  };
}

const eventText = ({ brief, note }: ToldTrace['events'][number]): string =>
  note === undefined ? brief : `${brief} (${note})`;

interface FoundAxiom {
  readonly axiom: StandingAxiom;
  readonly place?: { readonly file: string; readonly line: number };
}

const byKnowledge = (a: FoundAxiom, b: FoundAxiom): number => (a.place ? 1 : 0) - (b.place ? 1 : 0);

/** The axioms that a file declares, with how they stand, and those that its theorems rest on. */
function axiomsOf({ theorems, axioms, said }: CheckedFile): readonly FoundAxiom[] {
  const byName = new Map(said.axioms.map((axiom) => [axiom.name, axiom]));
  const used = new Set(theorems.filter(({ role }) => role === 'theorem').flatMap(({ restsOn }) => restsOn.axioms));
  const declared = axioms.flatMap(({ name, file, line, standing }): readonly FoundAxiom[] => {
    const axiom = byName.get(name);
    return axiom === undefined ? [] : [{ axiom: { ...axiom, standing }, place: { file, line } }];
  });
  return [...[...used].flatMap((name) => byName.get(name) ?? []).map((axiom) => ({ axiom })), ...declared];
}
