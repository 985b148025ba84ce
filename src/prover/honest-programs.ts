import {
  and,
  exists,
  type Formula,
  logic,
  membersOf,
  type Term,
  type Theorem,
  type Theory,
  type Variable,
  variable,
} from '../kernel/index.js';

/** A program that somebody honest may run, with variables for the machines that it is for all of, and that these are of their kinds. */
export interface HonestProgram {
  readonly program: Term;
  readonly machines: readonly Variable[];
  readonly guards: readonly Formula[];
}

/** The programs of `Honest(X̂, S)`, in the order of S, with other variables for each. */
export function honestPrograms(theory: Theory, honest: Formula): readonly HonestProgram[] {
  const set = honest.kind === 'atom' ? honest.args[1] : undefined;
  let count = 0;
  return (set === undefined ? [] : (membersOf(theory, set) ?? [])).map(({ kinds, of }) => {
    const machines = kinds.map(() => variable(`m₀${count++}`, 'Machine'));
    return { ...of(machines), machines };
  });
}

/** That a formula holds of some machines that a program is for. */
export const forSome = ({ machines, guards }: HonestProgram, formula: Formula): Formula =>
  machines.length === 0 ? formula : exists(machines, and(...guards, formula));

/** That the machines of a program are of their kinds, as facts. */
export const guardsOf = (theory: Theory, { guards }: HonestProgram): readonly Theorem[] =>
  guards.map((guard) => logic.assume(theory, guard));
