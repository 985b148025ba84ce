import { startOfFile } from '../../diagnostics/index.js';
import type { Apply, Binder, Expr, Identifier, Interval, NameExpr, ProgramText, Relation, Statement } from '../ast.js';

/** Syntax that stands in no text. */
const span = startOfFile;

export const identifier = (name: string): Identifier => ({ name, span });
export const binder = (name: string, sort?: string): Binder => ({
  name,
  span,
  ...(sort !== undefined && { sort: identifier(sort) }),
});
export const name = (text: string): NameExpr => ({ kind: 'name', name: text, span });
export const call = (callee: string, args: readonly Expr[], init?: Expr): Apply => ({
  kind: 'apply',
  callee: identifier(callee),
  ...(init && { init }),
  args,
  span,
});
/** A name alone where there are no arguments. */
export const applied = (callee: string, args: readonly Expr[]): Expr =>
  args.length === 0 ? name(callee) : call(callee, args);
export const member = (object: Expr, field: string): Expr => ({
  kind: 'member',
  object,
  field: identifier(field),
  span,
});
export const index = (object: Expr, at: Expr): Expr => ({ kind: 'index', object, index: at, span });
export const hat = (of: Expr): Expr => ({ kind: 'hat', of, span });
export const inverse = (key: Expr): Expr => ({ kind: 'inverse', key, span });
export const tuple = (items: readonly Expr[]): Expr => ({ kind: 'tuple', items, span });
export const set = (items: readonly Expr[], binders: readonly Binder[] = []): Expr => ({
  kind: 'set',
  items,
  binders,
  span,
});
export const sealed = (seal: string, key: Expr, body: Expr): Expr => ({
  kind: 'sealed',
  seal: identifier(seal),
  key,
  body,
  span,
});
export const truth = (value: boolean): Expr => ({ kind: 'truth', value, span });
export const negation = (body: Expr): Expr => ({ kind: 'not', body, span });
export const connective = (kind: 'and' | 'or' | 'implies', parts: readonly Expr[]): Expr => ({ kind, parts, span });
export const comparison = (
  first: Expr,
  ...rest: readonly { readonly relation: Relation; readonly right: Expr }[]
): Expr => ({
  kind: 'comparison',
  first,
  rest,
  span,
});
export const at = (body: Expr, time: Expr): Expr => ({ kind: 'at', body, time, span });
export const on = (body: Expr, interval: Interval): Expr => ({ kind: 'on', body, interval, span });
export const quantifier = (kind: 'forall' | 'exists', binders: readonly Binder[], body: Expr): Expr => ({
  kind,
  binders,
  body,
  span,
});

export const modal = (program: Expr | ProgramText, thread: Expr, from: Expr, to: Expr, body: Expr): Expr => ({
  kind: 'modal',
  program,
  thread,
  from,
  to,
  body,
  span,
});
export const programTextOf = (statements: readonly Statement[]): ProgramText => ({
  kind: 'program text',
  statements,
  span,
});
export const statement = (action: string, args: readonly Expr[], result?: string): Statement => ({
  ...(result !== undefined && { result: identifier(result) }),
  action: identifier(action),
  args,
  span,
});

/** What is too large to be shown. */
export const ellipsis = name('…');
