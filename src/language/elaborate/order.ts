import type { DefineDeclaration } from '../ast.js';
import type { LoadedFile } from '../files.js';

/** A definition and its file. */
export interface Defined {
  readonly declaration: DefineDeclaration;
  readonly file: LoadedFile;
}

/** Definitions with those that each uses before it; and the circles, whose definitions are in no order. */
export interface Ordered {
  readonly order: readonly Defined[];
  readonly circles: readonly (readonly Defined[])[];
}

/** Tarjan's strongly connected components, without recursion: they come out in the order in which definitions can be read. */
export function ordered(defined: readonly Defined[]): Ordered {
  const byName = new Map(defined.map((d) => [d.declaration.name.name, d]));
  return components(defined, (d) =>
    [...mentioned(d.declaration.body, new Set(d.declaration.params.map((p) => p.name)))].flatMap(
      (name) => byName.get(name) ?? [],
    ),
  );
}

interface Visit<T> {
  readonly node: T;
  readonly next: readonly T[];
  at: number;
}

/** The nodes in dependency order, and those that depend on themselves. */
export function components<T>(
  nodes: readonly T[],
  dependencies: (node: T) => readonly T[],
): { readonly order: readonly T[]; readonly circles: readonly (readonly T[])[] } {
  const index = new Map<T, number>();
  const low = new Map<T, number>();
  const open: T[] = [];
  const isOpen = new Set<T>();
  const order: T[] = [];
  const circles: T[][] = [];
  const lower = (node: T, value: number): void => void low.set(node, Math.min(low.get(node) ?? value, value));
  const enter = (node: T): Visit<T> => {
    index.set(node, index.size);
    lower(node, index.size - 1);
    open.push(node);
    isOpen.add(node);
    return { node, next: dependencies(node), at: 0 };
  };
  for (const start of nodes) {
    if (index.has(start)) continue;
    const stack = [enter(start)];
    for (let visit = stack.at(-1); visit !== undefined; visit = stack.at(-1)) {
      const { node, next } = visit;
      const child = next[visit.at];
      visit.at += 1;
      if (child !== undefined) {
        if (!index.has(child)) stack.push(enter(child));
        else if (isOpen.has(child)) lower(node, index.get(child) ?? 0);
        continue;
      }
      stack.pop();
      const parent = stack.at(-1);
      if (parent !== undefined) lower(parent.node, low.get(node) ?? 0);
      if (low.get(node) !== index.get(node)) continue;
      const component = open.splice(open.lastIndexOf(node));
      for (const member of component) isOpen.delete(member);
      if (component.length > 1 || next.includes(node)) circles.push(component);
      else order.push(node);
    }
  }
  return { order, circles };
}

/** The names that a part of the tree mentions and does not bind itself. */
function mentioned(part: unknown, bound: ReadonlySet<string>, found: Set<string> = new Set()): Set<string> {
  if (Array.isArray(part)) {
    for (const item of part) mentioned(item, bound, found);
  } else if (typeof part === 'object' && part !== null) {
    const kind = 'kind' in part ? part.kind : undefined;
    if (kind === 'name' && 'name' in part && typeof part.name === 'string' && !bound.has(part.name))
      found.add(part.name);
    const inside =
      'binders' in part && Array.isArray(part.binders) ? new Set([...bound, ...part.binders.flatMap(nameOf)]) : bound;
    for (const [key, value] of Object.entries(part)) {
      if (key === 'callee') for (const name of nameOf(value)) if (!bound.has(name)) found.add(name);
      if (key !== 'span') mentioned(value, inside, found);
    }
  }
  return found;
}

const nameOf = (value: unknown): string[] =>
  typeof value === 'object' && value !== null && 'name' in value && typeof value.name === 'string' ? [value.name] : [];
