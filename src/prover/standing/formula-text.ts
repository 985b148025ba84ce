import { core, type Formula, type Sort, type Term, type Theory, type Variable } from '../../kernel/index.js';
import type { Lexicon } from './lexicon.js';
import { all, call, entails, not, same, some } from './smt.js';
import { fluentName, timeBefore, within } from './states.js';

/** What the variables in view are called. */
interface Scope {
  /** Of binders, the innermost last. */
  readonly bound: readonly string[];
  /** Of free variables, by {@link keyOf}. */
  readonly free: ReadonlyMap<string, string>;
}

export const keyOf = ({ name, sort }: Variable): string => `${name}:${sort}`;

/** Why a formula cannot be said of the states of a trace. */
export class Unspeakable extends Error {
  override readonly name = 'Unspeakable';
}

/**
 * A formula of the logic as SMT-LIB text, said of the trace that was cut off after `last` events: its quantifiers range over the times of that
 * trace. Definitions are unfolded. Throws {@link Unspeakable} where the formula is about what programs do.
 */
export class FormulaText {
  readonly #lexicon: Lexicon;
  readonly #theory: Theory;
  readonly #last: string;

  constructor(lexicon: Lexicon, theory: Theory, last: string) {
    this.#lexicon = lexicon;
    this.#theory = theory;
    this.#last = last;
  }

  /** @param free what the free variables are called, by {@link keyOf} */
  of(formula: Formula, free: ReadonlyMap<string, string> = new Map()): string {
    return this.#formula(formula, { bound: [], free });
  }

  term(term: Term, free: ReadonlyMap<string, string>): string {
    return this.#term(term, { bound: [], free });
  }

  #formula(formula: Formula, scope: Scope): string {
    switch (formula.kind) {
      case 'true':
      case 'false':
        return formula.kind;
      case 'not':
        return not(this.#formula(formula.body, scope));
      case 'and':
        return all(...formula.parts.map((part) => this.#formula(part, scope)));
      case 'or':
        return some(...formula.parts.map((part) => this.#formula(part, scope)));
      case 'implies':
        return entails(this.#formula(formula.left, scope), this.#formula(formula.right, scope));
      case 'equal':
        return same(this.#term(formula.left, scope), this.#term(formula.right, scope));
      case 'forall':
      case 'exists':
        return this.#quantified(formula.kind, formula.sort, formula.body, scope);
      case 'atom': {
        const definition = this.#theory.definition(formula.predicate);
        const args = formula.args.map((arg) => this.#term(arg, scope));
        if (definition === undefined) return this.#atom(formula.predicate, args);
        const free = new Map(definition.params.map((param, i) => [keyOf(param), args[i] as string]));
        return this.#formula(definition.body, { bound: scope.bound, free });
      }
      case 'ran':
        throw new Unspeakable('it is about what programs do');
    }
  }

  #quantified(kind: 'forall' | 'exists', sort: Sort, body: Formula, scope: Scope): string {
    const name = `x${scope.bound.length}`;
    const inside = this.#formula(body, { ...scope, bound: [...scope.bound, name] });
    const guard = sort === 'Time' ? within(name, this.#last) : undefined;
    const guarded = guard === undefined ? inside : kind === 'forall' ? entails(guard, inside) : all(guard, inside);
    return `(${kind} ((${name} ${this.#lexicon.sort(sort)})) ${guarded})`;
  }

  #atom(predicate: Extract<Formula, { kind: 'atom' }>['predicate'], args: readonly string[]): string {
    const { mem, memAll, isLocked, hasKey, contains } = this.#lexicon.words;
    const [a, b] = args as [string, string];
    switch (predicate) {
      case core.at:
        return call('At', ...args);
      case core.acts:
        return call('Acts', ...args);
      case core.before:
        return timeBefore(a, b);
      case core.notAfter:
        return not(timeBefore(b, a));
      case mem:
      case memAll:
      case isLocked:
      case hasKey:
        return call(fluentName(this.#lexicon, predicate), ...args);
      case contains:
        return call('Contains', ...args);
      default:
        return this.#lexicon.apply(predicate, ...args);
    }
  }

  #term(term: Term, scope: Scope): string {
    switch (term.kind) {
      case 'bound':
        return scope.bound[scope.bound.length - 1 - term.index] as string;
      case 'variable': {
        const name = scope.free.get(keyOf(term));
        if (name === undefined) throw new Unspeakable(`nothing is said of ${term.name}`);
        return name;
      }
      case 'application':
        // A trace that is cut off has fewer times, and the function might give one of the others.
        if (term.sort === 'Time') throw new Unspeakable(`${term.symbol.name} gives times`);
        return this.#lexicon.apply(term.symbol, ...term.args.map((arg) => this.#term(arg, scope)));
    }
  }
}
