import { core, type Formula, type PredicateSymbol, sameTerm, type Term } from '../../kernel/index.js';
import type { Binder, Expr, Relation } from '../ast.js';
import { printExpression } from '../printer.js';
import {
  applied,
  at,
  binder,
  call,
  comparison,
  connective,
  ellipsis,
  modal,
  name,
  negation,
  on,
  quantifier,
  truth,
} from './nodes.js';
import { programText } from './segments.js';
import { freshName, mentions, type Showing, spend } from './showing.js';
import { usesShowSort } from './sorts.js';
import { argExprs, equatedExpr, termExpr } from './terms.js';

type Atom = Extract<Formula, { kind: 'atom' }>;
type Ran = Extract<Formula, { kind: 'ran' }>;
type Quantified = Extract<Formula, { kind: 'forall' | 'exists' }>;

/** How the time of an atom is shown: as it is; or left out where it is that of the interval around, the variable bound so many binders out. */
type When = { readonly kind: 'shown' } | { readonly kind: 'interval'; readonly index: number };

const shownTime: When = { kind: 'shown' };

/** A kernel formula as an expression that reads back as it. */
export const formulaExpr = (formula: Formula, showing: Showing): Expr => shown(formula, showing, shownTime) ?? ellipsis;

/** Undefined where the time cannot be left out. */
function shown(formula: Formula, showing: Showing, when: When): Expr | undefined {
  if (!spend(showing)) return ellipsis;
  switch (formula.kind) {
    case 'true':
    case 'false':
      return truth(formula.kind === 'true');
    case 'atom':
      return atomExpr(formula, showing, when);
    case 'equal':
      return untimed(when, [formula.left, formula.right])
        ? equation(formula.left, formula.right, '=', showing)
        : undefined;
    case 'not': {
      const { body } = formula;
      if (body.kind === 'equal')
        return untimed(when, [body.left, body.right]) ? equation(body.left, body.right, '≠', showing) : undefined;
      const inside = shown(body, showing, when);
      return inside && negation(inside);
    }
    case 'and':
    case 'or':
      return junction(formula.kind, formula.parts, showing, when);
    case 'implies':
      return implication(formula.left, formula.right, showing, when);
    case 'forall':
    case 'exists':
      return (
        omission(formula, showing, when) ??
        duration(formula, showing, when) ??
        (when.kind === 'shown' ? quantified(formula, showing) : undefined)
      );
    case 'ran':
      return when.kind === 'shown' ? alone(formula, showing) : undefined;
  }
}

/** Whether terms do not speak of the time that is left out. */
const untimed = (when: When, terms: readonly Term[]): boolean =>
  when.kind === 'shown' || !terms.some((term) => mentions(term, when.index));

const equation = (left: Term, right: Term, relation: Relation, showing: Showing): Expr =>
  comparison(equatedExpr(left, showing), { relation, right: equatedExpr(right, showing) });

function junction(kind: 'and' | 'or', formulas: readonly Formula[], showing: Showing, when: When): Expr | undefined {
  const [first, second] = formulas;
  if (first === undefined) return truth(kind === 'and');
  if (second === undefined) return shown(first, showing, when);
  const chain = kind === 'and' && when.kind === 'shown' ? comparisonChain(formulas, showing) : undefined;
  if (chain !== undefined) return chain;
  const parts = formulas.map((part) => shown(part, showing, when));
  const known = parts.flatMap((part) => part ?? []);
  return known.length === parts.length ? connective(kind, known) : undefined;
}

/** `a < b ≤ c` of `a < b ∧ b ≤ c` */
function comparisonChain(formulas: readonly Formula[], showing: Showing): Expr | undefined {
  const links = formulas.flatMap((formula) => {
    const relation = formula.kind === 'atom' ? orders.get(formula.predicate) : undefined;
    const [left, right] = formula.kind === 'atom' ? formula.args : [];
    return relation === undefined || left === undefined || right === undefined ? [] : [{ relation, left, right }];
  });
  const [first] = links;
  const linked = links.every(({ left }, i) => i === 0 || sameTerm(left, links[i - 1]?.right ?? left));
  if (first === undefined || links.length !== formulas.length || !linked) return undefined;
  return comparison(
    termExpr(first.left, showing),
    ...links.map(({ relation, right }) => ({ relation, right: termExpr(right, showing) })),
  );
}

const orders: ReadonlyMap<PredicateSymbol, Relation> = new Map<PredicateSymbol, Relation>([
  [core.before, '<'],
  [core.notAfter, '≤'],
]);

/** `A ⊃ (B ⊃ C)` is shown as `A ⊃ B ⊃ C`; what a thread ran stands before the formula in brackets. */
function implication(left: Formula, right: Formula, showing: Showing, when: When): Expr | undefined {
  if (left.kind === 'ran' && when.kind === 'shown') return ranExpr(left, formulaExpr(right, showing), showing);
  const before = shown(left, showing, when);
  const after = shown(right, showing, when);
  if (before === undefined || after === undefined) return undefined;
  return connective(
    'implies',
    after.kind === 'implies' && right.kind === 'implies' ? [before, ...after.parts] : [before, after],
  );
}

function atomExpr({ predicate, args }: Atom, showing: Showing, when: When): Expr | undefined {
  const relation = orders.get(predicate);
  const [left, right] = args;
  if (relation !== undefined && left !== undefined && right !== undefined) {
    return untimed(when, args)
      ? comparison(termExpr(left, showing), { relation, right: termExpr(right, showing) })
      : undefined;
  }
  if (predicate === core.at && left !== undefined && right !== undefined)
    return timed(termExpr(left, showing), [left], right, showing, when);
  const time = args.at(-1);
  if (time?.sort === 'Time' && showing.isFluent(predicate)) {
    const rest = args.slice(0, -1);
    return timed(applied(predicate.name, argExprs(rest, showing)), rest, time, showing, when);
  }
  return untimed(when, args) ? applied(predicate.name, argExprs(args, showing)) : undefined;
}

/** `A @ t`, or A alone where t is the time that is left out. */
function timed(body: Expr, args: readonly Term[], time: Term, showing: Showing, when: When): Expr | undefined {
  if (when.kind === 'shown') return at(body, termExpr(time, showing));
  return time.kind === 'bound' && time.index === when.index && untimed(when, args) ? body : undefined;
}

function ranExpr({ segment, thread, from, to }: Ran, body: Expr, showing: Showing): Expr {
  const term = (t: Term): Expr => termExpr(t, showing);
  const named = showing.programOf(segment);
  const program = named === undefined ? programText(segment, showing) : term(named);
  return modal(program, term(thread), term(from), term(to), body);
}

/** `[P]_I^{from, to}` with no formula after it: the language does not have it, but a proof's goals do. */
const alone = (formula: Ran, showing: Showing): Expr =>
  name(printExpression(ranExpr(formula, name(''), showing)).trimEnd());

/** An event, or Honest, whose last arguments are just any: they are left out. */
function omission(formula: Quantified, showing: Showing, when: When): Expr | undefined {
  let [body, omitted]: [Formula, number] = [formula, 0];
  while (body.kind === 'exists') [body, omitted] = [body.body, omitted + 1];
  if (omitted === 0 || body.kind !== 'atom') return undefined;
  const [event, time] = body.args;
  const bound = [...showing.bound, ...Array<string>(omitted).fill('')];
  const inside: Showing = { ...showing, bound };
  if (body.predicate === core.at && event?.kind === 'application' && time !== undefined) {
    const args = withoutLast(event.args, omitted);
    if (args === undefined || mentionsAny(time, omitted)) return undefined;
    const hidden: When = when.kind === 'shown' ? when : { kind: 'interval', index: when.index + omitted };
    return timed(applied(event.symbol.name, argExprs(args, inside)), args, time, inside, hidden);
  }
  const args = body.predicate === core.honest ? withoutLast(body.args, omitted) : undefined;
  return args && untimed(when, body.args)
    ? call(
        'Honest',
        args.map((arg) => termExpr(arg, inside)),
      )
    : undefined;
}

/** The arguments before those that are the innermost bound variables, in order; undefined where those are not all that mentions them. */
function withoutLast(args: readonly Term[], count: number): readonly Term[] | undefined {
  const [kept, last] = [args.slice(0, -count), args.slice(-count)];
  const inOrder = last.length === count && last.every((arg, i) => arg.kind === 'bound' && arg.index === count - 1 - i);
  return inOrder && kept.length > 0 && !kept.some((arg) => mentionsAny(arg, count)) ? kept : undefined;
}

const mentionsAny = (term: Term, count: number): boolean =>
  Array.from({ length: count }, (_, i) => i).some((i) => mentions(term, i));

/** `A on (t, t']` of `∀u. t < u ∧ u ≤ t' ⊃ A @ u` */
function duration({ kind, sort, body }: Quantified, showing: Showing, when: When): Expr | undefined {
  if (
    kind !== 'forall' ||
    sort !== 'Time' ||
    when.kind !== 'shown' ||
    body.kind !== 'implies' ||
    body.left.kind !== 'and'
  )
    return undefined;
  const [lower, upper, more] = body.left.parts;
  if (lower?.kind !== 'atom' || upper?.kind !== 'atom' || more !== undefined) return undefined;
  const [opens, closes] = [orders.get(lower.predicate), orders.get(upper.predicate)];
  const [[from, low], [high, to]] = [lower.args, upper.args];
  if (opens === undefined || closes === undefined || !from || !to || !isInnermost(low) || !isInnermost(high))
    return undefined;
  if (mentions(from, 0) || mentions(to, 0)) return undefined;
  const before = showing.budget.left;
  const inside: Showing = { ...showing, bound: [...showing.bound, ''] };
  const during = shown(body.right, inside, { kind: 'interval', index: 0 });
  if (during === undefined) {
    showing.budget.left = before;
    return undefined;
  }
  const interval = {
    from: termExpr(from, inside),
    to: termExpr(to, inside),
    fromOpen: opens === '<',
    toOpen: closes === '<',
  };
  return on(during, interval);
}

const isInnermost = (term: Term | undefined): boolean => term?.kind === 'bound' && term.index === 0;

/** Quantifiers of one kind in a row as one; a variable that is first of all said to be of a kind of machine is bound as that. */
function quantified(formula: Quantified, showing: Showing): Expr {
  const { kind } = formula;
  let inside = showing;
  let body: Formula = formula;
  const sorts: string[] = [];
  while (body.kind === kind) {
    inside = { ...inside, bound: [...inside.bound, freshName(body.hint, inside)] };
    sorts.push(body.sort);
    body = body.body;
    if (isSugar(body, inside)) break;
  }
  const { kinds, rest } = guards(kind, body, sorts.length, showing);
  const binders = sorts.map((sort, i): Binder => {
    const depth = sorts.length - 1 - i;
    const bound = inside.bound.at(-1 - depth) ?? 'x';
    return binder(bound, kinds.get(depth) ?? (usesShowSort(body, depth) ? undefined : sort));
  });
  return quantifier(kind, binders, formulaExpr(rest, inside));
}

/** Whether a quantifier has a form of its own, so that it does not join those before it. */
function isSugar(formula: Formula, showing: Showing): boolean {
  if (formula.kind !== 'forall' && formula.kind !== 'exists') return false;
  const { left } = showing.budget;
  const sugared = (omission(formula, showing, shownTime) ?? duration(formula, showing, shownTime)) !== undefined;
  showing.budget.left = left;
  return sugared;
}

/** The kinds of machine that a formula `guards ⊃ A`, or `guards ∧ A`, says the bound variables are of, by how far out they are bound. */
function guards(
  kind: 'forall' | 'exists',
  body: Formula,
  count: number,
  showing: Showing,
): { readonly kinds: ReadonlyMap<number, string>; readonly rest: Formula } {
  const kinds = new Map<number, string>();
  const guard = (formula: Formula): boolean => {
    const [machine] = formula.kind === 'atom' ? formula.args : [];
    if (
      formula.kind !== 'atom' ||
      machine?.kind !== 'bound' ||
      machine.index >= count ||
      !showing.isKind(formula.predicate)
    )
      return false;
    if (kinds.has(machine.index)) return false;
    kinds.set(machine.index, formula.predicate.name);
    return true;
  };
  const none = { kinds: new Map<number, string>(), rest: body };
  if (kind === 'forall') {
    if (body.kind !== 'implies') return none;
    const { left, right } = body;
    const all = left.kind === 'and' && left.parts.length > 1 ? left.parts : [left];
    return all.every(guard) && inOrder(kinds) ? { kinds, rest: right } : none;
  }
  const rest = body.kind === 'and' ? body.parts.at(-1) : undefined;
  if (body.kind !== 'and' || rest === undefined || body.parts.length < 2) return none;
  return body.parts.slice(0, -1).every(guard) && inOrder(kinds) ? { kinds, rest } : none;
}

/** Guards stand in the order of their variables. */
function inOrder(kinds: ReadonlyMap<number, string>): boolean {
  const depths = [...kinds.keys()];
  return depths.every((depth, i) => i === 0 || depth < (depths[i - 1] ?? 0));
}
