import {
  and,
  core,
  equal,
  exists,
  type Formula,
  forall,
  implies,
  not,
  type Term,
  type Variable,
  variable,
} from '../../kernel/index.js';
import type { Vocabulary } from '../vocabulary.js';
import { boots, extendsBy, jumps, type Register } from './register.js';

const v = variable('u₀₀', 'Time');
const w = variable('w₀₀', 'Time');
const x = variable('x₀₀', 'Term');
const I = variable('J₀₀', 'Thread');

/** `¬Jump(J) on (a,b)`. */
export const noJump = (thread: Term, from: Term, to: Term): Formula =>
  forall([v], implies(and(core.lessThan(from, v), core.lessThan(v, to)), not(exists([x], jumps(thread, x, v)))));

/** If J has jumped in (a,e], its first jump there was to the program: `∀x,w. a < w ∧ w ≤ e ∧ Jump(J,x)@w ∧ (¬Jump(J) on (a,w)) ⊃ x = P`. */
export const firstJump = (thread: Term, from: Term, to: Term, program: Term): Formula =>
  forall(
    [x, w],
    implies(
      and(core.lessThan(from, w), core.atMost(w, to), jumps(thread, x, w), noJump(thread, from, w)),
      equal(x, program),
    ),
  );

/** `¬E(m) on (a,t]`, for an event that begins a thread of the machine. */
const none = (register: Register, event: Register['boot'], from: Term, to: Term): Formula =>
  forall(
    [v],
    implies(
      and(core.lessThan(from, v), core.atMost(v, to)),
      not(exists([I], core.happens(event, [register.machine, I], v))),
    ),
  );

/** None of the events that clear the register in (a,t], for a static register a conjunction of one. */
export const uninterrupted = (register: Register, from: Term, to: Term): readonly Formula[] =>
  [register.boot, ...register.clears.filter((event) => event !== register.boot)].map((event) =>
    none(register, event, from, to),
  );

/**
 * What a register that holds seq(i; P1, …, Pn) at `time` shows, from the last stage outwards: `tails[k]` says it from the beginning of stage k
 * on, over the free variables `thread` and `times[k]`; `whole` is the MeasuredBoot formula of the chain. Every tail is part of the one before,
 * so that the whole takes space linear in the number of stages.
 */
export interface Shape {
  readonly thread: Variable;
  readonly times: readonly Variable[];
  readonly tails: readonly Formula[];
  readonly whole: Formula;
}

export function measuredBoot(words: Vocabulary, register: Register, programs: readonly Term[], time: Term): Shape {
  const J = variable('J₀₀₀', 'Thread');
  const times = programs.map((_, k) => variable(`t₀${k}`, 'Time'));
  const u = variable('u₀₀₀', 'Time');
  const tails: Formula[] = [];
  for (let k = programs.length - 1; k >= 0; k--) {
    const here = times[k] as Variable;
    const next = programs[k] as Term;
    const tail = tails[k + 1];
    const later = times[k + 1];
    if (tail === undefined || later === undefined) {
      const measured = [
        core.lessThan(here, u),
        core.atMost(u, time),
        extendsBy(words, register, J, next, u),
        noJump(J, here, u),
        firstJump(J, here, time, next),
      ];
      tails[k] = exists([u], and(...measured));
    } else {
      const jumped = [
        core.lessThan(here, later),
        core.lessThan(later, time),
        jumps(J, next, later),
        noJump(J, here, later),
      ];
      tails[k] = exists([later], and(...jumped, tail));
    }
  }
  const start = times[0] as Variable;
  const whole = exists(
    [J, start],
    and(boots(register, J, start), ...uninterrupted(register, start, time), tails[0] as Formula),
  );
  return { thread: J, times, tails, whole };
}
