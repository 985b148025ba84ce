import { membersOf, type Term } from '../kernel/index.js';
import type { Machine, Scenery } from './world.js';

/**
 * The programs that a set has, each once for each choice of the machines that it ranges over: of whom a world has none, no thread runs anything. Undefined for what is
 * no list of programs.
 */
export function programsOf(
  { theory }: Pick<Scenery, 'theory'>,
  machines: readonly Machine[],
  set: Term,
): readonly Term[] | undefined {
  return membersOf(theory, set)?.flatMap(({ kinds, of }) => {
    const choices = kinds.reduce<readonly (readonly Term[])[]>(
      (all, kind) =>
        all.flatMap((some) =>
          machines.filter((machine) => machine.kind.predicate === kind).map(({ term }) => [...some, term]),
        ),
      [[]],
    );
    return choices.map((some) => of(some).program);
  });
}
