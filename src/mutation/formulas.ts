import type {
  Apply,
  At,
  Binder,
  Comparison,
  Connective,
  Expr,
  Modal,
  On,
  Quantifier,
  Relation,
} from '../language/ast.js';
import { applied, call, comparison, name, set } from '../language/show/nodes.js';
import { type Change, flipped, inside, insideEach, replaced, shown, unclear, without } from './change.js';
import { namesIn } from './names-in.js';
import { type Local, type Scope, variablesOf, within } from './scope.js';
import { namedIn } from './substituted.js';
import { termChanges } from './terms.js';
import { timesIn } from './times.js';
import { beside, like } from './vocabulary.js';

/** A formula with one of its places changed, and whether it says less or more then. */
export function formulaChanges(formula: Expr, scope: Scope): readonly Change[] {
  switch (formula.kind) {
    case 'not':
      return inside(flipped(formulaChanges(formula.body, scope)), (body) => ({ ...formula, body }));
    case 'and':
      return conjunctionChanges(formula, scope);
    case 'or':
      return junctionChanges(formula, scope);
    case 'implies':
      return implicationChanges(formula, scope);
    case 'iff':
      return unclear(junctionChanges({ ...formula, kind: 'iff' }, scope).filter(({ expr }) => expr.kind === 'iff'));
    case 'comparison':
      return comparisonChanges(formula, scope);
    case 'at':
      return atChanges(formula, scope);
    case 'on':
      return onChanges(formula, scope);
    case 'forall':
    case 'exists':
      return quantifierChanges(formula, scope);
    case 'modal':
      return modalChanges(formula, scope);
    case 'apply':
      return atomChanges(formula, scope);
    default:
      return [];
  }
}

/** A conjunction or disjunction of these parts; one part is itself. */
const joined = (formula: Connective, parts: readonly Expr[]): Expr =>
  parts.length === 1 ? (parts[0] as Expr) : { ...formula, parts };

function conjunctionChanges(formula: Connective, scope: Scope): readonly Change[] {
  return formula.parts.flatMap((part, i) => {
    const { parts } = formula;
    const dropped: Change = without(part, joined(formula, parts.toSpliced(i, 1)), 'weaker');
    const changed = inside(formulaChanges(part, scope), (other) => joined(formula, parts.with(i, other)));
    return [dropped, ...changed].map((change) => ({ conjunct: part, ...change, path: [i + 1, ...change.path] }));
  });
}

function junctionChanges(formula: Connective, scope: Scope): readonly Change[] {
  const { parts } = formula;
  return [
    ...parts.map((part, i) => without(part, joined(formula, parts.toSpliced(i, 1)), 'stronger')),
    ...insideEach(
      parts,
      (part) => formulaChanges(part, scope),
      (list) => joined(formula, list),
    ),
  ];
}

function implicationChanges(formula: Connective, scope: Scope): readonly Change[] {
  const { parts } = formula;
  const last = parts.length - 1;
  return parts.flatMap((part, i) => {
    const changed = inside(formulaChanges(part, scope), (other) => joined(formula, parts.with(i, other)));
    if (i === last) return changed;
    return [without(part, joined(formula, parts.toSpliced(i, 1)), 'stronger'), ...flipped(changed)];
  });
}

/** Strict for not strict, and the reverse. */
const looser: Readonly<Partial<Record<Relation, Relation>>> = { '<': '≤', '≤': '<' };

/** Strict for not strict and the reverse, links left out, sides changed; times are changed where they are a theorem's. */
function comparisonChanges(formula: Comparison, scope: Scope): readonly Change[] {
  const { first, rest } = formula;
  const operands = [first, ...rest.map(({ right }) => right)];
  const withOperands = (list: readonly Expr[]): Expr => ({
    ...formula,
    first: list[0] ?? first,
    rest: rest.map((link, i) => ({ ...link, right: list[i + 1] ?? link.right })),
  });
  const links = rest.flatMap(({ relation }, i): readonly Change[] => {
    const other = looser[relation];
    if (other === undefined) return [];
    const [left, right] = [operands[i] ?? first, operands[i + 1] ?? first];
    const link = comparison(left, { relation, right });
    const changed = {
      ...formula,
      rest: rest.map((each, j) => (j === i ? { ...each, relation: other } : each)),
    } as const;
    const change = replaced(link, comparison(left, { relation: other, right }), other === '<' ? 'stronger' : 'weaker');
    return [
      { ...change, expr: changed, span: formula.span },
      ...(rest.length === 1 ? [] : [{ ...without(link, unlinked(formula, i), 'weaker'), span: formula.span }]),
    ];
  });
  return [...links, ...insideEach(operands, (operand) => sideChanges(operand, formula, scope), withOperands)];
}

/** `a < b < c` without one of its links. */
function unlinked({ first, rest, span }: Comparison, at: number): Expr {
  const [before, after] = [rest.slice(0, at), rest.slice(at + 1)];
  const next = rest[at]?.right ?? first;
  const parts = [
    ...(before.length === 0 ? [] : [comparison(first, ...before)]),
    ...(after.length === 0 ? [] : [comparison(next, ...after)]),
  ];
  return parts.length === 1 ? (parts[0] as Expr) : { kind: 'and', parts, span };
}

function sideChanges(side: Expr, { rest }: Comparison, scope: Scope): readonly Change[] {
  const ordered = rest.every(({ relation }) => relation === '<' || relation === '≤');
  if (!ordered) return termChanges(side, scope);
  const declared = side.kind === 'name' && scope.variables.some((v) => v.name === side.name && v.param);
  return declared ? timeChanges(side, scope) : [];
}

/** A time by the one that is bound after it, or before it. */
function timeChanges(time: Expr, scope: Scope): readonly Change[] {
  if (time.kind !== 'name') return [];
  const [other] = beside(time.name, variablesOf('Time', scope));
  return other === undefined ? [] : [replaced(time, name(other))];
}

function atChanges(formula: At, scope: Scope): readonly Change[] {
  return [
    ...inside(formulaChanges(formula.body, scope), (body) => ({ ...formula, body })),
    ...timeChanges(formula.time, scope).map((change) => ({ ...change, expr: { ...formula, time: change.expr } })),
  ];
}

/** `A on i` is a ∀ over an interval: with its ends it says more. */
function onChanges(formula: On, scope: Scope): readonly Change[] {
  const { interval } = formula;
  const ends = (['fromOpen', 'toOpen'] as const).map((end): Change => {
    const changed: On = { ...formula, interval: { ...interval, [end]: !interval[end] } };
    return replaced(formula, changed, interval[end] ? 'stronger' : 'weaker');
  });
  return [...ends, ...inside(formulaChanges(formula.body, scope), (body) => ({ ...formula, body }))];
}

/** A variable that is not spoken of any more is not bound any more: no sort is empty. */
function quantifierChanges(formula: Quantifier, scope: Scope): readonly Change[] {
  const spokenOf = namesIn(formula.body);
  const changes = formulaChanges(formula.body, within(scope, localsOf(formula.binders, formula.body)));
  return inside(changes, (body) => {
    const left = namesIn(body);
    const binders = formula.binders.filter((binder) => left.has(binder.name) || !spokenOf.has(binder.name));
    return binders.length === 0 ? body : { ...formula, binders, body };
  });
}

/** Variables that are bound, as times where they are used as such. */
export function localsOf(binders: readonly Binder[], body: Expr): readonly Local[] {
  const times = timesIn(body);
  return binders.map(({ name: variable, sort }) => ({
    name: variable,
    sort: sort?.name ?? (times.has(variable) ? 'Time' : undefined),
    param: false,
  }));
}

/** Another program that is run, and what is said of it. */
function modalChanges(formula: Modal, scope: Scope): readonly Change[] {
  const { program } = formula;
  const body = inside(formulaChanges(formula.body, scope), (changed) => ({ ...formula, body: changed }));
  if (program.kind !== 'apply') return body;
  const known = like(program.callee.name, scope.vocabulary.programs).filter(({ open }) => !open);
  const others = beside(
    program.callee.name,
    known.map((each) => each.name),
  );
  const programs = others.map((other) => {
    const changed = applied(other, program.args);
    return { ...replaced(program, changed), expr: { ...formula, program: changed } };
  });
  return [...programs, ...body];
}

/** Events that are taken for one another where they have the same arguments. */
const confused: Readonly<Record<string, string>> = { Reset: 'LateLaunch', LateLaunch: 'Reset' };

function atomChanges(formula: Apply, scope: Scope): readonly Change[] {
  const { callee, args } = formula;
  if (callee.name === 'Honest') return honestChanges(formula, scope);
  const [thread, second, third] = args;
  const events: Change[] = [];
  const other = confused[callee.name];
  if (other !== undefined) events.push(replaced(formula, call(other, args)));
  if (callee.name === 'Extend' && thread && third) events.push(replaced(formula, call('Jump', [thread, third])));
  if (callee.name === 'Jump' && thread && second && scope.register)
    events.push(replaced(formula, call('Extend', [thread, scope.register, second])));
  const definitions = beside(
    callee.name,
    like(callee.name, scope.vocabulary.formulas).map((each) => each.name),
  ).map((definition) => replaced(formula, applied(definition, args)));
  const deeper = insideEach(
    args,
    (arg) => termChanges(arg, scope),
    (list) => ({ ...formula, args: list }),
  );
  return [...events, ...definitions, ...deeper];
}

/** Of whom and with which programs: the more programs, the less is assumed. */
function honestChanges(formula: Apply, scope: Scope): readonly Change[] {
  const [principal, programs] = formula.args;
  if (principal === undefined) return [];
  const who = inside(termChanges(principal, scope), (other) => call('Honest', [other, ...formula.args.slice(1)]));
  if (programs?.kind !== 'set') return who;
  const { items, binders } = programs;
  const honest = (some: readonly Expr[]): Expr => call('Honest', [principal, set(some, bindersOf(some, binders))]);
  const more = unlisted(items, scope);
  return [
    ...who,
    { ...replaced(formula, call('Honest', [principal]), 'weaker'), how: `without the list ${shown(programs)}` },
    ...more.map((program) => ({
      ...replaced(formula, honest([...items, program]), 'weaker'),
      how: `with ${shown(program)} added`,
    })),
    ...(items.length < 2 ? [] : items.map((item, i) => without(item, honest(items.toSpliced(i, 1)), 'stronger'))),
  ];
}

/** What a set ranges over, as far as its programs speak of it. */
const bindersOf = (items: readonly Expr[], binders: readonly Binder[]): readonly Binder[] =>
  binders.filter(({ name }) => items.some((item) => namedIn(item, name)));

/** Programs that a list lacks: the one that is declared after its last, and the first that may do anything. */
function unlisted(items: readonly Expr[], { vocabulary }: Scope): readonly Expr[] {
  const last = items.at(-1);
  if (last?.kind !== 'apply') return [];
  const listed = new Set(items.flatMap((item) => (item.kind === 'apply' ? [item.callee.name] : [])));
  const known = like(last.callee.name, vocabulary.programs);
  const at = known.findIndex((each) => each.name === last.callee.name);
  const others = [...known.slice(at), ...known.slice(0, at)].filter((each) => !listed.has(each.name));
  const chosen = new Set([others[0], others.find(({ open }) => open)]);
  return [...chosen].flatMap((each) => (each === undefined ? [] : [applied(each.name, last.args)]));
}
