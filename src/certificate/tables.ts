import type { ActionSymbol, Formula, FunctionSymbol, PredicateSymbol, Segment, Term } from '../kernel/index.js';
import type { NodeEntry, SymbolEntry } from '../recheck/index.js';

type Symbol = FunctionSymbol | PredicateSymbol | ActionSymbol;
export type Part = Term | Formula | Segment;

/** Symbols and nodes of one model, each written once. */
export class Tables {
  readonly symbols: SymbolEntry[] = [];
  readonly nodes: NodeEntry[] = [];
  readonly #symbolOf = new Map<Symbol, number>();
  readonly #nodeOf = new Map<Part, number>();
  readonly #nodeByText = new Map<string, number>();

  /** The position of a symbol. */
  symbol(symbol: Symbol): number {
    const known = this.#symbolOf.get(symbol);
    if (known !== undefined) return known;
    const entry = this.#symbolEntry(symbol);
    const position = this.symbols.push(entry) - 1;
    this.#symbolOf.set(symbol, position);
    return position;
  }

  #symbolEntry(symbol: Symbol): SymbolEntry {
    const { name, args } = symbol;
    if ('event' in symbol) return ['action', name, args, symbol.result ?? null, this.symbol(symbol.event)];
    if (!('constructs' in symbol)) return ['predicate', name, args];
    return [symbol.secret ? 'secret' : symbol.constructs ? 'constructor' : 'function', name, args, symbol.result];
  }

  /** The position of a term, formula or segment. Not recursive, so that depth does not matter. */
  node(root: Part): number {
    const stack: Part[] = [root];
    for (let part = stack.at(-1); part !== undefined; part = stack.at(-1)) {
      const parts = this.#nodeOf.has(part) ? [] : partsOf(part);
      const waiting = parts.filter((each) => !this.#nodeOf.has(each));
      if (waiting.length > 0) {
        stack.push(...waiting);
        continue;
      }
      stack.pop();
      if (!this.#nodeOf.has(part)) this.#nodeOf.set(part, this.#add(part, parts));
    }
    return this.#nodeOf.get(root) as number;
  }

  #add(part: Part, parts: readonly Part[]): number {
    const entry: NodeEntry = [...this.#headOf(part), ...parts.map((each) => this.#nodeOf.get(each) as number)];
    const text = part.kind === 'variable' ? `variable ${part.name} ${part.sort}` : entry.join(' ');
    const known = this.#nodeByText.get(text) ?? this.nodes.push(entry) - 1;
    this.#nodeByText.set(text, known);
    return known;
  }

  /** What stands before the parts. Names of variables are left out: a free one is known by its position. */
  #headOf(part: Part): NodeEntry {
    switch (part.kind) {
      case 'variable':
        return ['variable', part.sort];
      case 'bound':
        return ['bound', part.index, part.sort];
      case 'application':
        return ['apply', this.symbol(part.symbol)];
      case 'atom':
        return ['atom', this.symbol(part.predicate)];
      case 'step':
        return ['step', this.symbol(part.action)];
      case 'forall':
      case 'exists':
        return [part.kind, part.sort];
      case 'equal':
        return ['='];
      case 'implies':
        return ['=>'];
      default:
        return [part.kind];
    }
  }

  readonly nodesOf = (parts: readonly Part[]): readonly number[] => parts.map((part) => this.node(part));
}

function partsOf(part: Part): readonly Part[] {
  switch (part.kind) {
    case 'application':
    case 'atom':
      return part.args;
    case 'equal':
    case 'implies':
      return [part.left, part.right];
    case 'not':
    case 'forall':
    case 'exists':
      return [part.body];
    case 'and':
    case 'or':
      return part.parts;
    case 'ran':
      return [part.segment, part.thread, part.from, part.to];
    case 'jump':
      return [part.target];
    case 'step':
      return [part.rest, ...part.args];
    case 'choice':
      return [part.first, part.second];
    default:
      return [];
  }
}
