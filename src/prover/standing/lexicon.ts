import { core, type FunctionSymbol, type PredicateSymbol, type Sort } from '../../kernel/index.js';
import type { Words } from '../../semantics/index.js';
import { call, same } from './smt.js';

/** The sorts that the theory of traces declares by itself, by what the logic calls them. */
const builtIn: ReadonlyMap<Sort, string> = new Map([['Time', 'Time']]);

/**
 * What the sorts and symbols of the logic are called in SMT-LIB text; it declares those that were asked for.
 *
 * A sort with constructors becomes a datatype of those that were asked for and of one more, `other`, that holds everything else of the sort
 * (foreign code, nonces, what `eval` gives): nothing follows from their being all. The terms of a trace are such values, so what holds of all
 * of these holds of every trace. Other functions and predicates are left open: the text says nothing of them but what the theory of traces does.
 */
export class Lexicon {
  readonly words: Words;
  /** Whether something is said of who has keys. What is not spoken of is left out: it is more to get lost in. */
  readonly ofKeys: boolean;
  readonly #names = new Map<FunctionSymbol | PredicateSymbol, string>();
  readonly #sorts = new Set<Sort>();

  constructor(words: Words, ofKeys = true) {
    this.words = words;
    this.ofKeys = ofKeys;
    for (const event of [
      ...Object.values(words.events),
      core.jumpEvent,
      core.resetEvent,
      core.lateLaunchEvent,
      core.startEvent,
    ])
      this.name(event);
  }

  sort(sort: Sort): string {
    this.#sorts.add(sort);
    return builtIn.get(sort) ?? `S.${plain(sort)}`;
  }

  name(symbol: FunctionSymbol | PredicateSymbol): string {
    const known = this.#names.get(symbol);
    if (known !== undefined) return known;
    // A number keeps symbols apart whose names differ in nothing that SMT-LIB allows.
    const name = `${plain(symbol.name)}!${this.#names.size}`;
    this.#names.set(symbol, name);
    for (const arg of symbol.args) this.sort(arg);
    if ('result' in symbol) this.sort(symbol.result);
    return name;
  }

  apply(symbol: FunctionSymbol | PredicateSymbol, ...args: readonly string[]): string {
    return call(this.name(symbol), ...args);
  }

  /** Whether a term was built by the constructor. */
  is(symbol: FunctionSymbol, term: string): string {
    return symbol.args.length === 0 ? same(term, this.name(symbol)) : `((_ is ${this.name(symbol)}) ${term})`;
  }

  /** What the constructor was applied to, in a place counted from 0, where {@link is} holds; otherwise anything. */
  part(symbol: FunctionSymbol, place: number, term: string): string {
    return `(${this.name(symbol)}.${place} ${term})`;
  }

  /** Whether a term was built by none of the constructors that were asked for. */
  isOther(sort: Sort, term: string): string {
    return `((_ is ${other(sort)}) ${term})`;
  }

  /** A value of the sort that none of the constructors makes, of what stands for it. */
  otherOf(sort: Sort, thing: string): string {
    return call(other(sort), thing);
  }

  isDatatype(sort: Sort): boolean {
    return this.#constructors(sort).length > 0;
  }

  /** The constructors of a sort that were asked for. */
  constructorsOf(sort: Sort): readonly FunctionSymbol[] {
    return this.#constructors(sort).map(([symbol]) => symbol);
  }

  #constructors(sort: Sort): readonly (readonly [FunctionSymbol, string])[] {
    return [...this.#names].flatMap(([symbol, name]) =>
      'constructs' in symbol && symbol.constructs && symbol.result === sort ? [[symbol, name] as const] : [],
    );
  }

  /** Comes before everything that uses a name. Nothing may be asked for afterwards. `Thing` is the sort of what `other` is made of. */
  declarations(): readonly string[] {
    const sorts = [...this.#sorts].filter((sort) => !builtIn.has(sort));
    const [built, opaque] = [sorts.filter((s) => this.isDatatype(s)), sorts.filter((s) => !this.isDatatype(s))];
    const datatypes = built.map((sort) => {
      const constructors = this.#constructors(sort).map(([symbol, name]) => {
        const parts = symbol.args.map((arg, i) => `(${name}.${i} ${this.sort(arg)})`);
        return call('', name, ...parts).replace('( ', '(');
      });
      return `(${constructors.join(' ')} (${other(sort)} (${other(sort)}.0 Thing)))`;
    });
    const heads = built.map((sort) => `(${this.sort(sort)} 0)`);
    return [
      '(declare-sort Thing 0)',
      ...opaque.map((sort) => `(declare-sort ${this.sort(sort)} 0)`),
      `(declare-datatypes (${heads.join(' ')}) (${datatypes.join(' ')}))`,
      '(declare-datatypes ((Time 0)) (((time (index Int) (offset Real)))))',
      ...[...this.#names].flatMap(([symbol, name]) => {
        if ('constructs' in symbol && symbol.constructs) return [];
        const result = 'result' in symbol ? this.sort(symbol.result) : 'Bool';
        return [`(declare-fun ${name} (${symbol.args.map((arg) => this.sort(arg)).join(' ')}) ${result})`];
      }),
    ];
  }
}

const other = (sort: Sort): string => `other.${plain(sort)}`;
const plain = (name: string): string => name.replace(/[^A-Za-z0-9]/g, (c) => `_${c.codePointAt(0)?.toString(16)}_`);
