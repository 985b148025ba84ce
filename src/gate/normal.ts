import type { Formula, Segment, Term, Variable } from '../kernel/index.js';
import { namedProgram } from '../language/index.js';
import { isCore, type Mentioned, type Naming, typeOf } from './naming.js';

/** What a piece of a model says, written so that equal texts mean the same: no names of variables, nothing of how it was written. */
export interface Normal {
  readonly text: string;
  /** All that it names, but for what is the kernel's own. */
  readonly mentions: ReadonlySet<Mentioned>;
  /** The free variables, in the order in which they come. */
  readonly free: readonly Variable[];
}

/** Pieces one after the other: free variables are numbered in the order in which they come, over all of the pieces. */
export function normal(pieces: readonly (Term | Segment | Formula)[], { theory, nameOf }: Naming): Normal {
  const parts: string[] = [];
  const mentions = new Set<Mentioned>();
  const free: Variable[] = [];

  function called(symbol: Mentioned): string {
    if (!isCore(symbol)) mentions.add(symbol);
    return `${nameOf(symbol)}:${typeOf(symbol)}`;
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
        const before = free.findIndex((v) => v === piece);
        parts.push(`$${before < 0 ? free.push(piece) - 1 : before}:${piece.sort}`);
        return;
      }
      case 'application':
        write(called(piece.symbol), ...piece.args);
        return;
      case 'atom':
        write(called(piece.predicate), ...piece.args);
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
        write(called(piece.action), ...piece.args);
        visit(piece.rest);
        return;
      case 'choice':
        write('choice', piece.first, piece.second);
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
