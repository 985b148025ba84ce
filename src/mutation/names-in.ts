/** Every name in a syntax tree. */
export function namesIn(tree: unknown): ReadonlySet<string> {
  const names = new Set<string>();
  const look = (part: unknown): void => {
    if (Array.isArray(part)) part.forEach(look);
    else if (typeof part === 'object' && part !== null)
      for (const [key, value] of Object.entries(part)) {
        if (key === 'span') continue;
        if (key === 'name' && typeof value === 'string') names.add(value);
        else look(value);
      }
  };
  look(tree);
  return names;
}
