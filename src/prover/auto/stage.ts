import {
  and,
  apply,
  core,
  equal,
  exists,
  type Formula,
  forall,
  implies,
  logic,
  programs,
  type Term,
  type Theorem,
  variable,
} from '../../kernel/index.js';
import { axiomOf, type Context, demandProof, Stuck } from '../context.js';
import { generalize } from '../derive.js';
import type { Vocabulary } from '../vocabulary.js';
import { codeOf, premises, subject } from './invariant.js';
import { extendsBy, isLockedBy, jumps, neverUnlocks, type Register, runsOn, uncleared, untouched } from './register.js';
import { firstJump, noJump } from './shape.js';

const u = variable('u₀', 'Time');
const t = variable('t₀', 'Time');
const I = variable('I₁₀', 'Thread');
const K = variable('K₁₀', 'Thread');
const x = variable('x₁₀', 'Term');
const y = variable('y₁₀', 'Term');

/** J runs on the register's machine and holds the register when it begins. */
const began = (words: Vocabulary, register: Register): Formula =>
  and(isLockedBy(words, register, subject.thread, subject.begin), equal(runsOn(subject.thread), register.machine));

/**
 * What a stage of a chain does, said of any x: if the register was first extended by x since J began the stage, and next at te, then J has
 * jumped in between, to x and to nothing before, and holds the register still.
 */
function handsOn(words: Vocabulary, register: Register): Formula {
  const { thread: J, begin: a, end: e } = subject;
  const history = and(
    core.lessThan(a, u),
    core.lessThan(u, e),
    extendsBy(words, register, I, x, u),
    untouched(words, register, { from: a, to: u }),
    untouched(words, register, { from: u, to: e }),
    extendsBy(words, register, K, y, e),
  );
  const jumped = and(
    core.lessThan(u, t),
    core.lessThan(t, e),
    core.lessThan(a, t),
    jumps(J, x, t),
    noJump(J, a, t),
    isLockedBy(words, register, J, t),
  );
  return implies(began(words, register), forall([u, I, x, K, y], implies(history, exists([t], jumped))));
}

/**
 * What the register shows of the stage whose entry is its last: if the register was extended by x since J began the stage, and not since,
 * then it was J who extended it, before it jumped to anything; and if J has jumped, its first jump was to x.
 */
function measures(words: Vocabulary, register: Register): Formula {
  const { thread: J, begin: a, end: e } = subject;
  const history = and(
    core.lessThan(a, u),
    core.atMost(u, e),
    extendsBy(words, register, I, x, u),
    untouched(words, register, { from: a, to: u }),
    untouched(words, register, { from: u, to: e, closed: true }),
  );
  const shown = and(extendsBy(words, register, J, x, u), noJump(J, a, u), firstJump(J, a, e, x));
  return implies(began(words, register), forall([u, I, x], implies(history, shown)));
}

/** ∀J,a,z. J holds the register at a, runs on its machine, and does not unlock it nor is it cleared in (a,z] ⊃ J holds it all along. */
function heldLemma(context: Context, words: Vocabulary, register: Register): Promise<Theorem> {
  const { thread: J, begin: a, end: z } = subject;
  const since = { from: a, to: z, closed: true };
  const given = [began(words, register), neverUnlocks(words, register, J, since), uncleared(register, since)];
  const along = forall([u], implies(and(core.atMost(a, u), core.atMost(u, z)), isLockedBy(words, register, J, u)));
  const goal = forall([J, a, z], implies(and(...given), along));
  const lock = axiomOf(context, register.axioms.lock);
  return demandProof(context, 'a lock is held until it is given up', goal, [lock]);
}

/** What is to be shown of every stage of a register's chains, and what from. */
export interface StageClaims {
  readonly handsOn: Formula;
  readonly measures: Formula;
  readonly facts: readonly Theorem[];
}

/** How long the thread holds the register is asked of the end and of its jumps alone. */
export async function stageClaims(context: Context, words: Vocabulary, register: Register): Promise<StageClaims> {
  const held = await heldLemma(context, words, register);
  const { thread: J, begin: a, end: e } = subject;
  const untilJump = logic.impliesIntro(jumps(J, x, t), logic.forallElim(held, J, a, t));
  const axioms = ['ONE', 'DOES', 'HERE', 'LOCKX'].map((name) => axiomOf(context, name));
  const facts = [...axioms, logic.forallElim(held, J, a, e), generalize([t, x], untilJump)];
  return { handsOn: handsOn(words, register), measures: measures(words, register), facts };
}

/** How a stage began: by the event that clears the register, or by a jump to its program. */
export type Stage =
  | { readonly kind: 'boot'; readonly name: string; readonly machineKind: Theorem }
  | { readonly kind: 'program'; readonly name: string; readonly program: Term };

/** `∀J,a. (J began the stage)@a ⊃ ∀e. a < e ⊃ A`, for one of the two formulas above. */
export async function stageTheorem(
  context: Context,
  register: Register,
  claims: StageClaims,
  stage: Stage,
  role: 'handsOn' | 'measures',
): Promise<Theorem> {
  const formula = claims[role];
  const shows = role === 'handsOn' ? 'extends by what it then jumps to' : 'measures the last stage';
  const goal = { step: `${stage.name} ${shows}`, formula, facts: claims.facts };
  const program = stage.kind === 'program' ? stage.program : bootProgram(context, register, stage, formula);
  const invariant = { ...subject, premises: await premises(context, codeOf(context, program, formula), goal) };
  if (stage.kind === 'program') return programs.jump(stage.program, invariant);
  const rule = register.kind === 'static' ? programs.reset : programs.lateLaunch;
  return logic.impliesElim(rule(stage.machineKind.conclusion, invariant), stage.machineKind);
}

function bootProgram(context: Context, register: Register, stage: Stage & { kind: 'boot' }, goal: Formula): Term {
  const kind = stage.machineKind.conclusion;
  const declared = kind.kind === 'atom' ? context.theory.kind(kind.predicate) : undefined;
  const symbol = register.kind === 'static' ? declared?.reset : declared?.lateLaunch;
  if (symbol !== undefined) return apply(symbol, register.machine);
  const event = register.kind === 'static' ? 'reset' : 'late launch';
  throw new Stuck({
    step: stage.name,
    goal,
    known: [kind],
    reason: `the machine's kind runs no program on a ${event}`,
  });
}
