import {
  and,
  apply,
  atom,
  equal,
  type Formula,
  type FunctionSymbol,
  forall,
  implies,
  or,
  type PredicateSymbol,
  type Variable,
  variable,
} from '../../kernel/index.js';
import { containmentName } from '../containment-name.js';
import type { AxiomDecl } from '../model.js';
import type { Origin } from './entities.js';
import type { World } from './world.js';

/**
 * What a term contains that a constructor of the model makes: itself, and what its parts contain. The logic says so of its own constructors (CONT, CONTI);
 * of a model's it follows from how they are declared.
 */
function containment(symbol: FunctionSymbol, contains: PredicateSymbol): Formula {
  const args: readonly Variable[] = symbol.args.map((sort, i) => variable(`e${i + 1}`, sort));
  const x = variable('x', 'Term');
  const whole = apply(symbol, ...args);
  const inside = args.filter(({ sort }) => sort === 'Term').map((arg) => atom(contains, arg, x));
  const out = implies(atom(contains, whole, x), inside.length === 0 ? equal(whole, x) : or(equal(whole, x), ...inside));
  const says = inside.length === 0 ? out : and(out, ...inside.map((part) => implies(part, atom(contains, whole, x))));
  return forall([...args, x], says);
}

/** What {@link containment} has made, of symbols that are the same from one reading of a text to the next. */
const made = new WeakMap<FunctionSymbol, { readonly contains: PredicateSymbol; readonly formula: Formula }>();

function containmentOf(symbol: FunctionSymbol, contains: PredicateSymbol): Formula {
  const before = made.get(symbol);
  if (before?.contains === contains) return before.formula;
  const formula = containment(symbol, contains);
  made.set(symbol, { contains, formula });
  return formula;
}

/** Such an axiom for each constructor of terms that one file declares, programs among them, unless the model has an axiom of that name itself. */
export function containments(world: World, file: string): readonly AxiomDecl[] {
  const contains = world.names.get('Contains');
  if (contains?.tag !== 'predicate') return [];
  return [...world.names.values()].flatMap((entity): readonly AxiomDecl[] => {
    if ((entity.tag !== 'function' && entity.tag !== 'program') || entity.origin?.file !== file) return [];
    const { symbol, origin } = entity;
    const name = containmentName(symbol.name);
    if (!symbol.constructs || symbol.result !== 'Term' || world.facts.has(name)) return [];
    const formula = containmentOf(symbol, contains.symbol);
    const sorts = [...symbol.args, 'Term'];
    world.facts.set(name, { tag: 'axiom', name, origin, args: sorts.map((sort) => ({ sort })), exact: false });
    const means = `What ${symbol.name} makes contains itself, and what its parts contain.`;
    return [{ ...placed(origin), name, means, source: 'LS² CONT, by the signature', formula, generated: true }];
  });
}

const placed = ({ file, span }: Origin): Origin => ({ file, span });
