import { demand } from './brand.js';
import {
  acts,
  alsoProgram,
  atMost,
  happens,
  honest,
  jumpEvent,
  lateLaunchEvent,
  lessThan,
  machineOf,
  noPrograms,
  owner,
  resetEvent,
  startEvent,
} from './core.js';
import { and, atom, equal, type Formula, implies, isFormula, not, or, ran, sameFormula } from './formula.js';
import { initialSegments, type Segment } from './segment.js';
import { closeSegment, exists, forall, freshVariable, openSegment } from './substitute.js';
import type { FunctionSymbol } from './symbol.js';
import { apply, isTerm, occurs, sameVariable, type Term, type Variable } from './term.js';
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
}

/** I does nothing in (after,until), or in (after,until] where that is closed: `∀u. after < u ∧ u < until ⊃ ¬Acts(I)@u`. */
function idle(thread: Term, after: Term, until: Term, end: 'open' | 'closed'): Formula {
  const u = freshVariable('u', 'Time', thread, after, until);
  const inside = end === 'open' ? lessThan(u, until) : atMost(u, until);
  return forall([u], implies(and(lessThan(after, u), inside), not(atom(acts, thread, u))));
}

/** The program logic: Act, Seq, and the rules that begin a thread. */
export function programRules(mint: Mint) {
  /** Γ1,…,Γn ⊢ ∀te. tb < te ⊃ A, after each premise was checked and its own assumptions discharged. */
  function allLater(
    rule: string,
    { thread, begin, end, premises }: Invariant,
    bodies: readonly { body: Segment; began: Formula }[],
  ) {
    const [first] = premises;
    demand(
      first !== undefined && [thread, begin, end].every((v) => isTerm(v) && v.kind === 'variable'),
      `${rule}: an invariant has variables and premises`,
    );
    demand(
      thread.sort === 'Thread' && begin.sort === 'Time' && end.sort === 'Time' && !sameVariable(begin, end),
      `${rule}: an invariant is of a thread, from a time, to another`,
    );
    const formula = first.conclusion;
    let hypotheses: readonly Formula[] = [];
    let count = 0;
    for (const { body, began } of bodies) {
      for (const segment of initialSegments(body)) {
        const premise = premises[count++];
        demand(premise !== undefined, `${rule}: a premise is missing for an initial segment`);
        demand(sameFormula(premise.conclusion, formula), `${rule}: the premises prove different things`);
        const own = [ran(segment, thread, begin, end), lessThan(begin, end), began];
        hypotheses = union(hypotheses, without(premise.hypotheses, ...own));
      }
    }
    demand(count === premises.length, `${rule}: there are more premises than initial segments`);
    for (const h of hypotheses)
      for (const v of [thread, begin, end]) demand(!occurs(v, h), `${rule}: ${v.name} is free in the hypotheses`);
    return { hypotheses, later: forall([end], implies(lessThan(begin, end), formula)) };
  }

  function bodyOf(theory: Theory, program: Term): Segment {
    demand(isTerm(program) && program.loose === 0 && program.kind === 'application', 'not a program of the theory');
    const declared = theory.program(program.symbol);
    demand(declared?.body !== undefined, `the code of ${program.symbol.name} is not known`);
    return openSegment(closeSegment(declared.body, declared.params), [...program.args].reverse());
  }

  /** The programs that a set term lists. */
  function programSet(set: Term): readonly Term[] {
    const listed: Term[] = [];
    let rest = set;
    for (; rest.kind === 'application' && rest.symbol === alsoProgram; rest = rest.args[1] as Term)
      listed.push(rest.args[0] as Term);
    demand(
      rest.kind === 'application' && rest.symbol === noPrograms && listed.length > 0,
      'Honesty: the programs are not listed',
    );
    return listed;
  }

  function fresh(rule: string, invariant: Invariant, term: Term): void {
    for (const v of [invariant.thread, invariant.begin, invariant.end])
      demand(!occurs(v, term), `${rule}: ${v.name} is free in the program`);
  }

  /** Reset and LateLaunch differ in the event and in which program of the machine's kind it starts. */
  function boot(rule: string, event: FunctionSymbol, started: (kind: MachineKind) => FunctionSymbol | undefined) {
    return (kind: Formula, invariant: Invariant): Theorem => {
      const theory = theoryOf(...invariant.premises);
      demand(isFormula(kind) && kind.kind === 'atom' && kind.loose === 0, `${rule}: no kind of machine`);
      const machine = kind.args[0];
      const declared = theory.kind(kind.predicate);
      const program = declared && started(declared);
      demand(machine !== undefined && program !== undefined, `${rule}: the machine's kind starts no such program`);
      fresh(rule, invariant, machine);
      const began = happens(event, [machine, invariant.thread], invariant.begin);
      const { hypotheses, later } = allLater(rule, invariant, [
        { body: bodyOf(theory, apply(program, machine)), began },
      ]);
      const conclusion = implies(kind, forall([invariant.thread, invariant.begin], implies(began, later)));
      return mint(theory, hypotheses, conclusion, { rule, premises: invariant.premises });
    };
  }

  return {
    /**
     *     [·]_I^{tb,te}          ⊢ I does nothing in (tb,te]
     *     [jump e]_I^{tb,te}     ⊢ ∃t ∈ (tb,te]. I does nothing in (tb,t) ∧ Jump(I,e)@t
     *     [latelaunch]_I^{tb,te} ⊢ ∃t ∈ (tb,te], K. I does nothing in (tb,t) and in (t,te] ∧ LateLaunch(m,K)@t, m the machine of I
     */
    act(theory: Theory, segment: Segment, thread: Term, from: Term, to: Term): Theorem {
      const did = ran(segment, thread, from, to);
      demand(isTheory(theory) && did.loose === 0 && segment.kind !== 'step', 'Act: not ·, a jump or a late launch');
      const t = freshVariable('t', 'Time', did);
      const window = [lessThan(from, t), atMost(t, to), idle(thread, from, t, 'open')];
      const K = freshVariable('K', 'Thread', did);
      const launched = happens(lateLaunchEvent, [apply(machineOf, thread), K], t);
      const result =
        segment.kind === 'stop'
          ? idle(thread, from, to, 'closed')
          : segment.kind === 'jump'
            ? exists([t], and(...window, happens(jumpEvent, [thread, segment.target], t)))
            : exists([t, K], and(...window, launched, idle(thread, t, to, 'closed')));
      return mint(theory, [did], result, { rule: 'Act', premises: [] });
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
      const event = happens(action.event, [thread, ...args, ...results], t);
      const after = ran(openSegment(rest, results), thread, t, to);
      const body = and(lessThan(from, t), atMost(t, to), idle(thread, from, t, 'open'), event, after);
      return mint(theory, [did], exists([t, ...results], body), { rule: 'Seq', premises: [] });
    },

    /**
     *     Γ, [Q]_I^{tb,te} ⊢ A  for every Q ∈ IS(P)
     *     ───────────────────────────────────────────────  (I, tb, te not free in Γ and P)
     *     Γ ⊢ ∀I,tb. Jump(I,P)@tb ⊃ ∀te. tb < te ⊃ A
     */
    jump(program: Term, invariant: Invariant): Theorem {
      const theory = theoryOf(...invariant.premises);
      fresh('Jump', invariant, program);
      const began = happens(jumpEvent, [invariant.thread, program], invariant.begin);
      const { hypotheses, later } = allLater('Jump', invariant, [{ body: bodyOf(theory, program), began }]);
      const conclusion = forall([invariant.thread, invariant.begin], implies(began, later));
      return mint(theory, hypotheses, conclusion, { rule: 'Jump', premises: invariant.premises });
    },

    /**
     *     Γ, [Q]_I^{tb,te} ⊢ A  for every Q ∈ IS(SRTM(m))
     *     ──────────────────────────────────────────────────────────  (κ the machine's kind, SRTM what it runs on a reset)
     *     Γ ⊢ κ(m) ⊃ ∀I,tb. Reset(m,I)@tb ⊃ ∀te. tb < te ⊃ A
     */
    reset: boot('Reset', resetEvent, (kind) => kind.reset),

    /**
     *     Γ, [Q]_I^{tb,te} ⊢ A  for every Q ∈ IS(LL(m))
     *     ──────────────────────────────────────────────────────────  (κ the machine's kind, LL what it runs on a late launch)
     *     Γ ⊢ κ(m) ⊃ ∀I,tb. LateLaunch(m,I)@tb ⊃ ∀te. tb < te ⊃ A
     */
    lateLaunch: boot('LateLaunch', lateLaunchEvent, (kind) => kind.lateLaunch),

    /**
     *     Γ, [Q]_I^{tb,te} ⊢ A  for every Q ∈ IS(P), for every P ∈ S
     *     ──────────────────────────────────────────────────────────────────────────────────
     *     Γ ⊢ Honest(X̂,S) ⊃ ∀I,u. Î = X̂ ∧ Acts(I)@u ⊃
     *           ∃tb < u. ⋁_{P∈S} Start(I,P)@tb ∧ I does nothing up to tb ∧ ∀te. tb < te ⊃ A
     */
    honesty(assumption: Formula, invariant: Invariant): Theorem {
      const theory = theoryOf(...invariant.premises);
      demand(
        isFormula(assumption) &&
          assumption.kind === 'atom' &&
          assumption.predicate === honest &&
          assumption.loose === 0,
        'Honesty: not Honest(X̂,S)',
      );
      const [principal, set] = assumption.args as [Term, Term];
      const programs = programSet(set);
      fresh('Honesty', invariant, principal);
      fresh('Honesty', invariant, set);
      const { thread, begin } = invariant;
      const starts = programs.map((program) => happens(startEvent, [thread, program], begin));
      const bodies = programs.map((program, i) => ({ body: bodyOf(theory, program), began: starts[i] as Formula }));
      const { hypotheses, later } = allLater('Honesty', invariant, bodies);
      const seen = freshVariable('u', 'Time', assumption, later, begin, thread);
      const past = freshVariable('w', 'Time', assumption, later, begin, thread);
      const nothingBefore = forall([past], implies(atMost(past, begin), not(atom(acts, thread, past))));
      const life = and(lessThan(begin, seen), or(...starts), nothingBefore, later);
      const acting = and(equal(apply(owner, thread), principal), atom(acts, thread, seen));
      const conclusion = implies(assumption, forall([thread, seen], implies(acting, exists([begin], life))));
      return mint(theory, hypotheses, conclusion, { rule: 'Honesty', premises: invariant.premises });
    },
  };
}
