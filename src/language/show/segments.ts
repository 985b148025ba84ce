import type { Segment, Term } from '../../kernel/index.js';
import type { Expr, ProgramText, Statement } from '../ast.js';
import { inverse, programTextOf, statement } from './nodes.js';
import { freshName, mentions, type Showing } from './showing.js';
import { termExpr } from './terms.js';

/** A piece of program as text that reads back as it. */
export function programText(segment: Segment, showing: Showing): ProgramText {
  const statements: Statement[] = [];
  let [rest, inside]: [Segment, Showing] = [segment, showing];
  while (rest.kind === 'step') {
    const { action, args, hint, rest: after } = rest;
    const shown = args.map((arg) => argument(arg, inside));
    if (action.result === undefined) {
      statements.push(statement(action.name, shown));
    } else {
      const used = mentioned(after, 0);
      const result = used ? freshName(hint, inside) : undefined;
      statements.push(statement(action.name, shown, result));
      inside = { ...inside, bound: [...inside.bound, result ?? ''] };
    }
    rest = after;
  }
  if (rest.kind === 'jump') statements.push(statement('jump', [termExpr(rest.target, inside)]));
  if (rest.kind === 'latelaunch') statements.push(statement('latelaunch', []));
  return programTextOf(statements);
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
  return rest.kind === 'jump' && mentions(rest.target, depth);
}
