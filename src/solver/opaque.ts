import type { Formula, Segment, Term } from '../kernel/index.js';
import { numbering } from './numbering.js';

/** A formula that the solver does not look into: what it is apart from its closed terms, and these, in order of first occurrence. */
export interface Opaque {
  /** Equal for formulas that differ in nothing but their parameters. */
  readonly shape: number;
  readonly parameters: readonly number[];
}

type Part = Formula | Term | Segment;

/**
 * Takes quantified formulas and program segments apart into a shape and parameters: the largest terms in it that hold no bound variable.
 * ∀t. Mem(l,t) and ∀t. Mem(l',t) have one shape and the parameters l and l'. Since the truth of a formula depends on its closed terms
 * only through their values, the formula is a predicate of its parameters.
 *
 * Linear in the formula as a graph: shared parts are visited once.
 *
 * @param parameterId numbers closed terms so that equal terms have equal numbers
 * @param symbolId numbers functions, predicates and actions
 */
export function opaqueShapes(
  parameterId: (term: Term) => number,
  symbolId: (symbol: object) => number,
): (formula: Formula) => Opaque {
  const shapeOf = numbering<string>();

  return (formula) => {
    const positionOf = numbering<number>();
    const done = new Map<Part, number>();
    const stack: Part[] = [formula];
    for (let part = stack.at(-1); part !== undefined; part = stack.at(-1)) {
      if (done.has(part)) {
        stack.pop();
      } else if (isClosedTerm(part)) {
        done.set(part, shapeOf(`parameter ${positionOf(parameterId(part))}`));
      } else {
        const { head, children } = open(part, symbolId);
        const waiting = children.filter((child) => !done.has(child));
        if (waiting.length > 0) stack.push(...waiting.reverse());
        else done.set(part, shapeOf(`${head} ${children.map((child) => done.get(child)).join(' ')}`));
      }
    }
    return { shape: done.get(formula) as number, parameters: positionOf.all() };
  };
}

const isClosedTerm = (part: Part): part is Term =>
  part.loose === 0 && (part.kind === 'variable' || part.kind === 'application');

/** What a part is, and its children in order. Names of bound variables do not count: the binders are counted. */
function open(
  part: Part,
  symbolId: (symbol: object) => number,
): { readonly head: string; readonly children: readonly Part[] } {
  switch (part.kind) {
    case 'true':
    case 'false':
    case 'stop':
    case 'latelaunch':
      return { head: part.kind, children: [] };
    case 'bound':
      return { head: `bound ${part.index} ${JSON.stringify(part.sort)}`, children: [] };
    case 'variable':
      throw new Error('a variable is a closed term');
    case 'application':
      return { head: `apply ${symbolId(part.symbol)}`, children: part.args };
    case 'atom':
      return { head: `atom ${symbolId(part.predicate)}`, children: part.args };
    case 'equal':
    case 'implies':
      return { head: part.kind, children: [part.left, part.right] };
    case 'not':
      return { head: part.kind, children: [part.body] };
    case 'and':
    case 'or':
      return { head: part.kind, children: part.parts };
    case 'forall':
    case 'exists':
      return { head: `${part.kind} ${JSON.stringify(part.sort)}`, children: [part.body] };
    case 'ran':
      return { head: part.kind, children: [part.segment, part.thread, part.from, part.to] };
    case 'jump':
      return { head: part.kind, children: [part.target] };
    case 'choice':
      return { head: part.kind, children: [part.first, part.second] };
    case 'step':
      return { head: `step ${symbolId(part.action)}`, children: [...part.args, part.rest] };
  }
}
