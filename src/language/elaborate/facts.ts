import type { Span } from '../../diagnostics/index.js';
import type { Formula, Sort, Term } from '../../kernel/index.js';
import type { Expr, Identifier, UseText } from '../ast.js';
import type { Use } from '../model.js';
import { mayBeBound, type Reading, report } from './context.js';
import { nearest } from './nearest.js';
import { counted, termOf } from './terms.js';
import type { Context } from './typed.js';

/** A step or assumption that a proof can refer to. */
export interface Fact {
  readonly name: string;
  readonly kind: 'step' | 'assumption';
  readonly span: Span;
  /** Whether what it says could not be read. */
  readonly broken: boolean;
  /** The sorts of its outermost universal quantifiers, which arguments instantiate. */
  readonly sorts: readonly Sort[];
  used: boolean;
}

/** The facts in scope, the innermost first. */
export interface Facts {
  readonly fact: Fact;
  readonly outer: Facts | undefined;
}

export function findFact(facts: Facts | undefined, name: string): Fact | undefined {
  for (let at = facts; at !== undefined; at = at.outer) if (at.fact.name === name) return at.fact;
  return undefined;
}

function* factNames(facts: Facts | undefined): Iterable<string> {
  for (let at = facts; at !== undefined; at = at.outer) yield at.fact.name;
}

/** What a step refers to; undefined where there is no such thing, which is reported, or where it is broken. */
export function useOf(use: UseText, facts: Facts | undefined, context: Context): Use | undefined {
  const { name, args, kind, span } = use;
  if (kind === 'assumptions') {
    for (let at = facts; at !== undefined; at = at.outer) if (at.fact.kind === 'assumption') at.fact.used = true;
    return { kind, span };
  }
  if (kind === 'definition') return definitionUse(name, span, context);
  const local = kind === 'name' ? findFact(facts, name.name) : undefined;
  if (local !== undefined) {
    local.used = true;
    if (local.broken) return undefined;
    const wants = local.sorts.map((sort) => ({ sort }));
    const terms = instance(args, wants, false, name, context);
    return terms && { kind: local.kind, name: name.name, ...given(args, terms), span };
  }
  return outsideUse(use, facts, context);
}

const given = (args: readonly Expr[] | undefined, terms: readonly Term[]): { readonly args?: readonly Term[] } =>
  args === undefined ? {} : { args: terms };

/** An axiom, or a theorem or lemma. */
function outsideUse({ kind, name, args, span }: UseText, facts: Facts | undefined, context: Context): Use | undefined {
  const { reading } = context;
  const { world, uses } = reading;
  const fact = world.facts.get(name.name);
  const fits =
    fact !== undefined && (kind === 'name' || fact.tag === 'broken' || (fact.tag === 'axiom') === (kind === 'axiom'));
  if (!fits) {
    const what = kind === 'name' ? 'step, assumption, axiom or theorem' : kind;
    const outside = [...world.facts.values()].filter(
      (f) => kind === 'name' || (f.tag === 'axiom') === (kind === 'axiom'),
    );
    const candidates = [...(kind === 'name' ? factNames(facts) : []), ...outside.map((f) => f.name)];
    reportUnknown(reading, what, name, candidates);
    return undefined;
  }
  if (fact.origin !== undefined) uses.add(fact.origin.file);
  if (fact.tag === 'broken') return undefined;
  const terms = instance(args, fact.args, fact.exact, name, context);
  return terms && { kind: fact.tag, name: name.name, ...given(args, terms), span };
}

function definitionUse(name: Identifier, span: Span, { reading }: Context): Use | undefined {
  const { names } = reading.world;
  const entity = names.get(name.name);
  if (entity?.origin !== undefined) reading.uses.add(entity.origin.file);
  if (entity?.tag === 'broken') return undefined;
  if (entity?.tag === 'predicate' && entity.defined)
    return { kind: 'definition', name: name.name, predicate: entity.symbol, span };
  const defined = [...names.values()].flatMap((e) => (e.tag === 'predicate' && e.defined ? [e.name] : []));
  reportUnknown(reading, 'definition of a formula', name, defined);
  return undefined;
}

export function reportUnknown(
  reading: Reading,
  what: string,
  { name, span }: Identifier,
  candidates: readonly string[],
): void {
  if (mayBeBound(name, reading)) return;
  report(reading, 'LS2-0602', `no ${what} is called \`${name}\``, span, { fix: nearest(name, span, candidates) });
}

/** The sorts of the outermost universal quantifiers. */
export function outermostSorts(formula: Formula): readonly Sort[] {
  const sorts: Sort[] = [];
  for (let at = formula; at.kind === 'forall'; at = at.body) sorts.push(at.sort);
  return sorts;
}

/** What a fact is instantiated by. */
function instance(
  args: readonly Expr[] | undefined,
  wants: readonly { readonly sort: Sort }[],
  exact: boolean,
  name: Identifier,
  context: Context,
): readonly Term[] | undefined {
  if (args === undefined) return [];
  if (exact ? args.length !== wants.length : args.length > wants.length) {
    counted(wants, args.length, name, context.reading);
    return undefined;
  }
  const terms = args.flatMap((arg, i) => {
    const want = wants[i];
    return want === undefined ? [] : (termOf(arg, want, context) ?? []);
  });
  return terms.length === args.length ? terms : undefined;
}
