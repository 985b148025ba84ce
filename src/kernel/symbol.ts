import { brand, demand } from './brand.js';
import { hashText } from './hash.js';

/** The name of a sort, such as `Time`, `Thread` or `Location`. Sorts are disjoint and none is empty. */
export type Sort = string;

/** A function. Constructors are free: injective, and disjoint from the other constructors of their sort. */
export interface FunctionSymbol {
  readonly name: string;
  readonly args: readonly Sort[];
  readonly result: Sort;
  readonly constructs: boolean;
  /** What makes such a term needs a key: it may be spoken of, but no program may contain it. */
  readonly secret: boolean;
  readonly hash: number;
}

/** A predicate. A fluent or event predicate has its time as the last argument. */
export interface PredicateSymbol {
  readonly name: string;
  readonly args: readonly Sort[];
  readonly hash: number;
}

/** An action of programs. Its event's arguments are the thread, the action's own arguments, and the result where there is one. */
export interface ActionSymbol {
  readonly name: string;
  readonly args: readonly Sort[];
  readonly result: Sort | undefined;
  readonly event: FunctionSymbol;
}

const symbols = brand();

export const isSymbol = (value: unknown): boolean => symbols.owns(value);

export function functionSymbol(
  name: string,
  args: readonly Sort[],
  result: Sort,
  kind: 'function' | 'constructor' | 'secret constructor' = 'function',
): FunctionSymbol {
  return symbols.make({
    name,
    args: Object.freeze([...args]),
    result,
    constructs: kind !== 'function',
    secret: kind === 'secret constructor',
    hash: hashText(name),
  });
}

export function predicateSymbol(name: string, args: readonly Sort[]): PredicateSymbol {
  return symbols.make({ name, args: Object.freeze([...args]), hash: hashText(name) });
}

/** An action with its event, a constructor `eventName(Thread, …args, result?)` of sort Event. */
export function actionSymbol(
  name: string,
  args: readonly Sort[],
  result: Sort | undefined,
  eventName: string,
): ActionSymbol {
  demand(name !== 'jump' && name !== 'latelaunch', `${name} ends a program and is no action`);
  const eventArgs = ['Thread', ...args, ...(result === undefined ? [] : [result])];
  return symbols.make({
    name,
    args: Object.freeze([...args]),
    result,
    event: functionSymbol(eventName, eventArgs, 'Event', 'constructor'),
  });
}
