import { core, type Segment, sameTerm, type Term, type Theory } from '../kernel/index.js';
import { individual, isApplication, isHonest, placeOf, type World } from '../semantics/index.js';
import { type Claim, Judge, Query } from '../trace/index.js';
import { eventsIn } from './atoms.js';
import { type Course, Names } from './course.js';
import { grounded, programOf } from './ground.js';
import { type Lockable, lockableIn } from './locks.js';
import { type Needs, needsOf } from './needs.js';
import { Sequences } from './sequences.js';
import type { Setting } from './setting.js';
import { start } from './state.js';
import { Trail } from './trail.js';

/** Someone who has to run a piece of program, whole. */
export interface Part {
  readonly thread: Term;
  readonly segment: Segment;
  /** The program that it is; a piece that is none is done by foreign code. */
  readonly program: Term | undefined;
  readonly length: number;
  /** On whose behalf it may run. */
  readonly owners: readonly Term[];
}

/** What a location has to hold at some time. */
export interface Target {
  readonly location: Term;
  /** What is aimed at. */
  readonly value: Term;
  /** All that would do. */
  readonly pattern: Term;
}

/** All that stays the same while a trace is looked for. */
export interface Hunt {
  readonly setting: Setting;
  readonly world: World;
  readonly theory: Theory;
  readonly judge: Judge;
  readonly parts: readonly Part[];
  readonly targets: readonly Target[];
  /** Events that have to happen; their variables are whatever it comes to. */
  readonly events: readonly Term[];
  /** Events that foreign code may bring about, since the claim speaks of them. */
  readonly templates: readonly Term[];
  readonly always: readonly Query[];
  readonly lockable: Lockable;
  /** The registers that have to come to some values at some time. */
  readonly registers: () => Needs['wanted'];
  readonly sequences: Sequences;
  readonly names: Names;
  readonly courses: WeakMap<object, Course | 'stuck'>;
  readonly trail: Trail;
  /** Whose threads the claim speaks of. */
  readonly owners: readonly Term[];
  /** Who attacks, who looks on, who starts machines; code of which nothing is known, and data. */
  readonly mallory: Term;
  readonly operator: Term;
  readonly malware: Term;
  readonly challenge: Term;
}

export function huntIn(theory: Theory, setting: Setting): Hunt {
  const { world, claim, always } = setting;
  const demands = grounded(world, setting.demands);
  const [mallory, operator, user] = ['Mallory', 'Operator', 'User'].map((name) =>
    individual(world, 'principal', name),
  ) as [Term, Term, Term];
  const parts = demands.runs.map(({ segment, thread }) => {
    const program = programOf(world, segment);
    const said = demands.owners.filter((each) => sameTerm(each.thread, thread));
    const may = (principal: Term): boolean => said.every((each) => sameTerm(each.principal, principal) === each.same);
    const honest = world.honest.filter(
      ({ programs }) => program !== undefined && programs.some((each) => sameTerm(each, program)),
    );
    const named = said.filter(({ same }) => same).map(({ principal }) => principal);
    const anybody = [user, ...named].filter((principal) => !isHonest(world, principal));
    const owners = [...anybody, ...honest.map(({ principal }) => principal)].filter(may);
    return { thread, segment, program, length: lengthOf(segment), owners };
  });
  const queries = always.filter(({ free }) => free.length === 0).map((formula) => new Query(theory, formula));
  let registers: Needs['wanted'] | undefined;
  const hunt: Hunt = {
    setting,
    world,
    theory,
    judge: new Judge(theory, claim),
    parts,
    targets: demands.holds.map((each, i) => ({ ...each, pattern: (setting.demands.holds[i] as Target).value })),
    events: setting.demands.happens.filter(isApplication),
    templates: [...demands.happens, ...demands.mayHappen].filter(isApplication),
    always: queries,
    lockable: lockableIn(world, theory, always, demands.locked),
    registers: () => (registers ??= registersOf(hunt)),
    sequences: new Sequences(world.words),
    names: new Names(),
    courses: new WeakMap(),
    trail: new Trail(kindsFor(world, theory, claim, parts)),
    owners: demands.owners.filter(({ same }) => same).map(({ principal }) => principal),
    mallory,
    operator,
    malware: individual(world, 'foreign', 'malware'),
    challenge: individual(world, 'data', 'challenge'),
  };
  return hunt;
}

/** Where somebody has a part, it may matter what changes before and after. */
function kindsFor(
  { words }: World,
  theory: Theory,
  { premises, conclusion }: Claim,
  parts: readonly Part[],
): ReadonlySet<unknown> {
  const spoken = eventsIn(theory, [...premises, conclusion]);
  const { Extend, Write } = words.events;
  return parts.length === 0 ? spoken : new Set([...spoken, Extend, Write, core.lateLaunchEvent]);
}

const registersOf = (hunt: Hunt): Needs['wanted'] =>
  new Map(
    [...(needsOf(hunt, start(hunt))?.wanted ?? [])].filter(
      ([location]) => placeOf(hunt.world, location)?.space !== 'memory',
    ),
  );

const lengthOf = (segment: Segment): number =>
  segment.kind === 'step' ? 1 + lengthOf(segment.rest) : segment.kind === 'stop' ? 0 : 1;
