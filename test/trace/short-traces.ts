import fc from 'fast-check';
import { tapes } from '../../src/fuzz/choices.js';
import { type Model, sceneOf } from '../../src/language/index.js';
import {
  type Adversary,
  adversaries,
  beginning,
  type Occurrence,
  Random,
  run,
  type Scope,
  scopeOf,
  type World,
} from '../../src/semantics/index.js';
import { History } from '../../src/trace/history.js';
import { shippedModel } from '../models/shipped.js';

/** The models whose traces formulas are looked up in. */
export const board = shippedModel('models/uboot/board.ls2');
export const platform = shippedModel('models/tvp-qt/platform.ls2');

const scenes = new Map<Model, World[]>();

/** A model's world with so many machines of each kind. */
export function worldOf(model: Model, machines = 1): World {
  const known = scenes.get(model) ?? [];
  scenes.set(model, known);
  const world = known[machines] ?? sceneOf(model, machines);
  known[machines] = world;
  return world;
}

interface Asked {
  readonly adversary: Adversary;
  readonly seed: number;
  readonly length: number;
  readonly changes?: Partial<Scope>;
}

/** A trace of a world, as the numbers that a seed stands for will have it. */
export function traceOf(world: World, { adversary, seed, length, changes }: Asked): readonly Occurrence[] {
  const scope = { ...scopeOf(world, adversary), ...changes };
  return [...run(beginning(world), scope, new Random(seed), length)].map(({ occurrence }) => occurrence);
}

export const historyOf = (world: World, asked: Asked): History => History.of(world, traceOf(world, asked));

const scenesByName = {
  board: () => worldOf(board),
  platform: () => worldOf(platform),
  boards: () => worldOf(board, 2),
};

/** The models of the worlds that {@link aTrace} is about. */
export const models = { board, platform, boards: board };

/** A short trace of one of a few worlds, by what it is made from. */
export const aTrace = fc.record({
  of: fc.constantFrom(...(Object.keys(scenesByName) as readonly (keyof typeof scenesByName)[])),
  adversary: fc.constantFrom(...adversaries),
  locks: fc.constantFrom('all' as const, 'any' as const),
  seed: fc.nat(),
  length: fc.integer({ min: 0, max: 6 }),
});

type ATrace = typeof aTrace extends fc.Arbitrary<infer T> ? T : never;

export function sceneAndHistory({ of, adversary, locks, seed, length }: ATrace): {
  readonly world: World;
  readonly occurrences: readonly Occurrence[];
  readonly history: History;
} {
  const world = scenesByName[of]();
  const occurrences = traceOf(world, { adversary, seed, length, changes: { locks } });
  return { world, occurrences, history: History.of(world, occurrences) };
}

/** What a random formula is made from. */
export const aTape = tapes(60, 200);
