import { apply, type FunctionSymbol, type PredicateSymbol, type Term } from '../kernel/index.js';
import type { Signature } from '../language/model.js';

/** The symbols of the logic that the tactics speak of. They are the logic's data: a tactic only looks them up by their names. */
export interface Vocabulary {
  readonly mem: PredicateSymbol;
  readonly isLocked: PredicateSymbol;
  readonly contains: PredicateSymbol;
  readonly extend: FunctionSymbol;
  readonly lock: FunctionSymbol;
  readonly unlock: FunctionSymbol;
  readonly send: FunctionSymbol;
  readonly write: FunctionSymbol;
  readonly read: FunctionSymbol;
  readonly receive: FunctionSymbol;
  readonly new: FunctionSymbol;
  readonly sig: FunctionSymbol;
  readonly enc: FunctionSymbol;
  readonly symenc: FunctionSymbol;
  readonly memory: FunctionSymbol;
  readonly pcr: FunctionSymbol;
  readonly dpcr: FunctionSymbol;
  readonly vpcr: FunctionSymbol;
  readonly place: FunctionSymbol;
  readonly hash: FunctionSymbol;
  readonly pair: FunctionSymbol;
  readonly sinit: Term;
  readonly dinit: Term;
}

/** Looks the symbols up; `undefined` where the logic lacks one of them. */
export function vocabulary(signature: Signature): Vocabulary | undefined {
  const found = {
    mem: signature.fluents.get('Mem'),
    isLocked: signature.fluents.get('IsLocked'),
    contains: signature.predicates.get('Contains'),
    extend: signature.events.get('Extend'),
    lock: signature.events.get('Lock'),
    unlock: signature.events.get('Unlock'),
    send: signature.events.get('Send'),
    write: signature.events.get('Write'),
    read: signature.events.get('Read'),
    receive: signature.events.get('Receive'),
    new: signature.events.get('New'),
    sig: signature.functions.get('SIG'),
    enc: signature.functions.get('ENC'),
    symenc: signature.functions.get('SYMENC'),
    memory: signature.functions.get('memory'),
    pcr: signature.functions.get('pcr'),
    dpcr: signature.functions.get('dpcr'),
    vpcr: signature.functions.get('vpcr'),
    place: signature.events.get('Place'),
    hash: signature.functions.get('H'),
    pair: signature.functions.get('pair'),
    sinit: constant(signature.functions.get('sinit')),
    dinit: constant(signature.functions.get('dinit')),
  };
  return Object.values(found).every((symbol) => symbol !== undefined) ? (found as Vocabulary) : undefined;
}

const constant = (symbol: FunctionSymbol | undefined): Term | undefined => symbol && apply(symbol);

/** `seq(i; e1, …, en)` taken apart: i and the entries; no entries for a term that is no hash. */
export function entries(words: Vocabulary, term: Term): { readonly initial: Term; readonly entries: readonly Term[] } {
  const found: Term[] = [];
  let rest = term;
  while (rest.kind === 'application' && rest.symbol === words.hash) {
    const inside = rest.args[0] as Term;
    if (inside.kind !== 'application' || inside.symbol !== words.pair) break;
    found.push(inside.args[1] as Term);
    rest = inside.args[0] as Term;
  }
  return { initial: rest, entries: found.reverse() };
}

export const extended = (words: Vocabulary, value: Term, entry: Term): Term =>
  apply(words.hash, apply(words.pair, value, entry));
