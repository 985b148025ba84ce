import { demand } from './brand.js';
import * as core from './core.js';
import {
  and,
  apply,
  atom,
  equal,
  type Formula,
  implies,
  isFormula,
  isTerm,
  isVariable,
  not,
  occurs,
  or,
  ran,
  type Segment,
  sameVariable,
  type Term,
  type Variable,
} from './piece.js';
import { membersOf } from './program-sets.js';
import { sameFormula } from './same.js';
import { initialSegments } from './segment.js';
import { closeBody, exists, forall, freshVariable, openBody } from './substitute.js';
import type { FunctionSymbol } from './symbol.js';
import { type Mint, type Theorem, theoryOf, union, without } from './theorem.js';
import { isTheory, type MachineKind, type Theory } from './theory.js';

/** A proof, by cases of what a thread can have done of a program: one premise for each of the program's initial segments, in their order. */
export interface Invariant {
  /** I: any thread that began the program. */
  readonly thread: Variable;
  /** tb: when it began. */
  readonly begin: Variable;
  /** te: any later time. */
  readonly end: Variable;
  /** A premise for each Q ∈ IS(P): Γ, [Q]_I^{tb,te}, tb < te, (how I began)@tb ⊢ A. */
  readonly premises: readonly Theorem[];
  /** m, …: of Honesty, any machines of their kinds, for the sets of programs that range over such. */
  readonly machines?: readonly Variable[];
}

/** One way in which a thread begins, and the program that it then runs. */
interface Beginning {
  readonly event: Formula;
  readonly program: Term;
  /** The machines that it is of, any that are of their kinds. */
  readonly machines: readonly Variable[];
  readonly guards: readonly Formula[];
}

/** I does nothing in (after,until), or in (after,until] where that is closed: `∀u. after < u ∧ u < until ⊃ ¬Acts(I)@u`. */
function idle(thread: Term, after: Term, until: Term, end: 'open' | 'closed'): Formula {
  const u = freshVariable('u', 'Time', thread, after, until);
  const inside = end === 'open' ? core.lessThan(u, until) : core.atMost(u, until);
  return forall([u], implies(and(core.lessThan(after, u), inside), not(atom(core.acts, thread, u))));
}

/** The code of a program of the theory. */
function bodyOf(theory: Theory, program: Term): Segment {
  demand(isTerm(program) && program.loose === 0 && program.kind === 'application', 'not a program of the theory');
  const declared = theory.program(program.symbol);
  demand(declared?.body !== undefined, `the code of ${program.symbol.name} is not known`);
  return openBody(closeBody(declared.body, declared.params), [...program.args].reverse());
}

/** What a rule was given, read once and checked. */
function checked(rule: string, { thread, begin, end, premises: given, machines: some = [] }: Invariant) {
  const [premises, machines] = [[...given], [...some]];
  const theory = theoryOf(...premises);
  const variables = [thread, begin, end];
  demand(
    variables.every(isVariable) && variables.map((v) => v.sort).join() === 'Thread,Time,Time',
    `${rule}: an invariant is of a thread, from a time, to a time`,
  );
  demand(!sameVariable(begin, end), `${rule}: an invariant is from one time to another`);
  const apart = machines.every((m, i) => isVariable(m) && m.sort === 'Machine' && machines.indexOf(m) === i);
  demand(apart, `${rule}: the machines are not different variables`);
  return { rule, theory, thread, begin, end, premises, machines };
}

/**
 *     Γ, [Q]_I^{tb,te}, tb < te, κ(m), E@tb ⊢ A  for every Q ∈ IS(P), for every way E to begin a program P, of machines m of the kind κ
 *     ─────────────────────────────────────────────────────────────────────────────────────  (I, tb, te, m not free in Γ and the subject, nor m in A)
 *     Γ and ∀te. tb < te ⊃ A
 */
function allLater(
  { rule, theory, thread, begin, end, premises, machines }: ReturnType<typeof checked>,
  subject: Term | Formula,
  beginnings: readonly Beginning[],
) {
  const ranged = beginnings.flatMap((each) => each.machines);
  demand(ranged.length === machines.length, `${rule}: there is one machine for each that the programs range over`);
  const assumed = beginnings.flatMap(({ event, program, guards }) =>
    initialSegments(bodyOf(theory, program)).map((segment) => [event, ...guards, ran(segment, thread, begin, end)]),
  );
  demand(premises.length >= assumed.length, `${rule}: a premise is missing for an initial segment`);
  demand(premises.length <= assumed.length, `${rule}: there are more premises than initial segments`);
  const { conclusion } = premises[0] as Theorem;
  const lasts = core.lessThan(begin, end);
  let hypotheses: readonly Formula[] = [];
  for (const [i, premise] of premises.entries()) {
    demand(sameFormula(premise.conclusion, conclusion), `${rule}: the premises prove different things`);
    hypotheses = union(hypotheses, without(premise.hypotheses, lasts, ...(assumed[i] as Formula[])));
  }
  demand(!machines.some((m) => occurs(m, conclusion)), `${rule}: the premises show it of some machines alone`);
  for (const v of [thread, begin, end, ...machines])
    demand(
      ![subject, ...hypotheses].some((node) => occurs(v, node)),
      `${rule}: ${v.name} is free in the hypotheses or the program`,
    );
  return { hypotheses, later: forall([end], implies(lasts, conclusion)) };
}

/** The program logic: Act, Seq, and the rules that begin a thread. */
export function programRules(mint: Mint) {
  /** Reset and LateLaunch differ in the event and in which program of the machine's kind it starts. */
  function boot(rule: string, event: FunctionSymbol, started: (kind: MachineKind) => FunctionSymbol | undefined) {
    return (kind: Formula, given: Invariant): Theorem => {
      const invariant = checked(rule, given);
      const { theory, thread, begin, premises } = invariant;
      const declared = isFormula(kind) && kind.kind === 'atom' ? theory.kind(kind.predicate) : undefined;
      const symbol = declared && started(declared);
      demand(kind.kind === 'atom' && symbol !== undefined, `${rule}: the machine's kind starts no such program`);
      const machine = kind.args[0] as Term;
      const began = core.happens(event, [machine, thread], begin);
      const { hypotheses, later } = allLater(invariant, kind, [
        { event: began, program: apply(symbol, machine), machines: [], guards: [] },
      ]);
      const conclusion = implies(kind, forall([thread, begin], implies(began, later)));
      return mint(theory, hypotheses, conclusion, { rule, premises });
    };
  }

  return {
    /**
     *     [·]_I^{tb,te}          ⊢ I does nothing in (tb,te]
     *     [jump e]_I^{tb,te}     ⊢ ∃t ∈ (tb,te]. I does nothing in (tb,t) ∧ Jump(I,e)@t
     *     [latelaunch]_I^{tb,te} ⊢ ∃t ∈ (tb,te], K. I does nothing in (tb,t) and in (t,te] ∧ LateLaunch(m,K)@t, m the machine of I
     *     [P + Q]_I^{tb,te}      ⊢ [P]_I^{tb,te} ∨ [Q]_I^{tb,te}
     */
    act(theory: Theory, segment: Segment, thread: Term, from: Term, to: Term): Theorem {
      const did = ran(segment, thread, from, to);
      demand(isTheory(theory) && did.loose === 0 && segment.kind !== 'step', 'Act: of an action that others follow');
      const t = freshVariable('t', 'Time', did);
      const K = freshVariable('K', 'Thread', did);
      const window = [core.lessThan(from, t), core.atMost(t, to), idle(thread, from, t, 'open')];
      const conclude = (result: Formula): Theorem => mint(theory, [did], result, { rule: 'Act', premises: [] });
      if (segment.kind === 'stop') return conclude(idle(thread, from, to, 'closed'));
      if (segment.kind === 'choice')
        return conclude(or(...[segment.first, segment.second].map((each) => ran(each, thread, from, to))));
      if (segment.kind === 'jump')
        return conclude(exists([t], and(...window, core.happens(core.jumpEvent, [thread, segment.target], t))));
      const launched = core.happens(core.lateLaunchEvent, [apply(core.machineOf, thread), K], t);
      return conclude(exists([t, K], and(...window, launched, idle(thread, t, to, 'closed'))));
    },

    /**
     *     [x = a; P]_I^{tb,te} ⊢ ∃tm ∈ (tb,te], x. I does nothing in (tb,tm) ∧ a's event by I with result x @ tm ∧ [P]_I^{tm,te}
     *
     * LS²'s Act and Seq in one, with the time of the action itself for the time between the two: P's own clause says that I is idle after it.
     */
    seq(theory: Theory, segment: Segment, thread: Term, from: Term, to: Term): Theorem {
      const did = ran(segment, thread, from, to);
      demand(isTheory(theory) && did.loose === 0 && segment.kind === 'step', 'Seq: not an action and what follows it');
      const { action, args, hint, rest } = segment;
      const t = freshVariable('t', 'Time', did);
      const results = action.result === undefined ? [] : [freshVariable(hint, action.result, did, t)];
      const event = core.happens(action.event, [thread, ...args, ...results], t);
      const after = ran(openBody(rest, results), thread, t, to);
      const window = [core.lessThan(from, t), core.atMost(t, to), idle(thread, from, t, 'open')];
      return mint(theory, [did], exists([t, ...results], and(...window, event, after)), { rule: 'Seq', premises: [] });
    },

    /**
     *     Γ, [Q]_I^{tb,te} ⊢ A  for every Q ∈ IS(P)
     *     ───────────────────────────────────────────────  (I, tb, te not free in Γ and P)
     *     Γ ⊢ ∀I,tb. Jump(I,P)@tb ⊃ ∀te. tb < te ⊃ A
     */
    jump(program: Term, given: Invariant): Theorem {
      const invariant = checked('Jump', given);
      const { rule, theory, thread, begin, premises } = invariant;
      const began = core.happens(core.jumpEvent, [thread, program], begin);
      const { hypotheses, later } = allLater(invariant, program, [{ event: began, program, machines: [], guards: [] }]);
      return mint(theory, hypotheses, forall([thread, begin], implies(began, later)), { rule, premises });
    },

    /**
     *     Γ, [Q]_I^{tb,te} ⊢ A  for every Q ∈ IS(SRTM(m))
     *     ──────────────────────────────────────────────────────────  (κ the machine's kind, SRTM what it runs on a reset; as for Jump)
     *     Γ ⊢ κ(m) ⊃ ∀I,tb. Reset(m,I)@tb ⊃ ∀te. tb < te ⊃ A
     */
    reset: boot('Reset', core.resetEvent, (kind) => kind.reset),

    /**
     *     Γ, [Q]_I^{tb,te} ⊢ A  for every Q ∈ IS(LL(m))
     *     ──────────────────────────────────────────────────────────  (κ the machine's kind, LL what it runs on a late launch; as for Jump)
     *     Γ ⊢ κ(m) ⊃ ∀I,tb. LateLaunch(m,I)@tb ⊃ ∀te. tb < te ⊃ A
     */
    lateLaunch: boot('LateLaunch', core.lateLaunchEvent, (kind) => kind.lateLaunch),

    /**
     *     Γ, κ(m), [Q]_I^{tb,te} ⊢ A  for every Q ∈ IS(P), for every P ∈ S, of machines m of the kind κ where S has it for all of them
     *     ──────────────────────────────────────────────────────────────────────────────────  (I, tb, te, m not free in Γ, X̂ and S, nor m in A)
     *     Γ ⊢ Honest(X̂,S) ⊃ ∀I,u. Î = X̂ ∧ Acts(I)@u ⊃
     *           ∃tb < u. ⋁_{P∈S} (∃m. κ(m) ∧ Start(I,P)@tb) ∧ I does nothing up to tb ∧ ∀te. tb < te ⊃ A
     */
    honesty(assumption: Formula, given: Invariant): Theorem {
      const invariant = checked('Honesty', given);
      const { rule, theory, thread, begin, premises, machines } = invariant;
      demand(
        isFormula(assumption) && assumption.kind === 'atom' && assumption.predicate === core.honest,
        'Honesty: not Honest(X̂,S)',
      );
      const [principal, set] = assumption.args as [Term, Term];
      const left = [...machines];
      const beginnings = (membersOf(theory, set) ?? []).map(({ kinds, of }): Beginning => {
        const own = left.splice(0, kinds.length);
        const { program, guards } = of(own);
        return { event: core.happens(core.startEvent, [thread, program], begin), program, machines: own, guards };
      });
      demand(beginnings.length > 0, 'Honesty: the programs are not listed');
      const { hypotheses, later } = allLater(invariant, assumption, beginnings);
      const u = freshVariable('u', 'Time', assumption, later, begin, thread);
      const w = freshVariable('w', 'Time', begin, thread);
      const started = or(
        ...beginnings.map(({ event, machines: own, guards }) =>
          own.length === 0 ? event : exists(own, and(...guards, event)),
        ),
      );
      const nothingBefore = forall([w], implies(core.atMost(w, begin), not(atom(core.acts, thread, w))));
      const life = and(core.lessThan(begin, u), started, nothingBefore, later);
      const acting = and(equal(apply(core.owner, thread), principal), atom(core.acts, thread, u));
      const conclusion = implies(assumption, forall([thread, u], implies(acting, exists([begin], life))));
      return mint(theory, hypotheses, conclusion, { rule, premises });
    },
  };
}
