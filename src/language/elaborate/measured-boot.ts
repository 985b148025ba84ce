import {
  and,
  atom,
  bound,
  core,
  equal,
  exists,
  type Formula,
  type FunctionSymbol,
  forall,
  implies,
  not,
  type PredicateSymbol,
  quantified,
  type Term,
  type Variable,
  variable,
} from '../../kernel/index.js';
import type { Measured } from '../model.js';

/** One of these alone, or all. */
const together = (formulas: readonly Formula[]): Formula =>
  formulas.length === 1 ? (formulas[0] as Formula) : and(...formulas);

/** What the formulas of a chain speak of. */
export interface ChainTerms {
  readonly machine: Variable;
  /** Those that are extended. */
  readonly registers: readonly Term[];
  readonly dynamic: boolean;
  /** Place(Thread, Machine), of a register of a vTPM: its machine is placed once, and not anew. */
  readonly place?: FunctionSymbol;
  /** The programs of the stages, applied to the machine. */
  readonly stages: readonly Term[];
  /** What each stage measures. */
  readonly measures: readonly (readonly Measured[])[];
  readonly isLocked: PredicateSymbol;
  /** Extend(Thread, Location, Term) */
  readonly extend: (thread: Term, location: Term, entry: Term, when: Term) => Formula;
}

/** `∀t, K. Reset(m, K) @ t ⊃ IsLocked(REG, K) @ t`, or of a late launch for a dynamic register; of all registers. */
export function protectedBody({ machine, registers, dynamic, isLocked }: ChainTerms): Formula {
  const [t, K] = [variable('t', 'Time'), variable('K', 'Thread')];
  const began = core.happens(dynamic ? core.lateLaunchEvent : core.resetEvent, [machine, K], t);
  return forall([t, K], implies(began, together(registers.map((register) => atom(isLocked, register, K, t)))));
}

/**
 * Alone of a chain S0, …, Sn: `∀J, t0. Reset(m, J) @ t0 ⊃ ∀I, e, u. t0 < u ∧ Extend(I, REG, e) @ u ∧ ¬Reset(m) on (t0, u] ∧ ¬Jump(J, Sn(m)) on (t0, u) ⊃ I = J`.
 * For a dynamic register a late launch begins, and neither comes in (t0, u]. The same of each register, if there are several.
 */
export function aloneBody({ machine, registers, dynamic, place, stages, extend }: ChainTerms): Formula {
  const [J, I, K] = ['J', 'I', 'K'].map((name) => variable(name, 'Thread')) as [Variable, Variable, Variable];
  const [t0, u, w] = ['t0', 'u', 'w'].map((name) => variable(name, 'Time')) as [Variable, Variable, Variable];
  const e = variable('e', 'Term');
  const last = stages.at(-1);
  if (last === undefined) throw new Error('a chain has stages');
  const since = (event: FunctionSymbol): Formula => {
    const begun = exists([K], core.happens(event, event === place ? [K, machine] : [machine, K], w));
    return forall([w], implies(and(core.lessThan(t0, w), core.atMost(w, u)), not(begun)));
  };
  const reached = core.happens(core.jumpEvent, [J, last], w);
  const notYet = forall([w], implies(and(core.lessThan(t0, w), core.lessThan(w, u)), not(reached)));
  const boot = dynamic ? core.lateLaunchEvent : core.resetEvent;
  const meanwhile = [since(boot), ...(dynamic ? [since(core.resetEvent)] : place ? [since(place)] : []), notYet];
  const own = registers.map((register) =>
    forall([I, e, u], implies(and(core.lessThan(t0, u), extend(I, register, e, u), ...meanwhile), equal(I, J))),
  );
  return forall([J, t0], implies(core.happens(boot, [machine, J], t0), together(own)));
}

/**
 * MeasuredBoot of a chain S0, …, Sn, at t:
 *
 *     ∃J, t0. Reset(m, J) @ t0 ∧ ¬Reset(m) on (t0, t] ∧ R0
 *     Ri   ≡ ∃ti+1. ti < ti+1 ∧ ti+1 < t ∧ Jump(J, Si+1(m)) @ ti+1 ∧ ¬Jump(J) on (ti, ti+1) ∧ Ri+1        for i < n - 1
 *     Rn-1 ≡ ∃u. tn-1 < u ∧ u ≤ t ∧ Extend(J, REG, Sn(m)) @ u ∧ ¬Jump(J) on (tn-1, u)
 *              ∧ ∀x, w. tn-1 < w ∧ w ≤ t ∧ Jump(J, x) @ w ∧ ¬Jump(J) on (tn-1, w) ⊃ x = Sn(m)
 *
 * Besides, of what stage i measures but is no stage: `∃v. ti < v ∧ v < ti+1 ∧ Extend(J, REG, e) @ v` in Ri, and with v ≤ t in Rn-1;
 * for a dynamic register with LateLaunch in place of Reset, and neither since; for a vTPM's, ¬Place(vm) on (t0, t] as well. The last stage is measured; if J has jumped since, its first
 * jump was to it. Built from the inside, with bound variables put where they belong at once: linear in the number of stages.
 */
export function measuredBootBody(chain: ChainTerms, t: Variable): Formula {
  const { machine, dynamic, place, stages } = chain;
  // Under ∃J and ∃t0 … ∃ti, J is bound i + 2 binders out, ti the innermost.
  let rest = lastMeasured(chain, t);
  for (let i = stages.length - 3; i >= 0; i -= 1) {
    const stage = stages[i + 1];
    if (stage === undefined) continue;
    const [J, from, to] = [bound(i + 2, 'Thread'), bound(1, 'Time'), bound(0, 'Time')];
    const jumped = core.happens(core.jumpEvent, [J, stage], to);
    const parts = [
      core.lessThan(from, to),
      core.lessThan(to, t),
      jumped,
      noJump(i + 2, 1, 0),
      ...dataOf(chain, i, i + 2),
      rest,
    ];
    rest = quantified('exists', `t${i + 1}`, 'Time', and(...parts));
  }
  const [J, t0] = [bound(1, 'Thread'), bound(0, 'Time')];
  const began = core.happens(dynamic ? core.lateLaunchEvent : core.resetEvent, [machine, J], t0);
  // Under ∃K, as neverSince binds it.
  const K = bound(0, 'Thread');
  const since = dynamic
    ? [neverSince(core.lateLaunchEvent, [machine, K], t), neverSince(core.resetEvent, [machine, K], t)]
    : [neverSince(core.resetEvent, [machine, K], t), ...(place ? [neverSince(place, [K, machine], t)] : [])];
  return quantified('exists', 'J', 'Thread', quantified('exists', 't0', 'Time', and(began, ...since, rest)));
}

/** What stage i extends registers by besides the next stage, where J is bound so many binders out, ti by the last but one and ti+1 by the last. */
function dataOf({ measures, extend }: ChainTerms, i: number, J: number): readonly Formula[] {
  const v = bound(0, 'Time');
  const inside = [core.lessThan(bound(2, 'Time'), v), core.lessThan(v, bound(1, 'Time'))];
  return dataIn(measures[i]).map(({ register, entry }) =>
    quantified('exists', 'v', 'Time', and(...inside, extend(bound(J + 1, 'Thread'), register, entry, v))),
  );
}

const dataIn = (measures: readonly Measured[] = []): readonly Measured[] => measures.filter(({ isNext }) => !isNext);

/** Rn-1, where J is bound n binders out, and tn-1 by the innermost. */
function lastMeasured(chain: ChainTerms, t: Variable): Formula {
  const { measures, stages, extend } = chain;
  const n = stages.length - 1;
  const v = bound(0, 'Time');
  const inside = [core.lessThan(bound(1, 'Time'), v), core.atMost(v, t)];
  const data = dataIn(measures[n - 1]).map(({ register, entry }) =>
    quantified('exists', 'v', 'Time', and(...inside, extend(bound(n + 1, 'Thread'), register, entry, v))),
  );
  return together([...data, lastStage(chain, t)]);
}

/** That the last stage was measured, and that nothing else was jumped to. */
function lastStage({ measures, stages, extend }: ChainTerms, t: Variable): Formula {
  const n = stages.length - 1;
  const register = measures[n - 1]?.find(({ isNext }) => isNext)?.register;
  const last = stages[n];
  if (last === undefined || register === undefined) throw new Error('a chain has stages');
  const u = bound(0, 'Time');
  const measured = [
    core.lessThan(bound(1, 'Time'), u),
    core.atMost(u, t),
    extend(bound(n + 1, 'Thread'), register, last, u),
    noJump(n + 1, 1, 0),
  ];
  // Under ∃u, ∀x and ∀w, tn-1 is bound three binders out, J n + 3.
  const [x, w, from] = [bound(1, 'Term'), bound(0, 'Time'), bound(3, 'Time')];
  const jumped = core.happens(core.jumpEvent, [bound(n + 3, 'Thread'), x], w);
  const first = and(core.lessThan(from, w), core.atMost(w, t), jumped, noJump(n + 3, 3, 0));
  const onlyTo = quantified('forall', 'x', 'Term', quantified('forall', 'w', 'Time', implies(first, equal(x, last))));
  return quantified('exists', 'u', 'Time', and(...measured, onlyTo));
}

/** `¬Jump(J) on (a, b)`, of variables bound so many binders out. */
function noJump(J: number, a: number, b: number): Formula {
  const v = bound(0, 'Time');
  const inside = and(core.lessThan(bound(a + 1, 'Time'), v), core.lessThan(v, bound(b + 1, 'Time')));
  const jump = core.happens(core.jumpEvent, [bound(J + 2, 'Thread'), bound(0, 'Term')], bound(1, 'Time'));
  return quantified('forall', 'v', 'Time', implies(inside, not(quantified('exists', 'x', 'Term', jump))));
}

/** `¬EVENT(m) on (t0, t]`, where t0 is bound by the innermost binder, and in the arguments a thread. */
function neverSince(event: FunctionSymbol, args: readonly Term[], t: Variable): Formula {
  const v = bound(0, 'Time');
  const inside = and(core.lessThan(bound(1, 'Time'), v), core.atMost(v, t));
  const happened = core.happens(event, args, bound(1, 'Time'));
  return quantified('forall', 'v', 'Time', implies(inside, not(quantified('exists', 'K', 'Thread', happened))));
}
