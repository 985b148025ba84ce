/** A syntax tree without its places, so that trees of different texts can be compared. */
export function bare(tree: unknown): unknown {
  if (Array.isArray(tree)) return tree.map(bare);
  if (typeof tree !== 'object' || tree === null) return tree;
  return Object.fromEntries(
    Object.entries(tree)
      .filter(([key]) => key !== 'span' && !key.endsWith('Span') && key !== 'path')
      .map(([key, value]) => [key, bare(value)]),
  );
}

/** The same without documentation, which is a comment in the text. */
export function undocumented(tree: unknown): unknown {
  if (Array.isArray(tree)) return tree.map(undocumented);
  if (typeof tree !== 'object' || tree === null) return tree;
  return Object.fromEntries(
    Object.entries(tree)
      .filter(([key]) => key !== 'doc')
      .map(([key, value]) => [key, undocumented(value)]),
  );
}
