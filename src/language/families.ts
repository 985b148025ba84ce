import { type Family, type FunctionSymbol, functionSymbol, type PredicateSymbol } from '../kernel/index.js';

const known = new WeakMap<FunctionSymbol, Map<string, Family>>();

/**
 * The set of a program for all machines of some kinds, one for each program and kinds, whichever text speaks of it. It is called after these, as nothing in a text can be
 * called: `P.*Host` for `{P(e, m) | m: Host}`.
 *
 * @param kinds for each parameter of the program the kind that it is for all of; undefined where it is given
 */
export function familyOf(program: FunctionSymbol, kinds: readonly (PredicateSymbol | undefined)[]): Family {
  const families = known.get(program) ?? new Map<string, Family>();
  known.set(program, families);
  const name = program.name + kinds.map((kind) => (kind === undefined ? '.' : `*${kind.name}`)).join('');
  const before = families.get(name);
  if (before?.kinds.every((kind, i) => kind === kinds[i])) return before;
  const given = program.args.filter((_, i) => kinds[i] === undefined);
  const symbol = functionSymbol(name, [...given, 'Programs'], 'Programs', 'constructor');
  const family = { symbol, program, kinds };
  families.set(name, family);
  return family;
}
