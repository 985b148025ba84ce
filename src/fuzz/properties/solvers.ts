import {
  and,
  type Formula,
  falsity,
  implies,
  not,
  or,
  provenance,
  sameFormula,
  theory,
  truth,
} from '../../kernel/index.js';
import { refute } from '../../prover/ground/refute/refute.js';
import { encode, type SolverName } from '../../solver/index.js';
import { tapes } from '../choices.js';
import { demand, type Property } from '../property.js';
import type { Setting } from '../setting.js';
import { isTrueIn } from '../solver/assignment.js';
import { obligationOf } from '../solver/obligation.js';
import type { Tally } from '../tally.js';
import { installed } from '../tpm/installed.js';

const cases = tapes(0, 60);

/** In so many interpretations a formula is looked at that is said to be valid. */
const interpretations = 60;

const peers: readonly { readonly name: SolverName; readonly command: string }[] = [
  { name: 'native-z3', command: 'z3' },
  { name: 'cvc5', command: 'cvc5' },
];

/** No two solvers contradict each other, nor the meaning of what they were asked. */
export const solvers = (setting: Setting): Property<readonly number[]> => ({
  name: 'solvers',
  target: 'solver',
  compares:
    'the ground procedure, Z3 in WebAssembly, native z3 and cvc5, as far as they are there, with each other and with small interpretations',
  says: 'None says valid where another says invalid, or of what is false in an interpretation.',
  cases,
  perRun: 10,
  check: (tape, tally) => ask(setting, tape, tally),
  show: (tape) => {
    const encoded = encode(obligationOf(tape));
    return encoded.kind === 'encoded' ? encoded.text : encoded.reason;
  },
  read: (given) => (cases.canShrinkWithoutContext(given) ? given : undefined),
});

/** The same formula with ⊤ and ⊥ for junctions of nothing, of which the kernel's rules say nothing. */
function withoutEmpty(formula: Formula): Formula {
  switch (formula.kind) {
    case 'and':
      return formula.parts.length === 0 ? truth : and(...formula.parts.map(withoutEmpty));
    case 'or':
      return formula.parts.length === 0 ? falsity : or(...formula.parts.map(withoutEmpty));
    case 'implies':
      return implies(withoutEmpty(formula.left), withoutEmpty(formula.right));
    case 'not':
      return not(withoutEmpty(formula.body));
    default:
      return formula;
  }
}

const nothing = theory({ programs: [], definitions: [], axioms: [], kinds: [] });

/** What the ground procedure says; what it proves has to be a theorem of just that, which rests on no solver. */
function byGround(given: Formula): 'valid' | 'invalid' | 'unknown' {
  const obligation = withoutEmpty(given);
  const outcome = refute(nothing, [], obligation);
  if (outcome.kind !== 'proved') return outcome.kind === 'open' ? 'invalid' : 'unknown';
  const { hypotheses, conclusion } = outcome.theorem;
  demand(hypotheses.length === 0 && sameFormula(conclusion, obligation), 'the ground procedure proves something else');
  demand(provenance(outcome.theorem).oracle.length === 0, 'what the ground procedure proves rests on a solver');
  return 'valid';
}

async function ask(setting: Setting, tape: readonly number[], tally: Tally): Promise<void> {
  const obligation = obligationOf(tape);
  const names = ['z3' as const, ...peers.filter(({ command }) => installed(command)).map(({ name }) => name)];
  const answers = await Promise.all(
    names.map(async (name) => ({ name, ...(await setting.solver(name).decide(obligation, 'fuzzing')) })),
  );
  const grounded = { name: 'ground', verdict: byGround(obligation) };
  for (const { name, verdict } of [...answers, grounded]) tally.count(name, verdict);
  const all = [...answers, grounded];
  const valid = all.filter(({ verdict }) => verdict === 'valid').map(({ name }) => name);
  const invalid = all.filter(({ verdict }) => verdict === 'invalid').map(({ name }) => name);
  demand(
    valid.length === 0 || invalid.length === 0,
    `it is valid says ${valid.join(', ')}, and invalid ${invalid.join(', ')}`,
  );
  if (valid.length === 0) return;
  for (let seed = 0; seed < interpretations; seed++)
    demand(isTrueIn(seed, obligation), `it is valid says ${valid.join(', ')}, and is false in interpretation ${seed}`);
}
