import {
  exists,
  type Formula,
  freshVariable,
  type Invariant,
  initialSegments,
  logic,
  programs,
  type Theorem,
  type Theory,
} from '../kernel/index.js';
import { generalize, opening, witness } from './derive.js';
import { type HonestProgram, honestPrograms } from './honest-programs.js';

/**
 * LS²'s rule Honesty, of the kernel's two: that threads of who is honest are started with programs of theirs, and what a thread does that is started with one.
 *
 *     Γ, κ(m), Start(I,P)@tb, [Q]_I^{tb,te}, tb < te ⊢ A  for every Q ∈ IS(P), for every P ∈ S, of machines m of the kind κ where S has it for all of them
 *     ──────────────────────────────────────────────────────────────────────────────────  (I, tb, te, m not free in Γ, X̂ and S, nor m in A)
 *     Γ ⊢ Honest(X̂,S) ⊃ ∀I,u. Î = X̂ ∧ Acts(I)@u ⊃
 *           ∃tb < u. ⋁_{P∈S} (∃m. κ(m) ∧ Start(I,P)@tb) ∧ I does nothing up to tb ∧ ∀te. tb < te ⊃ A
 *
 * The premises are those of the programs in the order of {@link honestPrograms}, with its variables for the machines.
 */
export function byHonesty(theory: Theory, assumption: Formula, invariant: Invariant): Theorem {
  const { thread, begin, premises } = invariant;
  const u = freshVariable('u', 'Time', assumption, begin, ...premises.map(({ conclusion }) => conclusion));
  const assumed = logic.assume(theory, assumption);
  const lives = logic.impliesElim(programs.honesty(theory, assumption), assumed);
  const rule = logic.forallElim(lives, thread, u);
  const acting = (rule.conclusion as Formula & { kind: 'implies' }).left;
  const life = logic.impliesElim(rule, logic.assume(theory, acting));
  const whole = opening(
    life,
    1,
    () => begin,
    (_, facts) => {
      const [order, started, nothing] = facts as [Theorem, Theorem, Theorem];
      const later = byStart(theory, assumption, invariant, started);
      const all = logic.andIntro(order, started, nothing, later);
      return witness(exists([begin], all.conclusion), [begin], all);
    },
  );
  return logic.impliesIntro(assumption, generalize([thread, u], logic.impliesIntro(acting, whole)));
}

/** ∀te. tb < te ⊃ A, by cases of the program that the thread was started with. */
function byStart(theory: Theory, assumption: Formula, invariant: Invariant, started: Theorem): Theorem {
  const ways = (started.conclusion as Formula & { kind: 'or' }).parts;
  let from = 0;
  const cases = honestPrograms(theory, assumption).map((of, i) => {
    const { body } = theory.program((of.program as Extract<typeof of.program, { kind: 'application' }>).symbol) ?? {};
    const count = body === undefined ? 0 : initialSegments(body).length;
    const premises = invariant.premises.slice(from, from + count);
    from += count;
    return ofProgram(of, programs.start(of.program, { ...invariant, premises }), invariant, ways[i] as Formula);
  });
  return logic.orElim(started, cases);
}

/** The same of one program: of the story of whoever is started with it, which may suppose that its machines are of their kinds. */
function ofProgram({ machines, guards }: HonestProgram, story: Theorem, of: Invariant, way: Formula): Theorem {
  const { theory } = story;
  const supposing = guards.reduceRight((th, guard) => logic.impliesIntro(guard, th), story);
  const given = logic.assume(theory, way);
  const later = (began: Theorem, kinds: readonly Theorem[]): Theorem => {
    const told = kinds.reduce((th, kind) => logic.impliesElim(th, kind), supposing);
    return logic.impliesElim(logic.forallElim(told, of.thread, of.begin), began);
  };
  if (machines.length === 0) return later(given, []);
  const next = [...machines];
  return opening(
    given,
    machines.length,
    () => next.shift() as (typeof machines)[number],
    (_, facts) => later(facts.at(-1) as Theorem, facts.slice(0, -1)),
  );
}
