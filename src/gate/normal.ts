import {
  type Formula,
  type FunctionSymbol,
  type PredicateSymbol,
  type Segment,
  sameVariable,
  type Term,
  type Theory,
  type Variable,
} from '../kernel/index.js';
import { namedProgram } from '../language/index.js';

/** What a piece of a model says, written so that equal texts mean the same: no names of variables, nothing of how it was written. */
export interface Normal {
  readonly text: string;
  /** The programs that it speaks of, and the defined predicates and kinds of machines. */
  readonly mentions: ReadonlySet<Mentioned>;
  /** The free variables, in the order in which they come. */
  readonly free: readonly Variable[];
}

export type Mentioned = FunctionSymbol | PredicateSymbol;

export interface Naming {
  readonly theory: Theory;
  /** What a symbol is called: by its name, if nothing is said. */
  readonly nameOf?: (name: string) => string;
}

/** Pieces one after the other: free variables are numbered in the order in which they come, over all of the pieces. */
export function normal(pieces: readonly (Term | Segment | Formula)[], { theory, nameOf = same }: Naming): Normal {
  const parts: string[] = [];
  const mentions = new Set<Mentioned>();
  const free: Variable[] = [];

  /** Symbols of one name differ if they take or give something else. */
  function functionName(symbol: FunctionSymbol): string {
    const { name, args, result, constructs, secret } = symbol;
    if (theory.program(symbol) !== undefined) mentions.add(symbol);
    return `${nameOf(name)}:${args.join(',')}>${result}${constructs ? '!' : ''}${secret ? '?' : ''}`;
  }
  function predicateName(symbol: PredicateSymbol): string {
    if (theory.definition(symbol) !== undefined || theory.kind(symbol) !== undefined) mentions.add(symbol);
    return `${nameOf(symbol.name)}:${symbol.args.join(',')}`;
  }
  function write(head: string, ...inside: readonly (Term | Segment | Formula)[]): void {
    parts.push('(', head);
    for (const piece of inside) {
      parts.push(' ');
      visit(piece);
    }
    parts.push(')');
  }
  function visit(piece: Term | Segment | Formula): void {
    switch (piece.kind) {
      case 'bound':
        parts.push(`#${piece.index}`);
        return;
      case 'variable': {
        const before = free.findIndex((v) => sameVariable(v, piece));
        parts.push(`$${before < 0 ? free.push(piece) - 1 : before}:${piece.sort}`);
        return;
      }
      case 'application':
        write(functionName(piece.symbol), ...piece.args);
        return;
      case 'atom':
        write(predicateName(piece.predicate), ...piece.args);
        return;
      case 'equal':
        write('=', piece.left, piece.right);
        return;
      case 'implies':
        write('implies', piece.left, piece.right);
        return;
      case 'not':
        write('not', piece.body);
        return;
      case 'and':
      case 'or':
        write(piece.kind, ...piece.parts);
        return;
      case 'forall':
      case 'exists':
        write(`${piece.kind} ${piece.sort}`, piece.body);
        return;
      case 'ran':
        write('ran', namedProgram(piece.segment, theory) ?? piece.segment, piece.thread, piece.from, piece.to);
        return;
      case 'step':
        write(`${piece.action.name}>${piece.action.result ?? ''}`, ...piece.args);
        visit(piece.rest);
        return;
      case 'jump':
        write('jump', piece.target);
        return;
      default:
        parts.push(piece.kind);
    }
  }

  for (const piece of pieces) {
    visit(piece);
    parts.push('\n');
  }
  return { text: parts.join(''), mentions, free };
}

const same = (name: string): string => name;
