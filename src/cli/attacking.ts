import { type Attack, claimOf, type SearchLimits, searchAttacks, storyOf, vacuityOf } from '../attack/index.js';
import { core, type Formula } from '../kernel/index.js';
import { type Model, showFormula, type TheoremDecl } from '../language/index.js';
import type { CheckedAttack, CheckedSearch, CheckedWitness } from '../report/attack-result.js';
import { termText } from '../semantics/index.js';
import { writeTrace } from '../trace/format/index.js';
import { type Claim, History, Judge, type Value } from '../trace/index.js';

/** What a search for attacks on a theorem came to. */
export interface Attacked {
  readonly attacks: readonly CheckedAttack[];
  readonly search: CheckedSearch;
}

/** Looks for traces that refute a theorem. */
export function attacked(model: Model, decl: TheoremDecl, limits: Partial<SearchLimits> = {}): Attacked {
  const { attacks, bound } = searchAttacks(model, claimOf(decl), limits);
  return { attacks: attacks.map((attack) => checkedAttack(model, decl, attack)), search: bound };
}

function checkedAttack(model: Model, decl: TheoremDecl, attack: Attack): CheckedAttack {
  const { world, occurrences, violation } = attack;
  const story = storyOf(attack);
  const { initial: memory, names, events } = story;
  const trace = [...writeTrace(world, { model: decl.file, against: decl.name, expect: 'violated' }, occurrences)].join(
    '',
  );
  const violated = showFormula(violation.conjunct, model);
  const cause = events.filter(({ matters }) => matters).at(-1);
  const breaks = `${missing(violation.conjunct, violated)}${cause === undefined ? '' : `; at ${cause.time} ${cause.note}`}`;
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

const missing = (conjunct: Formula, text: string): string =>
  conjunct.kind === 'atom' && conjunct.predicate === core.at
    ? `the claim needs ${text}, and no such event fits`
    : `${text} is not so`;

function shown(words: Parameters<typeof termText>[0], value: Value): string {
  if (typeof value !== 'number') return termText(words, value);
  if (value < 1) return 'before all events';
  return Number.isInteger(value) ? `${value}` : `after ${Math.floor(value)}`;
}

/**
 * A trace on which the premises of a theorem hold. Throws where its conclusion does not: for one that is proved, either the proof is wrong or the
 * semantics.
 */
export function witnessOf(model: Model, decl: TheoremDecl, limits: Partial<SearchLimits> = {}): CheckedWitness {
  const claim = claimOf(decl);
  const [found] = searchAttacks(model, vacuityOf(claim), limits).attacks;
  if (found === undefined) return { kind: 'none', vacuous: 'unknown' };
  demandHolds(model, claim, found);
  const { words } = found.world;
  const events = found.occurrences.map(({ event }) => termText(words, event));
  return { kind: 'trace', length: events.length, events };
}

function demandHolds(model: Model, claim: Claim, { world, occurrences }: Attack): void {
  const { verdict } = new Judge(model.theory, claim).judge(History.of(world, occurrences));
  if (verdict !== 'violated') return;
  const trace = [...writeTrace(world, { model: model.root, against: claim.name }, occurrences)].join('');
  throw new Error(`${claim.name} is proved, and violated by a trace:\n${trace}`);
}
