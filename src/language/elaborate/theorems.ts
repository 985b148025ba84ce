import type { Formula, Variable } from '../../kernel/index.js';
import type { Expr, Identifier, TheoremDeclaration } from '../ast.js';
import type { AssumptionDecl } from '../model.js';
import { bindFree, variablesOf } from './binders.js';
import { type Local, type Reading, report, type Scope } from './context.js';
import type { Surface } from './entities.js';
import { formulaOf, guardsOf } from './formulas.js';
import { learnSorts } from './infer.js';
import { sourceText } from './source-text.js';
import type { Context } from './typed.js';

/** A theorem without its proof. */
export interface Statement {
  readonly params: readonly Variable[];
  readonly surfaces: readonly Surface[];
  readonly guards: readonly Formula[];
  readonly assumptions: readonly AssumptionDecl[];
  readonly conclusion: Formula;
  readonly scope: Scope | undefined;
  readonly locals: readonly Local[];
}

/** What a theorem says; undefined where some of it cannot be read. */
export function readStatement(declaration: TheoremDeclaration, reading: Reading): Statement | undefined {
  const { params, assumptions, premises, conclusion } = declaration;
  const formulas = [
    ...assumptions.map(({ formula }) => formula),
    ...premises,
    ...(conclusion === undefined ? [] : [conclusion]),
  ];
  learnSorts(reading, undefined, params, formulas);
  const { scope, locals } = bindFree(params, undefined, reading);
  const context: Context = { reading, scope, depth: 0 };
  const assumed = [
    ...assumptions.map(({ name, formula }) => assumptionOf(name, formula, context)),
    ...premises.map((formula) => assumptionOf(undefined, formula, context)),
  ];
  reportTwice(
    assumptions.flatMap(({ name }) => name ?? []),
    reading,
  );
  if (conclusion === undefined)
    report(reading, 'LS2-0601', `\`${declaration.name.name}\` shows nothing`, declaration.name.span);
  const shown = conclusion && formulaOf(conclusion, context);
  const known = assumed.flatMap((assumption) => assumption ?? []);
  const variables = variablesOf(locals);
  const surfaces = locals.flatMap((local) => local.surface ?? []);
  if (shown === undefined || variables === undefined || known.length !== assumed.length) return undefined;
  return {
    params: variables,
    surfaces,
    guards: guardsOf(locals, 0),
    assumptions: known,
    conclusion: shown,
    scope,
    locals,
  };
}

function assumptionOf(name: Identifier | undefined, expr: Expr, context: Context): AssumptionDecl | undefined {
  const formula = formulaOf(expr, context);
  const text = sourceText(context.reading.file, expr.span);
  return formula && { ...(name && { name: name.name }), formula, text, span: expr.span };
}

function reportTwice(names: readonly Identifier[], reading: Reading): void {
  for (const [i, { name, span }] of names.entries()) {
    const before = names.slice(0, i).find((other) => other.name === name);
    if (before === undefined) continue;
    const related = [{ message: 'given first here', file: reading.file.path, span: before.span }];
    report(reading, 'LS2-0603', `two assumptions are called \`${name}\``, span, { related });
  }
}
