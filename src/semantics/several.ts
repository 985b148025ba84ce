import { apply, sameTerm, type Term } from '../kernel/index.js';
import { type Place, placeOf } from './locations.js';
import { argsOf } from './terms.js';
import type { Words } from './words.js';
import type { World } from './world.js';

/** The locations of a list of two or more, in its order; undefined for what is no such list. */
export function listed(words: Words, list: Term): readonly Term[] | undefined {
  const found: Term[] = [];
  let rest = list;
  for (let more = argsOf(words.more, rest); more !== undefined; more = argsOf(words.more, rest)) {
    found.push(more[0] as Term);
    rest = more[1] as Term;
  }
  const last = argsOf(words.both, rest);
  return last && [...found, ...last];
}

/** The list of some locations, two at least. */
export function listOfLocations(words: Words, locations: readonly Term[]): Term {
  const [last, ...others] = locations.toReversed() as [Term, ...Term[]];
  const [first, ...before] = others as [Term, ...Term[]];
  return before.reduce((rest, location) => apply(words.more, location, rest), apply(words.both, first, last));
}

/** What a list of locations holds, of what each of them holds: a pair, to the right. */
export const together = (words: Words, values: readonly Term[]): Term =>
  values.reduceRight((rest, value) => apply(words.pair, value, rest));

/** The values of so many locations, of what they hold together. */
export function apart(words: Words, values: Term, count: number): readonly Term[] {
  const found: Term[] = [];
  let rest = values;
  while (found.length < count - 1) {
    const [first, others] = argsOf(words.pair, rest) as [Term, Term];
    found.push(first);
    rest = others;
  }
  return [...found, rest];
}

/**
 * The places of a list that can be read at one instant: registers of one machine, as a TPM reads a selection of its own. Undefined for any other list.
 */
export function selected(world: World, list: Term): readonly Place[] | undefined {
  const places = listed(world.words, list)?.map((location) => placeOf(world, location));
  const [first] = places ?? [];
  if (places === undefined || first === undefined) return undefined;
  const isRegister = (place: Place | undefined): place is Place =>
    place !== undefined && place.space !== 'memory' && sameTerm(place.machine, first.machine);
  return places.every(isRegister) ? places : undefined;
}
