import { type Formula, provenance, type Theorem } from '../kernel/index.js';
import { type Model, showFormula, type TheoremDecl } from '../language/index.js';
import type { Attempt, Failure, Prover } from '../prover/index.js';
import type { CheckedWitness } from '../report/attack-result.js';
import type { CheckedFailure, CheckedTheorem, RestsOn, Tool } from '../report/check-result.js';
import { tidyNames } from '../report/tidy-names.js';
import { attacked, witnessOf } from './attacking.js';
import { faultText } from './fault.js';

/**
 * Proves a theorem, or says what is missing, and whether a trace refutes it. A fault of ls2 on the way is the theorem's alone, and leaves it unknown.
 *
 * @param isVacuous whether the kernel proves that the theorem's premises contradict each other
 */
export async function checkTheorem(
  model: Model,
  decl: TheoremDecl,
  prover: Prover,
  solver: Tool['solver'],
  isVacuous: () => Promise<boolean>,
): Promise<CheckedTheorem> {
  const { name, role, file, span, expected } = decl;
  const about = { name, role, file, line: span.start.line, expected };
  const attempt = await attemptAt(prover, name);
  if ('fault' in attempt)
    return { ...about, verdict: 'unknown', restsOn: restsOn(decl, solver), failure: attempt.fault };
  if (attempt.proved) {
    const rests = restsOn(decl, solver, attempt.theorem);
    return { ...about, verdict: 'proved', restsOn: rests, witness: await witnessed(model, decl, isVacuous) };
  }
  const { attacks, search } = attacked(model, decl);
  const [attack] = attacks;
  const failed = { restsOn: restsOn(decl, solver), failure: failureOf(model, decl, attempt.failure) };
  return attack === undefined
    ? { ...about, verdict: 'unknown', ...failed, search }
    : { ...about, verdict: 'refuted', ...failed, attack };
}

/** A trace on which what a theorem supposes holds; where none is found, whether that is because its premises contradict each other. */
async function witnessed(model: Model, decl: TheoremDecl, isVacuous: () => Promise<boolean>): Promise<CheckedWitness> {
  const witness = witnessOf(model, decl);
  if (witness.kind === 'trace') return witness;
  return { kind: 'none', vacuous: (await isVacuous()) ? 'proved' : 'unknown' };
}

/** Why the prover does not prove a theorem; undefined where it does. */
export async function proofFailure(
  model: Model,
  decl: TheoremDecl,
  prover: Prover,
): Promise<CheckedFailure | undefined> {
  const attempt = await attemptAt(prover, decl.name);
  if ('fault' in attempt) return attempt.fault;
  return attempt.proved ? undefined : failureOf(model, decl, attempt.failure);
}

async function attemptAt(prover: Prover, name: string): Promise<Attempt | { readonly fault: CheckedFailure }> {
  try {
    return await prover.prove(name);
  } catch (error) {
    return { fault: { kind: 'fault', step: 'the proof', reason: faultText(error), known: [], knownBefore: 0 } };
  }
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
