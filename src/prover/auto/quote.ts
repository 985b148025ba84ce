import {
  and,
  apply,
  atom,
  core,
  equal,
  exists,
  type Formula,
  type FunctionSymbol,
  falsity,
  forall,
  implies,
  logic,
  occurs,
  openBody,
  or,
  type Segment,
  sameTerm,
  type Term,
  type Theorem,
  type Variable,
  variable,
} from '../../kernel/index.js';
import { allInOrder, axiomOf, type Context, demandProof, Stuck } from '../context.js';
import { generalize, modusPonens, opening, parts, witness } from '../derive.js';
import { forSome, guardsOf, honestPrograms } from '../honest-programs.js';
import { byHonesty } from '../honesty.js';
import { entries, type Vocabulary } from '../vocabulary.js';
import { codeOf, premises, subject } from './invariant.js';
import { holdsValue, type Register, registerAt } from './register.js';

/** A run of a verifier's program that ended with the signature of `signer` under `value`. */
export interface Acceptance {
  readonly signer: Term;
  readonly value: Term;
}

/** What a program accepts: the closed terms that it matches the text of a verified signature with. */
export function acceptances(context: Context, segment: Segment): readonly Acceptance[] {
  const verified: { readonly text: Variable; readonly signer: Term }[] = [];
  const results: Variable[] = [];
  const found: Acceptance[] = [];
  const { verify, match, pk } = crypto(context);
  let rest = segment;
  while (rest.kind === 'step') {
    const { action, args } = rest;
    const result = action.result === undefined ? [] : [variable(`r₀${results.length}`, action.result)];
    const [first, second] = args;
    if (action.event === verify && result[0] && second?.kind === 'application' && second.symbol === pk)
      verified.push({ text: result[0], signer: second.args[0] as Term });
    if (action.event === match && first && second)
      for (const { text, signer } of verified)
        for (const [one, value] of [[first, second] as const, [second, first] as const])
          if (sameTerm(one, text) && !results.some((r) => occurs(r, value))) found.push({ signer, value });
    results.push(...result);
    rest = openBody(rest.rest, result);
  }
  return found;
}

function crypto(context: Context) {
  const { events, functions } = context.signature;
  return {
    verify: events.get('Verify'),
    match: events.get('Match'),
    pk: functions.get('pk'),
    sig: functions.get('SIG'),
  };
}

/** Γ ⊢ ∃t. t < te ∧ Mem(l, seq(…))@t: what a register held that an honest signer quoted, with the register and the value. */
export interface Quoted {
  readonly register: Register;
  readonly value: Term;
  readonly theorem: Theorem;
}

type Did = Formula & { readonly kind: 'ran' };

/**
 * Reads a verifier's acceptance back to the register: the signature was sent by a thread of the signer (VER); the signer is honest, so that
 * thread ran one of its programs, and what these send was signed from what they read (Honesty); so the register held it (READ).
 */
export async function quoted(
  context: Context,
  words: Vocabulary,
  did: Did,
  { signer, value }: Acceptance,
  facts: readonly Theorem[],
): Promise<Quoted> {
  const { theory } = context;
  const axioms = (...names: readonly string[]): readonly Theorem[] => names.map((name) => axiomOf(context, name));
  const { verify, pk, sig } = crypto(context);
  if (verify === undefined || pk === undefined || sig === undefined)
    throw new Stuck({ step: 'the signature', goal: did, known: [], reason: 'the logic has no signatures' });
  const signature = apply(sig, signer, value);
  const [u, J, e, l] = [
    variable('u₀', 'Time'),
    variable('J₁₀', 'Thread'),
    variable('e₁₀', 'Term'),
    variable('l₀', 'Location'),
  ];
  const honesty = facts.find(
    ({ conclusion }) =>
      conclusion.kind === 'atom' &&
      conclusion.predicate === core.honest &&
      sameTerm(conclusion.args[0] as Term, signer) &&
      honestPrograms(theory, conclusion).length > 0,
  );
  if (honesty === undefined)
    throw new Stuck({
      step: `the signer ${context.showTerm(signer)} is honest`,
      goal: exists([variable('S', 'Programs')], atom(core.honest, signer, variable('S', 'Programs'))),
      known: facts.map((f) => f.conclusion),
      reason: 'no assumption says so and lists its programs',
    });
  const verified = exists(
    [u],
    and(core.atMost(u, did.to), core.happens(verify, [did.thread, signature, apply(pk, signer), value], u)),
  );
  const accepted = await demandProof(context, 'the verifier accepts a signature of the value it expects', verified, [
    logic.assume(theory, did),
    ...axioms('CHECK', 'MATCH'),
  ]);
  const emitted = or(core.happens(words.send, [J, e], u), exists([l], core.happens(words.write, [J, l, e], u)));
  const sent = exists(
    [J, u, e],
    and(core.lessThan(u, did.to), equal(apply(core.owner, J), signer), atom(words.contains, e, signature), emitted),
  );
  const ver = await demandProof(context, 'the signature was sent or written by a thread of its signer', sent, [
    accepted,
    ...facts,
    ...axioms('VER'),
  ]);
  const { outputs, produced } = await honestLives(context, words, honesty);
  const origin = exists(
    [J, u, e],
    and(core.lessThan(u, did.to), atom(words.contains, e, signature), produced(J, e, u)),
  );
  const made = await madeBySigner(context, ver, outputs, origin, produced);
  const choices = registersRead(context, words, honesty.conclusion, value);
  const reasons: Stuck[] = [];
  for (const { register, held } of choices) {
    const t = variable('t₀', 'Time');
    const goal = exists([t], and(core.lessThan(t, did.to), holdsValue(words, register, held, t)));
    try {
      const step = `what was signed was in ${context.showTerm(register.location)}`;
      const theorem = await demandProof(context, step, goal, [made, ...axioms('SIGN', 'CONT', 'PCRC', 'READ')]);
      return { register, value: held, theorem };
    } catch (error) {
      if (!(error instanceof Stuck)) throw error;
      reasons.push(error);
    }
  }
  throw (
    reasons[0] ??
    new Stuck({
      step: 'the register that was quoted',
      goal: origin,
      known: [],
      reason: 'no program of the signer reads a register that starts as the value does',
    })
  );
}

/** Γ ⊢ the origin, by opening what VER gave: the term that was sent or written was made by one of the signer's programs. */
async function madeBySigner(
  context: Context,
  sent: Theorem,
  outputs: readonly Theorem[],
  origin: Formula,
  produced: Lives['produced'],
): Promise<Theorem> {
  const witnesses = ['Thread', 'Time', 'Term'].map((sort) => context.fresh(sort.slice(0, 1), sort));
  const [J, u, e] = witnesses as [Variable, Variable, Variable];
  const body = witnesses.reduce(
    (rest, v) => (rest.kind === 'exists' ? openBody(rest.body, [v]) : rest),
    sent.conclusion,
  );
  const given = logic.assume(context.theory, body);
  const step = 'what the signer sends is what its programs make';
  const shown = await demandProof(context, step, produced(J, e, u), [given, ...outputs]);
  const [early, , contains] = parts(given) as [Theorem, Theorem, Theorem];
  const story = witness(origin, witnesses, logic.andIntro(early, contains, shown));
  let next = 0;
  return opening(
    sent,
    3,
    () => witnesses[next++] as Variable,
    () => story,
  );
}

/** Which registers the signer's programs read, and the sequences in the value that begin as those do. */
function registersRead(
  context: Context,
  words: Vocabulary,
  honest: Formula,
  value: Term,
): readonly { register: Register; held: Term }[] {
  const sequences: Term[] = [];
  const visit = (term: Term): void => {
    if (entries(words, term).entries.length > 0) sequences.push(term);
    else if (term.kind === 'application') term.args.forEach(visit);
  };
  visit(value);
  const found: { register: Register; held: Term }[] = [];
  for (const { program, machines } of honestPrograms(context.theory, honest)) {
    // Of a program for all machines no one register is read.
    if (machines.length > 0) continue;
    let rest = codeOf(context, program, honest);
    while (rest.kind === 'step') {
      for (const arg of rest.args) {
        const register = arg.loose === 0 ? registerAt(words, arg) : undefined;
        if (register === undefined || found.some((f) => sameTerm(f.register.location, arg))) continue;
        for (const held of sequences)
          if (sameTerm(entries(words, held).initial, register.initial)) found.push({ register, held });
      }
      rest = rest.rest;
    }
  }
  return found;
}

interface Lives {
  /** For sends and for writes: ∀I,…,d,u. Î is the signer and I sends (or writes) d at u ⊃ one of its programs made d. */
  readonly outputs: readonly Theorem[];
  /** The term was made by one of the programs' sends (or writes), from what that program had done before. */
  readonly produced: (thread: Term, term: Term, time: Term) => Formula;
}

/** By Honesty: whatever a thread of the signer sends or writes, one of its programs' sends or writes says how it was made. */
async function honestLives(context: Context, words: Vocabulary, honesty: Theorem): Promise<Lives> {
  const [signer] = (honesty.conclusion as Formula & { kind: 'atom' }).args as [Term];
  const codes = honestPrograms(context.theory, honesty.conclusion).map((each) => ({
    each,
    code: codeOf(context, each.program, honesty.conclusion),
  }));
  const ways = codes.flatMap(({ each, code }) =>
    outputsOf(words, code).map(
      (way) => (thread: Term, term: Term, time: Term) => forSome(each, way(thread, term, time)),
    ),
  );
  const produced = (thread: Term, term: Term, time: Term): Formula =>
    ways.length === 0 ? falsity : or(...ways.map((way) => way(thread, term, time)));
  const { thread: I, begin, end } = subject;
  const [d, u, l] = [variable('d₀', 'Term'), variable('u₁₀', 'Time'), variable('l₀', 'Location')];
  const kinds = [
    { variables: [d, u], event: core.happens(words.send, [I, d], u) },
    { variables: [l, d, u], event: core.happens(words.write, [I, l, d], u) },
  ];
  const formula = and(
    ...kinds.map(({ variables, event }) =>
      forall(variables, implies(and(core.lessThan(begin, u), core.atMost(u, end), event), produced(I, d, u))),
    ),
  );
  const facts = ['ONE', 'DOES'].map((name) => axiomOf(context, name));
  const all = await allInOrder(
    codes.map(({ each, code }) =>
      premises(context, code, {
        step: `what ${context.showTerm(each.program)} sends and writes`,
        formula,
        facts: [...facts, ...guardsOf(context.theory, each)],
      }),
    ),
  );
  const rule = byHonesty(context.theory, honesty.conclusion, { ...subject, premises: all.flat() });
  const lives = logic.impliesElim(rule, honesty);
  const now = await demandProof(context, 'a point of time', forall([u], core.atMost(u, u)), []);
  const outputs = kinds.map(async ({ variables, event }, k) => {
    const acting = implies(event, atom(core.acts, I, u));
    const acts = await demandProof(context, 'who sends or writes acts', acting, [axiomOf(context, 'DOES')]);
    const mine = logic.assume(context.theory, equal(apply(core.owner, I), signer));
    const happened = logic.assume(context.theory, event);
    const life = modusPonens(logic.forallElim(lives, I, u), mine, logic.impliesElim(acts, happened));
    const shown = opening(life, 1, context.fresh, (_, [began, , , later]) => {
      const until = modusPonens(logic.forallElim(later as Theorem, u), began as Theorem);
      const claim = logic.forallElim(logic.andElim(until, k), ...variables);
      return modusPonens(claim, began as Theorem, logic.forallElim(now, u), happened);
    });
    const closed = logic.impliesIntro(mine.conclusion, logic.impliesIntro(event, shown));
    return generalize([I, ...variables], closed);
  });
  return { outputs: await Promise.all(outputs), produced };
}

/** For each send and each write of a program: the formula that a thread made a term by it, from all the actions before. */
function outputsOf(words: Vocabulary, code: Segment): readonly ((thread: Term, term: Term, time: Term) => Formula)[] {
  const outputs: ((thread: Term, term: Term, time: Term) => Formula)[] = [];
  const before: { readonly event: FunctionSymbol; readonly args: readonly Term[]; readonly time: Variable }[] = [];
  const bound: Variable[] = [];
  let rest = code;
  while (rest.kind === 'step') {
    const { action, args } = rest;
    const output = action.event === words.send ? args[0] : action.event === words.write ? args[1] : undefined;
    if (output !== undefined) {
      const past = [...before];
      const variables = [...bound];
      outputs.push((thread, term, time) =>
        exists(
          variables,
          and(
            equal(term, output),
            ...past.flatMap((p) => [core.lessThan(p.time, time), core.happens(p.event, [thread, ...p.args], p.time)]),
          ),
        ),
      );
    }
    const time = variable(`s₀${before.length}`, 'Time');
    const result = action.result === undefined ? [] : [variable(`y₀${before.length}`, action.result)];
    before.push({ event: action.event, args: [...args, ...result], time });
    bound.push(time, ...result);
    rest = openBody(rest.rest, result);
  }
  return outputs;
}
