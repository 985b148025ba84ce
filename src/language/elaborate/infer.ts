import type { Sort } from '../../kernel/index.js';
import type { Binder, Comparison, Expr, Modal, ProofStep, Statement } from '../ast.js';
import type { Local, Reading, Scope } from './context.js';
import type { Entity, Surface } from './entities.js';
import type { World } from './world.js';

/** What is known of the sort of a variable whose binder does not say it. */
interface Cell {
  /** The sorts of the places where it stands. */
  readonly places: Sort[];
  /** The sorts of terms that it is equated with. */
  readonly terms: Sort[];
  /** Variables that it is equated with. */
  readonly equals: Cell[];
  /** `^x` stands somewhere: x is a thread, unless it is said to be a principal. */
  hatted: boolean;
  /** It stands where an error hides the sort that is wanted, so that none may be shown for no fault of its own. */
  hidden: boolean;
}

/** A variable in scope: its sort, where that is known, or what is being found out of it. */
interface Known {
  readonly name: string;
  readonly sort: Sort | undefined;
  readonly cell: Cell | undefined;
  readonly outer: Known | undefined;
}

/** What an expression is: of a sort, or a variable of one that is being found out. */
type Found = Sort | Cell | undefined;

/**
 * Finds the sorts of variables whose binders leave them out, by looking at how they are used, before anything is checked. What does not fit is
 * passed over here: checking reports it.
 */
export function learnSorts(
  reading: Reading,
  scope: Scope | undefined,
  binders: readonly Binder[],
  formulas: readonly Expr[],
): void {
  const search = new Search(reading.world);
  const known = search.bind(binders, search.within(scope));
  for (const formula of formulas) search.formula(formula, known);
  search.solve(reading.inferred);
}

/** The same for the variables of a proof. */
export function learnSortsOfProof(reading: Reading, scope: Scope | undefined, steps: readonly ProofStep[]): void {
  const search = new Search(reading.world);
  search.steps(steps, search.within(scope));
  search.solve(reading.inferred);
}

class Search {
  private readonly cells = new Map<Binder, Cell>();
  private readonly world: World;

  constructor(world: World) {
    this.world = world;
  }

  within(scope: Scope | undefined): Known | undefined {
    const locals: Local[] = [];
    for (let at = scope; at !== undefined; at = at.outer) locals.push(at.local);
    return locals.reduceRight<Known | undefined>(
      (outer, { name, surface }) => ({ name, sort: surface?.sort, cell: undefined, outer }),
      undefined,
    );
  }

  bind(binders: readonly Binder[], outer: Known | undefined): Known | undefined {
    return binders.reduce<Known | undefined>((around, binder) => {
      if (binder.sort !== undefined) {
        const sort = this.world.sorts.get(binder.sort.name)?.surface?.sort;
        return { name: binder.name, sort, cell: undefined, outer: around };
      }
      const cell: Cell = { places: [], terms: [], equals: [], hatted: false, hidden: false };
      this.cells.set(binder, cell);
      return { name: binder.name, sort: undefined, cell, outer: around };
    }, outer);
  }

  solve(into: Reading['inferred']): void {
    for (const [binder, cell] of this.cells) into.set(binder, sortOf(cell) ?? (isHidden(cell) ? 'hidden' : undefined));
  }

  formula(expr: Expr, known: Known | undefined): void {
    switch (expr.kind) {
      case 'truth':
        break;
      case 'not':
        this.formula(expr.body, known);
        break;
      case 'and':
      case 'or':
      case 'implies':
      case 'iff':
        for (const part of expr.parts) this.formula(part, known);
        break;
      case 'comparison':
        this.comparison(expr, known);
        break;
      case 'at':
        this.term(expr.time, 'Time', known);
        this.formula(expr.body, known);
        break;
      case 'on':
        this.term(expr.interval.from, 'Time', known);
        this.term(expr.interval.to, 'Time', known);
        this.formula(expr.body, known);
        break;
      case 'forall':
      case 'exists':
        this.formula(expr.body, this.bind(expr.binders, known));
        break;
      case 'modal':
        this.modal(expr, known);
        break;
      default:
        this.term(expr, expr.kind === 'name' ? 'Event' : undefined, known);
    }
  }

  /** Of what is equated with something of which nothing is known. */
  private equated(left: Found, right: Found): void {
    if (typeof left === 'object' && right === undefined) left.hidden = true;
    if (typeof right === 'object' && left === undefined) right.hidden = true;
    equate(left, right);
  }

  private comparison({ first, rest }: Comparison, known: Known | undefined): void {
    let left = first;
    for (const { relation, right } of rest) {
      if (relation === '<' || relation === '≤') {
        this.term(left, 'Time', known);
        this.term(right, 'Time', known);
      } else {
        this.equated(this.term(left, undefined, known), this.term(right, undefined, known));
      }
      left = right;
    }
  }

  private modal({ program, thread, from, to, body }: Modal, known: Known | undefined): void {
    if (program.kind === 'program text') this.statements(program.statements, known);
    else this.term(program, undefined, known);
    this.term(thread, 'Thread', known);
    this.term(from, 'Time', known);
    this.term(to, 'Time', known);
    this.formula(body, known);
  }

  private statements(statements: readonly Statement[], outer: Known | undefined): void {
    let known = outer;
    for (const [i, { action, args, result, branches }] of statements.entries()) {
      const entity = this.world.actions.get(action.name);
      const declared = entity?.symbol === undefined ? undefined : entity;
      args.forEach((arg, i) => void this.term(arg, declared?.args[i]?.sort ?? 'Term', known));
      if (result !== undefined)
        known = { name: result.name, sort: declared?.result?.sort, cell: undefined, outer: known };
      if (branches === undefined) continue;
      this.statements(branches.fails, known);
      this.statements([...branches.holds, ...statements.slice(i + 1)], known);
      return;
    }
  }

  /** What a term is; where a variable is wanted of a sort, that is noted. */
  private term(expr: Expr, want: Sort | undefined, known: Known | undefined): Found {
    const found = this.found(expr, known, want);
    if (want !== undefined && typeof found === 'object') found.places.push(want);
    return found;
  }

  private found(expr: Expr, known: Known | undefined, want?: Sort): Found {
    switch (expr.kind) {
      case 'name': {
        const variable = lookup(known, expr.name);
        if (variable !== undefined) return variable.cell ?? variable.sort;
        return resultOf(this.world.names.get(expr.name)) ?? (this.world.locations.has(expr.name) ? 'Name' : undefined);
      }
      case 'apply':
        return this.applied(expr.callee.name, expr.init === undefined ? expr.args : [expr.init, ...expr.args], known);
      case 'tuple':
        for (const item of expr.items) this.term(item, want === 'Locations' ? 'Location' : 'Term', known);
        return want === 'Locations' ? want : 'Term';
      case 'member':
      case 'index': {
        if (expr.kind === 'index') this.term(expr.index, 'Name', known);
        const { object } = expr;
        const area = object.kind === 'member' && ['memory', 'pcr', 'dpcr'].includes(object.field.name);
        this.term(area ? object.object : object, 'Machine', known);
        return 'Location';
      }
      case 'hat': {
        const found = this.term(expr.of, undefined, known);
        if (typeof found === 'object') found.hatted = true;
        return 'Principal';
      }
      case 'inverse':
        this.term(expr.key, 'Principal', known);
        return 'Principal';
      case 'sealed':
        return this.applied(expr.seal.name, [expr.key, expr.body], known);
      case 'set':
        for (const item of expr.items) this.term(item, 'Term', this.bind(expr.binders, known));
        return 'Programs';
      default:
        this.formula(expr, known);
        return undefined;
    }
  }

  private applied(name: string, args: readonly Expr[], known: Known | undefined): Found {
    const entity = lookup(known, name) === undefined ? this.world.names.get(name) : undefined;
    const wants =
      name === 'seq' || name === 'H'
        ? undefined
        : entity === undefined || entity.tag === 'broken'
          ? []
          : argsOf(entity);
    args.forEach((arg, i) => {
      const found = this.term(arg, wants === undefined ? 'Term' : wants[i], known);
      if (typeof found === 'object' && wants !== undefined && wants[i] === undefined) found.hidden = true;
    });
    return wants === undefined ? 'Term' : resultOf(entity);
  }

  steps(steps: readonly ProofStep[], outer: Known | undefined): void {
    let known = outer;
    for (const step of steps) {
      if (step.kind === 'obtain' || step.kind === 'fix') known = this.bind(step.binders, known);
      if (step.kind === 'have' || step.kind === 'obtain' || step.kind === 'suppose') this.formula(step.formula, known);
      if (step.kind === 'suppose') this.steps(step.steps, known);
      if (step.kind === 'cases') {
        this.formula(step.of, known);
        for (const one of step.cases) {
          this.formula(one.formula, known);
          this.steps(one.steps, known);
        }
      }
      if ('by' in step) {
        const { rule, args, uses } = step.by;
        for (const use of [{ name: rule, args }, ...uses]) {
          const fact = this.world.facts.get(use.name.name);
          const wants = fact?.args ?? [];
          use.args?.forEach((arg, i) => {
            const found = this.term(arg, wants[i]?.sort, known);
            if (typeof found === 'object' && fact?.tag === 'broken') found.hidden = true;
          });
        }
      }
    }
  }
}

function lookup(known: Known | undefined, name: string): Known | undefined {
  for (let at = known; at !== undefined; at = at.outer) if (at.name === name) return at;
  return undefined;
}

const argsOf = (entity: Exclude<Entity, { tag: 'broken' }>): readonly Sort[] =>
  entity.tag === 'kind' ? ['Machine'] : entity.args.map(({ sort }) => sort);

function resultOf(entity: Entity | undefined): Sort | undefined {
  if (entity?.tag === 'function' || entity?.tag === 'macro') return entity.result.sort;
  return entity?.tag === 'program' ? 'Term' : entity?.tag === 'event' ? 'Event' : undefined;
}

function equate(left: Found, right: Found): void {
  if (typeof left === 'object' && typeof right === 'object') {
    left.equals.push(right);
    right.equals.push(left);
  } else if (typeof left === 'object' && typeof right === 'string') left.terms.push(right);
  else if (typeof right === 'object' && typeof left === 'string') right.terms.push(left);
}

/**
 * The sort that the uses of a variable show; undefined where they do not. The places where it stands decide; where it stands in none, what
 * it is equated with, unless some of that is a term and some what a term can be made of: then it could be either.
 */
function sortOf(cell: Cell): Surface | undefined {
  const own = sortByPlace(cell);
  if (own !== undefined) return { sort: own };
  const sorts = new Set<Sort>();
  const seen = new Set([cell]);
  for (const { terms, equals } of seen) {
    for (const sort of terms) sorts.add(sort);
    for (const other of equals) {
      const sort = sortByPlace(other);
      if (sort === undefined) seen.add(other);
      else sorts.add(sort);
    }
  }
  const [sort] = sorts;
  if (sort === undefined) return [...seen].some(({ hatted }) => hatted) ? { sort: 'Thread' } : undefined;
  return sorts.has('Term') && sorts.size > 1 ? undefined : { sort };
}

/** Whether an error hides what shows the sort, here or where something stands that it is equated with. */
function isHidden(cell: Cell): boolean {
  const seen = new Set([cell]);
  for (const { equals } of seen) for (const other of equals) seen.add(other);
  return [...seen].some(({ hidden }) => hidden);
}

/** In the place of a term may stand what a term can be made of, so another place says more. */
const sortByPlace = ({ places }: Cell): Sort | undefined => places.find((sort) => sort !== 'Term') ?? places[0];
