import { close, open, quantified } from './change.js';
import { type Piece, type Pieces, union } from './pieces.js';
import { demand } from './refusal.js';
import { isFreeIn, type Rule, type Sequent, type Setting, type Step, without } from './sequent.js';
import { core, type Operator, type Predicate } from './symbols.js';
import { type MachineKind, programOf } from './theory.js';

/** Formulas in the words of the rules. The names of variables that rules bring are such as no certificate can have, and are bound at once. */
function words(pieces: Pieces) {
  const make = (kind: 'not' | 'and' | 'or' | '=>' | '=', ...parts: readonly Piece[]): Piece =>
    pieces.make({ kind }, parts);
  const atom = (symbol: Predicate, ...parts: readonly Piece[]): Piece => pieces.make({ kind: 'atom', symbol }, parts);
  const apply = (symbol: Operator, ...parts: readonly Piece[]): Piece => pieces.make({ kind: 'apply', symbol }, parts);
  const own = (name: string, sort: string): Piece => pieces.make({ kind: 'variable', name: `${name}!`, sort });
  const less = (a: Piece, b: Piece): Piece => atom(core.before, a, b);
  const atMost = (a: Piece, b: Piece): Piece => atom(core.notAfter, a, b);
  const happens = (event: Operator, args: readonly Piece[], time: Piece): Piece =>
    atom(core.at, apply(event, ...args), time);
  const forall = (variables: readonly Piece[], body: Piece): Piece => quantified(pieces, 'forall', variables, body);
  const exists = (variables: readonly Piece[], body: Piece): Piece => quantified(pieces, 'exists', variables, body);
  const ran = (segment: Piece, thread: Piece, from: Piece, to: Piece): Piece =>
    pieces.make({ kind: 'ran' }, [segment, thread, from, to]);

  /** Thread I does nothing in (after,until), or in (after,until]. */
  const idle = (thread: Piece, after: Piece, until: Piece, end: 'open' | 'closed'): Piece => {
    const u = own('u', 'Time');
    const inside = end === 'open' ? less(u, until) : atMost(u, until);
    return forall([u], make('=>', make('and', less(after, u), inside), make('not', atom(core.acts, thread, u))));
  };
  return { make, atom, apply, own, less, atMost, happens, forall, exists, ran, idle };
}

/** The `ran` formula that a step of Act or Seq is about; it becomes the one hypothesis. */
function about({ premises, given }: Step): readonly [Piece, readonly Piece[]] {
  const [did] = given;
  demand(
    premises.length === 0 && given.length === 1 && did?.head.kind === 'ran',
    'it is given a `ran` formula, and no premises',
  );
  demand(did.loose === 0, 'a bound variable has no binder');
  return [did, did.parts];
}

function conclude(step: Step, claim: Piece, hypotheses: readonly Piece[]): readonly Piece[] {
  demand(step.claim === claim, 'the claim is not what the rule gives');
  return hypotheses;
}

/**
 *     [·]_I^{tb,te}          ⊢ I does nothing in (tb,te]
 *     [jump e]_I^{tb,te}     ⊢ ∃t ∈ (tb,te]. I does nothing in (tb,t) ∧ Jump(I,e)@t
 *     [latelaunch]_I^{tb,te} ⊢ ∃t ∈ (tb,te], K. I does nothing in (tb,t) and in (t,te] ∧ LateLaunch(m,K)@t, m the machine of I
 *     [P + Q]_I^{tb,te}      ⊢ [P]_I^{tb,te} ∨ [Q]_I^{tb,te}
 */
const act: Rule = (step, { pieces }) => {
  const [did, [segment, thread, from, to]] = about(step) as [Piece, [Piece, Piece, Piece, Piece]];
  const { own, less, atMost, idle, exists, happens, apply, ran, make } = words(pieces);
  if (segment.head.kind === 'choice') {
    const either = segment.parts.map((part) => ran(part, thread, from, to));
    return conclude(step, make('or', ...either), [did]);
  }
  if (segment.head.kind === 'stop') return conclude(step, idle(thread, from, to, 'closed'), [did]);
  const [t, K] = [own('t', 'Time'), own('K', 'Thread')];
  const window = [less(from, t), atMost(t, to), idle(thread, from, t, 'open')];
  if (segment.head.kind === 'jump') {
    const jumped = happens(core.jump, [thread, ...segment.parts], t);
    return conclude(step, exists([t], make('and', ...window, jumped)), [did]);
  }
  demand(segment.head.kind === 'latelaunch', 'Act is not of an action that others follow');
  const launched = happens(core.lateLaunch, [apply(core.machineOf, thread), K], t);
  return conclude(step, exists([t, K], make('and', ...window, launched, idle(thread, t, to, 'closed'))), [did]);
};

/** [x = a; P]_I^{tb,te} ⊢ ∃tm ∈ (tb,te], x. I does nothing in (tb,tm) ∧ a's event by I with result x @ tm ∧ [P]_I^{tm,te} */
const seq: Rule = (step, { pieces }) => {
  const [did, [segment, thread, from, to]] = about(step) as [Piece, [Piece, Piece, Piece, Piece]];
  demand(segment.head.kind === 'step', 'Seq is of an action and what follows it');
  const { symbol } = segment.head;
  const [rest, ...args] = segment.parts as [Piece, ...Piece[]];
  const { own, less, atMost, idle, exists, happens, ran, make } = words(pieces);
  const t = own('t', 'Time');
  const results = symbol.result === undefined ? [] : [own('x', symbol.result)];
  const event = happens(symbol.event, [thread, ...args, ...results], t);
  const after = ran(open(pieces, rest, results), thread, t, to);
  const window = [less(from, t), atMost(t, to), idle(thread, from, t, 'open')];
  return conclude(step, exists([t, ...results], make('and', ...window, event, after)), [did]);
};

/** The initial segments of a program take space as the square of its length. */
const mostActions = 1000;

/** IS(P): what of a program can have been done, from nothing to all of it; where it branches, of one branch or the other. */
function initialSegments(pieces: Pieces, program: Piece): readonly Piece[] {
  const stop = pieces.make({ kind: 'stop' });
  const segments: Piece[] = [stop];
  walk(program, []);
  return segments;

  /** Adds what is more than what was done before, which is in the list already. */
  function walk(from: Piece, before: readonly Piece[]): void {
    const done = [...before];
    let at = from;
    for (; at.head.kind === 'step'; at = at.parts[0] as Piece) {
      done.push(at);
      demand(segments.length <= mostActions, `a program has over ${mostActions} actions`);
      segments.push(after(done, stop));
    }
    if (at.head.kind === 'choice') for (const branch of at.parts) walk(branch, done);
    else if (at !== stop) segments.push(after(done, at));
  }

  function after(done: readonly Piece[], end: Piece): Piece {
    return done.reduceRight((rest, { head, parts }) => pieces.make(head, [rest, ...parts.slice(1)]), end);
  }
}

/** What the rules of how a thread begins are given: what they are about, any thread, when it began, and any later time. */
function invariant({ given }: Step): readonly [Piece, Piece, Piece, Piece] {
  const [subject, thread, begin, end] = given as [Piece, Piece, Piece, Piece];
  demand(given.length === 4 && subject.loose === 0, 'it is given what it is about, a thread and two times');
  const fit = [thread, begin, end].every(
    ({ head, sort }, i) => head.kind === 'variable' && sort === ['Thread', 'Time', 'Time'][i],
  );
  demand(fit && begin !== end, 'the thread and the two times are not three variables');
  return [subject, thread, begin, end];
}

/**
 *     Γ, [Q]_I^{tb,te}, tb < te, E@tb ⊢ A  for every Q ∈ IS(P)
 *     ────────────────────────────────────────────────────────  (I, tb, te not free in Γ and what the rule is about; E the event by which I begins P)
 *     Γ and ∀I,tb. E@tb ⊃ ∀te. tb < te ⊃ A
 */
function begun(step: Step, { pieces, theory }: Setting, program: Piece, event: (thread: Piece) => Piece) {
  const { premises } = step;
  const [subject, thread, begin, end] = invariant(step);
  const { ran, less, atom, forall, make } = words(pieces);
  const { body, params } = programOf(theory, program);
  const code = open(pieces, close(pieces, body as Piece, params), program.parts);
  const segments = initialSegments(pieces, code);
  demand(
    premises.length === segments.length,
    `it takes ${segments.length} premises, one for each initial segment, and has ${premises.length}`,
  );
  const { conclusion } = premises[0] as Sequent;
  const [began, lasts] = [atom(core.at, event(thread), begin), less(begin, end)];
  let hypotheses: readonly Piece[] = [];
  for (const [i, premise] of premises.entries()) {
    demand(premise.conclusion === conclusion, 'the premises show different things');
    const did = ran(segments[i] as Piece, thread, begin, end);
    hypotheses = union(hypotheses, without(premise.hypotheses, lasts, began, did));
  }
  for (const variable of [thread, begin, end])
    demand(
      !isFreeIn(variable, [subject, program, ...hypotheses]),
      'a variable is free in the hypotheses, or in what the rule is about',
    );
  const later = forall([end], make('=>', lasts, conclusion));
  return { hypotheses, story: forall([thread, begin], make('=>', began, later)) };
}

/** `Γ ⊢ ∀I,tb. E(I,P)@tb ⊃ ∀te. tb < te ⊃ A`, E a jump or a start */
const named =
  (event: Operator): Rule =>
  (step, setting) => {
    const [program] = invariant(step);
    const { apply } = words(setting.pieces);
    const { hypotheses, story } = begun(step, setting, program, (thread) => apply(event, thread, program));
    return conclude(step, story, hypotheses);
  };

/** `Γ ⊢ κ(m) ⊃ ∀I,tb. E(m,I)@tb ⊃ ∀te. tb < te ⊃ A`, E a reset or a late launch, P what it starts on machines of the kind κ */
const boot =
  (event: Operator, started: (kind: MachineKind) => Operator | undefined): Rule =>
  (step, setting) => {
    const [kind] = invariant(step);
    const declared = kind.head.kind === 'atom' ? setting.theory.kinds.get(kind.head.symbol) : undefined;
    const symbol = declared && started(declared);
    demand(symbol !== undefined, 'machines of that kind start no such program');
    const { apply, make } = words(setting.pieces);
    const [machine] = kind.parts as [Piece];
    const program = apply(symbol, machine);
    const { hypotheses, story } = begun(step, setting, program, (thread) => apply(event, machine, thread));
    return conclude(step, make('=>', kind, story), hypotheses);
  };

/** That a thread is started with one of the programs that a set lists: with one for all machines of some kinds, of such machines. */
function startsOf(set: Piece, thread: Piece, begin: Piece, { pieces, theory }: Setting): readonly Piece[] {
  const { happens, apply, atom, own, exists, make } = words(pieces);
  const found: Piece[] = [];
  let rest = set;
  for (;;) {
    const symbol = rest.head.kind === 'apply' ? rest.head.symbol : undefined;
    const family = symbol && theory.families.get(symbol);
    if (family === undefined && symbol !== core.also) break;
    const args = [...rest.parts];
    rest = args.pop() as Piece;
    const started = (program: Piece): Piece => happens(core.start, [thread, program], begin);
    if (family === undefined) {
      found.push(started(args[0] as Piece));
      continue;
    }
    const machines: Piece[] = [];
    const guards: Piece[] = [];
    const parts = family.kinds.map((kind, i): Piece => {
      if (kind === undefined) return args.shift() as Piece;
      const machine = own(`m${i}`, 'Machine');
      machines.push(machine);
      guards.push(atom(kind, machine));
      return machine;
    });
    found.push(exists(machines, make('and', ...guards, started(apply(family.program, ...parts)))));
  }
  const isEnd = rest.head.kind === 'apply' && rest.head.symbol === core.none;
  demand(isEnd && found.length > 0, 'the programs of whoever is honest are not listed');
  return found;
}

/**
 *     ⊢ Honest(X̂,S) ⊃ ∀I,u. Î = X̂ ∧ Acts(I)@u ⊃
 *           ∃tb < u. ⋁_{P∈S} (∃m. κ(m) ∧ Start(I,P)@tb) ∧ I does nothing up to tb
 */
const honesty: Rule = (step, setting) => {
  demand(step.premises.length + step.given.length === 0, 'it has premises or parameters, and takes none');
  const [assumption] = step.claim.parts;
  demand(
    step.claim.head.kind === '=>' && assumption?.head.kind === 'atom' && assumption.head.symbol === core.honest,
    'it is not about somebody who is honest',
  );
  const [principal, set] = assumption.parts as [Piece, Piece];
  const { own, forall, exists, make, atom, apply, less, atMost } = words(setting.pieces);
  const [thread, u, begin, w] = [own('I', 'Thread'), own('u', 'Time'), own('b', 'Time'), own('w', 'Time')];
  const started = make('or', ...startsOf(set, thread, begin, setting));
  const nothingBefore = forall([w], make('=>', atMost(w, begin), make('not', atom(core.acts, thread, w))));
  const life = exists([begin], make('and', less(begin, u), started, nothingBefore));
  const acting = make('and', make('=', apply(core.owner, thread), principal), atom(core.acts, thread, u));
  const claim = make('=>', assumption, forall([thread, u], make('=>', acting, life)));
  return conclude(step, claim, []);
};

/** The program logic. */
export const programRules: Readonly<Record<string, Rule>> = {
  Act: act,
  Seq: seq,
  Jump: named(core.jump),
  Start: named(core.start),
  Reset: boot(core.reset, (kind) => kind.reset),
  LateLaunch: boot(core.lateLaunch, (kind) => kind.lateLaunch),
  Honesty: honesty,
};
