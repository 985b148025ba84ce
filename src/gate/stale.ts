import { placeKey, type Standing, type StandingAxiom, type StandingTheorem } from './standing.js';

/** The theorems and axioms of which a lock file does not say what stands now, whatever that is; in order, theorems first. */
export function outOfDate(lock: Standing, now: Standing): readonly string[] {
  return [
    ...differing(lock.theorems, now.theorems, placeKey, theoremRecord).map(({ name }) => name),
    ...differing(lock.axioms, now.axioms, placeKey, axiomRecord).map(({ name }) => `axiom ${name}`),
  ];
}

function differing<T>(
  before: readonly T[],
  now: readonly T[],
  keyOf: (item: T) => string,
  record: (item: T) => string,
): readonly T[] {
  const old = new Map(before.map((item) => [keyOf(item), item]));
  const fresh = new Map(now.map((item) => [keyOf(item), item]));
  return [...new Map([...old, ...fresh]).values()].filter((item) => {
    const [a, b] = [old.get(keyOf(item)), fresh.get(keyOf(item))];
    return a === undefined || b === undefined || record(a) !== record(b);
  });
}

/** All that a lock file records of a theorem but words, the solver, and the length of an attack: those may differ where nothing has changed. */
function theoremRecord({ expected, verdict, statement, axioms, definitions, rules, attack }: StandingTheorem): string {
  const assumptions = statement.assumptions.map(({ digest }) => digest).sort();
  const about = Object.entries(statement.about).sort();
  const isAttacked = attack !== undefined;
  const { digest } = statement;
  return JSON.stringify([expected, verdict, digest, assumptions, about, axioms, definitions, rules, isAttacked]);
}

const axiomRecord = ({ digest, standing }: StandingAxiom): string => JSON.stringify([digest, standing]);
