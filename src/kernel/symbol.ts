import { brand, demand } from './brand.js';
import { hashText, mix } from './table.js';

/** The name of a sort, such as `Time`, `Thread` or `Location`. Sorts are disjoint and none is empty. */
export type Sort = string;

/** What can be applied to arguments. Two symbols are the same only if they are one object, whatever their names. */
export interface Applicable {
  readonly name: string;
  readonly args: readonly Sort[];
  /** Its own: no other symbol's, so that the pieces of many models that have the same names are quick to tell apart. */
  readonly key: number;
}

/** A function. Constructors are free: injective, and disjoint from the other constructors of their sort. */
export interface FunctionSymbol extends Applicable {
  readonly result: Sort;
  readonly constructs: boolean;
  /** What makes such a term needs a key: it may be spoken of, but no program may contain it. */
  readonly secret: boolean;
}

/** A predicate. A fluent or event predicate has its time as the last argument. */
export interface PredicateSymbol extends Applicable {}

/** An action of programs. Its event's arguments are the thread, the action's own arguments, and the result where there is one. */
export interface ActionSymbol extends Applicable {
  readonly result: Sort | undefined;
  readonly event: FunctionSymbol;
}

const [functions, predicates, actions] = [brand(), brand(), brand()];

export const isFunctionSymbol = (value: unknown): value is FunctionSymbol => functions.owns(value);
export const isPredicateSymbol = (value: unknown): value is PredicateSymbol => predicates.owns(value);
export const isActionSymbol = (value: unknown): value is ActionSymbol => actions.owns(value);

/** Names and sorts are compared as text, so they have to be text. */
export function demandText(...values: readonly unknown[]): void {
  for (const value of values) demand(typeof value === 'string', 'names and sorts are text');
}

let made = 0;

function applicable(name: string, given: readonly Sort[]): Applicable {
  const args = Object.freeze([...given]);
  demandText(name, ...args);
  return { name, args, key: mix(hashText(name), ++made) };
}

export function functionSymbol(
  name: string,
  args: readonly Sort[],
  result: Sort,
  kind: 'function' | 'constructor' | 'secret constructor' = 'function',
): FunctionSymbol {
  demandText(result);
  const [constructs, secret] = [kind !== 'function', kind === 'secret constructor'];
  return functions.make({ ...applicable(name, args), result, constructs, secret });
}

export const predicateSymbol = (name: string, args: readonly Sort[]): PredicateSymbol =>
  predicates.make(applicable(name, args));

/** An action with its event, a constructor `eventName(Thread, …args, result?)` of sort Event. */
export function actionSymbol(
  name: string,
  given: readonly Sort[],
  result: Sort | undefined,
  eventName: string,
): ActionSymbol {
  demand(name !== 'jump' && name !== 'latelaunch', `${name} ends a program and is no action`);
  const own = applicable(name, given);
  const eventArgs = ['Thread', ...own.args, ...(result === undefined ? [] : [result])];
  return actions.make({ ...own, result, event: functionSymbol(eventName, eventArgs, 'Event', 'constructor') });
}
