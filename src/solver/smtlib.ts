import { namesFor } from './names.js';
import type { Skeleton, SkeletonNode } from './skeleton.js';

/** Terms are nested at most this deep in one command; what is deeper gets a name. Parsers recurse. */
const deepestNesting = 24;

/**
 * The SMT-LIB 2.6 commands that ask for a counterexample of a formula: declarations, `(define-fun d0 …)` for parts that occur more than once
 * or too deep, one assertion, `(check-sat)`. Linear in the skeleton.
 */
export function smtlibText({ nodes, root }: Skeleton): string {
  const { ofHead, ofSort, declarations } = namesFor(nodes);
  const uses = countUses(nodes);
  const definitions: string[] = [];
  const written: { readonly text: string; readonly depth: number }[] = [];
  for (const [position, { head, children, sort }] of nodes.entries()) {
    let [text, depth] = [ofHead(head), 0];
    if (children.length > 0) {
      for (const child of children) {
        const part = written[child];
        if (part === undefined) throw new Error('a node stands before its children');
        text += ` ${part.text}`;
        depth = Math.max(depth, part.depth + 1);
      }
      text = `(${text})`;
    }
    if (depth > 0 && ((uses[position] ?? 0) > 1 || depth >= deepestNesting)) {
      const name = `d${definitions.length}`;
      definitions.push(`(define-fun ${name} () ${sort === undefined ? 'Bool' : ofSort(sort)} ${text})`);
      [text, depth] = [name, 0];
    }
    written.push({ text, depth });
  }
  const goal = `(assert (not ${written[root]?.text}))`;
  return `${[...declarations, ...definitions, goal, '(check-sat)'].join('\n')}\n`;
}

/** The command that stands before a text, or at the start of a session. */
export const logic = '(set-logic ALL)\n';

/**
 * A text as one of several that a solver is given in one session; `number` is another for each. Its names get a suffix, since solvers do not forget
 * all of what `(pop 1)` takes back: Z3 4.8.12 confuses a datatype with an earlier one of the same name.
 */
export function inSession(text: string, number: number): string {
  return `(push 1)\n${text.replace(/\b[a-z]\d+/g, `$&!${number}`)}(pop 1)\n`;
}

function countUses(nodes: readonly SkeletonNode[]): readonly number[] {
  const uses = new Array<number>(nodes.length).fill(0);
  for (const { children } of nodes) {
    for (const child of children) uses[child] = (uses[child] ?? 0) + 1;
  }
  return uses;
}
