import type { Binder, Branches, Connective, Expr, Interval, ProgramText, Statement } from '../ast.js';
import { block } from './block.js';
import type { Place } from './comments.js';
import { type Doc, fill, group, indent, join, line, softline } from './doc.js';
import { commented, type Layout } from './layout.js';

/** How tightly an expression holds together, from loose to tight. */
const levels = {
  open: 0,
  iff: 1,
  implies: 2,
  or: 3,
  and: 4,
  on: 5,
  not: 6,
  comparison: 7,
  at: 8,
  postfix: 9,
} as const;

const signs = { and: '∧', or: '∨', implies: '⊃', iff: 'iff' } as const;

function levelOf(expr: Expr): number {
  switch (expr.kind) {
    case 'forall':
    case 'exists':
    case 'modal':
      return levels.open;
    case 'iff':
    case 'implies':
    case 'or':
    case 'and':
    case 'on':
    case 'not':
    case 'comparison':
    case 'at':
      return levels[expr.kind];
    default:
      return levels.postfix;
  }
}

/** Terms and formulas as documents. */
export function expressionDoc(expr: Expr, layout: Layout): Doc {
  return inside(expr, levels.open, true);

  /** An expression where one of that level or tighter may stand; `last` says whether nothing follows it up to the next closing bracket. */
  function inside(e: Expr, level: number, last: boolean): Doc {
    const own = levelOf(e);
    const fits = own >= level || (own === levels.open && last);
    const doc = commented(e, bare(e, last || !fits), layout);
    return fits ? doc : ['(', indent(doc), ')'];
  }

  function bare(e: Expr, last: boolean): Doc {
    switch (e.kind) {
      case 'name':
        return e.name;
      case 'apply':
        return [e.callee.name, '(', e.init === undefined ? '' : [any(e.init), '; '], list(e.args), ')'];
      case 'tuple':
        return ['(', list(e.items), ')'];
      case 'set':
        return ['{', list(e.items), e.binders.length === 0 ? '' : [' | ', bindersText(e.binders)], '}'];
      case 'member':
        return [postfixed(e.object), '.', e.field.name];
      case 'index':
        return [postfixed(e.object), '[', any(e.index), ']'];
      case 'inverse':
        return [postfixed(e.key), '⁻¹'];
      case 'hat':
        return ['^', inside(e.of, levels.postfix, false)];
      case 'sealed':
        return group(e.seal.name, '[', any(e.key), ']{|', indent(line, any(e.body)), line, '|}');
      case 'truth':
        return e.value ? '⊤' : '⊥';
      case 'not':
        return ['¬', inside(e.body, levels.not, last)];
      case 'and':
      case 'or':
      case 'implies':
      case 'iff':
        return connective(e, last);
      case 'comparison':
        return [
          inside(e.first, levels.at, false),
          e.rest.map(({ relation, right }) => [` ${relation} `, inside(right, levels.at, false)]),
        ];
      case 'at':
        return [inside(e.body, levels.at, false), ' @ ', inside(e.time, levels.postfix, false)];
      case 'on':
        return [inside(e.body, levels.not, false), ' on ', interval(e.interval)];
      case 'forall':
      case 'exists':
        return group(e.kind === 'forall' ? '∀' : '∃', bindersText(e.binders), '.', indent(line, any(e.body)));
      case 'modal': {
        const program = e.program.kind === 'program text' ? programText(e.program, layout) : called(e.program);
        const times = ['^{', any(e.from), ', ', any(e.to), '}'];
        return group('[', program, ']_', inside(e.thread, levels.postfix, false), times, indent(line, any(e.body)));
      }
    }
  }

  function any(e: Expr): Doc {
    return inside(e, levels.open, true);
  }

  function list(items: readonly Expr[]): Doc {
    return group(indent(softline, fill(items.map(any))), softline);
  }

  /** What `.`, `[` and `⁻¹` can follow: a sign before it, or `{| … |}` at its end, would take them for itself. */
  function postfixed(e: Expr): Doc {
    const doc = inside(e, levels.postfix, false);
    return e.kind === 'hat' || e.kind === 'sealed' ? ['(', doc, ')'] : doc;
  }

  /** The program of a modal formula; brackets keep anything but a name from being read as actions. */
  function called(e: Expr): Doc {
    return e.kind === 'name' || e.kind === 'apply' ? any(e) : ['(', any(e), ')'];
  }

  /** A quantifier at the end needs no brackets, but is easier to read in them unless it goes on a chain of ∃ and ∧. */
  function connective(e: Connective, last: boolean): Doc {
    const level = levels[e.kind];
    const parts = e.parts.map((part, i) => {
      const end = last && i === e.parts.length - 1;
      const plain = e.kind === 'implies' || e.kind === 'iff' || (e.kind === 'and' && part.kind === 'exists');
      return inside(part, level + 1, end && plain);
    });
    return group(join([line, `${signs[e.kind]} `], parts));
  }

  function interval({ from, to, fromOpen, toOpen }: Interval): Doc {
    return [fromOpen ? '(' : '[', any(from), ', ', any(to), toOpen ? ')' : ']'];
  }
}

export const bindersText = (binders: readonly Binder[]): string =>
  binders.map(({ name, sort }) => (sort === undefined ? name : `${name}: ${sort.name}`)).join(', ');

/** `(x: Sort, …)`, or nothing */
export const paramsText = (params: readonly Binder[]): string =>
  params.length === 0 ? '' : `(${bindersText(params)})`;

/** A program in the brackets of a modal formula. A `;` at the end tells one action from a program that is named. */
function programText(program: ProgramText, layout: Layout): Doc {
  const { statements } = program;
  if (statements.length === 0) return commented(program, '·', layout);
  const [only] = statements;
  const named =
    statements.length === 1 && only?.result === undefined && (only?.args[0] === undefined || only.args.length === 1);
  const docs = statements.map((s) => commented(s, statementDoc(s, layout), layout));
  const between: Doc = [';', line];
  return commented(program, group(indent(softline, join(between, docs), named ? ';' : ''), softline), layout);
}

/** The first argument stays on the line of its action, where the grammar wants it. */
export function statementDoc(statement: Statement, layout: Layout): Doc {
  const { result, action, args, branches } = statement;
  if (branches !== undefined) return branchingDoc(statement, branches, layout);
  const binding = result === undefined ? '' : `${result.name} = `;
  const [first, ...rest] = args.map((arg) => expressionDoc(arg, layout));
  if (first === undefined) return [binding, action.name];
  return group(binding, action.name, ' ', first, indent(rest.map((arg) => [',', line, arg])));
}

function branchingDoc(statement: Statement, { holds: then, fails: otherwise }: Branches, layout: Layout): Doc {
  const { result, action, args } = statement;
  const [left, right] = args.map((arg) => expressionDoc(arg, layout));
  const check: Doc =
    action.name === 'match' && left !== undefined && right !== undefined
      ? [left, ' = ', right]
      : statementDoc({ ...(result && { result }), action, args, span: statement.span }, layout);
  const [only] = otherwise;
  const inside = (place: Place, body: readonly Statement[]): Doc =>
    block(place, body, (each) => statementDoc(each, layout), layout);
  const rest: Doc =
    only?.branches !== undefined && otherwise.length === 1
      ? [' else ', commented(only, statementDoc(only, layout), layout)]
      : otherwise.length === 0
        ? ''
        : [' else ', inside(then.at(-1) ?? args.at(-1) ?? statement, otherwise)];
  return ['if ', check, ' ', inside(args.at(-1) ?? statement, then), rest];
}
