import {
  and,
  equal,
  type Formula,
  forall,
  implies,
  logic,
  sameTerm,
  type Term,
  type Theorem,
  type Variable,
  variable,
} from '../../kernel/index.js';
import { allInOrder, axiomOf, type Context, demandProof, everything, Stuck } from '../context.js';
import { modusPonens, opening, parts, witness } from '../derive.js';
import { entries, type Vocabulary } from '../vocabulary.js';
import { type History, historyOf, neverCleared, pastOf, type RegisterLemmas, registerLemmas } from './history.js';
import { boots, isLockedBy, jumps, type Register, runsOn, uncleared } from './register.js';
import { measuredBoot, type Shape, uninterrupted } from './shape.js';
import { type Stage, stageClaims, stageTheorem } from './stage.js';

/** What a register holds at a time, as a theorem of the hypotheses under which it does. */
export interface Held {
  readonly register: Register;
  readonly value: Term;
  readonly time: Term;
  readonly theorem: Theorem;
}

type Fresh = Context['fresh'];

/**
 * What the register shows: from Γ ⊢ Mem(l, seq(i; P1, …, Pn))@t to Γ ⊢ the MeasuredBoot formula of the chain P1 … Pn at t. One lemma a
 * program, of constant size; the rest is put together in a number of steps linear in n.
 */
export async function chainTheorem(
  context: Context,
  words: Vocabulary,
  held: Held,
  assumptions: readonly Theorem[],
): Promise<Theorem> {
  const { register, time } = held;
  const sequence = entries(words, held.value);
  const known = assumptions.map((a) => a.conclusion);
  if (sequence.entries.length === 0)
    throw new Stuck({
      step: 'the sequence of the chain',
      goal: held.theorem.conclusion,
      known,
      reason: 'the register holds no sequence',
    });
  const shape = measuredBoot(words, register, sequence.entries, time);
  const stages = stagesOf(context, register, sequence.entries, assumptions);
  const claims = stageClaims(context, words, register);
  const [lemmas, locked, uninterruptedLemma, ...theorems] = await allInOrder([
    registerLemmas(context, words, register),
    protectedBoot(context, words, register, assumptions),
    noClearing(context, register),
    ...stages.map(async (stage, k) =>
      stageTheorem(context, register, await claims, stage, k === stages.length - 1 ? 'measures' : 'handsOn'),
    ),
  ]);
  const past = historyOf(words, register, sequence.entries, time);
  const assembly: Assembly = { context, words, register, shape, past, lemmas, entries: sequence.entries };
  let run: Theorem | undefined;
  for (let k = stages.length - 1; k >= 0; k--) run = tailTheorem(assembly, k, theorems[k] as Theorem, run);
  const story = pastOf(context, words, register, lemmas, past, held.theorem);
  const clear = neverCleared(context, lemmas, past);
  return opening(story, 2, inTurn(shape.thread, shape.times[0] as Variable), (_, facts) => {
    const [booted, rest] = facts as [Theorem, Theorem];
    const [J, start] = [shape.thread, shape.times[0] as Variable];
    const [lock, machine] = parts(modusPonens(logic.forallElim(locked, J, start), booted)) as [Theorem, Theorem];
    const tail = modusPonens(run as Theorem, booted, lock, machine, rest);
    const noReset = modusPonens(logic.forallElim(clear, start), rest);
    const steady = parts(modusPonens(logic.forallElim(uninterruptedLemma, start, time), noReset));
    return witness(shape.whole, [J, start], logic.andIntro(booted, ...steady, tail));
  });
}

function stagesOf(
  context: Context,
  register: Register,
  programs: readonly Term[],
  assumptions: readonly Theorem[],
): readonly Stage[] {
  const machineKind = assumptions.find(
    ({ conclusion }) =>
      conclusion.kind === 'atom' &&
      context.theory.kind(conclusion.predicate) !== undefined &&
      sameTerm(conclusion.args[0] as Term, register.machine),
  );
  if (machineKind === undefined)
    throw new Stuck({
      step: 'the machine of the chain',
      goal: boots(register, variable('J', 'Thread'), variable('t', 'Time')),
      known: assumptions.map((a) => a.conclusion),
      reason: `nothing says what kind of machine ${context.showTerm(register.machine)} is`,
    });
  const name = register.kind === 'static' ? 'the reset program' : 'the late-launched program';
  const later = programs
    .slice(0, -1)
    .map((program): Stage => ({ kind: 'program', name: context.showTerm(program), program }));
  return [{ kind: 'boot', name, machineKind }, ...later];
}

/** ∀J,a. J is booted at a ⊃ J holds the register at a, and runs on its machine: what Protected is there for. */
function protectedBoot(
  context: Context,
  words: Vocabulary,
  register: Register,
  assumptions: readonly Theorem[],
): Promise<Theorem> {
  const [J, a] = [variable('J₀', 'Thread'), variable('a₀', 'Time')];
  const goal = forall(
    [J, a],
    implies(boots(register, J, a), and(isLockedBy(words, register, J, a), equal(runsOn(J), register.machine))),
  );
  const facts = [...assumptions, axiomOf(context, 'BIRTH')];
  return demandProof(context, 'the thread that the boot begins holds the register', goal, facts, everything);
}

/** ∀a,t. nothing clears the register in (a,t] ⊃ the same as MeasuredBoot says it. */
function noClearing(context: Context, register: Register): Promise<Theorem> {
  const [a, t] = [variable('a₀', 'Time'), variable('t₀', 'Time')];
  const goal = forall(
    [a, t],
    implies(uncleared(register, { from: a, to: t, closed: true }), and(...uninterrupted(register, a, t))),
  );
  return demandProof(context, 'no reset since the boot', goal, []);
}

interface Assembly {
  readonly context: Context;
  readonly words: Vocabulary;
  readonly register: Register;
  readonly shape: Shape;
  readonly past: History;
  readonly lemmas: RegisterLemmas;
  readonly entries: readonly Term[];
}

/** What is known as stage k begins: how it did, that the thread holds the register and is on the machine, and the register's history since. */
function beginning({ words, register, shape, past, entries: programs }: Assembly, k: number): Formula {
  const [J, a] = [shape.thread, shape.times[k] as Variable];
  const program = programs[k - 1];
  const began = program === undefined ? boots(register, J, a) : jumps(J, program, a);
  return and(began, isLockedBy(words, register, J, a), equal(runsOn(J), register.machine), past.from(k, a));
}

/** Γ ⊢ stage k begins ⊃ tail k, from its lemma, and (but for the last) from the same of the next stage. */
function tailTheorem(assembly: Assembly, k: number, stage: Theorem, next: Theorem | undefined): Theorem {
  const { context, shape, past, lemmas } = assembly;
  const [J, a] = [shape.thread, shape.times[k] as Variable];
  const assumed = logic.assume(context.theory, beginning(assembly, k));
  const [began, lock, machine, story] = parts(assumed) as [Theorem, Theorem, Theorem, Theorem];
  const behaves = modusPonens(logic.forallElim(stage, J, a), began);
  const until = (end: Term, order: Theorem): Theorem =>
    logic.impliesElim(logic.impliesElim(logic.forallElim(behaves, end), order), logic.andIntro(lock, machine));
  const tail = shape.tails[k] as Formula;
  const entry = assembly.entries[k] as Term;
  const shown = opening(story, 2, context.fresh, ([thread, at], facts) => {
    const [after, inTime, quiet, extension, rest] = facts as [Theorem, Theorem, Theorem, Theorem, Theorem];
    if (next === undefined) {
      const order = modusPonens(logic.forallElim(lemmas.order, a, at as Term, past.time), after, inTime);
      const last = logic.forallElim(until(past.time, order), at as Term, thread as Term, entry);
      const measured = modusPonens(last, after, inTime, extension, quiet, logic.andElim(rest, 1));
      return witness(tail, [at as Term], logic.andIntro(after, inTime, ...parts(measured)));
    }
    return opening(rest, 2, context.fresh, ([thread2, at2], more) => {
      const [after2, inTime2, quiet2, extension2, rest2] = more as [Theorem, Theorem, Theorem, Theorem, Theorem];
      const order = modusPonens(logic.forallElim(lemmas.orderStrict, a, at as Term, at2 as Term), after, after2);
      const following = assembly.entries[k + 1] as Term;
      const handing = logic.forallElim(
        until(at2 as Term, order),
        at as Term,
        thread as Term,
        entry,
        thread2 as Term,
        following,
      );
      const handed = modusPonens(handing, after, after2, extension, quiet, quiet2, extension2);
      const jump = shape.times[k + 1] as Variable;
      return opening(handed, 1, inTurn(jump), (_, did) => {
        const [since, before, later, jumped, nothingElse, stillLocked] = did as [
          Theorem,
          Theorem,
          Theorem,
          Theorem,
          Theorem,
          Theorem,
        ];
        const quietAfter = modusPonens(logic.forallElim(lemmas.shorten, at as Term, jump, at2 as Term), since, quiet2);
        const events = logic.andIntro(before, inTime2, quietAfter, extension2, rest2);
        const story2 = witness(past.from(k + 1, jump), [thread2 as Term, at2 as Term], events);
        const goesOn = modusPonens(next, jumped, stillLocked, machine, story2);
        const done = modusPonens(logic.forallElim(lemmas.order, jump, at2 as Term, past.time), before, inTime2);
        return witness(tail, [jump], logic.andIntro(later, done, jumped, nothingElse, goesOn));
      });
    });
  });
  return logic.impliesIntro(assumed.conclusion, shown);
}

/** Gives out these variables, one a call: for opening an existential with variables that are known to be fresh. */
function inTurn(...variables: readonly Variable[]): Fresh {
  let next = 0;
  return () => variables[next++] as Variable;
}
