import type { Standing } from './standing.js';

/** What stands of some files and directories; all of it, where none are named. */
export function within(standing: Standing, paths: readonly string[]): Standing {
  if (paths.length === 0) return standing;
  const isMeant = (file: string): boolean =>
    paths.map(withoutSlash).some((path) => path === '.' || file === path || file.startsWith(`${path}/`));
  const theorems = standing.theorems.filter(({ file }) => isMeant(file));
  const used = new Set(theorems.flatMap(({ axioms }) => axioms));
  // How an axiom stands is known of files that are looked at alone.
  const axioms = standing.axioms.flatMap(({ standing: found, ...axiom }) => {
    if (isMeant(axiom.file)) return [{ ...axiom, ...(found && { standing: found }) }];
    return used.has(axiom.name) ? [axiom] : [];
  });
  return { theorems, declarations: standing.declarations, axioms };
}

const withoutSlash = (path: string): string => path.replace(/^\.\//, '').replace(/\/+$/, '');
