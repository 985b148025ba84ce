import type { Segment, Term } from '../../kernel/index.js';
import type { Expr, ProgramText, Statement } from '../ast.js';
import { inverse, programTextOf, statement } from './nodes.js';
import { freshName, mentions, type Showing } from './showing.js';
import { termExpr } from './terms.js';

/** A piece of program as text that reads back as it. */
export const programText = (segment: Segment, showing: Showing): ProgramText =>
  programTextOf(statementsOf(segment, showing));

function statementsOf(segment: Segment, showing: Showing): readonly Statement[] {
  const statements: Statement[] = [];
  let [rest, inside]: [Segment, Showing] = [segment, showing];
  while (rest.kind === 'step') {
    const { line, after } = lineOf(rest, inside);
    statements.push(line);
    [rest, inside] = [rest.rest, after];
  }
  if (rest.kind === 'jump') statements.push(statement('jump', [termExpr(rest.target, inside)]));
  if (rest.kind === 'latelaunch') statements.push(statement('latelaunch', []));
  // Of the second branch the first action says no more than that the check of the first does not go through.
  if (rest.kind === 'choice' && rest.first.kind === 'step' && rest.second.kind === 'step') {
    const { line, after } = lineOf(rest.first, inside);
    const then = statementsOf(rest.first.rest, after);
    statements.push({ ...line, branches: { holds: then, fails: statementsOf(rest.second.rest, inside) } });
  }
  return statements;
}

/** An action, and what is in scope after it. */
function lineOf(
  { action, args, hint, rest }: Extract<Segment, { kind: 'step' }>,
  showing: Showing,
): { readonly line: Statement; readonly after: Showing } {
  const shown = args.map((arg) => argument(arg, showing));
  if (action.result === undefined) return { line: statement(action.name, shown), after: showing };
  const result = mentioned(rest, 0) ? freshName(hint, showing) : undefined;
  const after = { ...showing, bound: [...showing.bound, result ?? ''] };
  return { line: statement(action.name, shown, result), after };
}

/** An action's principal is whoever holds the private key. */
function argument(term: Term, showing: Showing): Expr {
  const expr = termExpr(term, showing);
  return term.sort === 'Principal' ? inverse(expr) : expr;
}

/** Whether a program speaks of the result bound so many binders out. */
function mentioned(segment: Segment, index: number): boolean {
  let [rest, depth]: [Segment, number] = [segment, index];
  while (rest.kind === 'step') {
    if (rest.args.some((arg) => mentions(arg, depth))) return true;
    if (rest.action.result !== undefined) depth += 1;
    rest = rest.rest;
  }
  if (rest.kind === 'choice') return mentioned(rest.first, depth) || mentioned(rest.second, depth);
  return rest.kind === 'jump' && mentions(rest.target, depth);
}
