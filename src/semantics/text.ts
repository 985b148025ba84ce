import type { Term } from '../kernel/index.js';
import { listed } from './several.js';
import { argsOf, isApplication } from './terms.js';
import type { Words } from './words.js';

/**
 * A closed term as text, in the notation of the language: `m.pcr.s`, `seq(sinit; P(m), Q(m))`, `(e1, e2)`, `f(e, …)`. What the trace format
 * writes and reads.
 *
 * @param named a name to write in place of a part
 */
export function termText(words: Words, term: Term, named?: (part: Term) => string | undefined): string {
  const name = named?.(term);
  if (name !== undefined) return name;
  if (!isApplication(term)) return term.kind === 'variable' ? term.name : `#${term.index}`;
  const text = (each: Term): string => termText(words, each, named);
  const { symbol, args } = term;
  if (symbol === words.memory) return `${text(args[0] as Term)}.${text(args[1] as Term)}`;
  if (symbol === words.pcr || symbol === words.dpcr)
    return `${text(args[0] as Term)}.${symbol.name}.${text(args[1] as Term)}`;
  if (symbol === words.both || symbol === words.more) return `(${(listed(words, term) ?? args).map(text).join(', ')})`;
  if (symbol === words.pair) return `(${pairsOf(words, term).map(text).join(', ')})`;
  const { initial, entries } = sequenceOf(words, term);
  if (entries.length > 0) return `seq(${text(initial)}; ${entries.map(text).join(', ')})`;
  return args.length === 0 ? symbol.name : `${symbol.name}(${args.map(text).join(', ')})`;
}

function pairsOf(words: Words, term: Term): readonly Term[] {
  const parts: Term[] = [];
  let rest = term;
  for (let pair = argsOf(words.pair, rest); pair !== undefined; pair = argsOf(words.pair, rest)) {
    parts.push(pair[0] as Term);
    rest = pair[1] as Term;
  }
  return [...parts, rest];
}

/** `seq(i; e1, …, en)` taken apart; no entries for a term that is no hash of a pair. */
export function sequenceOf(words: Words, term: Term): { readonly initial: Term; readonly entries: readonly Term[] } {
  const entries: Term[] = [];
  let rest = term;
  for (;;) {
    const inside = argsOf(words.H, rest)?.[0];
    const pair = inside && argsOf(words.pair, inside);
    if (pair === undefined) return { initial: rest, entries: entries.reverse() };
    entries.push(pair[1] as Term);
    rest = pair[0] as Term;
  }
}
