import type { Declaration, Expr, SourceFile, Statement } from './ast.js';
import { declarationDoc, fileDoc } from './print/declarations.js';
import { render } from './print/doc.js';
import { expressionDoc, statementDoc } from './print/expressions.js';
import { plainLayout } from './print/layout.js';

/** How long lines of printed text may be, where they can be broken. */
export const printWidth = 100;

/** A syntax tree as text, in Unicode; reading it gives the same tree, places aside. */
export const printFile = (file: SourceFile): string => render(fileDoc(file, plainLayout), printWidth);

export const printDeclaration = (declaration: Declaration): string =>
  render(declarationDoc(declaration, plainLayout), printWidth);

export const printExpression = (expr: Expr, width = printWidth): string =>
  render(expressionDoc(expr, plainLayout), width);

/** An action of a program, on one line. */
export const printStatement = (statement: Statement): string =>
  render(statementDoc(statement, plainLayout), Number.POSITIVE_INFINITY);
