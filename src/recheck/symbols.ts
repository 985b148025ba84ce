/** A function of terms. Constructors are free; what makes a secret one needs a key. */
export interface Operator {
  readonly kind: 'function' | 'constructor' | 'secret';
  readonly name: string;
  readonly args: readonly string[];
  readonly result: string;
}

export interface Predicate {
  readonly kind: 'predicate';
  readonly name: string;
  readonly args: readonly string[];
}

/** An action of programs; `event` is what happens when a thread does it. */
export interface Action {
  readonly kind: 'action';
  readonly name: string;
  readonly args: readonly string[];
  readonly result: string | undefined;
  readonly event: Operator;
}

/** Two are the same only if they are one object. */
export type Sign = Operator | Predicate | Action;

const operator = (kind: Operator['kind'], name: string, args: readonly string[], result: string): Operator => ({
  kind,
  name,
  args,
  result,
});
const event = (name: string, ...args: readonly string[]): Operator => operator('constructor', name, args, 'Event');
const predicate = (name: string, ...args: readonly string[]): Predicate => ({ kind: 'predicate', name, args });

/** What the rules themselves speak of; the rest of the logic is data. */
export const core = {
  at: predicate('At', 'Event', 'Time'),
  acts: predicate('Acts', 'Thread', 'Time'),
  before: predicate('<', 'Time', 'Time'),
  notAfter: predicate('<=', 'Time', 'Time'),
  honest: predicate('Honest', 'Principal', 'Programs'),
  none: operator('constructor', 'none', [], 'Programs'),
  also: operator('constructor', 'also', ['Term', 'Programs'], 'Programs'),
  owner: operator('function', 'owner', ['Thread'], 'Principal'),
  machineOf: operator('function', 'machineOf', ['Thread'], 'Machine'),
  jump: event('Jump', 'Thread', 'Term'),
  reset: event('Reset', 'Machine', 'Thread'),
  lateLaunch: event('LateLaunch', 'Machine', 'Thread'),
  start: event('Start', 'Thread', 'Term'),
} as const;

/** In the logic a name means one thing among functions and predicates, one among actions, and one among names of locations. */
export function keyOf({ kind, name, ...sign }: Sign): string {
  if (kind === 'action') return `action ${name}`;
  const isPlace = 'result' in sign && sign.result === 'Name' && sign.args.length === 0;
  return isPlace ? `place ${name}` : name;
}

/** Whether two are declared alike. */
export const declaredAlike = (a: Sign, b: Sign): boolean => JSON.stringify(a) === JSON.stringify(b);

/** The symbols of the logic by their {@link keyOf keys}; to begin with, the core. */
export const coreSigns = (): Map<string, Sign> => new Map(Object.values(core).map((sign) => [keyOf(sign), sign]));
