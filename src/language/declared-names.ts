import type { Declaration } from './ast.js';
import { chainNames, registersOf } from './chain-names.js';

/** The names that a declaration gives a meaning to. A setup, a platform and an import have none. */
export function declaredNames(declaration: Declaration): readonly string[] {
  switch (declaration.kind) {
    case 'import':
    case 'setup':
    case 'platform':
      return [];
    case 'sort':
    case 'constant':
      return declaration.names.map(({ name }) => name);
    case 'action':
      return [declaration.name.name, declaration.event.name];
    case 'machine': {
      const principals = declaration.items.flatMap((item) => (item.kind === 'principal' ? item.names : []));
      return [declaration.name, ...principals].map(({ name }) => name);
    }
    case 'chain': {
      const { name, stages } = declaration;
      return [name.name, ...chainNames(name.name, registersOf(declaration)), ...stages.map((stage) => stage.name.name)];
    }
    default:
      return [declaration.name.name];
  }
}

/**
 * The names that stand in a declaration, whatever they mean there, in the order of the text: all that it speaks of is among them. The names
 * of locations are left out, which a machine declares for itself.
 */
export function namesIn(part: unknown, found: Set<string> = new Set()): ReadonlySet<string> {
  const open: unknown[] = [part];
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    if (typeof at !== 'object' || at === null) continue;
    if ('name' in at && typeof at.name === 'string') found.add(at.name);
    const inside = Array.isArray(at)
      ? [...at]
      : Object.entries(at).flatMap(([key, value]) => (notNames.has(key) ? [] : [value]));
    for (const each of inside.reverse()) if (each !== undefined) open.push(each);
  }
  return found;
}

const notNames: ReadonlySet<string> = new Set(['field', 'span', 'doc']);
