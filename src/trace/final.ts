import type { Compiled, Node, QuantifiedNode } from './compile.js';
import { orderOf } from './times.js';

/**
 * Whether a formula that is false of a trace stays so however the trace goes on. It does, unless it says that something is or happens at some time that may be
 * yet to come: one that is not said to be no later than another that it is about already.
 */
export function staysFalse({ node, sorts }: Pick<Compiled, 'node' | 'sorts'>): boolean {
  return isFinal(node);

  function isFinal(part: Node): boolean {
    switch (part.kind) {
      case 'literal':
        return true;
      case 'all':
      case 'any':
        return part.parts.every(isFinal);
      case 'forall':
        return isFinal(part.body);
      case 'exists':
        return areOver(part) && isFinal(part.body);
    }
  }

  /** Whether each time of ∃ is no later than one from outside. */
  function areOver({ slots, body }: QuantifiedNode): boolean {
    const open = new Set(slots.filter((slot) => sorts[slot] === 'Time'));
    const orders = (body.kind === 'all' ? body.parts : [body]).flatMap((part) => orderOf(part) ?? []);
    for (let size = -1; size !== open.size; ) {
      size = open.size;
      for (const { before, after } of orders) {
        const isOver = after.kind !== 'slot' || !open.has(after.slot);
        if (isOver && before.kind === 'slot') open.delete(before.slot);
      }
    }
    return open.size === 0;
  }
}
