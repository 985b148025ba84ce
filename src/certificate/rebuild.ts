import {
  type ActionSymbol,
  and,
  apply,
  atom,
  bound,
  choice,
  equal,
  type Formula,
  type FunctionSymbol,
  falsity,
  implies,
  isFormula,
  isTerm,
  jump,
  latelaunch,
  not,
  or,
  type Piece,
  type PredicateSymbol,
  quantified,
  ran,
  type Segment,
  step,
  stop,
  type Term,
  truth,
  variable,
} from '../kernel/index.js';
import type { CertifiedModel, NodeEntry, SymbolEntry } from '../recheck/index.js';
import type { SymbolTable } from './symbol-table.js';

/** Something in a certificate that is not of this theory, or not of the certificate's form: it cannot be replayed here. */
export class Unfit extends Error {
  override readonly name = 'Unfit';
}

const unfit = (what: string): never => {
  throw new Unfit(what);
};

/** The nodes of a certificate as pieces of the kernel, each built when it is first asked for. Not recursive. */
export class Rebuilt {
  readonly #entries: readonly NodeEntry[];
  readonly #symbols: readonly (FunctionSymbol | PredicateSymbol | ActionSymbol | undefined)[];
  readonly #built: (Piece | undefined)[] = [];

  constructor({ nodes, symbols }: Pick<CertifiedModel, 'nodes' | 'symbols'>, table: SymbolTable) {
    this.#entries = nodes;
    this.#symbols = symbols.map((entry) => symbolFor(entry, table));
  }

  formula(position: number): Formula {
    const piece = this.#piece(position);
    return isFormula(piece) ? piece : unfit(`node ${position} is no formula`);
  }

  term(position: number): Term {
    const piece = this.#piece(position);
    return isTerm(piece) ? piece : unfit(`node ${position} is no term`);
  }

  #piece(root: number): Piece {
    const stack = [root];
    for (let at = stack.at(-1); at !== undefined; at = stack.at(-1)) {
      const entry = this.#entries[at] ?? unfit(`there is no node ${at}`);
      const parts = partsOf(entry);
      const missing = this.#built[at] === undefined ? parts.filter((part) => this.#built[part] === undefined) : [];
      if (missing.some((part) => part >= (at as number))) unfit(`node ${at} is made of later ones`);
      if (missing.length > 0) {
        stack.push(...missing);
        continue;
      }
      stack.pop();
      this.#built[at] ??= this.#make(
        entry,
        at,
        parts.map((part) => this.#built[part] as Piece),
      );
    }
    return this.#built[root] as Piece;
  }

  #make(entry: NodeEntry, at: number, parts: readonly Piece[]): Piece {
    const [kind, first] = entry;
    const [a, b, c, d] = parts as readonly Piece[] as readonly [Formula, Formula, Term, Term];
    switch (kind) {
      case 'variable':
        return variable(`x${at}`, `${first}`);
      case 'bound':
        return bound(Number(first), `${entry[2]}`);
      case 'apply':
        return apply(this.#symbol(first) as FunctionSymbol, ...(parts as readonly Term[]));
      case 'atom':
        return atom(this.#symbol(first) as PredicateSymbol, ...(parts as readonly Term[]));
      case '=':
        return equal(a as Piece as Term, b as Piece as Term);
      case 'true':
        return truth;
      case 'false':
        return falsity;
      case 'not':
        return not(a);
      case 'and':
        return and(...(parts as readonly Formula[]));
      case 'or':
        return or(...(parts as readonly Formula[]));
      case '=>':
        return implies(a, b);
      case 'forall':
      case 'exists':
        return quantified(kind, 'x', `${first}`, a);
      case 'ran':
        return ran(a as Piece as Segment, b as Piece as Term, c, d);
      case 'stop':
        return stop;
      case 'latelaunch':
        return latelaunch;
      case 'jump':
        return jump(a as Piece as Term);
      case 'choice':
        return choice(a as Piece as Segment, b as Piece as Segment);
      case 'step':
        return step(this.#symbol(first) as ActionSymbol, parts.slice(1) as readonly Term[], 'x', parts[0] as Segment);
      default:
        return unfit(`there is no kind ${kind} of nodes`);
    }
  }

  #symbol(position: string | number | undefined): FunctionSymbol | PredicateSymbol | ActionSymbol {
    return this.#symbols[Number(position)] ?? unfit(`symbol ${position} is not one of the model`);
  }
}

/** Which of a node's numbers are nodes. */
function partsOf([kind, ...rest]: NodeEntry): readonly number[] {
  switch (kind) {
    case 'variable':
    case 'bound':
      return [];
    case 'apply':
    case 'atom':
    case 'step':
    case 'forall':
    case 'exists':
      return rest.slice(1).map(Number);
    default:
      return rest.map(Number);
  }
}

const alike = (a: readonly unknown[], b: readonly unknown[]): boolean => a.join() === b.join();

/** The symbol of a theory that a certificate's entry means; undefined where there is none that is declared alike. */
function symbolFor(entry: SymbolEntry, { functions, predicates, actions }: SymbolTable) {
  switch (entry[0]) {
    case 'predicate':
      return predicates.get(entry[1])?.find(({ args }) => alike(args, entry[2]));
    case 'action':
      return actions
        .get(entry[1])
        ?.find(({ args, result }) => alike([...args, result ?? null], [...entry[2], entry[3]]));
    default: {
      const [kind, name, args, result] = entry;
      return functions
        .get(name)
        ?.find(
          (each) =>
            alike([...each.args, each.result], [...args, result]) &&
            each.constructs === (kind !== 'function') &&
            each.secret === (kind === 'secret'),
        );
    }
  }
}
