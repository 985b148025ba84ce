import type { SearchLimits } from '../attack/index.js';
import { type Formula, provenance, type Theorem } from '../kernel/index.js';
import { type Model, showFormula, type TheoremDecl } from '../language/index.js';
import type { Failure, Prover } from '../prover/index.js';
import { heed, type Stop, Stopped, unstopped } from '../stop/index.js';
import type { CheckedWitness } from './attack-result.js';
import { attacked, Contradiction, type SeenTrace, witnessOf } from './attacking.js';
import type { CheckedFailure, CheckedTheorem, RestsOn, Tool } from './check-result.js';
import { faultText } from './fault-text.js';
import type { KeptProofs } from './kept-proofs.js';
import { stoppedFailure } from './stopped.js';
import { tidyNames } from './tidy-names.js';
import type { ToldTraces } from './told-traces.js';

/** What a theorem's verdict is made with. */
export interface Making {
  readonly prover: Prover;
  readonly solver: Tool['solver'];
  /** Whether the kernel proves that the theorem's premises contradict each other. */
  readonly isVacuous: () => Promise<boolean>;
  /** Is told of each trace on the way that refutes the theorem, or on which its premises hold. */
  readonly seen?: ((trace: SeenTrace) => void) | undefined;
  /** How far an attack or a witness is looked for; as far as usual, where it is absent. */
  readonly search?: Search | undefined;
  readonly stop?: Stop | undefined;
  /** What was found before; the prover has its theorems. */
  readonly kept?: KeptProofs | undefined;
  /** What the theorem's author says. */
  readonly told?: ToldTraces | undefined;
  /** Told what is being done, in words. */
  readonly doing?: ((what: string) => void) | undefined;
}

/** How many states a search goes on from; `none`, where neither attacks nor witnesses are looked for. */
export type Search = 'none' | { readonly states?: number | undefined };

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
    const failure = error instanceof Stopped ? stoppedFailure(error) : faultOf(error);
    return { ...about, verdict: 'unknown', restsOn: restsOn(decl, making.solver), failure };
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
    if (error instanceof Stopped) throw error;
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

async function verdictOn(model: Model, decl: TheoremDecl, making: Making): Promise<Verdict> {
  const { prover, solver, stop = unstopped, doing = () => undefined } = making;
  heed(stop);
  const known = (await making.kept?.attack(decl)) ?? (await making.told?.attack(decl));
  if (known !== undefined) return { verdict: 'refuted', restsOn: restsOn(decl, solver), attack: known };
  doing('proving');
  const attempt = await prover.prove(decl.name);
  if (attempt.proved) {
    const rests = restsOn(decl, solver, attempt.theorem);
    try {
      const witness = await witnessed(model, decl, making);
      return { verdict: 'proved', restsOn: rests, ...(witness && { witness }) };
    } catch (error) {
      if (!(error instanceof Contradiction)) throw error;
      return refutedThoughProved(model, rests, error);
    }
  }
  const { admitted } = attempt.failure;
  const failed = {
    restsOn: restsOn(decl, solver),
    failure: failureOf(model, decl, attempt.failure),
    ...(admitted && { admitted: admitted.map((each) => showFormula(each, model, { limit: most.nodes, width })) }),
  };
  const limits = searchLimits(making);
  if (limits === undefined) return { verdict: 'unknown', ...failed };
  doing('looking for an attack');
  const { attacks, search } = attacked(model, decl, limits, making.seen);
  const [attack] = attacks;
  // Where it is false, why it was not proved is of no interest.
  return attack === undefined
    ? { verdict: 'unknown', ...failed, search }
    : { verdict: 'refuted', restsOn: failed.restsOn, attack };
}

/** A proof from axioms of the model's own is as good as they are; any other that a trace contradicts is a fault of ls2. */
function refutedThoughProved(model: Model, rests: RestsOn, contradiction: Contradiction): Verdict {
  const own = new Set(
    model.axioms
      .filter(({ file, generated }) => !isLogic(model, file) && generated === undefined)
      .map(({ name }) => name),
  );
  const suspects = rests.axioms.filter((name) => own.has(name));
  if (suspects.length === 0) throw contradiction;
  const reason = `it is proved from ${suspects.join(', ')}, and not all that says is so`;
  const failure = { kind: 'stuck', step: 'the proof', reason, known: [], knownBefore: 0 } as const;
  return { verdict: 'refuted', restsOn: rests, failure, attack: contradiction.attack };
}

const isLogic = ({ files }: Model, file: string): boolean =>
  files.some(({ path, role }) => path === file && role === 'logic');

/** A trace on which what a theorem supposes holds; where none is found, whether that is because its premises contradict each other. */
async function witnessed(model: Model, decl: TheoremDecl, making: Making): Promise<CheckedWitness | undefined> {
  const { isVacuous, doing } = making;
  const limits = searchLimits(making);
  try {
    // Without the search, the kernel still says whether the premises contradict each other.
    if (limits === undefined) return (await isVacuous()) ? { kind: 'none', vacuous: 'proved' } : undefined;
    const known = (await making.kept?.witness(decl)) ?? (await making.told?.witness(decl));
    if (known !== undefined) return known;
    if ((await making.kept?.contradiction(decl)) !== undefined && (await isVacuous()))
      return { kind: 'none', vacuous: 'proved' };
    doing?.('looking for a trace on which its premises hold');
    const witness = witnessOf(model, decl, limits, making.seen);
    if (witness.kind === 'trace') return witness;
    doing?.('do its premises contradict each other?');
    return { kind: 'none', vacuous: (await isVacuous()) ? 'proved' : 'unknown' };
  } catch (error) {
    // What is proved stays proved.
    if (error instanceof Stopped) return undefined;
    throw error;
  }
}

const searchLimits = ({ search, stop = unstopped }: Making): Partial<SearchLimits> | undefined =>
  search === 'none' ? undefined : { stop, ...(search?.states !== undefined && { states: search.states }) };

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
function remedyFor({ proof }: TheoremDecl, { step, admitted }: Failure): string {
  if (admitted !== undefined) return 'Prove what is admitted; until then nothing is proved that rests on it.';
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
