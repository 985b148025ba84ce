import { createHash } from 'node:crypto';
import { meaningOf } from './about.js';
import { type CheckedModel, takenIn } from './check-model.js';
import { isContainment } from './containment.js';
import { stepsUnder } from './derivation.js';
import type { AcceptedTheorem } from './outcome.js';
import type { Piece, Pieces } from './pieces.js';
import { shown } from './show.js';
import type { Logic } from './theory.js';

/** What the theorems of a model say, and all that this rests on. */
export function theoremsOf(
  { model, loaded, derivation }: CheckedModel,
  logic: Logic,
  pieces: Pieces,
): readonly AcceptedTheorem[] {
  const { axioms: known, signs } = logic;
  const { theory } = loaded;
  const taken = takenIn(loaded);
  const nameOf = new Map(theory.axioms.map(({ name, formula }) => [formula, name]));
  return model.theorems.map(([role, name, , says, step]) => {
    const under = [...stepsUnder(model, step)].sort((a, b) => a - b);
    const claimOf = (i: number): Piece => (derivation.sequents[i] as { conclusion: Piece }).conclusion;
    const axioms = [...new Set(under.filter((i) => model.steps[i]?.[0] === 'Axiom').map(claimOf))].map((formula) => ({
      name: nameOf.get(formula) as string,
      formula,
    }));
    const isKnown = (axiom: (typeof axioms)[number]): boolean =>
      known.get(axiom.name) === axiom.formula || isContainment(axiom, loaded.symbols, logic, pieces);
    const assumedAxioms = axioms
      .filter((axiom) => !isKnown(axiom))
      .map((axiom) => `${axiom.name}: ${shown(axiom.formula, taken)}`)
      .sort();
    const about = { says, assumedAxioms, ...meaningOf(under.map(claimOf), theory, signs, pieces, taken) };
    return {
      role,
      name,
      file: model.file,
      ...about,
      fingerprint: createHash('sha256').update(JSON.stringify(about)).digest('hex'),
      axioms: axioms
        .filter(isKnown)
        .map((axiom) => axiom.name)
        .sort(),
      rules: [...new Set(under.map((i) => model.steps[i]?.[0] as string))].sort(),
      steps: under.length,
      obligations: new Set(under.flatMap((i) => derivation.obligations.get(i) ?? [])).size,
    };
  });
}
