import { apply, type Term } from '../kernel/index.js';
import { argsOf, isApplication, type Words } from '../semantics/index.js';
import { nothing, type Substitution, unify } from './unify.js';

/** What events say of their own arguments, wherever they happen: what is verified is a signature of what comes of it, what matches is the same. */
export function impliedBy(words: Words, events: readonly Term[]): Substitution {
  let s = nothing;
  for (const event of events)
    for (const [a, b] of equationsOf(words, event)) if (a.sort === b.sort) s = unify(a, b, s) ?? s;
  return s;
}

function equationsOf(words: Words, event: Term): readonly (readonly [Term, Term])[] {
  if (!isApplication(event)) return [];
  const [, first, second, third] = event.args as [Term, Term, Term, Term];
  switch (words.actionOf.get(event.symbol)) {
    case 'Match':
      return [[first, second]];
    case 'Verify': {
      const signer = argsOf(words.pk, second)?.[0];
      return signer === undefined ? [] : [[first, apply(words.SIG, signer, third)]];
    }
    case 'Sign':
    case 'BootSign':
      return [[third, apply(words.SIG, second, first)]];
    case 'Hash':
      return [[second, apply(words.H, first)]];
    default:
      return [];
  }
}
