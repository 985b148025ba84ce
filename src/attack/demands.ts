import {
  apply,
  closeBody,
  core,
  type Formula,
  type FunctionSymbol,
  freshVariable,
  not,
  openBody,
  type PredicateSymbol,
  type Segment,
  sameTerm,
  type Term,
  type Theory,
  type Variable,
} from '../kernel/index.js';
import { argsOf, type Kind, type Words } from '../semantics/index.js';
import { isConstant } from '../trace/index.js';

/**
 * What a formula asks of a trace on which it is to hold: those of its parts that have to hold together, and that say of something that it is, or
 * happens. Variables stand for what is to be found. Of what else the formula says nothing is read off here; whether it holds, the evaluator decides.
 */
export interface Demands {
  /** `Mem(l, e) @ t`. */
  readonly holds: readonly { readonly location: Term; readonly value: Term; readonly time: Term }[];
  /** Locations that somebody holds: `IsLocked(l, I) @ t`. */
  readonly locked: readonly Term[];
  /** `[P]_I`: that thread I does exactly P's actions. */
  readonly runs: readonly { readonly segment: Segment; readonly thread: Term }[];
  /** Events that happen. */
  readonly happens: readonly { readonly event: Term; readonly time: Term }[];
  /** Times of which one is before another, or where that is not `strict`, not after it. */
  readonly orders: readonly { readonly before: Term; readonly after: Term; readonly strict: boolean }[];
  /** The same where it is one case of several. */
  readonly mayHappen: readonly Term[];
  readonly honest: readonly { readonly principal: Term; readonly programs: Term }[];
  /** Who alone has a key: `BootKey`, `LaunchKey` and `DerivedKey`. */
  readonly bootKeys: readonly { readonly predicate: PredicateSymbol; readonly args: readonly Term[] }[];
  /** Whose a thread is, or is not. */
  readonly owners: readonly { readonly thread: Term; readonly principal: Term; readonly same: boolean }[];
  /** What is said of all times or all threads. */
  readonly always: readonly Formula[];
}

/** What a formula is read with. */
export interface Reading {
  readonly theory: Theory;
  readonly words: Words;
  readonly kinds: readonly Kind[];
  /** The machine that a variable stands for, which is to be of a kind if one is named. */
  readonly machine: (hint: string, kind: Kind | undefined) => Term;
  /** What is to be found for a constant that may stand for anybody of its sort. */
  readonly constant: (symbol: FunctionSymbol) => Term;
}

type Mutable = { -readonly [K in keyof Demands]: Demands[K][number][] };

/** Reads off what formulas ask for that are to hold together. */
export function demandsOf(reading: Reading, formulas: readonly Formula[]): Demands {
  const found: Mutable = {
    holds: [],
    locked: [],
    runs: [],
    happens: [],
    orders: [],
    mayHappen: [],
    honest: [],
    bootKeys: [],
    owners: [],
    always: [],
  };
  const names: Variable[] = [];
  for (const formula of formulas) visit(formula, true);
  return found;

  function visit(formula: Formula, positive: boolean): void {
    switch (formula.kind) {
      case 'not':
        visit(formula.body, !positive);
        break;
      case 'and':
      case 'or': {
        const each = (formula.kind === 'and') === positive ? visit : consider;
        for (const part of formula.parts) each(part, positive);
        break;
      }
      case 'implies': {
        const each = positive ? consider : visit;
        each(formula.left, !positive);
        each(formula.right, positive);
        if (positive) ofKept(formula.right);
        break;
      }
      case 'exists':
      case 'forall':
        if ((formula.kind === 'exists') === positive) visit(opened(formula), positive);
        else found.always.push(positive ? formula : not(formula));
        break;
      case 'equal':
        ofOwner(formula.left, formula.right, positive);
        break;
      case 'ran':
        if (positive) found.runs.push({ segment: formula.segment, thread: constantsOpened(formula.thread) });
        break;
      case 'atom': {
        const body = unfolded(reading.theory, formula.predicate, formula.args);
        if (body !== undefined) visit(body, positive);
        else if (formula.predicate === core.before || formula.predicate === core.notAfter)
          ofOrder(formula.args as readonly [Term, Term], formula.predicate === core.before, positive);
        else if (positive) ofAtom(formula.predicate, formula.args);
        break;
      }
      case 'true':
      case 'false':
    }
  }

  function ofAtom(predicate: PredicateSymbol, args: readonly Term[]): void {
    const { words } = reading;
    const opened = args.map(constantsOpened);
    const [first, second, third] = opened as [Term, Term, Term];
    if (predicate === core.at) found.happens.push({ event: first, time: second });
    else if (predicate === core.honest) found.honest.push({ principal: first, programs: second });
    else if ([words.bootKey, words.launchKey, words.derivedKey].includes(predicate))
      found.bootKeys.push({ predicate, args: opened });
    else if (predicate === words.isLocked) found.locked.push(first);
    else if (predicate === words.mem) found.holds.push({ location: first, value: second, time: third });
  }

  /** Who is honest unless something happens, and has its key in a vTPM, is so until somebody reads it. */
  function ofKept(formula: Formula): void {
    if (formula.kind !== 'atom' || formula.predicate !== core.honest) return;
    const [principal, programs] = formula.args.map(constantsOpened) as [Term, Term];
    const isOf = ({ isVirtual, principals }: Kind): boolean =>
      isVirtual && principal.kind === 'application' && principals.includes(principal.symbol);
    if (reading.kinds.some(isOf)) found.honest.push({ principal, programs });
  }

  /** What is not before is not after the other way around. */
  function ofOrder([a, b]: readonly [Term, Term], isBefore: boolean, positive: boolean): void {
    const [before, after] = positive ? [a, b] : [b, a];
    found.orders.push({ before, after, strict: isBefore === positive });
  }

  function ofOwner(left: Term, right: Term, same: boolean): void {
    for (const [a, b] of [
      [left, right],
      [right, left],
    ] as const) {
      const [thread] = argsOf(core.owner, a) ?? [];
      if (thread !== undefined)
        found.owners.push({ thread: constantsOpened(thread), principal: constantsOpened(b), same });
    }
  }

  /** One case of several: what it asks for may be, and need not be. */
  function consider(formula: Formula, positive: boolean): void {
    const { happens, mayHappen } = demandsOf(reading, [positive ? formula : not(formula)]);
    found.mayHappen.push(...happens.map(({ event }) => event), ...mayHappen);
  }

  function constantsOpened(term: Term): Term {
    if (term.kind !== 'application') return term;
    if (isConstant(term.symbol)) return reading.constant(term.symbol);
    const args = term.args.map(constantsOpened);
    return args.every((arg, i) => arg === term.args[i]) ? term : apply(term.symbol, ...args);
  }

  function opened(formula: Extract<Formula, { kind: 'forall' | 'exists' }>): Formula {
    const { hint, sort, body } = formula;
    const name = freshVariable(hint, sort, formula, ...names);
    names.push(name);
    const inside = openBody(body, [name]);
    if (sort !== 'Machine') return inside;
    return openBody(body, [reading.machine(hint, kindOf(reading, inside, name))]);
  }
}

/** What a defined predicate says of its arguments. */
function unfolded(theory: Theory, predicate: PredicateSymbol, args: readonly Term[]): Formula | undefined {
  const definition = theory.definition(predicate);
  return definition && openBody(closeBody(definition.body, definition.params), [...args].reverse());
}

/** The kind that a conjunct or premise of a formula says a machine is of. */
export function kindOf({ kinds }: Pick<Reading, 'kinds'>, formula: Formula, machine: Term): Kind | undefined {
  switch (formula.kind) {
    case 'atom':
      return sameTerm(formula.args[0] as Term, machine)
        ? kinds.find(({ predicate }) => predicate === formula.predicate)
        : undefined;
    case 'and':
      return firstOf(formula.parts, (part) => kindOf({ kinds }, part, machine));
    case 'implies':
      return kindOf({ kinds }, formula.left, machine);
    default:
      return undefined;
  }
}

function firstOf<T, R>(from: readonly T[], find: (each: T) => R | undefined): R | undefined {
  for (const each of from) {
    const found = find(each);
    if (found !== undefined) return found;
  }
  return undefined;
}
