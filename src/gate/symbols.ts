import type { FunctionSymbol, PredicateSymbol } from '../kernel/index.js';
import type { Model } from '../language/index.js';
import { isAction, isFunction, type Mentioned } from './naming.js';
import type { DeclaredKind } from './said.js';

/** What a symbol is that has no body: how it is declared is all that there is to say of it. */
export interface DeclaredSymbol {
  readonly kind: DeclaredKind;
  /** As the language would declare it. */
  readonly text: string;
}

export function declaredSymbol(symbol: Mentioned, model: Model): DeclaredSymbol {
  if (isAction(symbol)) {
    const { name, args, result, event } = symbol;
    return { kind: 'action', text: `action ${name}(${args.join(', ')})${gives(result)} event ${event.name}` };
  }
  return isFunction(symbol) ? declaredFunction(symbol, model) : declaredPredicate(symbol, model);
}

const gives = (result: string | undefined): string => (result === undefined ? '' : `: ${result}`);

function declaredFunction(symbol: FunctionSymbol, model: Model): DeclaredSymbol {
  const { name, args, result, constructs, secret } = symbol;
  const { names, actions } = model.signature;
  if (names.get(name) === symbol) return { kind: 'location', text: `location ${name}` };
  const action = [...actions.values()].find(({ event }) => event === symbol);
  if (action !== undefined) return { kind: 'event', text: declaredSymbol(action, model).text };
  const takes = args.join(', ');
  if (result === 'Event') return { kind: 'event', text: `event ${name}(${takes})` };
  const owner = model.kinds.find(({ principals }) => principals.includes(symbol));
  if (owner !== undefined) return { kind: 'principal', text: `principal ${name} of ${owner.name}` };
  // Terms and names that are constants are all different; of other sorts they need not be.
  if (args.length === 0 && constructs === (result === 'Term' || result === 'Name') && !secret)
    return { kind: 'constant', text: `constant ${name}: ${result}` };
  const kind = constructs ? 'constructor' : 'function';
  return { kind, text: `${kind} ${name}(${takes}): ${result}${secret ? ' secret' : ''}` };
}

function declaredPredicate({ name, args }: PredicateSymbol, { signature }: Model): DeclaredSymbol {
  const isFluent = signature.fluents.has(name);
  const takes = isFluent ? args.slice(0, -1) : args;
  const kind = isFluent ? 'fluent' : 'predicate';
  return { kind, text: `${kind} ${name}(${takes.join(', ')})` };
}
