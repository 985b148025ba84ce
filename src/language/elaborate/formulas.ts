import {
  and,
  apply,
  atom,
  bound,
  core,
  equal,
  type Formula,
  falsity,
  implies,
  not,
  or,
  quantified,
  ran,
  type Sort,
  type Term,
  truth,
  variable,
} from '../../kernel/index.js';
import type { Apply, Comparison, Connective, Expr, Identifier, Modal, NameExpr, On, Quantifier } from '../ast.js';
import { bindUnder, warnUnused } from './binders.js';
import { type Local, lookup, report } from './context.js';
import type { EventEntity, PredicateEntity, Surface } from './entities.js';
import { raise } from './macros.js';
import { segmentOf } from './segments.js';
import { event, machine, thread, time } from './surface.js';
import { argumentsOf, coerce, counted, entityOf, infer, termOf } from './terms.js';
import { type Context, termOfLocal, under } from './typed.js';

/** Stands for a time that could not be read, so that what happens at it is not said to have none. */
const unknownTime = variable('unknown', 'Time');

/** The formula that an expression stands for; undefined where there is none, which is reported. */
export function formulaOf(expr: Expr, context: Context): Formula | undefined {
  switch (expr.kind) {
    case 'truth':
      return expr.value ? truth : falsity;
    case 'not': {
      const body = formulaOf(expr.body, context);
      return body && not(body);
    }
    case 'and':
    case 'or':
    case 'implies':
    case 'iff':
      return connective(expr, context);
    case 'comparison':
      return comparison(expr, context);
    case 'at': {
      const when = termOf(expr.time, time, context);
      const body = formulaOf(expr.body, { ...context, time: when ?? unknownTime });
      return when && body;
    }
    case 'on':
      return throughout(expr, context);
    case 'forall':
    case 'exists':
      return quantifier(expr, context);
    case 'modal':
      return modal(expr, context);
    case 'name':
    case 'apply':
      return atomic(expr, context);
    default:
      report(context.reading, 'LS2-0304', 'this is a term, and a formula is wanted', expr.span);
      return undefined;
  }
}

function connective({ kind, parts }: Connective, context: Context): Formula | undefined {
  const formulas = parts.flatMap((part) => formulaOf(part, context) ?? []);
  const last = formulas.at(-1);
  if (formulas.length !== parts.length || last === undefined) return undefined;
  if (kind === 'and') return and(...formulas);
  if (kind === 'or') return or(...formulas);
  if (kind === 'implies') return formulas.slice(0, -1).reduceRight((right, left) => implies(left, right), last);
  const pairs = formulas.slice(1).flatMap((q, i) => {
    const p = formulas[i];
    return p === undefined ? [] : [implies(p, q), implies(q, p)];
  });
  return and(...pairs);
}

function comparison({ first, rest }: Comparison, context: Context): Formula | undefined {
  const formulas = rest.flatMap(({ relation, right }, i) => {
    const left = i === 0 ? first : (rest[i - 1]?.right ?? first);
    if (relation === '=' || relation === '≠') {
      const equation = equationOf(left, right, context);
      return equation === undefined ? [] : [relation === '=' ? equation : not(equation)];
    }
    const [a, b] = [termOf(left, time, context), termOf(right, time, context)];
    if (a === undefined || b === undefined) return [];
    return [relation === '<' ? core.lessThan(a, b) : core.atMost(a, b)];
  });
  const [only] = formulas;
  if (formulas.length !== rest.length || only === undefined) return undefined;
  return formulas.length === 1 ? only : and(...formulas);
}

/** Both sides have one sort; what a term can be made of becomes one where the other side is a term. */
function equationOf(left: Expr, right: Expr, context: Context): Formula | undefined {
  const a = infer(left, context);
  if (a?.surface.sort === 'Name') {
    const b = termOf(right, a.surface, context);
    return b && equal(a.term, b);
  }
  const b = infer(right, context);
  if (a === undefined || b === undefined) return undefined;
  if (a.surface.sort === b.surface.sort) return equal(a.term, b.term);
  const common = b.surface.sort === 'Term' ? b.surface : { sort: a.surface.sort };
  const [x, y] = [coerce(a, common, left, context), coerce(b, common, right, context)];
  return x && y && equal(x, y);
}

/** `A on i`: A at every time of the interval. */
function throughout({ body, interval }: On, context: Context): Formula | undefined {
  const [from, to] = [termOf(interval.from, time, context), termOf(interval.to, time, context)];
  const u = bound(0, 'Time');
  const inside = formulaOf(body, { ...under(context, 1), time: u });
  if (from === undefined || to === undefined || inside === undefined) return undefined;
  const [low, high] = [raise(from, 1), raise(to, 1)];
  const after = interval.fromOpen ? core.lessThan(low, u) : core.atMost(low, u);
  const until = interval.toOpen ? core.lessThan(u, high) : core.atMost(u, high);
  return quantified('forall', 'u', 'Time', implies(and(after, until), inside));
}

function quantifier({ kind, binders, body }: Quantifier, context: Context): Formula | undefined {
  const { scope, locals } = bindUnder(context.depth, binders, context.scope, context.reading);
  const within = under({ ...context, scope }, locals.length);
  const inside = formulaOf(body, within);
  warnUnused(locals, context.reading, 'LS2-0901', 'variable');
  const variables = locals.flatMap(({ name, surface }) =>
    surface === undefined ? [] : [{ name, sort: surface.sort }],
  );
  if (inside === undefined || variables.length !== locals.length) return undefined;
  return binding(kind, variables, guarded(kind, guardsOf(locals, within.depth), inside));
}

/** Quantifiers over a body that is under all of them. */
const binding = (
  kind: 'forall' | 'exists',
  variables: readonly { readonly name: string; readonly sort: Sort }[],
  body: Formula,
): Formula => variables.reduceRight((inside, { name, sort }) => quantified(kind, name, sort, inside), body);

/** That each variable of a kind of machine is of that kind. */
export function guardsOf(locals: readonly Local[], depth: number): readonly Formula[] {
  return locals.flatMap((local) => {
    const term = local.surface?.kind && termOfLocal(local, depth);
    return local.surface?.kind && term ? [atom(local.surface.kind.symbol, term)] : [];
  });
}

/** What a quantifier over kinds of machines says: `guards ⊃ A`, or `guards ∧ A`. */
export function guarded(kind: 'forall' | 'exists', guards: readonly Formula[], body: Formula): Formula {
  const [only] = guards;
  if (only === undefined) return body;
  if (kind === 'exists') return and(...guards, body);
  return implies(guards.length === 1 ? only : and(...guards), body);
}

/** `[P]_I^{from, to} A` */
function modal(expr: Modal, context: Context): Formula | undefined {
  const segment = segmentOf(expr.program, context);
  const runner = termOf(expr.thread, thread, context);
  const [from, to] = [termOf(expr.from, time, context), termOf(expr.to, time, context)];
  const body = formulaOf(expr.body, context);
  if (segment === undefined || runner === undefined || from === undefined || to === undefined) return undefined;
  return body && implies(ran(segment, runner, from, to), body);
}

/** A predicate or event of arguments, or an event that a variable stands for. */
function atomic(expr: Apply | NameExpr, context: Context): Formula | undefined {
  const callee = expr.kind === 'apply' ? expr.callee : expr;
  const args = expr.kind === 'apply' ? expr.args : [];
  if (expr.kind === 'apply' && callee.name === 'seq') return notFormula(expr, context);
  const local = lookup(context.scope, callee.name);
  if (local !== undefined) {
    if (expr.kind === 'name' && local.surface?.sort === 'Event') {
      const happening = termOf(expr, event, context);
      return happening && timed(expr, context, (when) => atom(core.at, happening, when));
    }
    local.used = true;
    if (local.surface === undefined) return undefined;
    return notFormula(expr, context);
  }
  const entity = entityOf(callee, context);
  if (entity === undefined) {
    for (const arg of args) infer(arg, context);
    return undefined;
  }
  switch (entity.tag) {
    case 'event':
      return happening(entity, callee, args, expr, context);
    case 'predicate':
      return predicate(entity, callee, args, expr, context);
    case 'kind': {
      const terms = counted([machine], args.length, callee, context.reading) && argumentsOf(args, [machine], context);
      return terms ? atom(entity.symbol, ...terms) : undefined;
    }
    default:
      return notFormula(expr, context);
  }
}

function notFormula(expr: Expr, { reading }: Context): undefined {
  report(reading, 'LS2-0304', 'this is a term, and a formula is wanted', expr.span);
}

/** What is made with the time that stands around an expression; reports where there is none. */
function timed(expr: Expr, { reading, time: when }: Context, make: (when: Term) => Formula): Formula | undefined {
  if (when !== undefined) return make(when);
  report(reading, 'LS2-0305', 'nothing says when', expr.span, {
    fix: { message: 'say when: `… @ t`, or `… on (t, u]`' },
  });
  return undefined;
}

function happening(
  entity: EventEntity,
  callee: Identifier,
  args: readonly Expr[],
  expr: Expr,
  context: Context,
): Formula | undefined {
  if (args.length > entity.args.length) {
    counted(entity.args, args.length, callee, context.reading);
    return undefined;
  }
  const terms = argumentsOf(args, entity.args, context, true);
  const rest = omitted(entity.args.slice(args.length));
  const made = timed(expr, context, (when) => {
    const event =
      terms && apply(entity.symbol, ...terms.map((term) => raise(term, rest.length)), ...rest.map(({ term }) => term));
    return event === undefined ? truth : atom(core.at, event, raise(when, rest.length));
  });
  return terms && made && binding('exists', rest, made);
}

/** Variables for the arguments that are left out. */
function omitted(
  wants: readonly Surface[],
): readonly { readonly name: string; readonly sort: Sort; readonly term: Term }[] {
  return wants.map(({ sort }, i) => ({ name: hints[sort] ?? 'x', sort, term: bound(wants.length - 1 - i, sort) }));
}

/** What a variable of a sort is called where nobody named it. */
const hints: Readonly<Record<string, string>> = {
  Thread: 'J',
  Machine: 'm',
  Location: 'l',
  Principal: 'A',
  Programs: 'S',
  Time: 't',
};

function predicate(
  entity: PredicateEntity,
  callee: Identifier,
  args: readonly Expr[],
  expr: Expr,
  context: Context,
): Formula | undefined {
  const open = entity.symbol === core.honest && args.length === 1 ? entity.args.slice(1) : [];
  if (!counted(entity.args.slice(0, entity.args.length - open.length), args.length, callee, context.reading))
    return undefined;
  const terms = argumentsOf(args, entity.args, context);
  if (entity.fluent) {
    const made = timed(expr, context, (when) => (terms === undefined ? truth : atom(entity.symbol, ...terms, when)));
    return terms && made;
  }
  const rest = omitted(open);
  if (terms === undefined) return undefined;
  return binding(
    'exists',
    rest,
    atom(entity.symbol, ...terms.map((term) => raise(term, rest.length)), ...rest.map(({ term }) => term)),
  );
}
