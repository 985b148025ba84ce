import { type Attack, claimOf, type SearchLimits, searchAttacks, storyOf, vacuityOf } from '../attack/index.js';
import { core, type Formula, substitute } from '../kernel/index.js';
import { type Model, showFormula, type TheoremDecl } from '../language/index.js';
import { termText } from '../semantics/index.js';
import { writeTrace } from '../trace/format/index.js';
import { History, type Instance, Judge, type Value } from '../trace/index.js';
import type { CheckedAttack, CheckedSearch, CheckedWitness } from './attack-result.js';

/** What a search for attacks on a theorem came to. */
export interface Attacked {
  readonly attacks: readonly CheckedAttack[];
  readonly search: CheckedSearch;
}

/** A trace that a search has come upon. */
export type SeenTrace = Pick<Attack, 'world' | 'occurrences'>;

/** Looks for traces that refute a theorem; `seen` is told of each. */
export function attacked(
  model: Model,
  decl: TheoremDecl,
  limits: Partial<SearchLimits> = {},
  seen?: (trace: SeenTrace) => void,
): Attacked {
  const { attacks, bound } = searchAttacks(model, claimOf(decl), limits);
  for (const attack of attacks) seen?.(attack);
  return { attacks: attacks.map((attack) => checkedAttack(model, decl, attack)), search: bound };
}

/** An attack in words. */
export function checkedAttack(model: Model, decl: TheoremDecl, attack: Attack): CheckedAttack {
  const { world, occurrences, violation } = attack;
  const story = storyOf(attack, [about(violation.instance, decl.conclusion)]);
  const { initial: memory, names, events } = story;
  const trace = [...writeTrace(world, { model: decl.file, against: decl.name, expect: 'violated' }, occurrences)].join(
    '',
  );
  const violated = showFormula(violation.conjunct, model);
  const cause = events.filter(({ matters }) => matters).at(-1);
  const because = cause === undefined ? '' : `at ${cause.time} ${cause.note}; so `;
  const breaks = `${because}${missing(violation.conjunct, violated)}`;
  return {
    length: occurrences.length,
    events,
    memory,
    names,
    instance: [...violation.instance].map(([{ name }, value]) => ({ name, value: shown(world.words, value) })),
    premises: decl.assumptions.map(({ text }) => text),
    violated,
    breaks,
    trace,
    reproduce: `ls2 attack ${decl.name} ${decl.file}`,
  };
}

/** A formula about the values of its parameters, but for times. */
function about(instance: Instance, formula: Formula): Formula {
  const values = [...instance].flatMap(([variable, value]) =>
    typeof value === 'number' ? [] : [[variable, value] as const],
  );
  return substitute(
    formula,
    values.map(([variable]) => variable),
    values.map(([, value]) => value),
  );
}

const missing = (conjunct: Formula, text: string): string =>
  conjunct.kind === 'atom' && conjunct.predicate === core.at
    ? `there is no ${text}, which the claim needs`
    : `it is not so that ${text}`;

function shown(words: Parameters<typeof termText>[0], value: Value): string {
  if (typeof value !== 'number') return termText(words, value);
  if (value < 1) return 'before all events';
  return Number.isInteger(value) ? `${value}` : `after ${Math.floor(value)}`;
}

/** A trace on which a theorem is violated that is proved. */
export class Contradiction extends Error {
  override readonly name = 'Contradiction';
  readonly attack: CheckedAttack;

  constructor({ name, file }: TheoremDecl, attack: CheckedAttack) {
    super(`${name} of ${file} is proved, and violated by a trace:\n${attack.trace}`);
    this.attack = attack;
  }
}

/**
 * A trace on which the premises of a theorem hold. Throws a {@link Contradiction} where its conclusion does not: for one that is proved, that may not be.
 */
export function witnessOf(
  model: Model,
  decl: TheoremDecl,
  limits: Partial<SearchLimits> = {},
  seen?: (trace: SeenTrace) => void,
): CheckedWitness {
  const [found] = searchAttacks(model, vacuityOf(claimOf(decl)), { hasty: true, ...limits }).attacks;
  if (found === undefined) return { kind: 'none', vacuous: 'unknown' };
  seen?.(found);
  return witnessBy(model, decl, found, limits.stop);
}

/** The witness that a trace is on which the premises of a theorem hold; throws as {@link witnessOf} does. */
export function witnessBy(
  model: Model,
  decl: TheoremDecl,
  { world, occurrences }: SeenTrace,
  stop?: SearchLimits['stop'],
): CheckedWitness {
  const judgement = new Judge(model.theory, claimOf(decl), stop).judge(History.of(world, occurrences));
  if (judgement.verdict === 'violated')
    throw new Contradiction(decl, checkedAttack(model, decl, { world, occurrences, violation: judgement }));
  const events = occurrences.map(({ event }) => termText(world.words, event));
  const trace = [...writeTrace(world, { model: decl.file, against: decl.name }, occurrences)].join('');
  return { kind: 'trace', length: events.length, events, trace };
}
