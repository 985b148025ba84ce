import type { Standing } from './standing.js';

/** What stands of some files and directories; all of it, where none are named. */
export function within(standing: Standing, paths: readonly string[]): Standing {
  if (paths.length === 0) return standing;
  const isMeant = (file: string): boolean => isUnder(file, paths);
  const theorems = standing.theorems.filter(({ file }) => isMeant(file));
  const used = new Set(theorems.flatMap(({ axioms }) => Object.keys(axioms)));
  // How an axiom stands is known of files that are looked at alone.
  const axioms = standing.axioms.flatMap(({ standing: found, ...axiom }) => {
    if (isMeant(axiom.file)) return [{ ...axiom, ...(found && { standing: found }) }];
    return used.has(axiom.name) ? [axiom] : [];
  });
  return { theorems, declarations: standing.declarations, axioms };
}

/** Whether a file is one of some paths, or in or below one of them. */
export const isUnder = (file: string, paths: readonly string[]): boolean =>
  paths.map(withoutSlash).some((path) => path === '.' || file === path || file.startsWith(`${path}/`));

const withoutSlash = (path: string): string => path.replace(/^\.\//, '').replace(/\/+$/, '');
