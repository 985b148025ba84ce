import { type Ast, parse } from '../../language/index.js';
import { printFile } from '../../language/printer.js';
import { type Pool, poolOf } from './proof-mutations.js';

/** What is needed of a file to prove one of its theorems: the rest, but for the other theorems that it does not use. */
export interface Subject {
  readonly path: string;
  readonly name: string;
  readonly rest: readonly Ast.Declaration[];
  readonly theorem: Ast.TheoremDeclaration;
  readonly pool: Pool;
}

const isTheorem = (declaration: Ast.Declaration): declaration is Ast.TheoremDeclaration =>
  declaration.kind === 'theorem' || declaration.kind === 'lemma';

/** The theorems and lemmas of a text, each with what it needs. */
export function subjectsOf(path: string, text: string): readonly Subject[] {
  const { declarations } = parse(text, path).file;
  const pool = poolOf(declarations);
  const theorems = new Map(declarations.filter(isTheorem).map((theorem) => [theorem.name.name, theorem]));
  return [...theorems.values()].map((theorem) => {
    const needed = new Set<string>([theorem.name.name]);
    for (const name of needed)
      for (const other of namesIn(theorems.get(name)?.proof)) if (theorems.has(other)) needed.add(other);
    needed.delete(theorem.name.name);
    const rest = declarations.filter((each) => !isTheorem(each) || needed.has(each.name.name));
    return { path, name: theorem.name.name, theorem, pool, rest };
  });
}

function namesIn(tree: unknown): readonly string[] {
  if (Array.isArray(tree)) return tree.flatMap(namesIn);
  if (typeof tree !== 'object' || tree === null) return [];
  return Object.entries(tree).flatMap(([key, part]) =>
    key === 'name' && typeof part === 'string' ? [part] : namesIn(part),
  );
}

/** The file with the theorem in another way. */
export const textWith = ({ rest, path }: Subject, theorem: Ast.TheoremDeclaration): string =>
  printFile({ path, declarations: [...rest, theorem], span: theorem.span });
