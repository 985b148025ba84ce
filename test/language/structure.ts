import type { Formula, Segment, Term } from '../../src/kernel/index.js';

/** A kernel value as text in which symbols are their names: two readings of a text make different symbols of one name. */
export function structure(node: Formula | Term | Segment): string {
  switch (node.kind) {
    case 'bound':
      return `#${node.index}`;
    case 'variable':
      return `${node.name}:${node.sort}`;
    case 'application':
      return `${node.symbol.name}(${node.args.map(structure).join()})`;
    case 'true':
    case 'false':
    case 'stop':
    case 'latelaunch':
      return node.kind;
    case 'atom':
      return `${node.predicate.name}(${node.args.map(structure).join()})`;
    case 'equal':
      return `(${structure(node.left)} = ${structure(node.right)})`;
    case 'not':
      return `not ${structure(node.body)}`;
    case 'and':
    case 'or':
      return `${node.kind}(${node.parts.map(structure).join()})`;
    case 'implies':
      return `implies(${structure(node.left)}, ${structure(node.right)})`;
    case 'forall':
    case 'exists':
      return `${node.kind}:${node.sort}. ${structure(node.body)}`;
    case 'ran':
      return `ran(${structure(node.segment)}, ${[node.thread, node.from, node.to].map(structure).join()})`;
    case 'jump':
      return `jump ${structure(node.target)}`;
    case 'choice':
      return `(${structure(node.first)} + ${structure(node.second)})`;
    case 'step':
      return `${node.action.name} ${node.args.map(structure).join()}; ${structure(node.rest)}`;
  }
}
