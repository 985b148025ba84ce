import { type AxiomDecl, type Model, sceneOf } from '../language/index.js';
import { standingsOf } from '../prover/standing/index.js';
import { adversaries, scopeOf, smallScope, termText, type World } from '../semantics/index.js';
import type { TextSolver } from '../solver/index.js';
import { heed, type Stop } from '../stop/index.js';
import { everyTrace, hold, Judge, lengthWithin, randomTraces, type Standing } from '../trace/index.js';
import type { CheckedAxiom } from './check-result.js';

/** All traces of so few events are looked at, by so many threads, or of fewer where those are too many; and so many random ones for each adversary. */
const exhaustive = { length: 4, births: 3, traces: 10_000 };
const random = { seed: 1, runs: 50, length: 60 };

/** The axioms of a model's own file. */
export const ownAxioms = ({ axioms, root }: Model): readonly AxiomDecl[] => axioms.filter(({ file }) => file === root);

/**
 * How the axioms of a model's own file stand to the semantics: whether Z3 proves them by induction over the length of the trace, and what traces
 * of the model's own machines, or where it has none of the small world, say of them.
 *
 * @param small the model of the small world, read by the same reader
 * @param ask the solver that is asked; `stop` ends the run: throws {@link Stopped} then
 */
export async function checkAxioms(
  model: Model,
  small: Model,
  { ask, stop }: { readonly ask: TextSolver['ask']; readonly stop: Stop },
): Promise<readonly CheckedAxiom[]> {
  const standings = standingsOf(model, ask);
  const proofs: (string | undefined)[] = [];
  for (const { formula } of ownAxioms(model)) {
    const standing = await standings.of(formula);
    heed(stop);
    proofs.push(standing === 'proved' ? undefined : standing.unproved);
  }
  return holdAxioms(model, small, proofs, stop);
}

function holdAxioms(
  model: Model,
  small: Model,
  proofs: readonly (string | undefined)[],
  stop: Stop,
): readonly CheckedAxiom[] {
  const axioms = ownAxioms(model);
  const scene = model.kinds.length > 0 ? model : small;
  const world = sceneOf(scene);
  const judges = axioms.map(
    ({ name, formula }) => new Judge(scene.theory, { name, params: [], premises: [], conclusion: formula }, stop),
  );
  const scope = smallScope(world, exhaustive.births);
  const length = lengthWithin(world, scope, { ...exhaustive, stop });
  const every = hold(world, judges, everyTrace(world, scope, length), stop);
  const others = adversaries.map((adversary) =>
    hold(world, judges, randomTraces(world, { ...scopeOf(world, adversary), locks: 'any' }, random), stop),
  );
  return axioms.map(({ name, file, span }, i) => {
    const found = [every, ...others].map(({ statements }) => statements[i] as Standing);
    const violation = found.find(({ violated }) => violated !== undefined)?.violated;
    const unproved = proofs[i];
    const decided = ({ holds, premiseFails }: Standing): number => holds + premiseFails;
    const traces = {
      every: decided(found[0] as Standing),
      length,
      random: found.slice(1).reduce((sum, each) => sum + decided(each), 0),
    };
    const standing = standingBy(name, {
      isProved: unproved === undefined,
      isFalse: violation !== undefined,
      isDecided: found.every(({ undecided }) => undecided === 0),
    });
    return {
      name,
      file,
      line: span.start.line,
      standing,
      traces,
      ...(unproved !== undefined && { unproved }),
      ...(violation && { violation: violation.occurrences.map(({ event }) => shown(world, event)) }),
    };
  });
}

/** Throws where a proof and a trace contradict each other: one of them is wrong, and so is ls2. */
export function standingBy(
  name: string,
  {
    isProved,
    isFalse,
    isDecided,
  }: { readonly isProved: boolean; readonly isFalse: boolean; readonly isDecided: boolean },
): CheckedAxiom['standing'] {
  if (isProved && isFalse) throw new Error(`axiom ${name} is proved from the semantics, and false on a trace of it`);
  if (isFalse) return 'violated';
  if (isProved) return 'proved';
  return isDecided ? 'held' : 'assumed';
}

const shown = ({ words }: World, event: Parameters<typeof termText>[1]): string => termText(words, event);
