import { apply, type Term } from '../kernel/index.js';
import { instances, scopeOf } from './adversary.js';
import type { Scope } from './scope.js';
import type { ActionEvent } from './words.js';
import { individual, type World } from './world.js';

/**
 * A full adversary with little to choose from, so that all traces of a few events can be gone through: every kind of event, two terms, births of so
 * many threads, with all the locks that they may have or none.
 */
export function smallScope(world: World, births: number): Scope {
  const { words } = world;
  const full = scopeOf(world, 'full');
  const [program] = instances(world);
  const malware = individual(world, 'foreign', 'malware');
  const terms: readonly Term[] = [words.sinit, apply(words.pair, malware, words.sinit)];
  return {
    ...full,
    owners: full.owners.slice(-1),
    starts: full.starts.filter(({ owner }) => owner !== full.owners[0]),
    foreign: {
      actions: new Set(world.words.actionOf.values() as Iterable<ActionEvent>),
      jumps: [malware, ...(program === undefined ? [] : [program])],
      launches: true,
      terms,
      elsewhere: true,
    },
    messages: terms,
    locks: 'extremes',
    births,
  };
}
