import fc from 'fast-check';
import {
  type Adversary,
  adversaries,
  beginning,
  type Occurrence,
  Random,
  Refusal,
  run,
  type Scope,
  scopeOf,
  step,
  type World,
} from '../../semantics/index.js';

/** What a random trace is made from; plain data. */
export interface Schedule {
  readonly adversary: Adversary;
  /** The locks that machines start threads with: as proofs like to assume, or any. */
  readonly locks: Scope['locks'];
  readonly seed: number;
  readonly length: number;
  /** Changes of the trace that came of it; what the semantics does not allow then is left out, and the run goes on. */
  readonly changes: readonly Change[];
}

/** A change of a list of events. Places are taken modulo what there is. */
export interface Change {
  readonly kind: 'drop' | 'double' | 'move';
  readonly at: number;
  readonly to: number;
  readonly length: number;
}

const changes: fc.Arbitrary<readonly Change[]> = fc.array(
  fc.record({
    kind: fc.constantFrom('drop' as const, 'double' as const, 'move' as const),
    at: fc.nat(1000),
    to: fc.nat(1000),
    length: fc.integer({ min: 1, max: 5 }),
  }),
  { maxLength: 3 },
);

export const schedules = (length: number): fc.Arbitrary<Schedule> =>
  fc.record({
    adversary: fc.constantFrom(...adversaries),
    locks: fc.constantFrom('all' as const, 'all' as const, 'any' as const),
    seed: fc.nat(),
    length: fc.integer({ min: 0, max: length }),
    changes: fc.oneof({ weight: 2, arbitrary: fc.constant([]) }, { weight: 1, arbitrary: changes }),
  });

/** The trace that a schedule stands for, of a world. */
export function traceOf(
  world: World,
  { adversary, locks, seed, length, changes: list }: Schedule,
): readonly Occurrence[] {
  const scope = { ...scopeOf(world, adversary), locks };
  const random = new Random(seed);
  const first = [...run(beginning(world), scope, random, length)].map(({ occurrence }) => occurrence);
  if (list.length === 0) return first;
  const kept: Occurrence[] = [];
  let c = beginning(world);
  for (const occurrence of list.reduce(changed, first)) {
    const next = step(c, occurrence);
    if (next instanceof Refusal) continue;
    kept.push(occurrence);
    c = next;
  }
  const rest = [...run(c, scope, random, Math.max(0, length - kept.length))].map(({ occurrence }) => occurrence);
  return [...kept, ...rest];
}

function changed(events: readonly Occurrence[], { kind, at, to, length }: Change): readonly Occurrence[] {
  const [here, there] = [at % (events.length + 1), to % (events.length + 1)];
  const some = events.slice(here, here + length);
  switch (kind) {
    case 'drop':
      return events.toSpliced(here, length);
    case 'double':
      return events.toSpliced(there, 0, ...some);
    case 'move':
      return events.toSpliced(here, length).toSpliced(there, 0, ...some);
  }
}

export const scheduleText = ({ adversary, locks, seed, length, changes: list }: Schedule): string =>
  `${length} events as seed ${seed} will have them, adversary ${adversary}, locks ${locks}` +
  list
    .map(({ kind, at, to, length: count }) => `; ${kind} ${count} at ${at}${kind === 'drop' ? '' : ` to ${to}`}`)
    .join('');
