import { demand } from './brand.js';
import * as core from './core.js';
import { apply, atom, type Formula, type Term } from './piece.js';
import type { PredicateSymbol } from './symbol.js';
import type { Theory } from './theory.js';

/** What stands in a set of programs: a program, or one for all machines of some kinds. */
export interface Member {
  /** The kinds of the machines that it ranges over, in the order of the program's parameters. */
  readonly kinds: readonly PredicateSymbol[];
  /** The program for these machines, and that they are of their kinds. */
  readonly of: (machines: readonly Term[]) => { readonly program: Term; readonly guards: readonly Formula[] };
}

/** The members of a set, in order; undefined where it is no list of them. */
export function membersOf(theory: Theory, set: Term): readonly Member[] | undefined {
  const found: Member[] = [];
  let rest = set;
  while (rest.kind === 'application' && rest.symbol !== core.noPrograms) {
    const family = theory.family(rest.symbol);
    const [given, more] = [rest.args.slice(0, -1), rest.args.at(-1)];
    if (more === undefined || (family === undefined && rest.symbol !== core.alsoProgram)) return undefined;
    found.push(
      family === undefined
        ? { kinds: [], of: () => ({ program: given[0] as Term, guards: [] }) }
        : ranging(family, given),
    );
    rest = more;
  }
  return rest.kind === 'application' ? found : undefined;
}

function ranging({ program, kinds }: NonNullable<ReturnType<Theory['family']>>, given: readonly Term[]): Member {
  const own = kinds.filter((kind) => kind !== undefined);
  return {
    kinds: own,
    of(machines) {
      demand(machines.length === own.length, `${program.name}: there is one machine for each that it ranges over`);
      const [some, others] = [[...machines], [...given]];
      const args = kinds.map((kind) => (kind === undefined ? others : some).shift() as Term);
      return { program: apply(program, ...args), guards: own.map((kind, i) => atom(kind, machines[i] as Term)) };
    },
  };
}
