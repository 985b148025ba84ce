import type { Term } from '../../kernel/index.js';
import { type Bank, digestOf, digestSize } from '../../tpm/banks.js';
import { eventTypeName, eventTypes } from '../../tpm/event-log/event-types.js';
import { imaExtension } from '../ima/replay.js';
import type { Judged, JudgedEvent } from '../judge.js';
import type { Premise } from './claim.js';
import type { Goods, References } from './reference.js';

/**
 * A place in a register's sequence, and what was found there. `good`: a digest that the platform calls good. `unchecked`: the platform says `any`. `free`: a parameter of
 * the theorem, which holds whatever it is. `deviates`: another digest. `missing`: the register was extended no further. `extra`: it was extended by more than the
 * theorem says. `unreferenced`: the platform has no digest in this bank. `untold`: nothing that was given tells what it was. `unseen`: beyond the first that deviates, so that nothing is said of it.
 */
export interface Stage {
  readonly status:
    | 'good'
    | 'unchecked'
    | 'free'
    | 'unreferenced'
    | 'untold'
    | 'deviates'
    | 'missing'
    | 'extra'
    | 'unseen';
  readonly pcr: number;
  /** Absent where the register was extended by more. */
  readonly term?: Term;
  readonly digest?: string;
  /** The event of the log that says so; absent where the register's value alone was looked at. */
  readonly event?: JudgedEvent;
  readonly expected?: Goods;
  /** Of what is good: what it was recognised by. */
  readonly from?: string;
}

/** What was taken for each term that stands for whatever was measured, by register. */
export type Taken = Map<Term, string>;

const hexOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

interface Asked {
  readonly premise: Premise;
  readonly bank: Bank;
  readonly references: References;
  readonly free: ReadonlySet<Term>;
  readonly taken: Taken;
}

/** An extension of a register that a log tells of: an event of the firmware or a boot loader, or a measurement of IMA. */
interface Found {
  readonly event?: JudgedEvent;
  readonly digest: string;
}

const nothing = eventTypeName(eventTypes.EV_NO_ACTION);

/** All that logs say a register was extended by. What IMA measured comes after the rest, as in the replay. */
function foundOn({ events, ima }: Pick<Judged, 'events' | 'ima'>, pcr: number, bank: Bank): readonly Found[] {
  const logged = events.flatMap((event): readonly Found[] => {
    const digest = event.digests.find((each) => each.bank === bank)?.digest;
    const isHere = event.pcr === pcr && event.type !== nothing;
    return isHere && digest !== undefined ? [{ event, digest }] : [];
  });
  const measured = ima.filter((entry) => entry.pcr === pcr);
  return [...logged, ...measured.map((entry) => ({ digest: hexOf(imaExtension(entry, bank, 'own-digest')) }))];
}

/** Holds what logs say of a register against a sequence, place by place. Only digests are looked at: what else events say is vouched for by nothing. */
export function aligned(logs: Pick<Judged, 'events' | 'ima'>, asked: Asked): readonly Stage[] {
  const found = foundOn(logs, asked.premise.pcr, asked.bank);
  const stages: Stage[] = [];
  let lost = false;
  const { terms } = asked.premise.sequence;
  for (let i = 0; i < Math.max(terms.length, found.length); i++) {
    const [term, at] = [terms[i], found[i]];
    const stage = stageOf(term, at, asked);
    stages.push(lost ? { ...stage, status: 'unseen' } : stage);
    lost ||= isDeviating(stage);
    if (lost && term === undefined) break;
  }
  return stages;
}

export const isDeviating = ({ status }: Stage): boolean =>
  status === 'deviates' || status === 'missing' || status === 'extra';

function stageOf(term: Term | undefined, at: Found | undefined, asked: Asked): Stage {
  const { pcr } = asked.premise;
  if (term === undefined) return { status: 'extra', pcr, ...at };
  if (asked.free.has(term)) {
    if (at === undefined) return { status: 'missing', pcr, term };
    return { status: isTaken(term, at.digest, asked.taken) ? 'free' : 'deviates', pcr, term, ...at };
  }
  const expected = asked.references.of(term, asked.premise.register) ?? [];
  if (at === undefined) return { status: 'missing', pcr, term, expected };
  const stage = { pcr, term, expected, ...at };
  if (expected === 'any') return { ...stage, status: isTaken(term, at.digest, asked.taken) ? 'unchecked' : 'deviates' };
  if (!expected.some(({ digests }) => digests.has(asked.bank))) return { ...stage, status: 'unreferenced' };
  const good = expected.find(({ digests }) => digests.get(asked.bank) === at.digest);
  // A term that stands in several places is the same in all of them, though its list may have many digests.
  if (good === undefined || !isTaken(term, at.digest, asked.taken)) return { ...stage, status: 'deviates' };
  return { ...stage, status: 'good', from: good.from };
}

/** Whether a term can be what was measured there: it is nothing else elsewhere on the register, and nothing else is the same. */
function isTaken(term: Term, digest: string, taken: Taken): boolean {
  const known = taken.get(term);
  if (known === undefined) taken.set(term, digest);
  return known === undefined || known === digest;
}

/** How many ways of a register to come to its value are tried, where no log says which one it was. */
const mostWays = 4096;

/** Of a register of which nothing is known. */
export const untold = ({ premise, references, free }: Asked): readonly Stage[] =>
  premise.sequence.terms.map((term) => ({
    status: 'untold',
    pcr: premise.pcr,
    term,
    ...(!free.has(term) && { expected: references.of(term, premise.register) ?? [] }),
  }));

/**
 * Where no log says how a register came to its value: whether it did by digests that are good, of which one is looked for. Where a term may be anything, or too much, nothing is known: a log would
 * tell.
 */
export function computed(value: string, asked: Asked): readonly Stage[] {
  const { premise, bank, references } = asked;
  const { pcr, sequence, register } = premise;
  const goods = sequence.terms.map((term) => (asked.free.has(term) ? 'any' : (references.of(term, register) ?? [])));
  const known = goods.map((each) => (each === 'any' ? [] : each.flatMap((good) => good.digests.get(bank) ?? [])));
  const isLacking = (i: number): boolean => goods[i] !== 'any' && known[i]?.length === 0;
  if (known.some((_, i) => isLacking(i)))
    return untold(asked).map((stage, i) => (isLacking(i) ? { ...stage, status: 'unreferenced' } : stage));
  if (goods.includes('any') || known.reduce((ways, each) => ways * each.length, 1) > mostWays) return untold(asked);
  const way = wayTo(Buffer.from(value, 'hex'), known, bank);
  if (way === undefined)
    return sequence.terms.map((term, i) => ({
      status: i === 0 ? 'deviates' : 'unseen',
      pcr,
      term,
      expected: goods[i] ?? [],
    }));
  return sequence.terms.map((term, i) => {
    const expected = goods[i] ?? [];
    const good = expected === 'any' ? undefined : expected.find(({ digests }) => digests.get(bank) === way[i]);
    return { status: 'good', pcr, term, expected, digest: way[i] ?? '', ...(good && { from: good.from }) };
  });
}

/** Digests, one of each, that extend a register from zeros to a value. */
function wayTo(value: Uint8Array, choices: readonly (readonly string[])[], bank: Bank): readonly string[] | undefined {
  const search = (at: Uint8Array, i: number): readonly string[] | undefined => {
    const here = choices[i];
    if (here === undefined) return Buffer.compare(at, value) === 0 ? [] : undefined;
    for (const digest of here) {
      const rest = search(digestOf(bank, at, Buffer.from(digest, 'hex')), i + 1);
      if (rest !== undefined) return [digest, ...rest];
    }
    return undefined;
  };
  return search(new Uint8Array(digestSize(bank)), 0);
}
