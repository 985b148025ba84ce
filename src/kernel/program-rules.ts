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
  type Term,
  type Variable,
} from './piece.js';
import { membersOf } from './program-sets.js';
import { sameFormula } from './same.js';
import { initialSegments } from './segment.js';
import { closeBody, exists, forall, freshVariable, openBody } from './substitute.js';
import type { FunctionSymbol } from './symbol.js';
import { type Mint, type Theorem, theoryOf, union, without } from './theorem.js';
import type { MachineKind, Theory } from './theory.js';

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

/** The program logic: Act and Seq, the rules of how a thread begins a program, and Honesty. */
export function programRules(mint: Mint) {
  /**
   *     Γ, [Q]_I^{tb,te}, tb < te, E@tb ⊢ A  for every Q ∈ IS(P)
   *     ────────────────────────────────────────────────────────  (I, tb, te not free in Γ and P; E the event by which I begins P)
   *     Γ ⊢ ∀I,tb. E@tb ⊃ ∀te. tb < te ⊃ A
   */
  function begun(rule: string, program: Term, given: Invariant, event: (thread: Term) => Term, guard?: Formula) {
    const { thread, begin, end } = given;
    const premises = [...given.premises];
    const theory = theoryOf(...premises);
    const sorts = [thread, begin, end].map((v) => isVariable(v) && v.sort).join();
    demand(sorts === 'Thread,Time,Time', `${rule}: an invariant is of a thread, from a time, to a time`);
    demand(begin !== end, `${rule}: an invariant is from one time to another`);
    const [began, lasts] = [atom(core.at, event(thread), begin), core.lessThan(begin, end)];
    const segments = initialSegments(bodyOf(theory, program));
    demand(premises.length >= segments.length, `${rule}: a premise is missing for an initial segment`);
    demand(premises.length <= segments.length, `${rule}: there are more premises than initial segments`);
    const { conclusion } = premises[0] as Theorem;
    let hypotheses: readonly Formula[] = [];
    for (const [i, premise] of premises.entries()) {
      demand(sameFormula(premise.conclusion, conclusion), `${rule}: the premises prove different things`);
      const did = ran(segments[i] as Segment, thread, begin, end);
      hypotheses = union(hypotheses, without(premise.hypotheses, began, lasts, did));
    }
    for (const v of [thread, begin, end]) {
      const isFree = [program, ...hypotheses].some((node) => occurs(v, node));
      demand(!isFree, `${rule}: ${v.name} is free in the hypotheses or the program`);
    }
    const later = forall([thread, begin], implies(began, forall([end], implies(lasts, conclusion))));
    return mint(theory, hypotheses, guard === undefined ? later : implies(guard, later), { rule, premises });
  }

  /** Jump and Start differ in the event. */
  const named =
    (rule: string, event: FunctionSymbol) =>
    (program: Term, given: Invariant): Theorem =>
      begun(rule, program, given, (thread) => apply(event, thread, program));

  /** Reset and LateLaunch differ in the event and in which program of the machine's kind it starts. */
  const booted =
    (rule: string, event: FunctionSymbol, started: (kind: MachineKind) => FunctionSymbol | undefined) =>
    (kind: Formula, given: Invariant): Theorem => {
      const invariant = { ...given, premises: [...given.premises] };
      const theory = theoryOf(...invariant.premises);
      const declared = isFormula(kind) && kind.kind === 'atom' ? theory.kind(kind.predicate) : undefined;
      const symbol = declared && started(declared);
      demand(symbol !== undefined, `${rule}: the machine's kind starts no such program`);
      const machine = kind.kids[0] as Term;
      return begun(rule, apply(symbol, machine), invariant, (thread) => apply(event, machine, thread), kind);
    };

  return {
    /**
     *     [·]_I^{tb,te}          ⊢ I does nothing in (tb,te]
     *     [jump e]_I^{tb,te}     ⊢ ∃t ∈ (tb,te]. I does nothing in (tb,t) ∧ Jump(I,e)@t
     *     [latelaunch]_I^{tb,te} ⊢ ∃t ∈ (tb,te], K. I does nothing in (tb,t) and in (t,te] ∧ LateLaunch(m,K)@t, m the machine of I
     *     [P + Q]_I^{tb,te}      ⊢ [P]_I^{tb,te} ∨ [Q]_I^{tb,te}
     *
     * and, as the rule Seq, LS²'s Act and Seq in one, with the time of the action itself for the time between the two (P's own clause says that I is idle after it):
     *
     *     [x = a; P]_I^{tb,te}   ⊢ ∃t ∈ (tb,te], x. I does nothing in (tb,t) ∧ a's event by I with result x @ t ∧ [P]_I^{t,te}
     */
    act(theory: Theory, segment: Segment, thread: Term, from: Term, to: Term): Theorem {
      const did = ran(segment, thread, from, to);
      const [t, K] = [freshVariable('t', 'Time', did), freshVariable('K', 'Thread', did)];
      const conclude = (rule: 'Act' | 'Seq', result: Formula): Theorem =>
        mint(theory, [did], result, { rule, premises: [] });
      const once = (...rest: readonly Formula[]): Formula =>
        and(core.lessThan(from, t), core.atMost(t, to), idle(thread, from, t, 'open'), ...rest);
      switch (segment.kind) {
        case 'stop':
          return conclude('Act', idle(thread, from, to, 'closed'));
        case 'jump':
          return conclude('Act', exists([t], once(core.happens(core.jumpEvent, [thread, segment.target], t))));
        case 'latelaunch': {
          const launched = core.happens(core.lateLaunchEvent, [apply(core.machineOf, thread), K], t);
          return conclude('Act', exists([t, K], once(launched, idle(thread, t, to, 'closed'))));
        }
        case 'choice':
          return conclude('Act', or(ran(segment.first, thread, from, to), ran(segment.second, thread, from, to)));
        case 'step': {
          const { action, args, hint, rest } = segment;
          const results = action.result === undefined ? [] : [freshVariable(hint, action.result, did, t)];
          const event = core.happens(action.event, [thread, ...args, ...results], t);
          return conclude('Seq', exists([t, ...results], once(event, ran(openBody(rest, results), thread, t, to))));
        }
      }
    },

    /** The thread jumps to P: of {@link Invariant}s with Jump(I,P) for E. */
    jump: named('Jump', core.jumpEvent),
    /** The thread is started with P: so with Start(I,P). */
    start: named('Start', core.startEvent),
    /** A reset of a machine m of the kind κ, on which it runs P: so with Reset(m,I), and Γ ⊢ κ(m) ⊃ ∀I,tb. … */
    reset: booted('Reset', core.resetEvent, (kind) => kind.reset),
    /** A late launch on such a machine: so with LateLaunch(m,I). */
    lateLaunch: booted('LateLaunch', core.lateLaunchEvent, (kind) => kind.lateLaunch),

    /**
     *     ────────────────────────────────────────────────────────────────────────
     *     ⊢ Honest(X̂,S) ⊃ ∀I,u. Î = X̂ ∧ Acts(I)@u ⊃
     *           ∃tb < u. ⋁_{P∈S} (∃m. κ(m) ∧ Start(I,P)@tb) ∧ I does nothing up to tb
     */
    honesty(theory: Theory, assumption: Formula): Theorem {
      const isHonest = isFormula(assumption) && assumption.kind === 'atom' && assumption.predicate === core.honest;
      demand(isHonest, 'Honesty: not Honest(X̂,S)');
      const [principal, set] = assumption.args as [Term, Term];
      const members = membersOf(theory, set) ?? [];
      demand(members.length > 0, 'Honesty: the programs are not listed');
      const thread = freshVariable('I', 'Thread', assumption);
      const time = (name: string): Variable => freshVariable(name, 'Time', assumption);
      const [u, begin, w] = [time('u'), time('b'), time('w')];
      const started = members.map(({ kinds, of }) => {
        const machines = kinds.reduce<Variable[]>((own) => [...own, freshVariable('m', 'Machine', set, ...own)], []);
        const { program, guards } = of(machines);
        const event = core.happens(core.startEvent, [thread, program], begin);
        return machines.length === 0 ? event : exists(machines, and(...guards, event));
      });
      const nothingBefore = forall([w], implies(core.atMost(w, begin), not(atom(core.acts, thread, w))));
      const life = exists([begin], and(core.lessThan(begin, u), or(...started), nothingBefore));
      const acting = and(equal(apply(core.owner, thread), principal), atom(core.acts, thread, u));
      const conclusion = implies(assumption, forall([thread, u], implies(acting, life)));
      return mint(theory, [], conclusion, { rule: 'Honesty', premises: [] });
    },
  };
}
