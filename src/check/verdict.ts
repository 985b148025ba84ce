import { type Formula, provenance, type Theorem } from '../kernel/index.js';
import { type Model, showFormula, type TheoremDecl } from '../language/index.js';
import type { Failure, Prover } from '../prover/index.js';
import type { CheckedWitness } from './attack-result.js';
import { attacked, Contradiction, witnessOf } from './attacking.js';
import type { CheckedFailure, CheckedTheorem, RestsOn, Tool } from './check-result.js';
import { faultText } from './fault-text.js';
import { tidyNames } from './tidy-names.js';

/** What a theorem's verdict is made with. */
export interface Making {
  readonly prover: Prover;
  readonly solver: Tool['solver'];
  /** Whether the kernel proves that the theorem's premises contradict each other. */
  readonly isVacuous: () => Promise<boolean>;
  /**
   * Whether the model could be read whole. A proof rests on nothing but what the theorem reaches; a trace is one of all machines and programs, so that of a
   * model that lacks some none tells anything, and none is looked for.
   */
  readonly isWhole: boolean;
}

/**
 * Proves a theorem, or says what is missing, and whether a trace refutes it. A fault of ls2 on the way is the theorem's alone, and leaves it unknown: so it is
 * where a theorem is proved and refuted.
 */
export async function checkTheorem(model: Model, decl: TheoremDecl, making: Making): Promise<CheckedTheorem> {
  const { name, role, file, span, expected } = decl;
  const about = { name, role, file, line: span.start.line, expected };
  try {
    return { ...about, ...(await verdictOn(model, decl, making)) };
  } catch (error) {
    return { ...about, verdict: 'unknown', restsOn: restsOn(decl, making.solver), failure: faultOf(error) };
  }
}

/** Why the prover does not prove a theorem; undefined where it does. */
export async function proofFailure(
  model: Model,
  decl: TheoremDecl,
  prover: Prover,
): Promise<CheckedFailure | undefined> {
  try {
    const attempt = await prover.prove(decl.name);
    return attempt.proved ? undefined : failureOf(model, decl, attempt.failure);
  } catch (error) {
    return faultOf(error);
  }
}

export const faultOf = (error: unknown): CheckedFailure => ({
  kind: 'fault',
  step: 'the proof',
  reason: faultText(error),
  known: [],
  knownBefore: 0,
});

type Verdict = Omit<CheckedTheorem, 'name' | 'role' | 'file' | 'line' | 'expected'>;

async function verdictOn(
  model: Model,
  decl: TheoremDecl,
  { prover, solver, isVacuous, isWhole }: Making,
): Promise<Verdict> {
  const attempt = await prover.prove(decl.name);
  if (attempt.proved) {
    const rests = restsOn(decl, solver, attempt.theorem);
    try {
      const witness = isWhole ? witnessOf(model, decl) : noWitness;
      return { verdict: 'proved', restsOn: rests, witness: await witnessed(witness, isVacuous) };
    } catch (error) {
      if (!(error instanceof Contradiction)) throw error;
      return refutedThoughProved(model, rests, error);
    }
  }
  const failed = { restsOn: restsOn(decl, solver), failure: failureOf(model, decl, attempt.failure) };
  if (!isWhole) return { verdict: 'unknown', ...failed };
  const { attacks, search } = attacked(model, decl);
  const [attack] = attacks;
  return attack === undefined ? { verdict: 'unknown', ...failed, search } : { verdict: 'refuted', ...failed, attack };
}

/** A proof from axioms of the model's own is as good as they are; any other that a trace contradicts is a fault of ls2. */
function refutedThoughProved(model: Model, rests: RestsOn, contradiction: Contradiction): Verdict {
  const own = new Set(model.axioms.filter(({ file }) => !isLogic(model, file)).map(({ name }) => name));
  const suspects = rests.axioms.filter((name) => own.has(name));
  if (suspects.length === 0) throw contradiction;
  const reason = `it is proved from ${suspects.join(', ')}, and not all that says is so`;
  const failure = { kind: 'stuck', step: 'the proof', reason, known: [], knownBefore: 0 } as const;
  return { verdict: 'refuted', restsOn: rests, failure, attack: contradiction.attack };
}

const isLogic = ({ files }: Model, file: string): boolean =>
  files.some(({ path, role }) => path === file && role === 'logic');

const noWitness: CheckedWitness = { kind: 'none', vacuous: 'unknown' };

/** A trace on which what a theorem supposes holds; where none is found, whether that is because its premises contradict each other. */
async function witnessed(witness: CheckedWitness, isVacuous: () => Promise<boolean>): Promise<CheckedWitness> {
  if (witness.kind === 'trace') return witness;
  return { kind: 'none', vacuous: (await isVacuous()) ? 'proved' : 'unknown' };
}

function restsOn({ assumptions }: TheoremDecl, { name, version }: Tool['solver'], theorem?: Theorem): RestsOn {
  const { axioms = [], definitions = [], rules = [], oracle = [] } = theorem === undefined ? {} : provenance(theorem);
  return {
    axioms: [...axioms].sort(),
    assumptions: assumptions.map(({ text }) => text),
    definitions: [...definitions].sort(),
    rules: [...rules].sort(),
    oracle: { solver: name, version, obligations: oracle.length },
  };
}

/** More facts than this are not shown, of a formula not more than so many nodes, and of a fact not more than so many lines. */
const most = { facts: 12, nodes: 600, lines: 8 };
const width = 84;

function failureOf(model: Model, decl: TheoremDecl, failure: Failure): CheckedFailure {
  const { step, goal, known, reason, limit, remedy = remedyFor(decl, failure) } = failure;
  const show = (formula: Formula): string => showFormula(formula, model, { limit: most.nodes, width });
  const facts = [...new Set(known.map(show))];
  const [at = step, toShow = '', ...shown] = tidyNames([step, show(goal), ...facts.slice(-most.facts).map(shortened)]);
  return {
    kind: limit === true ? 'limit' : 'stuck',
    step: at,
    reason,
    goal: toShow,
    known: shown,
    knownBefore: Math.max(0, facts.length - most.facts),
    remedy,
  };
}

/** What its author may do about a proof that is stuck. */
function remedyFor({ proof }: TheoremDecl, { step }: Failure): string {
  if (step.startsWith('lemma ')) return 'Prove the lemma first.';
  switch (proof.kind) {
    case 'none':
      return 'Give it a proof: `by auto` for a chain of trust, or steps.';
    case 'auto':
      return (
        'It may be missing an assumption (that the register is protected, who is honest), or a program does not do what its place in the ' +
        'chain asks of it.'
      );
    case 'script':
      return 'Let the step use what is missing (an axiom, a lemma, a definition, an earlier step), or prove something in between first.';
  }
}

function shortened(text: string): string {
  const lines = text.split('\n');
  return lines.length <= most.lines ? text : [...lines.slice(0, most.lines - 1), '…'].join('\n');
}
