import { declarationKey } from './lock.js';
import { placeKey, type Standing, type StandingAxiom, type StandingTheorem } from './standing.js';

/** The theorems and axioms of which a lock file does not say what stands now, whatever that is; in order, theorems first. */
export function outOfDate(lock: Standing, now: Standing): readonly string[] {
  return [
    ...differing(lock.theorems, now.theorems, placeKey, theoremRecord).map(({ name }) => name),
    ...differing(lock.axioms, now.axioms, placeKey, axiomRecord).map(({ name }) => `axiom ${name}`),
    ...reworded(lock.declarations, now.declarations),
  ];
}

/** What has the digest that it has now, and other words. */
function reworded(before: Standing['declarations'], now: Standing['declarations']): readonly string[] {
  const texts = new Map(now.map(({ name, digest, text }) => [declarationKey([name, digest]), text]));
  return before.flatMap(({ kind, name, digest, text }) => {
    const fresh = texts.get(declarationKey([name, digest]));
    return fresh === undefined || fresh === text ? [] : [`${kind} ${name}`];
  });
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

/** All that a lock file records of a theorem but its words, the solver, and how long an attack or a witness is: those may differ where nothing has changed. */
function theoremRecord(theorem: StandingTheorem): string {
  const { expected, verdict, statement, axioms, definitions, rules, attack, witness } = theorem;
  const { digest, about } = statement;
  const assumptions = statement.assumptions.map((assumption) => assumption.digest).sort();
  const traces = [attack !== undefined, witness !== undefined];
  return JSON.stringify([
    [expected, verdict, digest, assumptions, Object.entries(about).sort()],
    [Object.entries(axioms).sort(), definitions, rules, traces],
  ]);
}

const axiomRecord = ({ text, digest, about, standing }: StandingAxiom): string =>
  JSON.stringify([text, digest, Object.entries(about).sort(), standing]);
