import { type Variable, variable } from '../../kernel/index.js';
import type { Binder, Identifier } from '../ast.js';
import { type Local, type Reading, report, reportUnbound, type Scope } from './context.js';
import type { Surface } from './entities.js';

/** Variables that came into scope together. */
export interface Bound {
  readonly scope: Scope | undefined;
  readonly locals: readonly Local[];
}

/** The sort of that name; undefined where there is none, or where its declaration is broken. */
export function sortNamed(name: Identifier, reading: Reading): Surface | undefined {
  const known = reading.world.sorts.get(name.name);
  if (known === undefined) reportUnbound(reading, 'sort', name, reading.world.sorts.keys());
  if (known?.origin !== undefined) reading.uses.add(known.origin.file);
  return known?.surface;
}

/** Brings variables into scope: free variables of the kernel, under their own names. */
export const bindFree = (binders: readonly Binder[], outer: Scope | undefined, reading: Reading): Bound =>
  bindAll(binders, outer, reading, undefined);

/** Brings variables into scope that binders of the kernel will bind, so many binders around the first of them. */
export const bindUnder = (
  depth: number,
  binders: readonly Binder[],
  outer: Scope | undefined,
  reading: Reading,
): Bound => bindAll(binders, outer, reading, depth);

function bindAll(
  binders: readonly Binder[],
  outer: Scope | undefined,
  reading: Reading,
  depth: number | undefined,
): Bound {
  let scope = outer;
  const locals: Local[] = [];
  for (const [i, binder] of binders.entries()) {
    const before = locals.find((l) => l.name === binder.name);
    if (before !== undefined) {
      report(reading, 'LS2-0202', `\`${binder.name}\` is bound twice here`, binder.span, {
        related: [{ message: 'bound first here', file: reading.file.path, span: before.span }],
      });
    }
    const { name, span } = binder;
    const surface = before === undefined ? sortOf(binder, reading) : undefined;
    const free = depth === undefined && surface !== undefined ? variable(name, surface.sort) : undefined;
    const local: Local = { name, span, surface, variable: free, level: (depth ?? 0) + i, used: false };
    locals.push(local);
    scope = { local, outer: scope };
  }
  return { scope, locals };
}

/** The sort that a binder says, or that its uses show. */
function sortOf(binder: Binder, reading: Reading): Surface | undefined {
  if (binder.sort !== undefined) return sortNamed(binder.sort, reading);
  const surface = reading.inferred.get(binder);
  if (surface === 'hidden') return undefined;
  if (surface === undefined) {
    report(reading, 'LS2-0303', `nothing shows the sort of \`${binder.name}\``, binder.span, {
      fix: { message: `write \`${binder.name}: SORT\`` },
    });
  }
  return surface;
}

/** The variables of the kernel, if all are known. */
export function variablesOf(locals: readonly Local[]): readonly Variable[] | undefined {
  const variables = locals.flatMap((local) => local.variable ?? []);
  return variables.length === locals.length ? variables : undefined;
}

export function warnUnused(
  locals: readonly Local[],
  reading: Reading,
  code: 'LS2-0901' | 'LS2-0902' | 'LS2-0903',
  what: string,
): void {
  for (const { name, span, used } of locals) {
    if (!used) report(reading, code, `the ${what} \`${name}\` is never used`, span);
  }
}
