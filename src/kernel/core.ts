import { type Atom, apply, atom, type Term } from './piece.js';
import { type FunctionSymbol, functionSymbol, type PredicateSymbol, predicateSymbol } from './symbol.js';

/** The symbols that the program rules speak of. Every theory has them; all others are data. */

/** `e @ t`: event e happens at time t. */
export const at = predicateSymbol('At', ['Event', 'Time']);
/** Thread I does something, no matter what, at a time. */
export const acts = predicateSymbol('Acts', ['Thread', 'Time']);
/** Time is a total order; the solver knows these two, and nothing else of time. */
export const before = predicateSymbol('<', ['Time', 'Time']);
export const notAfter = predicateSymbol('<=', ['Time', 'Time']);
/** `Honest(X̂, {P, …})`: whoever X̂ is, each of its threads was started to run one of these programs. */
export const honest = predicateSymbol('Honest', ['Principal', 'Programs']);
export const noPrograms = functionSymbol('none', [], 'Programs', 'constructor');
export const alsoProgram = functionSymbol('also', ['Term', 'Programs'], 'Programs', 'constructor');

/** Î, the principal on whose behalf thread I runs. */
export const owner = functionSymbol('owner', ['Thread'], 'Principal');
/** The machine that a thread runs on. */
export const machineOf = functionSymbol('machineOf', ['Thread'], 'Machine');

/** The thread goes on with the program. */
export const jumpEvent = functionSymbol('Jump', ['Thread', 'Term'], 'Event', 'constructor');
/** The machine is reset, and the fresh thread runs its root of trust. */
export const resetEvent = functionSymbol('Reset', ['Machine', 'Thread'], 'Event', 'constructor');
/** A late launch on the machine: the fresh thread runs its dynamic root of trust. */
export const lateLaunchEvent = functionSymbol('LateLaunch', ['Machine', 'Thread'], 'Event', 'constructor');
/** The fresh thread runs the program. */
export const startEvent = functionSymbol('Start', ['Thread', 'Term'], 'Event', 'constructor');

export const coreFunctions: readonly FunctionSymbol[] = Object.freeze([
  noPrograms,
  alsoProgram,
  owner,
  machineOf,
  jumpEvent,
  resetEvent,
  lateLaunchEvent,
  startEvent,
]);
export const corePredicates: readonly PredicateSymbol[] = Object.freeze([at, acts, before, notAfter, honest]);

export const happens = (event: FunctionSymbol, args: readonly Term[], time: Term): Atom =>
  atom(at, apply(event, ...args), time);
export const lessThan = (a: Term, b: Term): Atom => atom(before, a, b);
export const atMost = (a: Term, b: Term): Atom => atom(notAfter, a, b);
