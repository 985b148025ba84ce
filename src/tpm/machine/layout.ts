import { equal, type Formula, substitute, type Term } from '../../kernel/index.js';
import type { Model } from '../../language/index.js';
import { isApplication, locationsOf, type Machine, termText, type World } from '../../semantics/index.js';

/** Where the registers of a machine are in its TPM, and what is measured of a term. */
export interface Layout {
  readonly machine: Machine;
  /** By their locations. */
  readonly registers: Map<Term, number>;
  /** What a register is extended by for a term: digests of this. */
  readonly measured: (term: Term) => Uint8Array;
}

/** A machine has more registers than a TPM, or an image cannot be read. */
export interface NoLayout {
  readonly problem: string;
}

/** PCRs for registers that no setup gives a place: those that firmware uses last. */
const staticPlaces = [8, 9, 10, 11, 12, 13, 14, 15, 16, 23, 0, 1, 2, 3, 4, 5, 6, 7];
const dynamicPlaces = [17, 18, 19, 20, 21, 22];

/**
 * The layout of a machine as its model sets it up; registers of which nothing is said get free PCRs in their order. Of a program with an image,
 * the image is measured; of all else, how it is written.
 *
 * @param read the contents of a file that a setup names
 */
export function layoutOf(
  model: Model,
  world: World,
  machine: Machine,
  read: (file: string) => Uint8Array | undefined,
): Layout | NoLayout {
  const setup = model.setups.find(({ kind }) => kind === machine.kind.predicate);
  const registers = new Map<Term, number>();
  for (const { register, index } of setup?.registers ?? []) registers.set(at(register), index);
  const { pcr, dpcr } = locationsOf(world, machine);
  const taken = new Set(registers.values());
  for (const [locations, places] of [
    [pcr, staticPlaces],
    [dpcr, dynamicPlaces],
  ] as const) {
    for (const location of locations) {
      if (registers.has(location)) continue;
      const free = places.find((place) => !taken.has(place));
      if (free === undefined) return { problem: `${machine.name} has more registers than a TPM` };
      taken.add(free);
      registers.set(location, free);
    }
  }
  const images = new Map<unknown, Uint8Array>();
  for (const { program, file } of setup?.images ?? []) {
    const image = read(file);
    if (image === undefined) return { problem: `the image ${file} of ${program.name} cannot be read` };
    images.set(program, image);
  }
  const text = new TextEncoder();
  const measured = (term: Term): Uint8Array =>
    (isApplication(term) ? images.get(term.symbol) : undefined) ?? text.encode(termText(world.words, term));
  return { machine, registers, measured };

  function at(term: Term): Term {
    const variable = (setup as NonNullable<typeof setup>).machine;
    return (substitute(equal(term, term), [variable], [machine.term]) as Formula & { kind: 'equal' }).left;
  }
}
