import type { Configuration, Running } from './configuration.js';
import { birthFamilies, type Family, familiesOf } from './enabled.js';
import type { Occurrence } from './occurrence.js';
import type { Random } from './random.js';
import type { Scope } from './scope.js';
import { Refusal, step } from './step.js';
import { sizeOf } from './terms.js';
import type { World } from './world.js';

/** One step of a run. */
export interface Taken {
  readonly occurrence: Occurrence;
  readonly next: Configuration;
}

/** How often what is tried, of a hundred steps or so: chains are to come to their end between resets. */
const weights: Readonly<Record<Family['kind'], number>> = { progress: 60, foreign: 30, launch: 6, start: 8, reset: 1 };
/** Beyond so many threads somebody is started only where nobody can do anything else, and beyond the other number nobody is. */
const [company, crowd] = [8, 16];
/**
 * Foreign code acts with, and messages are, terms of so many symbols at most: who extends a register by what holds the register's value, and that again,
 * soon has terms that nobody can write down.
 */
const mostSymbols = 400;
/** Half of what is received is one of so many messages that were sent last: who is answered mostly was just asked. */
const lately = 3;
/** Of the choices that foreign code has, so many are tried at a step before it is left out. */
const attempts = 8;

/** A run within a scope, as random numbers will have it: at most so many steps, fewer where nothing is found that is enabled. */
export function* run(from: Configuration, scope: Scope, random: Random, length: number): Iterable<Taken> {
  let c = from;
  for (let i = 0; i < length; i++) {
    const taken = choose(c, scope, random);
    if (taken === undefined) return;
    yield taken;
    c = taken.next;
  }
}

function choose(c: Configuration, scope: Scope, random: Random): Taken | undefined {
  const births = birthFamilies(c, scope).filter(({ count }) => count > 0);
  const [later, now] =
    c.threads.size < company ? [[], births] : [births, births.filter(({ kind }) => kind === 'reset')];
  return (
    oneOf([...c.threads.values(), ...now], c, scope, random) ??
    (c.threads.size < crowd ? oneOf(later, c, scope, random) : undefined)
  );
}

/** Somebody by chance, and something that it may do; who turns out to be able to do nothing is left out, and somebody else chosen. */
function oneOf(from: readonly (Running | Family)[], c: Configuration, scope: Scope, random: Random): Taken | undefined {
  let able = from;
  while (able.length > 0) {
    const chosen = random.weighted(able, (each) => weightOf(each, c.world));
    const taken = oneOfFamilies('control' in chosen ? familiesOf(c, scope, chosen) : [chosen], c, random);
    if (taken !== undefined) return taken;
    able = able.filter((each) => each !== chosen);
  }
  return undefined;
}

/** Who is about to receive something waits for a while: what it receives may not have been sent yet. */
const patience = 6;

function weightOf(each: Running | Family, { words }: World): number {
  if (!('control' in each)) return weights[each.kind];
  if (each.control.kind === 'foreign') return weights.foreign;
  const { rest } = each.control;
  const receives = rest.kind === 'step' && rest.action.event === words.events.Receive;
  return receives ? patience : weights.progress;
}

function oneOfFamilies(may: readonly Family[], c: Configuration, random: Random): Taken | undefined {
  for (let attempt = 0; may.length > 0 && attempt < attempts; attempt++) {
    const { kind, count, at, newestFirst } = random.weighted(may, ({ kind }) => weights[kind]);
    const among = newestFirst && random.chance(0.5) ? Math.min(count, lately) : count;
    const occurrence = count === 0 ? undefined : at(random.below(among));
    const isChosen = kind === 'foreign' || newestFirst === true;
    if (occurrence !== undefined && isChosen && sizeOf(occurrence.event) > mostSymbols) continue;
    const next = occurrence && step(c, occurrence);
    if (occurrence !== undefined && next !== undefined && !(next instanceof Refusal)) return { occurrence, next };
  }
  return undefined;
}
