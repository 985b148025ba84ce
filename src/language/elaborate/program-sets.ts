import { apply, core, type PredicateSymbol, type Term } from '../../kernel/index.js';
import type { Apply, Expr, NameExpr, ProgramSet } from '../ast.js';
import { familyOf } from '../families.js';
import { bindFree, variablesOf } from './binders.js';
import { type Local, lookup, report } from './context.js';
import type { Surface } from './entities.js';
import type { Context } from './typed.js';

type Made = Extract<Term, { kind: 'application' }>;
type Read = (expr: Expr, context: Context) => Term | undefined;

/** `{P, …}` as the kernel's list of programs; `{P(m), … | m: Host}` has those that speak of m for all machines of that kind. */
export function programSet(expr: ProgramSet, context: Context, read: Read): Term | undefined {
  const { reading } = context;
  const { scope, locals } = bindFree(expr.binders, context.scope, reading);
  const kinds = locals.map((local) => kindOf(local, context));
  if (kinds.includes(undefined)) return undefined;
  const inside: Context = { ...context, scope };
  const members = expr.items.map((item) => {
    const isProgram = (item.kind === 'apply' || item.kind === 'name') && isProgramName(item, inside);
    if (isProgram) return read(item, inside);
    report(reading, 'LS2-0307', 'this is no declared program with its arguments', item.span);
    return undefined;
  });
  const variables = variablesOf(locals);
  if (members.includes(undefined) || variables === undefined) return undefined;
  if (members.length === 0) {
    report(reading, 'LS2-0307', 'the set names no program', expr.span);
    return undefined;
  }
  for (const { name, span, used } of locals)
    if (!used) report(reading, 'LS2-0307', `no program of the set is for all \`${name}\``, span);
  const ranges = new Map(variables.map((variable, i) => [variable as Term, kinds[i] as PredicateSymbol]));
  return members.reduceRight<Term | undefined>(
    (rest, member, i) => rest && withMember(member as Made, ranges, rest, expr.items[i] as Expr, context),
    apply(core.noPrograms),
  );
}

/** A set with one member more: a program, or where its arguments range over machines, that for all of them. */
function withMember(
  program: Made,
  ranges: ReadonlyMap<Term, PredicateSymbol>,
  rest: Term,
  { span }: Expr,
  { reading }: Context,
): Term | undefined {
  const over = program.args.map((arg) => ranges.get(arg));
  const own = program.args.filter((_, i) => over[i] !== undefined);
  if (![...ranges.keys()].some((machine) => machine.kind === 'variable' && program.free.includes(machine)))
    return apply(core.alsoProgram, program, rest);
  const given = program.args.filter((_, i) => over[i] === undefined);
  const isInside = given.some(({ free }) => free.some((variable) => ranges.has(variable)));
  if (isInside || new Set(own).size < own.length) {
    const message = 'what a set ranges over stands once in a program, as an argument of its own';
    report(reading, 'LS2-0307', message, span);
    return undefined;
  }
  const family = familyOf(program.symbol, over);
  reading.world.families.set(family.symbol, family);
  return apply(family.symbol, ...given, rest);
}

/** The kind of machine that a set ranges over. */
function kindOf({ name, span, surface }: Local, { reading }: Context): PredicateSymbol | undefined {
  if (surface === undefined || surface.kind !== undefined) return surface?.kind?.symbol;
  const kinds = [...reading.world.sorts].flatMap(([sort, { surface: of }]) => (isKind(of) ? [sort] : []));
  const fix = { message: `write \`${name}: ${kinds[0] ?? 'KIND'}\`, with a declared kind of machine` };
  report(reading, 'LS2-0307', 'a set of programs ranges over the machines of a kind', span, { fix });
  return undefined;
}

const isKind = (surface: Surface | undefined): boolean => surface?.kind !== undefined;

function isProgramName(item: Apply | NameExpr, { reading, scope }: Context): boolean {
  const name = item.kind === 'apply' ? item.callee.name : item.name;
  if (lookup(scope, name) !== undefined) return false;
  const entity = reading.world.names.get(name);
  return entity === undefined || entity.tag === 'program' || entity.tag === 'broken';
}
