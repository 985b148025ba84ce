import {
  and,
  apply,
  atom,
  core,
  type Formula,
  type FunctionSymbol,
  forall,
  implies,
  not,
  type Term,
  variable,
} from '../../kernel/index.js';
import type { Vocabulary } from '../vocabulary.js';

/** A PCR, and by which axioms and events it lives. */
export interface Register {
  readonly location: Term;
  readonly machine: Term;
  readonly kind: 'static' | 'dynamic';
  readonly initial: Term;
  /** The event that gives it its initial value, and begins the thread that may hold it. */
  readonly boot: FunctionSymbol;
  /** All events but Extend that touch it. */
  readonly clears: readonly FunctionSymbol[];
  readonly axioms: { readonly extension: string; readonly initial: string; readonly lock: string };
}

/** The register at a location; `undefined` where the location is none. */
export function registerAt(words: Vocabulary, location: Term): Register | undefined {
  if (location.kind !== 'application') return undefined;
  const machine = location.args[0];
  if (machine === undefined) return undefined;
  const at = { location, machine };
  if (location.symbol === words.pcr)
    return {
      ...at,
      kind: 'static',
      initial: words.sinit,
      boot: core.resetEvent,
      clears: [core.resetEvent],
      axioms: { extension: 'PCR', initial: 'PCR0', lock: 'LOCK' },
    };
  if (location.symbol === words.dpcr)
    return {
      ...at,
      kind: 'dynamic',
      initial: words.dinit,
      boot: core.lateLaunchEvent,
      clears: [core.resetEvent, core.lateLaunchEvent],
      axioms: { extension: 'DPCR', initial: 'DPCR0', lock: 'DLOCK' },
    };
  return undefined;
}

// Names that neither a source text nor a supply of fresh variables gives out.
const w = variable('w₀', 'Time');
const I = variable('I₀', 'Thread');
const x = variable('x₀', 'Term');

/** An interval (from,to), or (from,to] where it is closed. */
export interface Interval {
  readonly from: Term;
  readonly to: Term;
  readonly closed?: boolean;
}

const inside = ({ from, to, closed }: Interval): Formula =>
  and(core.lessThan(from, w), closed === true ? core.atMost(w, to) : core.lessThan(w, to));

/** Nobody extends the register in the interval, and no event clears it. */
export function untouched(words: Vocabulary, register: Register, interval: Interval): Formula {
  const extended = core.happens(words.extend, [I, register.location, x], w);
  return and(forall([w, I, x], implies(inside(interval), not(extended))), uncleared(register, interval));
}

/** No reset, and for a dynamic register no late launch, of the register's machine in the interval. */
export function uncleared(register: Register, interval: Interval): Formula {
  const cleared = register.clears.map((event) => not(core.happens(event, [register.machine, I], w)));
  const [only] = cleared;
  return forall([w, I], implies(inside(interval), cleared.length === 1 && only ? only : and(...cleared)));
}

/** The thread does not unlock the register in the interval. */
export const neverUnlocks = (words: Vocabulary, register: Register, thread: Term, interval: Interval): Formula =>
  forall([w], implies(inside(interval), not(core.happens(words.unlock, [thread, register.location], w))));

export const extendsBy = (words: Vocabulary, register: Register, thread: Term, entry: Term, time: Term): Formula =>
  core.happens(words.extend, [thread, register.location, entry], time);

export const holdsValue = (words: Vocabulary, register: Register, value: Term, time: Term): Formula =>
  atom(words.mem, register.location, value, time);

export const isLockedBy = (words: Vocabulary, register: Register, thread: Term, time: Term): Formula =>
  atom(words.isLocked, register.location, thread, time);

export const boots = (register: Register, thread: Term, time: Term): Formula =>
  core.happens(register.boot, [register.machine, thread], time);

export const jumps = (thread: Term, program: Term, time: Term): Formula =>
  core.happens(core.jumpEvent, [thread, program], time);

export const runsOn = (thread: Term): Term => apply(core.machineOf, thread);
