import { covering } from '../../diagnostics/index.js';
import { apply, core, type Term } from '../../kernel/index.js';
import type { Apply, Expr, Hat, Identifier, Inverse, NameExpr, Sealed, Tuple } from '../ast.js';
import { lookup, mayBeBound, namesInScope, type Reading, report, reportUnbound } from './context.js';
import type { Entity, EventEntity, FunctionEntity, MacroEntity, ProgramEntity, Surface } from './entities.js';
import { substituteTerm } from './macros.js';
import { nearest } from './nearest.js';
import { initOf, listOf, placeOf } from './places.js';
import { programSet } from './program-sets.js';
import { described, location, plainTerm, principal } from './surface.js';
import { type Context, type Init, type Typed, termOfLocal } from './typed.js';
import { builtin } from './world.js';

/** The term that an expression stands for where one of this sort is wanted; undefined where there is none, which is reported. */
export function termOf(expr: Expr, want: Surface, context: Context, init?: Init): Term | undefined {
  if (expr.kind === 'set' && want.sort === 'Programs')
    return programSet(expr, context, (item, inside) => termOf(item, plainTerm, inside));
  if (expr.kind === 'tuple' && (want.sort === 'Locations' || want.sort === 'Location'))
    return severalLocations(expr, want, context);
  if (want.sort === 'Name') {
    const named = locationNamed(expr, context);
    if (named !== undefined) return named;
  }
  if (expr.kind === 'name' && onlyVariables.has(want.sort) && !isKnown(expr.name, context)) {
    const fix = { message: `let a parameter or a quantifier bind it: \`${expr.name}: ${want.sort}\`` };
    reportUnbound(context.reading, 'name', expr, namesInScope(context.scope), fix);
    return undefined;
  }
  const typed = infer(expr, context, init);
  return typed && coerce(typed, want, expr, context);
}

/** Sorts of which a text names hardly anything but by variables. */
const onlyVariables: ReadonlySet<string> = new Set(['Thread', 'Time']);

const isKnown = (name: string, { reading, scope }: Context): boolean =>
  lookup(scope, name) !== undefined || reading.world.names.has(name);

/** `(l, l', …)` */
function severalLocations({ items, span }: Tuple, want: Surface, context: Context): Term | undefined {
  const before = context.reading.diagnostics.length;
  const terms = items.flatMap((item) => termOf(item, location, context) ?? []);
  if (terms.length !== items.length) return undefined;
  if (want.sort === 'Locations') return listOf(terms, context.reading);
  const fix = { message: 'several stand in `readall`, `ReadAll` and `MemAll` alone' };
  if (context.reading.diagnostics.length === before)
    report(context.reading, 'LS2-0302', 'these are several locations, and one Location is wanted', span, { fix });
  return undefined;
}

/** The name of a location, where a name is wanted and no variable of that sort is in scope. */
function locationNamed(expr: Expr, { reading, scope }: Context): Term | undefined {
  if (expr.kind !== 'name') return undefined;
  const local = lookup(scope, expr.name);
  if (local !== undefined && (local.surface === undefined || local.surface.sort === 'Name')) return undefined;
  const known = reading.world.locations.get(expr.name);
  return known === undefined ? undefined : apply(known.symbol);
}

/** The term as one of the sort wanted: a key, a principal or a machine may stand where a term is wanted. */
export function coerce({ term, surface }: Typed, want: Surface, expr: Expr, context: Context): Term | undefined {
  const { reading } = context;
  if (want.sort === 'Term' && surface.sort !== 'Term') {
    const name =
      surface.sort === 'Machine'
        ? 'machine'
        : surface.sort === 'Principal'
          ? surface.key
            ? 'pk'
            : 'agent'
          : undefined;
    const wrapper = name === undefined ? undefined : builtin(reading.world, name);
    if (wrapper !== undefined) return apply(wrapper, term);
  }
  if (surface.sort === want.sort && (want.kind === undefined || want.kind === surface.kind)) return term;
  if (want.sort === 'Locations' && surface.sort === 'Location') {
    const fix = { message: 'write `(l, l2)`; a single one is read by `read`' };
    report(reading, 'LS2-0302', 'this is one Location, and two or more are wanted', expr.span, { fix });
    return undefined;
  }
  if (want.sort === 'Term' && surface.sort === 'Location' && context.open === 'a program') {
    const fix = { message: 'read it on a line before, `y = read …`, and write `y`' };
    report(reading, 'LS2-0302', 'this is a Location, and a Term is wanted', expr.span, { fix });
    return undefined;
  }
  const fix =
    want.kind !== undefined && surface.sort === 'Machine' && surface.kind === undefined && expr.kind === 'name'
      ? { message: kindOfMachine(expr.name, want.kind.name, context) }
      : undefined;
  report(reading, 'LS2-0302', `this is a ${described(surface)}, and a ${described(want)} is wanted`, expr.span, {
    fix,
  });
  return undefined;
}

/** How a machine is said to be of a kind: one that an action gives cannot be. */
function kindOfMachine(name: string, kind: string, { scope, open }: Context): string {
  const isResult = open === 'a program' && lookup(scope, name)?.variable === undefined;
  return isResult ? `give the program a parameter for it: \`${name}: ${kind}\`` : `bind it as \`${name}: ${kind}\``;
}

/** The term that an expression stands for, of whatever sort; undefined where there is none, which is reported. */
export function infer(expr: Expr, context: Context, init?: Init): Typed | undefined {
  switch (expr.kind) {
    case 'name':
      return named(expr, context);
    case 'apply':
      return applied(expr, context, init);
    case 'tuple':
      return tuple(expr.items, context, init);
    case 'member':
    case 'index':
      return placeOf(expr, context, { infer, termOf });
    case 'hat':
      return hat(expr, context);
    case 'inverse':
      return misplacedKey(expr, context);
    case 'sealed':
      return sealed(expr, context);
    case 'set':
      report(context.reading, 'LS2-0307', 'a set of programs stands in Honest(X̂, {P, …}) only', expr.span);
      return undefined;
    default:
      report(context.reading, 'LS2-0304', 'this is a formula, and a term is wanted', expr.span);
      return undefined;
  }
}

function named(expr: NameExpr, context: Context): Typed | undefined {
  const { reading, scope } = context;
  const local = lookup(scope, expr.name);
  if (local !== undefined) {
    local.used = true;
    const term = termOfLocal(local, context.depth);
    return term && local.surface && { term, surface: local.surface };
  }
  const entity = entityOf(expr, context);
  if (entity === undefined) return undefined;
  if (entity.tag === 'predicate' || entity.tag === 'kind') {
    report(reading, 'LS2-0304', `\`${expr.name}\` makes a formula, and a term is wanted`, expr.span);
    return undefined;
  }
  if (!allowedSecret(entity, expr, context)) return undefined;
  return counted(entity.args, 0, expr, reading) ? made(entity, []) : undefined;
}

/** What a name outside of the variables means; undefined where it means nothing, or something that is broken. */
export function entityOf(
  { name, span }: Identifier,
  { reading, scope, elsewhere }: Context,
): Exclude<Entity, { tag: 'broken' }> | undefined {
  const { world, uses } = reading;
  const entity = world.names.get(name);
  if (entity === undefined) {
    const candidates = [...namesInScope(scope), ...world.names.keys(), ...world.locations.keys()];
    if (elsewhere?.has(name) && !mayBeBound(name, reading)) {
      const fix = { message: 'bind it in both branches, or before the `if`' };
      report(reading, 'LS2-0201', `\`${name}\` is bound in one branch of an \`if\` only`, span, { fix });
      return undefined;
    }
    const isAction = world.actions.has(name);
    const asAction = { message: `\`${name}\` is an action: bind what it gives, \`x = ${name} …\`, and write \`x\`` };
    reportUnbound(reading, 'name', { name, span }, isAction ? [] : candidates, isAction ? asAction : undefined);
    return undefined;
  }
  if (entity.origin !== undefined) uses.add(entity.origin.file);
  return entity.tag === 'broken' ? undefined : entity;
}

function made(entity: FunctionEntity | EventEntity | ProgramEntity | MacroEntity, args: readonly Term[]): Typed {
  switch (entity.tag) {
    case 'function':
      return { term: apply(entity.symbol, ...args), surface: entity.result };
    case 'event':
      return { term: apply(entity.symbol, ...args), surface: { sort: 'Event' } };
    case 'program':
      return { term: apply(entity.symbol, ...args), surface: plainTerm };
    case 'macro':
      return { term: substituteTerm(entity.body, entity.params, args), surface: entity.result };
  }
}

/** Whether a name has the right number of arguments; reports where it has not, with what they are. */
export function counted(wants: readonly Surface[], given: number, at: Identifier, reading: Reading): boolean {
  const wanted = wants.length;
  if (wanted === given) return true;
  const takes = wanted === 0 ? 'no arguments' : wanted === 1 ? 'one argument' : `${wanted} arguments`;
  const got = given === 0 ? 'none is' : given === 1 ? 'one is' : `${given} are`;
  const sorts = wants.map(described);
  const shape = reading.world.actions.has(at.name)
    ? [at.name, sorts.join(', ')].join(' ').trim()
    : `${at.name}${wanted === 0 ? '' : `(${sorts.join(', ')})`}`;
  report(reading, 'LS2-0301', `\`${at.name}\` takes ${takes}, and ${got} given`, at.span, {
    fix: { message: `its form is \`${shape}\`` },
  });
  return false;
}

function applied(expr: Apply, context: Context, init: Init | undefined): Typed | undefined {
  const { callee, args } = expr;
  const { reading } = context;
  if (callee.name === 'seq') return sequence(expr, context, init);
  if (expr.init !== undefined) {
    report(reading, 'LS2-0301', 'only `seq` has a beginning before `;`', expr.init.span);
    return undefined;
  }
  if (lookup(context.scope, callee.name) !== undefined) {
    report(reading, 'LS2-0301', `\`${callee.name}\` is a variable here, and takes no arguments`, callee.span);
    return undefined;
  }
  const entity = entityOf(callee, context);
  if (entity === undefined) {
    for (const arg of args) infer(arg, context);
    return undefined;
  }
  if (entity.tag === 'predicate' || entity.tag === 'kind') {
    report(reading, 'LS2-0304', `\`${callee.name}\` makes a formula, and a term is wanted`, expr.span);
    return undefined;
  }
  if (!allowedSecret(entity, callee, context)) return undefined;
  if (callee.name === 'H' && args.length > 1) {
    const inside = tuple(args, context);
    return inside && made(entity, [inside.term]);
  }
  if (!counted(entity.args, args.length, callee, reading)) return undefined;
  const terms = argumentsOf(args, entity.args, context, entity.tag === 'event');
  return terms && made(entity, terms);
}

/** Reports a term that takes a secret to make, where everybody may know what there is. */
function allowedSecret(entity: Entity, { name, span }: Identifier, { reading, open }: Context): boolean {
  if (open === undefined) return true;
  const secret =
    entity.tag === 'macro' ? entity.secret !== undefined : entity.tag === 'function' && entity.symbol.secret;
  if (secret) report(reading, 'LS2-0405', `${open} cannot contain ${name}: it takes a secret to make`, span);
  return !secret;
}

/** The arguments as terms of these sorts; a register among them says how a sequence beside it begins. */
export function argumentsOf(
  args: readonly Expr[],
  wants: readonly Surface[],
  context: Context,
  keys = false,
): Term[] | undefined {
  const { diagnostics } = context.reading;
  const before = diagnostics.length;
  const terms = argumentsAsGiven(args, wants, context, keys);
  const news = diagnostics.slice(before);
  const places = args.flatMap((arg, i) =>
    news.some(({ code, span }) => code === 'LS2-0302' && span === arg.span) ? [i] : [],
  );
  if (places.length > 1 && places.length === news.length) {
    diagnostics.length = before;
    reportMixed(places, args, wants, context);
  }
  return terms;
}

/** Arguments of which several are of a wrong sort are one mistake: they are in another order, as a rule. */
function reportMixed(
  places: readonly number[],
  args: readonly Expr[],
  wants: readonly Surface[],
  context: Context,
): void {
  const said = (surfaces: readonly Surface[]): string =>
    surfaces.map((surface) => `a ${described(surface)}`).join(', ');
  const given = places.flatMap((i) => (args[i] === undefined ? [] : (infer(args[i], context)?.surface ?? [])));
  const wanted = places.flatMap((i) => wants[i] ?? []);
  const exchanged = [...given.map(described)].sort().join() === [...wanted.map(described)].sort().join();
  const [first, last] = [args[places[0] ?? 0], args[places.at(-1) ?? 0]];
  if (first === undefined || last === undefined) return;
  report(
    context.reading,
    'LS2-0302',
    `these are ${said(given)}, and ${said(wanted)} are wanted`,
    covering(first.span, last.span),
    { fix: exchanged ? { message: 'put them in the other order' } : undefined },
  );
}

function argumentsAsGiven(
  args: readonly Expr[],
  wants: readonly Surface[],
  context: Context,
  keys: boolean,
): Term[] | undefined {
  const terms: (Term | undefined)[] = [];
  const one = (i: number, init?: Init): void => {
    const [arg, want] = [args[i], wants[i]];
    if (arg === undefined || want === undefined) return;
    const bare = keys && arg.kind === 'inverse' && want.sort === 'Principal' ? arg.key : arg;
    terms[i] = termOf(bare, want, context, init);
  };
  const places = wants.flatMap((want, i) => (want.sort === 'Location' || want.sort === 'Locations' ? [i] : []));
  for (const i of places) one(i);
  // Beside a location that could not be read, nothing is known of how a sequence begins, and nothing is said of it.
  const init = places
    .map((i) => (terms[i] === undefined ? 'sinit' : initOf(terms[i])))
    .find((found) => found !== undefined);
  for (let i = 0; i < args.length; i += 1) if (!places.includes(i)) one(i, init);
  const known = terms.flatMap((term) => term ?? []);
  return known.length === args.length ? known : undefined;
}

/** `(e1, (e2, …))`; the name of a register among the parts says how a sequence beside it begins. */
function tuple(items: readonly Expr[], context: Context, init?: Init): Typed | undefined {
  const named = items.map((item) => registerInit(item, context)).find((found) => found !== undefined);
  const terms = items.flatMap((item) => termOf(item, plainTerm, context, named ?? init) ?? []);
  const pair = builtin(context.reading.world, 'pair');
  if (terms.length !== items.length || pair === undefined) return undefined;
  return { term: terms.reduceRight((rest, term) => apply(pair, term, rest)), surface: plainTerm };
}

/** Of `PCR(k)`, where k is always static or always dynamic. */
function registerInit(expr: Expr, { reading, scope }: Context): Init | undefined {
  const [arg] = expr.kind === 'apply' && expr.callee.name === 'PCR' ? expr.args : [];
  if (arg?.kind !== 'name' || lookup(scope, arg.name)?.surface?.sort === 'Name') return undefined;
  const known = reading.world.locations.get(arg.name);
  if (known === undefined || known.pcr === known.dpcr) return undefined;
  return known.pcr ? 'sinit' : 'dinit';
}

/** `H(… H(H(init, e1), e2) …, en)` */
function sequence(expr: Apply, context: Context, init: Init | undefined): Typed | undefined {
  const { world } = context.reading;
  const begin = init === undefined ? undefined : builtin(world, init);
  if (expr.init === undefined && begin === undefined) {
    report(context.reading, 'LS2-0306', 'nothing here says what the sequence begins with', expr.callee.span, {
      fix: { message: 'write `seq(sinit; …)` or `seq(dinit; …)`' },
    });
  }
  const first = expr.init === undefined ? begin && apply(begin) : termOf(expr.init, plainTerm, context);
  const terms = expr.args.flatMap((arg) => termOf(arg, plainTerm, context) ?? []);
  const [hash, pair] = [builtin(world, 'H'), builtin(world, 'pair')];
  if (first === undefined || terms.length !== expr.args.length || hash === undefined || pair === undefined)
    return undefined;
  return { term: terms.reduce((value, term) => apply(hash, apply(pair, value, term)), first), surface: plainTerm };
}

/** `^I`, the owner of a thread, or of a key. */
function hat(expr: Hat, context: Context): Typed | undefined {
  const typed = infer(expr.of, context);
  if (typed === undefined) return undefined;
  const { term, surface } = typed;
  if (surface.sort === 'Thread') return { term: apply(core.owner, term), surface: principal };
  if (surface.sort === 'Principal') return { term, surface: principal };
  report(
    context.reading,
    'LS2-0302',
    `this is a ${described(surface)}, and a Thread or Key is wanted after \`^\``,
    expr.of.span,
  );
  return undefined;
}

function misplacedKey(expr: Inverse, context: Context): undefined {
  report(
    context.reading,
    'LS2-0405',
    'a private key stands in `sign`, `bootsign`, `dec`, their events, and SIG[K⁻¹]{|e|} only',
    expr.span,
  );
  infer(expr.key, context);
}

/** `SIG[K⁻¹]{| e |}`: a signature is by the private key, an encryption with the public one. */
function sealed({ seal, key, body, span }: Sealed, context: Context): Typed | undefined {
  const { reading } = context;
  const entity = entityOf(seal, context);
  if (entity === undefined) return undefined;
  const [keySort, bodySort, more] = entity.tag === 'function' ? entity.args : [];
  if (entity.tag !== 'function' || keySort === undefined || bodySort === undefined || more !== undefined) {
    const fix = nearest(seal.name, seal.span, ['SIG', 'ENC', 'SYMENC']);
    report(reading, 'LS2-0301', `\`${seal.name}\` does not take a key and what it is used on`, seal.span, { fix });
    return undefined;
  }
  if (!allowedSecret(entity, { name: seal.name, span }, context)) return undefined;
  const signs = keySort.sort === 'Principal';
  const keyTerm = signs ? privateKey(key, context) : publicKey(key, keySort, context);
  const bodyTerm = termOf(body, bodySort, context);
  return keyTerm && bodyTerm && made(entity, [keyTerm, bodyTerm]);
}

/** `K⁻¹` where nothing else will do. */
export function privateKey(expr: Expr, context: Context): Term | undefined {
  if (expr.kind === 'inverse') return termOf(expr.key, principal, context);
  if (termOf(expr, principal, context) === undefined) return undefined;
  const end = { start: expr.span.end, end: expr.span.end };
  const fix = { message: 'write the private key, with `⁻¹`', edit: { span: end, text: '⁻¹' } };
  report(context.reading, 'LS2-0403', 'this is a public key, and the private key is needed', expr.span, { fix });
  return undefined;
}

/** A key, not a private one, and not the mere name of somebody, which is no key. */
export function publicKey(expr: Expr, want: Surface, context: Context): Term | undefined {
  if (expr.kind !== 'inverse') {
    const typed = infer(expr, context);
    if (typed?.surface.sort !== 'Principal' || typed.surface.key === true)
      return typed && coerce(typed, want, expr, context);
    const name = expr.kind === 'name' ? expr.name : undefined;
    const fix = {
      message:
        name === undefined ? 'speak of a key of it' : `declare it as \`${name}: Key\`, or as a principal of a machine`,
    };
    report(context.reading, 'LS2-0410', 'this names a principal, and a key is needed', expr.span, { fix });
    return undefined;
  }
  const sign = { start: expr.key.span.end, end: expr.span.end };
  const fix = { message: 'write the public key, without `⁻¹`', edit: { span: sign, text: '' } };
  report(context.reading, 'LS2-0404', 'this is a private key, and the public key is needed', expr.span, { fix });
  termOf(expr.key, principal, context);
  return undefined;
}
