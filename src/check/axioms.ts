import { eventsIn } from '../attack/index.js';
import { core, type Formula } from '../kernel/index.js';
import { type AxiomDecl, type Model, sceneOf } from '../language/index.js';
import { standingsOf } from '../prover/standing/index.js';
import { adversaries, scopeOf, smallScope, termText, type World } from '../semantics/index.js';
import type { TextSolver } from '../solver/index.js';
import { heed, type Stop } from '../stop/index.js';
import {
  everyTrace,
  History,
  hold,
  isStipulation,
  Judge,
  lengthWithin,
  randomTraces,
  type Standing,
} from '../trace/index.js';
import type { SeenTrace } from './attacking.js';
import type { CheckedAxiom } from './check-result.js';

/** All traces of so few events are looked at, by so many threads, or of fewer where those are too many; and so many random ones for each adversary. */
const exhaustive = { length: 4, births: 3, traces: 10_000 };
const random = { seed: 1, runs: 50, length: 60 };

/** The axioms that a model's own file writes down. */
export const ownAxioms = ({ axioms, root }: Pick<Model, 'axioms' | 'root'>): readonly AxiomDecl[] =>
  axioms.filter(({ file, generated }) => file === root && generated === undefined);

/**
 * How the axioms of a model's own file stand to the semantics: whether Z3 proves them by induction over the length of the trace, and what traces
 * of the model's own machines, or where it has none of the small worlds, say of them.
 *
 * @param small the models of the small worlds, read by the same reader
 * @param seen traces that the run has come upon: those that refute theorems of the model, and those on which their premises hold
 * @param ask the solver that is asked; `stop` ends the run: throws {@link Stopped} then
 */
export async function checkAxioms(
  model: Model,
  small: readonly Model[],
  seen: readonly SeenTrace[],
  { ask, stop }: { readonly ask: TextSolver['ask']; readonly stop: Stop },
): Promise<readonly CheckedAxiom[]> {
  const standings = standingsOf(model, ask);
  const proofs: (string | undefined)[] = [];
  for (const { formula } of ownAxioms(model)) {
    const standing = await standings.of(formula);
    heed(stop);
    proofs.push(standing === 'proved' ? undefined : standing.unproved);
  }
  return holdAxioms(model, small, seen, proofs, stop);
}

function holdAxioms(
  model: Model,
  small: readonly Model[],
  seen: readonly SeenTrace[],
  proofs: readonly (string | undefined)[],
  stop: Stop,
): readonly CheckedAxiom[] {
  const axioms = ownAxioms(model);
  const scenes = (model.kinds.length > 0 ? [model] : small).map((scene) => heldIn(scene, axioms, stop));
  return axioms.map(({ name, file, span, formula }, i) => {
    const every = scenes.map((scene) => scene.every.statements[i] as Standing);
    const others = scenes.flatMap((scene) => scene.others.map(({ statements }) => statements[i] as Standing));
    const found = [...every, ...others];
    const falsified = falsifiedBy(model, formula, seen) ?? violatedIn(scenes, i);
    const unproved = proofs[i];
    const decided = (standings: readonly Standing[]): number =>
      standings.reduce((sum, { holds, premiseFails }) => sum + holds + premiseFails, 0);
    const length = Math.min(...scenes.map((scene) => scene.length));
    const traces = { every: decided(every), length, random: decided(others) };
    const standing = standingBy(name, {
      isProved: unproved === undefined,
      isFalse: falsified !== undefined,
      isVacuous: speaksOfNothing(model, scenes[0]?.world, formula),
      isDecided: found.every(({ undecided }) => undecided === 0) && !isStipulation(model.theory, formula),
    });
    return {
      name,
      file,
      line: span.start.line,
      standing,
      traces,
      // Of what is false nobody asks why it is not proved.
      ...(unproved !== undefined && !falsified && { unproved }),
      ...(falsified && { violation: falsified.occurrences.map(({ event }) => shown(falsified.world, event)) }),
    };
  });
}

/** What traces of the world of a model say of axioms: all of a few events, and random ones by each adversary. */
function heldIn(scene: Model, axioms: readonly AxiomDecl[], stop: Stop) {
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
  return { world, length, every, others };
}

function violatedIn(scenes: readonly ReturnType<typeof heldIn>[], axiom: number): SeenTrace | undefined {
  for (const { world, every, others } of scenes)
    for (const { statements } of [every, ...others]) {
      const violated = statements[axiom]?.violated;
      if (violated !== undefined) return { world, ...violated };
    }
  return undefined;
}

/** The first of some traces on which an axiom is false. */
function falsifiedBy({ theory }: Model, formula: Formula, seen: readonly SeenTrace[]): SeenTrace | undefined {
  const judge = new Judge(theory, { name: 'it', params: [], premises: [], conclusion: formula });
  return seen.find(({ world, occurrences }) => judge.judge(History.of(world, occurrences)).verdict === 'violated');
}

/** Whether an axiom is about an event that the semantics never lets happen: one that a model declares, and that no step of a trace is. */
function speaksOfNothing({ theory }: Model, world: World | undefined, formula: Formula): boolean {
  if (world === undefined) return false;
  const { resetEvent, lateLaunchEvent, startEvent, jumpEvent } = core;
  const happening = [...Object.values(world.words.events), resetEvent, lateLaunchEvent, startEvent, jumpEvent];
  return [...eventsIn(theory, [formula])].some((event) => !happening.includes(event));
}

/** Throws where a proof and a trace contradict each other: one of them is wrong, and so is ls2. */
export function standingBy(
  name: string,
  {
    isProved,
    isFalse,
    isVacuous,
    isDecided,
  }: Readonly<Record<'isProved' | 'isFalse' | 'isVacuous' | 'isDecided', boolean>>,
): CheckedAxiom['standing'] {
  if (isProved && isFalse) throw new Error(`axiom ${name} is proved from the semantics, and false on a trace of it`);
  if (isFalse) return 'violated';
  if (isVacuous) return 'vacuous';
  if (isProved) return 'proved';
  return isDecided ? 'held' : 'assumed';
}

const shown = ({ words }: World, event: Parameters<typeof termText>[1]): string => termText(words, event);
