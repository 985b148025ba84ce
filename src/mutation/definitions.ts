import type { DefineDeclaration, Expr } from '../language/ast.js';
import { type Change, shown } from './change.js';
import type { Edit } from './edit.js';
import { formulaChanges, localsOf } from './formulas.js';
import { registerIn } from './registers.js';
import { type Scope, within } from './scope.js';
import { termChanges } from './terms.js';
import { kindOfChange, type Uses } from './uses.js';

/**
 * A definition with one place changed. One that theorems assume is not strengthened: what follows from less follows from more. One that serves
 * proofs alone is left as it is, and so is one that no place of is known to change.
 */
export function definitionEdits(define: DefineDeclaration, scope: Scope, uses: Uses): readonly Edit[] {
  const { name, params, body, result } = define;
  if (uses.inProofsAlone.has(name.name)) return [];
  const locals = localsOf(params, body).map((local) => ({ ...local, param: true }));
  const here = { ...within(scope, locals), register: registerIn(body) };
  if (result !== undefined)
    return termChanges(body, here).map((change) => ({
      ...editOf(define, change),
      kind: 'other value',
      label: 'value',
    }));
  return formulaChanges(body, here)
    .map((change): Edit => {
      const kind = kindOfChange(name.name, change.effect, uses);
      return { ...editOf(define, change), kind, label: labelOf(kind, change.path) };
    })
    .filter(({ kind }) => kind !== 'stronger assumption');
}

function editOf(
  define: DefineDeclaration,
  { expr, how, span, conjunct, path, adds }: Change,
): Omit<Edit, 'kind' | 'label'> {
  return {
    what: `${define.name.name} ${how}`,
    affects: {
      declaration: { kind: 'definition', name: define.name.name },
      ...(conjunct && { part: { kind: 'conjunct' as const, at: path.join('.'), text: textOf(conjunct) } }),
    },
    span,
    declaration: { ...define, body: expr },
    ...(adds && { adds }),
  };
}

const textOf = (expr: Expr): string => shown(expr).slice(1, -1);

/** `weaker-5.1`: what becomes of the formula, and which conjunct is changed. */
export const labelOf = (kind: string, path: readonly number[]): string =>
  [kind.split(' ')[0], ...(path.length === 0 ? [] : [path.join('.')])].join('-');
