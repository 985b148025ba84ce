import {
  and,
  core,
  exists,
  type Formula,
  forall,
  implies,
  logic,
  type Term,
  type Theorem,
  type Variable,
  variable,
} from '../../kernel/index.js';
import { axiomOf, type Context, demandProof } from '../context.js';
import { modusPonens, opening, parts, witness } from '../derive.js';
import { extended, type Vocabulary } from '../vocabulary.js';
import { boots, extendsBy, holdsValue, type Register, uncleared, untouched } from './register.js';

/** Facts of one register that every link of every chain needs: proved once, over any times, values and threads. */
export interface RegisterLemmas {
  /** ∀v,e,w. the register holds H(v,e) at w ⊃ ∃I,u,p. it held v at p < u ≤ w, I extended it by e at u, and nothing touched it in (p,u), (u,w]. */
  readonly extension: Theorem;
  /** ∀w. it holds its initial value at w ⊃ ∃J,u. u ≤ w, J was booted at u, and nothing touched it in (u,w]. */
  readonly initial: Theorem;
  /** ∀p,q,r. p ≤ q < r, untouched in (p,q] and (q,r) ⊃ p < r and untouched in (p,r). */
  readonly join: Theorem;
  /** ∀p,q,r. p ≤ q ≤ r, untouched in (p,q] and (q,r] ⊃ p ≤ r and untouched in (p,r]. */
  readonly joinClosed: Theorem;
  /** ∀p,q,r. p < q, untouched in (p,r) ⊃ untouched in (q,r). */
  readonly shorten: Theorem;
  /** ∀I,e,p,q,r. p < q, untouched in (p,q), I extends it by e at q, uncleared in (q,r] ⊃ uncleared in (p,r]. */
  readonly uncleared: Theorem;
  /** ∀p,r. untouched in (p,r] ⊃ uncleared in (p,r]. */
  readonly unclearedEnd: Theorem;
  /** ∀p,q,r. p < q ≤ r ⊃ p < r, and its like with the other sign strict. */
  readonly order: Theorem;
  readonly orderStrict: Theorem;
  /** ∀p,q,r. p ≤ q ≤ r ⊃ p ≤ r, and p < q ≤ r ⊃ p ≤ r. */
  readonly orderWeak: Theorem;
  readonly orderLoose: Theorem;
  /** ∀p. p ≤ p, and untouched in (p,p]. */
  readonly point: Theorem;
}

const [p, q, r, u, w] = ['p₀', 'q₀', 'r₀', 'u₀', 'w₁₀'].map((name) => variable(name, 'Time')) as [
  Variable,
  Variable,
  Variable,
  Variable,
  Variable,
];
const I = variable('I₁₀', 'Thread');
const [v, e] = [variable('v₀', 'Term'), variable('e₀', 'Term')];

export async function registerLemmas(context: Context, words: Vocabulary, register: Register): Promise<RegisterLemmas> {
  const quiet = (from: Term, to: Term, closed = false): Formula => untouched(words, register, { from, to, closed });
  const clear = (from: Term, to: Term): Formula => uncleared(register, { from, to, closed: true });
  const { lessThan, atMost } = core;
  const axiom = (name: string): Theorem => axiomOf(context, name);
  const lemma = (step: string, goal: Formula, ...axioms: readonly string[]): Promise<Theorem> =>
    demandProof(context, `the register's history: ${step}`, goal, axioms.map(axiom));
  const rule = (variables: readonly Variable[], given: readonly Formula[], shown: Formula): Formula =>
    forall(variables, implies(and(...given), shown));
  const extension = exists(
    [I, u, p],
    and(
      lessThan(p, u),
      atMost(u, w),
      holdsValue(words, register, v, p),
      extendsBy(words, register, I, e, u),
      quiet(p, u),
      quiet(u, w, true),
    ),
  );
  const initial = exists([I, u], and(atMost(u, w), boots(register, I, u), quiet(u, w, true)));
  const [a, b, c, d, f, g, h, i, j, k, l, o] = await Promise.all([
    lemma(
      'its last extension',
      forall([v, e, w], implies(holdsValue(words, register, extended(words, v, e), w), extension)),
      register.axioms.extension,
    ),
    lemma(
      'its beginning',
      forall([w], implies(holdsValue(words, register, register.initial, w), initial)),
      register.axioms.initial,
    ),
    lemma(
      'joining',
      rule([p, q, r], [atMost(p, q), lessThan(q, r), quiet(p, q, true), quiet(q, r)], and(lessThan(p, r), quiet(p, r))),
    ),
    lemma(
      'joining',
      rule(
        [p, q, r],
        [atMost(p, q), atMost(q, r), quiet(p, q, true), quiet(q, r, true)],
        and(atMost(p, r), quiet(p, r, true)),
      ),
    ),
    lemma('shortening', rule([p, q, r], [lessThan(p, q), quiet(p, r)], quiet(q, r))),
    lemma(
      'no reset',
      rule(
        [I, e, p, q, r],
        [lessThan(p, q), quiet(p, q), extendsBy(words, register, I, e, q), clear(q, r)],
        clear(p, r),
      ),
      'ONE',
    ),
    lemma('no reset', forall([p, r], implies(quiet(p, r, true), clear(p, r)))),
    lemma('order', rule([p, q, r], [lessThan(p, q), atMost(q, r)], lessThan(p, r))),
    lemma('order', rule([p, q, r], [lessThan(p, q), lessThan(q, r)], lessThan(p, r))),
    lemma('order', rule([p, q, r], [atMost(p, q), atMost(q, r)], atMost(p, r))),
    lemma('order', rule([p, q, r], [lessThan(p, q), atMost(q, r)], atMost(p, r))),
    lemma('a point of time', forall([p], and(atMost(p, p), quiet(p, p, true)))),
  ]);
  return {
    extension: a,
    initial: b,
    join: c,
    joinClosed: d,
    shorten: f,
    uncleared: g,
    unclearedEnd: h,
    order: i,
    orderStrict: j,
    orderWeak: k,
    orderLoose: l,
    point: o,
  };
}

/**
 * The rest of a register's history at each of its values: `from(k, a)` says that after a, where it holds the k-th value, it was extended by
 * the k+1-st entry, and so on, until `time`. Each is part of the one before, so all take space linear in the number of entries.
 */
export interface History {
  readonly values: readonly Term[];
  readonly time: Term;
  from(k: number, after: Term): Formula;
}

export function historyOf(words: Vocabulary, register: Register, entries: readonly Term[], time: Term): History {
  // The body for entry k speaks of its own time; two names in turn keep it apart from that of the next.
  const timeOf = (k: number): Variable => variable(`h₀${k % 2}`, 'Time');
  const bodies: Formula[] = [];
  const from = (k: number, after: Term): Formula => {
    const entry = entries[k];
    const rest = bodies[k + 1];
    if (entry === undefined || rest === undefined)
      return and(core.atMost(after, time), untouched(words, register, { from: after, to: time, closed: true }));
    const next = timeOf(k + 1);
    const quiet = untouched(words, register, { from: after, to: next });
    const extension = extendsBy(words, register, I, entry, next);
    return exists([I, next], and(core.lessThan(after, next), core.atMost(next, time), quiet, extension, rest));
  };
  for (let k = entries.length; k >= 0; k--) bodies[k] = from(k, timeOf(k));
  const values = [register.initial];
  for (const entry of entries) values.push(extended(words, values.at(-1) as Term, entry));
  return { values, time, from };
}

/** Γ ⊢ from(k, earlier), of earlier ≤ later, untouched in (earlier, later], and from(k, later). */
function extendBack(
  context: Context,
  lemmas: RegisterLemmas,
  past: History,
  k: number,
  [earlier, later]: readonly [Term, Term],
  [order, quiet, rest]: readonly [Theorem, Theorem, Theorem],
): Theorem {
  if (k === past.values.length - 1) {
    const [end, quietToEnd] = parts(rest) as [Theorem, Theorem];
    return modusPonens(logic.forallElim(lemmas.joinClosed, earlier, later, past.time), order, end, quiet, quietToEnd);
  }
  return opening(rest, 2, context.fresh, ([thread, time], facts) => {
    const [after, until, quietAfter, extension, next] = facts as [Theorem, Theorem, Theorem, Theorem, Theorem];
    const joined = modusPonens(
      logic.forallElim(lemmas.join, earlier, later, time as Term),
      order,
      after,
      quiet,
      quietAfter,
    );
    const [since, quietSince] = parts(joined) as [Theorem, Theorem];
    return witness(
      past.from(k, earlier),
      [thread as Term, time as Term],
      logic.andIntro(since, until, quietSince, extension, next),
    );
  });
}

/** `∃J,ts. J was booted at ts ∧ from(0, ts)`, of Γ ⊢ the register holds its last value at `time`. */
export function pastOf(
  context: Context,
  words: Vocabulary,
  register: Register,
  lemmas: RegisterLemmas,
  past: History,
  held: Theorem,
): Theorem {
  const state = (k: number, at: Term): Formula =>
    and(core.atMost(at, past.time), holdsValue(words, register, past.values[k] as Term, at), past.from(k, at));
  const reached = (k: number): Formula => exists([w], state(k, w));
  const last = past.values.length - 1;
  const now = parts(logic.forallElim(lemmas.point, past.time)) as [Theorem, Theorem];
  let theorem = witness(reached(last), [past.time], logic.andIntro(now[0], held, logic.andIntro(...now)));
  for (let k = last; k > 0; k--) {
    const entry = (
      (past.values[k] as Extract<Term, { kind: 'application' }>).args[0] as Extract<Term, { kind: 'application' }>
    ).args[1] as Term;
    theorem = opening(theorem, 1, context.fresh, ([here], facts) => {
      const [until, mem, rest] = facts as [Theorem, Theorem, Theorem];
      const extension = modusPonens(
        logic.forallElim(lemmas.extension, past.values[k - 1] as Term, entry, here as Term),
        mem,
      );
      return opening(extension, 3, context.fresh, ([thread, at, before], seen) => {
        const [since, order, was, extended, quiet, quietAfter] = seen as [
          Theorem,
          Theorem,
          Theorem,
          Theorem,
          Theorem,
          Theorem,
        ];
        const next = extendBack(context, lemmas, past, k, [at as Term, here as Term], [order, quietAfter, rest]);
        const inTime = modusPonens(
          logic.forallElim(lemmas.orderWeak, at as Term, here as Term, past.time),
          order,
          until,
        );
        const story = logic.andIntro(since, inTime, quiet, extended, next);
        const earlier = witness(past.from(k - 1, before as Term), [thread as Term, at as Term], story);
        const early = modusPonens(
          logic.forallElim(lemmas.orderLoose, before as Term, at as Term, past.time),
          since,
          inTime,
        );
        return witness(reached(k - 1), [before as Term], logic.andIntro(early, was, earlier));
      });
    });
  }
  const J = variable('J₀', 'Thread');
  const booted = exists([J, w], and(boots(register, J, w), past.from(0, w)));
  return opening(theorem, 1, context.fresh, ([here], facts) => {
    const [, mem, rest] = facts as [Theorem, Theorem, Theorem];
    const beginning = modusPonens(logic.forallElim(lemmas.initial, here as Term), mem);
    return opening(beginning, 2, context.fresh, ([thread, at], seen) => {
      const [order, boot, quiet] = seen as [Theorem, Theorem, Theorem];
      const story = extendBack(context, lemmas, past, 0, [at as Term, here as Term], [order, quiet, rest]);
      return witness(booted, [thread as Term, at as Term], logic.andIntro(boot, story));
    });
  });
}

/** `∀a. from(0, a) ⊃ nothing clears the register in (a, time]`. */
export function neverCleared(context: Context, lemmas: RegisterLemmas, past: History): Theorem {
  const last = past.values.length - 1;
  const end = logic.assume(context.theory, past.from(last, p));
  const quiet = logic.andElim(end, 1);
  let theorem = logic.forallIntro(
    p,
    logic.impliesIntro(end.conclusion, modusPonens(logic.forallElim(lemmas.unclearedEnd, p, past.time), quiet)),
  );
  for (let k = last - 1; k >= 0; k--) {
    const story = logic.assume(context.theory, past.from(k, p));
    const shown = opening(story, 2, context.fresh, ([thread, at], facts) => {
      const [after, , quietUntil, extension, rest] = facts as [Theorem, Theorem, Theorem, Theorem, Theorem];
      const later = modusPonens(logic.forallElim(theorem, at as Term), rest);
      const event = extension.conclusion as Extract<Formula, { kind: 'atom' }>;
      const entry = (event.args[0] as Extract<Term, { kind: 'application' }>).args[2] as Term;
      const terms = [thread as Term, entry, p, at as Term, past.time];
      return modusPonens(logic.forallElim(lemmas.uncleared, ...terms), after, quietUntil, extension, later);
    });
    theorem = logic.forallIntro(p, logic.impliesIntro(story.conclusion, shown));
  }
  return theorem;
}
