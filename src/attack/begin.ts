import { core, type Segment, sameTerm, type Term, type Theory } from '../kernel/index.js';
import { individual, isApplication, isHonest, pathsOf, placeOf, restsOf, type World } from '../semantics/index.js';
import type { Stop } from '../stop/index.js';
import { Judge, Query } from '../trace/index.js';
import { atomsOf, eventsIn, runsIn } from './atoms.js';
import { Courses } from './courses.js';
import type { Demands } from './demands.js';
import { earlierOf } from './earlier.js';
import { grounded, programOf } from './ground.js';
import type { Hunt, Part } from './hunt.js';
import { impliedBy } from './implied.js';
import { lockableIn } from './locks.js';
import { type Needs, needsOf } from './needs.js';
import { Past } from './past.js';
import { Sequences } from './sequences.js';
import type { Setting } from './setting.js';
import { start } from './state.js';
import { spokenIn, Trail } from './trail.js';
import { resolve } from './unify.js';
import { askedBy, wideIn } from './wide.js';

/** Makes ready to look for traces in a setting, until the run is stopped. */
export function huntIn(
  theory: Theory,
  setting: Setting,
  stop: Stop,
  { isWide = false, isStepwise = false }: { readonly isWide?: boolean; readonly isStepwise?: boolean } = {},
): Hunt {
  const { world, claim, always } = setting;
  const demands = grounded(world, setting.demands);
  const [mallory, operator, user] = ['Mallory', 'Operator', 'User'].map((name) =>
    individual(world, 'principal', name),
  ) as [Term, Term, Term];
  const parts = demands.runs.map((run): Part => {
    const program = programOf(world, run.segment);
    const owners = ownersOf(world, demands, run.thread, program, user);
    return { ...run, program, length: lengthOf(run.segment), branches: pathsOf(run.segment).length > 1, owners };
  });
  const queries = always.filter(({ free }) => free.length === 0).map((formula) => new Query(theory, formula, stop));
  const final = queries.filter(({ isFinal }) => isFinal);
  const asked = setting.demands.happens.filter(({ event }) => isApplication(event));
  const implied = impliedBy(
    world.words,
    asked.map(({ event }) => event),
  );
  const happens = asked.map((each) => ({ ...each, event: resolve(each.event, implied) }));
  const templates = [...demands.happens.map(({ event }) => event), ...demands.mayHappen];
  const { Extend, Write } = world.words.events;
  // What is left open may be anything, but is aimed at in particular.
  const withValue = ([location, value]: readonly [Term, Term]): readonly (readonly [Term, Term])[] => {
    const aimedAt = resolve(value, demands.values);
    return sameTerm(aimedAt, value)
      ? [[location, value]]
      : [
          [location, value],
          [location, aimedAt],
        ];
  };
  const spoken = spokenIn(theory, world, setting.formulas);
  // Where nobody has a part, what has to hold at some time is aimed at, and whether it was there is known.
  const holds = spoken.holds
    .flatMap(withValue)
    .filter(
      ([location, value]) =>
        parts.length > 0 ||
        !setting.demands.holds.some((each) => sameTerm(each.location, location) && sameTerm(each.value, value)),
    );
  let registers: Needs['wanted'] | undefined;
  const hunt: Hunt = {
    world,
    judge: new Judge(theory, claim, stop),
    parts,
    isWatched: isWatched(theory, setting, parts),
    targets: demands.holds.map((each, i) => ({
      ...each,
      pattern: (setting.demands.holds[i] as (typeof demands.holds)[number]).value,
    })),
    events: happens.map(({ event }) => event),
    denied: spoken.holds.filter(
      ([location]) => location.free.length + location.loose === 0 && placeOf(world, location)?.space === 'memory',
    ),
    doers: happens.map(({ event }) => doerOf(world, demands, event)),
    earlier: earlierOf(
      [...demands.holds, ...happens].map(({ time }) => time),
      demands.orders,
    ),
    templates: [...templates, ...(isWide ? askedBy(theory, always) : [])].filter(isApplication),
    always: final,
    lockable: lockableIn(world, theory, always, demands.locked),
    registers: () => (registers ??= registersOf(hunt)),
    launches: eventsIn(theory, [...(isWide ? claim.premises : []), claim.conclusion]).has(core.lateLaunchEvent),
    sequences: new Sequences(world.words),
    courses: new Courses(world.words, world.machines.length === 1 ? world.machines[0]?.term : undefined),
    trail: new Trail({ ...spoken, holds }, [Extend, Write, core.lateLaunchEvent], isWide),
    past: new Past(world),
    owners: demands.owners.filter(({ same }) => same).map(({ principal }) => principal),
    mallory,
    operator,
    malware: individual(world, 'foreign', 'malware'),
    challenge: individual(world, 'data', 'challenge'),
    isStepwise,
    wide: isWide ? wideIn(theory, setting, demands) : undefined,
  };
  return hunt;
}

/** Whose thread it is that an event is of, where somebody honest's has to be. */
function doerOf({ honest }: World, { owners }: Demands, event: Term): Term | undefined {
  const [thread] = isApplication(event) ? event.args : [];
  const owner = owners.find((each) => each.same && thread !== undefined && sameTerm(each.thread, thread))?.principal;
  return honest.find(({ principal }) => owner !== undefined && sameTerm(principal, owner))?.principal;
}

/** Whether a claim speaks of more of a part than when it begins and ends: of when threads act, of other pieces of program, or of one thread that has several. */
function isWatched(theory: Theory, { formulas }: Setting, parts: readonly Part[]): boolean {
  const runs = formulas.reduce((sum, formula) => sum + runsIn(theory, formula), 0);
  if (runs > parts.length || new Set(parts.map(({ thread }) => thread)).size < parts.length) return true;
  return formulas.some((formula) => [...atomsOf(theory, formula)].some(([predicate]) => predicate === core.acts));
}

/** Who may run a part: somebody of no account, whom the claim names, and who is honest about this program; but for those whom the claim leaves out. */
function ownersOf(
  world: World,
  { owners }: Demands,
  thread: Term,
  program: Term | undefined,
  user: Term,
): readonly Term[] {
  const said = owners.filter((each) => sameTerm(each.thread, thread));
  const named = said.filter(({ same }) => same).map(({ principal }) => principal);
  const anybody = [user, ...named].filter((principal) => !isHonest(world, principal));
  const honest = world.honest.filter(({ programs }) => program && programs.some((each) => sameTerm(each, program)));
  return [...anybody, ...honest.map(({ principal }) => principal)].filter((principal) =>
    said.every((each) => sameTerm(each.principal, principal) === each.same),
  );
}

const registersOf = (hunt: Hunt): Needs['wanted'] =>
  new Map(
    [...(needsOf(hunt, start(hunt))?.wanted ?? [])].filter(
      ([location]) => placeOf(hunt.world, location)?.space !== 'memory',
    ),
  );

const lengthOf = (segment: Segment): number =>
  Math.max(...pathsOf(segment).map((path) => [...restsOf(path)].filter(({ kind }) => kind !== 'stop').length));
