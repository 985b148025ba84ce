import { apply, sameTerm, type Term } from '../kernel/index.js';
import { isApplication } from './terms.js';
import type { Machine, World } from './world.js';

/** Memory may be written; a static PCR is set by a reset, a dynamic one by a late launch; a vTPM's register also by its host. */
export type Space = 'memory' | 'pcr' | 'dpcr' | 'vpcr';

export interface Place {
  readonly space: Space;
  /** One of the world's, and the same object always. */
  readonly machine: Term;
  /** The location itself, the same object always. */
  readonly location: Term;
}

const spaces: readonly Space[] = ['memory', 'pcr', 'dpcr', 'vpcr'];

/** Worlds of the same machines share their places. */
const places = new WeakMap<World['machines'], Map<Term, Place>>();

/** A location taken apart; undefined for what is no location of one of the world's machines. */
export function placeOf(world: World, location: Term): Place | undefined {
  const seen = places.get(world.machines) ?? new Map<Term, Place>();
  places.set(world.machines, seen);
  const found = seen.get(location);
  if (found !== undefined || !isApplication(location)) return found;
  const space = spaces.find((each) => world.words[each] === location.symbol);
  const [owner] = location.args;
  const machine = world.machines.find(({ term }) => owner !== undefined && sameTerm(term, owner))?.term;
  if (space === undefined || machine === undefined) return undefined;
  const place: Place = { space, machine, location };
  seen.set(location, place);
  return place;
}

/** The registers among the locations of a machine. */
export function registersOf(world: World, machine: Machine): readonly Term[] {
  const { pcr, dpcr, vpcr } = locationsOf(world, machine);
  return [...pcr, ...dpcr, ...vpcr];
}

const names = new WeakMap<World['symbols'], readonly Term[]>();

/** The names that the model gives to locations, or has as constants. */
export function namesOf({ symbols }: World): readonly Term[] {
  const found =
    names.get(symbols) ??
    [
      ...new Set(
        [...symbols.names.values(), ...symbols.functions.values()].filter(
          ({ result, args, constructs }) => result === 'Name' && args.length === 0 && constructs,
        ),
      ),
    ].map((symbol) => apply(symbol));
  names.set(symbols, found);
  return found;
}

const known = new WeakMap<Machine, Readonly<Record<Space, readonly Term[]>>>();

/** The locations that a machine's kind declares, one object for each. */
export function locationsOf(world: World, machine: Machine): Readonly<Record<Space, readonly Term[]>> {
  const found = known.get(machine);
  if (found !== undefined) return found;
  const { words, symbols } = world;
  const of = (space: Space, names: readonly string[]): readonly Term[] =>
    names.flatMap((name) => {
      const symbol = symbols.names.get(name);
      const location = symbol && apply(words[space], machine.term, apply(symbol));
      const place = location && placeOf(world, location);
      return place === undefined ? [] : [place.location];
    });
  const { memory, pcrs, dpcrs, vpcrs } = machine.kind;
  const locations = {
    memory: of('memory', memory),
    pcr: of('pcr', pcrs),
    dpcr: of('dpcr', dpcrs),
    vpcr: of('vpcr', vpcrs),
  };
  known.set(machine, locations);
  return locations;
}
