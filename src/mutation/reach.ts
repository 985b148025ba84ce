import type { Declaration, TheoremDeclaration } from '../language/ast.js';
import { namesIn } from './names-in.js';

/** What speaks of what in a model, by name. */
export interface Reach {
  /** The declarations that what a theorem says depends on, by name: its definitions, programs and machines, and theirs. */
  ofStatement(theorem: TheoremDeclaration): ReadonlySet<string>;
  /** The same of all that a theorem or lemma mentions, its proof included. */
  ofWhole(theorem: TheoremDeclaration): ReadonlySet<string>;
}

/** Names are not told apart by what they stand for in the place where they stand, so that rather more is reached than less. */
export function reachIn(declarations: readonly Declaration[]): Reach {
  const mentioned = new Map(
    declarations.flatMap((d) =>
      d.kind === 'define' || d.kind === 'program' || d.kind === 'machine' ? [[d.name.name, namesIn(d)] as const] : [],
    ),
  );
  const from = (...trees: readonly unknown[]): ReadonlySet<string> => {
    const reached = new Set(trees.flatMap((tree) => [...namesIn(tree)]));
    for (const name of reached) for (const other of mentioned.get(name) ?? []) reached.add(other);
    return reached;
  };
  return {
    ofStatement: ({ params, assumptions, premises, conclusion }) => from(params, assumptions, premises, conclusion),
    ofWhole: (theorem) => from(theorem),
  };
}
