import { type Variable, variable } from '../../kernel/index.js';
import type { Binder, Identifier } from '../ast.js';
import { freshVariable, type Local, type Reading, report, reportUnbound, type Scope } from './context.js';
import { freshCell } from './infer.js';
import type { Surface } from './surface.js';

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

/**
 * Brings variables into scope. A `closed` one gets a name in the kernel that no text can name, because a quantifier will close over it; a
 * `named` one keeps its own.
 */
export function bindAll(binders: readonly Binder[], outer: Scope | undefined, reading: Reading, kind: 'closed' | 'named'): Bound {
  let scope = outer;
  const locals: Local[] = [];
  for (const binder of binders) {
    const before = locals.find((l) => l.name === binder.name);
    if (before !== undefined) {
      report(reading, 'LS2-0202', `\`${binder.name}\` is bound twice here`, binder.span, {
        related: [{ message: 'bound first here', file: reading.file.path, span: before.span }],
      });
    }
    const said = localOf(binder, reading, kind);
    const local = before === undefined ? said : { ...said, variable: undefined, surface: undefined, cell: undefined };
    locals.push(local);
    scope = { local, outer: scope };
  }
  return { scope, locals };
}

function localOf(binder: Binder, reading: Reading, kind: 'closed' | 'named'): Local {
  const { name, span } = binder;
  const said = binder.sort !== undefined ? { surface: sortNamed(binder.sort, reading), cell: undefined } : inferredSort(binder, reading);
  const { surface, cell } = said;
  return { name, span, surface, cell, variable: surface && variableFor(name, surface, reading, kind), used: false };
}

const variableFor = (name: string, surface: Surface, reading: Reading, kind: 'closed' | 'named'): Variable =>
  kind === 'closed' ? freshVariable(reading, name, surface) : variable(name, surface.sort);

/** The sort that an earlier reading found; before that, a cell that gathers what is known. */
function inferredSort(binder: Binder, reading: Reading): Pick<Local, 'surface' | 'cell'> {
  if (!reading.inferred.has(binder)) {
    const cell = freshCell();
    reading.cells.set(binder, cell);
    return { surface: undefined, cell };
  }
  const surface = reading.inferred.get(binder);
  if (surface === undefined) {
    report(reading, 'LS2-0303', `nothing shows the sort of \`${binder.name}\``, binder.span, {
      fix: { message: `write \`${binder.name}: SORT\`` },
    });
  }
  return { surface, cell: undefined };
}

/** The variables of the kernel, if all are known. */
export function variablesOf(locals: readonly Local[]): readonly Variable[] | undefined {
  const variables = locals.flatMap((local) => local.variable ?? []);
  return variables.length === locals.length ? variables : undefined;
}

export function warnUnused(locals: readonly Local[], reading: Reading, code: 'LS2-0901' | 'LS2-0902' | 'LS2-0903', what: string): void {
  for (const { name, span, used } of locals) {
    if (!used) report(reading, code, `the ${what} \`${name}\` is never used`, span);
  }
}
