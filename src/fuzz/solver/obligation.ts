import {
  and,
  apply,
  atom,
  core,
  equal,
  type Formula,
  forall,
  functionSymbol,
  implies,
  not,
  or,
  predicateSymbol,
  type Term,
  variable,
} from '../../kernel/index.js';
import { Choices } from '../choices.js';

/** A small vocabulary to build obligations from. */
export const hash = functionSymbol('H', ['Term'], 'Term', 'constructor');
export const pair = functionSymbol('pair', ['Term', 'Term'], 'Term', 'constructor');
export const zero = functionSymbol('zero', [], 'Term', 'constructor');
export const bios = functionSymbol('bios', ['Machine'], 'Term');
export const born = functionSymbol('born', ['Thread'], 'Time');
export const mem = predicateSymbol('Mem', ['Location', 'Term', 'Time']);
export const secure = predicateSymbol('Secure', ['Machine']);

/** An obligation of every kind of node; about a third of them are valid. */
export const obligationOf = (tape: readonly number[]): Formula => formula(new Choices(tape), 4);

function formula(choices: Choices, depth: number): Formula {
  const part = (): Formula => formula(choices, depth - 1);
  const parts = (): Formula[] => Array.from({ length: choices.below(4) }, part);
  switch (depth === 0 ? 0 : choices.below(10)) {
    case 0:
    case 1:
      return atomic(choices);
    case 2:
      return not(part());
    case 3:
    case 4:
      return and(...parts());
    case 5:
    case 6:
      return or(...parts());
    default:
      return implies(part(), part());
  }
}

function atomic(choices: Choices): Formula {
  const location = (): Term => variable(choices.one(['k', 'l']), 'Location');
  switch (choices.below(7)) {
    case 0:
      return equal(term(choices, 3), term(choices, 3));
    case 1:
      return core.lessThan(time(choices), time(choices));
    case 2:
      return core.atMost(time(choices), time(choices));
    case 3:
      return equal(time(choices), time(choices));
    case 4:
      return atom(mem, location(), term(choices, 2), time(choices));
    case 5: {
      const t = variable('t', 'Time');
      return forall([t], atom(mem, location(), term(choices, 2), t));
    }
    default:
      return atom(secure, variable(choices.one(['m', 'n']), 'Machine'));
  }
}

function term(choices: Choices, depth: number): Term {
  switch (choices.below(depth === 0 ? 6 : 9)) {
    case 0:
    case 1:
    case 2:
      return variable(choices.one(['a', 'b', 'c']), 'Term');
    case 3:
    case 4:
      return apply(zero);
    case 5:
      return apply(bios, variable(choices.one(['m', 'n']), 'Machine'));
    case 6:
    case 7:
      return apply(hash, term(choices, depth - 1));
    default:
      return apply(pair, term(choices, depth - 1), term(choices, depth - 1));
  }
}

const time = (choices: Choices): Term =>
  choices.below(3) < 2
    ? variable(choices.one(['t0', 't1', 't2']), 'Time')
    : apply(born, variable(choices.one(['I', 'J']), 'Thread'));
