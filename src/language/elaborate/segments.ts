import { covering, type Diagnostic } from '../../diagnostics/index.js';
import { choice, jump, latelaunch, type Segment, step, stop, type Term } from '../../kernel/index.js';
import type { Branches, Expr, Identifier, ProgramText, Statement } from '../ast.js';
import { noCheck } from '../grammar/conditions.js';
import { warnUnused } from './binders.js';
import { type Local, lookup, type Reading, report, reportUnbound } from './context.js';
import type { ActionEntity, Surface } from './entities.js';
import { instantiate } from './macros.js';
import { nearest } from './nearest.js';
import { areaOf, listed } from './places.js';
import { plainTerm } from './surface.js';
import { argumentsOf, counted, entityOf, infer, privateKey, publicKey, termOf } from './terms.js';
import { type Context, under } from './typed.js';

/** What one line of a program does. */
type Line = StepLine | { readonly kind: 'jump'; readonly target: Term } | { readonly kind: 'latelaunch' };

interface StepLine {
  readonly kind: 'step';
  readonly action: ActionEntity;
  readonly args: readonly Term[];
  readonly result: Local | undefined;
}

/** Of more ways through a program nobody wants to see the proof. */
const mostWays = 64;

/** The piece of program that a text stands for; undefined where a line has an error. */
export function segmentOfText(statements: readonly Statement[], context: Context): Segment | undefined {
  const { reading } = context;
  const branching = statements.find(({ branches }) => branches !== undefined);
  if (branching !== undefined && waysThrough(statements) > mostWays) {
    const message = `there are more than ${mostWays} ways through the branches of this program`;
    report(reading, 'LS2-0412', message, branching.span);
    return undefined;
  }
  const results: Local[] = [];
  const said = reading.diagnostics.length;
  const segment = segmentIn(statements, context, results);
  warnUnused(results, reading, 'LS2-0902', 'result');
  // What comes after an `if` is read once for each of its branches; what is wrong with it is said once.
  if (branching !== undefined) reading.diagnostics.push(...apart(reading.diagnostics.splice(said)));
  return segment;
}

/** Diagnostics without those that were given before. */
function apart(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  const known = new Map(diagnostics.map((each) => [`${each.code} ${each.span.start.offset} ${each.message}`, each]));
  return [...known.values()];
}

/** In how many ways a program may go; what comes after an `if` comes after both of its branches. */
const waysThrough = (statements: readonly Statement[], after = 1): number =>
  statements.reduceRight(
    (ways, { branches }) =>
      branches === undefined
        ? ways
        : waysThrough(branches.holds, endsProgram(branches.holds) ? 1 : ways) +
          waysThrough(branches.fails, endsProgram(branches.fails) ? 1 : ways),
    after,
  );

/** Whether nothing comes after these: they jump, or launch. */
function endsProgram(statements: readonly Statement[]): boolean {
  const { action, branches } = statements.at(-1) ?? {};
  if (branches !== undefined) return endsProgram(branches.holds) && endsProgram(branches.fails);
  return action?.name === 'jump' || action?.name === 'latelaunch';
}

/** What the lines stand for in their context, from the end to the beginning, because each line holds what follows it. */
function segmentIn(statements: readonly Statement[], context: Context, results: Local[]): Segment | undefined {
  const { reading } = context;
  const lines: (Line | undefined)[] = [];
  let inside = context;
  let rest: Segment | undefined = stop;
  for (const [i, statement] of statements.entries()) {
    const isLast = i === statements.length - 1;
    if (statement.branches !== undefined) {
      rest = branching(statement, statements.slice(i + 1), inside, results);
      break;
    }
    const line = lineOf(statement, inside, isLast);
    lines.push(line);
    inside = afterLine(line, statement, inside, results);
  }
  return lines.reduceRight<Segment | undefined>((after, line) => {
    if (line === undefined || after === undefined) return undefined;
    if (line.kind === 'jump') return jump(line.target);
    if (line.kind === 'latelaunch') return latelaunch;
    return step(line.action.symbol, line.args, line.result?.name ?? 'x', after);
  }, rest);

  function afterLine(line: Line | undefined, statement: Statement, from: Context, found: Local[]): Context {
    const result = line?.kind === 'step' ? line.result : brokenResult(statement);
    const within = line?.kind === 'step' && line.action.result !== undefined ? under(from, 1) : from;
    if (result === undefined) return within;
    const before = lookup(within.scope, result.name);
    if (before !== undefined) {
      const related = [{ message: 'bound first here', file: reading.file.path, span: before.span }];
      report(reading, 'LS2-0202', `\`${result.name}\` is bound twice in this program`, result.span, { related });
    }
    found.push(result);
    return { ...within, scope: { local: result, outer: within.scope } };
  }

  /** A check, and what follows it: each branch, with what comes after both. */
  function branching(
    check: Statement,
    after: readonly Statement[],
    from: Context,
    found: Local[],
  ): Segment | undefined {
    const { holds: then, fails: otherwise } = check.branches as Branches;
    const [next] = after;
    if (next !== undefined && endsProgram([check]))
      report(reading, 'LS2-0406', 'both branches of the `if` end the program, and more follows', next.span);
    const meant = meantAction(check, from);
    const line = meant === undefined ? lineOf(check, from, false) : undefined;
    const other = reading.world.actions.get(otherActions.get(check.action.name) ?? '')?.symbol;
    const whole = (branch: readonly Statement[]): readonly Statement[] =>
      endsProgram(branch) ? branch : [...branch, ...after];
    const holds = segmentIn(whole(then), afterLine(line, meant ?? check, without(from, otherwise), found), found);
    const fails = segmentIn(
      whole(otherwise),
      without(from, [{ ...check, branches: { holds: then, fails: [] } }]),
      found,
    );
    if (line?.kind !== 'step' || other === undefined || holds === undefined || fails === undefined) return undefined;
    const { action, args, result } = line;
    return choice(step(action.symbol, args, result?.name ?? 'x', holds), step(other, args, 'x', fails));
  }
}

/** Reports an equation with an action, `if x = receive { … }`: what was meant by it, which no `if` asks. */
function meantAction(check: Statement, context: Context): Statement | undefined {
  const { action, args } = check;
  const { reading, scope } = context;
  const { actions, names } = reading.world;
  const isAction = (name: string): boolean =>
    actions.has(name) && lookup(scope, name) === undefined && names.get(name) === undefined;
  const meant = action.name === 'match' ? args.find((arg) => arg.kind === 'name' && isAction(arg.name)) : undefined;
  if (meant?.kind !== 'name') return undefined;
  const { message, advice } = noCheck(meant.name);
  report(reading, 'LS2-0407', message, meant.span, { fix: advice });
  const [first] = args;
  if (first?.kind === 'name' && first !== meant && lookup(scope, first.name) === undefined)
    return { ...check, result: first };
  for (const arg of args) if (arg !== meant) infer(arg, context);
  return check;
}

/** A context that knows what is bound elsewhere: by these, or before `else` by the check and its first branch. */
const without = (context: Context, statements: readonly Statement[]): Context => ({
  ...context,
  elsewhere: new Set([...(context.elsewhere ?? []), ...boundIn(statements)]),
});

const boundIn = (statements: readonly Statement[]): readonly string[] =>
  statements.flatMap(({ result, branches }) => [
    ...(result ? [result.name] : []),
    ...boundIn([...(branches?.holds ?? []), ...(branches?.fails ?? [])]),
  ]);

/** By what a program goes on where one of these does not go through. */
const otherActions: ReadonlyMap<string, string> = new Map([
  ['match', 'differ'],
  ['verify', 'reject'],
  ['proj1', 'nopair'],
  ['proj2', 'nopair'],
]);

/** A result of a line with an error: there is a name, and nothing is known of it. */
function brokenResult({ result }: Statement): Local | undefined {
  return result && { ...result, variable: undefined, level: 0, surface: undefined, used: true };
}

function lineOf(statement: Statement, context: Context, last: boolean): Line | undefined {
  const { action, result, args, span } = statement;
  const { reading } = context;
  if (action.name === 'jump' || action.name === 'latelaunch') {
    if (!last) report(reading, 'LS2-0406', `\`${action.name}\` ends a program, and more follows`, span);
    if (result !== undefined)
      report(reading, 'LS2-0408', `\`${action.name}\` gives no result`, result.span, withoutResult(result));
    const terms = counted(action.name === 'jump' ? [plainTerm] : [], args.length, action, reading)
      ? args.flatMap((arg) => termOf(arg, plainTerm, context) ?? [])
      : [];
    const [target] = terms;
    if (!last || result !== undefined || terms.length !== args.length) return undefined;
    if (action.name === 'latelaunch') return { kind: 'latelaunch' };
    return target && { kind: 'jump', target };
  }
  const entity = reading.world.actions.get(action.name);
  if (entity === undefined)
    reportUnbound(reading, 'action', action, [...reading.world.actions.keys(), 'jump', 'latelaunch']);
  if (entity?.symbol === undefined) {
    for (const arg of args) infer(arg, context);
    return undefined;
  }
  return stepOf(entity, statement, context);
}

const withoutResult = ({ name }: Identifier) => ({ fix: { message: `leave out \`${name} =\`` } });

function stepOf(entity: ActionEntity, { action, result, args }: Statement, context: Context): Line | undefined {
  const { reading } = context;
  if (entity.origin !== undefined) reading.uses.add(entity.origin.file);
  const bindsNothing = result !== undefined && entity.result === undefined;
  if (bindsNothing)
    report(reading, 'LS2-0408', `\`${action.name}\` gives no result`, result.span, withoutResult(result));
  const [only] = args;
  if (
    args.length === 1 &&
    entity.args.length > 1 &&
    only?.kind === 'tuple' &&
    only.items.length === entity.args.length
  ) {
    report(
      reading,
      'LS2-0301',
      `\`${action.name}\` takes ${entity.args.length} arguments, and one pair is given`,
      only.span,
      {
        fix: { message: 'leave out the brackets' },
      },
    );
    return undefined;
  }
  if (isSeveral(entity, args, reading)) return undefined;
  if (!counted(entity.args, args.length, action, reading)) return undefined;
  const terms = actionArguments(entity, args, context);
  if (terms === undefined || !touchable(action.name, terms, args, context) || bindsNothing) return undefined;
  return { kind: 'step', action: entity, args: terms, result: result && resultOf(result, entity.result, context) };
}

/** Reports several locations without brackets, where one or a list is wanted. */
function isSeveral({ name, args: [want, ...others] }: ActionEntity, args: readonly Expr[], reading: Reading): boolean {
  const [first, last] = [args[0], args.at(-1)];
  const takesOne = want?.sort === 'Location' && name === 'read';
  if (others.length > 0 || args.length < 2 || first === undefined || last === undefined) return false;
  if (!takesOne && want?.sort !== 'Locations') return false;
  const message = takesOne ? 'registers are read at one instant by `readall (l, l2)`' : 'put them in brackets';
  report(
    reading,
    'LS2-0301',
    `\`${name}\` takes one argument, and ${args.length} are given`,
    covering(first.span, last.span),
    {
      fix: { message },
    },
  );
  return true;
}

function resultOf({ name, span }: Identifier, surface: Surface | undefined, { depth }: Context): Local {
  return { name, span, surface, variable: undefined, level: depth, used: false };
}

/** An action's principal is whoever holds the private key; the keys of `verify` and `enc` are public. */
function actionArguments(entity: ActionEntity, args: readonly Expr[], context: Context): readonly Term[] | undefined {
  const publicKeyed = entity.name === 'verify' || entity.name === 'enc';
  const isKey = (i: number): boolean => entity.args[i]?.sort === 'Principal' || (publicKeyed && i === args.length - 1);
  if (!args.some((_, i) => isKey(i))) return argumentsOf(args, entity.args, context);
  const terms = args.flatMap((arg, i) => {
    const want = entity.args[i] ?? plainTerm;
    if (!isKey(i)) return termOf(arg, want, context) ?? [];
    return (want.sort === 'Principal' ? privateKey(arg, context) : publicKey(arg, want, context)) ?? [];
  });
  return terms.length === args.length ? terms : undefined;
}

/** Whether the location is one that the action can change. */
function touchable(action: string, terms: readonly Term[], args: readonly Expr[], { reading }: Context): boolean {
  const [area, at] = [areaOf(terms[0]), args[0]];
  if (action === 'readall' && at !== undefined && !areOneMachines(terms[0])) {
    report(reading, 'LS2-0411', 'only registers of one machine are read at one instant', at.span, {
      fix: { message: 'read what else there is by a `read` of its own' },
    });
    return false;
  }
  if (area === undefined || at === undefined) return true;
  if (action === 'write' && area !== 'memory') {
    report(reading, 'LS2-0401', 'a register cannot be written', at.span, { fix: { message: 'use `extend`' } });
    return false;
  }
  if (action === 'extend' && area === 'memory') {
    report(reading, 'LS2-0402', 'memory cannot be extended', at.span, {
      fix: { message: 'use `write`, or extend a register' },
    });
    return false;
  }
  return true;
}

/** Whether locations are registers of one machine, as far as the terms show it. */
function areOneMachines(list: Term | undefined): boolean {
  const machines = new Set<Term>();
  for (const each of listed(list)) {
    const area = areaOf(each);
    if (area === 'memory') return false;
    if (area !== undefined && each.kind === 'application') machines.add(each.args[0] as Term);
  }
  return machines.size < 2;
}

/** The actions that the program of a modal formula does: written out, or those of a declared program. */
export function segmentOf(program: Expr | ProgramText, context: Context): Segment | undefined {
  if (program.kind === 'program text') return segmentOfText(program.statements, context);
  const { reading, scope } = context;
  const callee = program.kind === 'apply' ? program.callee : program.kind === 'name' ? program : undefined;
  if (callee === undefined || lookup(scope, callee.name) !== undefined) {
    report(reading, 'LS2-0302', 'a declared program, or actions, are wanted here', program.span);
    return undefined;
  }
  const args = program.kind === 'apply' ? program.args : [];
  const { world } = reading;
  const isAction = world.actions.has(callee.name) || callee.name === 'jump' || callee.name === 'latelaunch';
  if (isAction && world.names.get(callee.name)?.tag !== 'program') {
    return segmentOfText([{ action: callee, args, span: program.span }], context);
  }
  const entity = entityOf(callee, context);
  if (entity === undefined) return undefined;
  if (entity.tag !== 'program') {
    const programNames = [...world.names.values()].flatMap(({ tag, name }) => (tag === 'program' ? [name] : []));
    const fix = nearest(callee.name, callee.span, programNames);
    report(reading, 'LS2-0302', `\`${callee.name}\` is no program`, callee.span, { fix });
    return undefined;
  }
  if (!counted(entity.args, args.length, callee, reading)) return undefined;
  const terms = argumentsOf(args, entity.args, context);
  const code = world.code.get(entity.symbol);
  if (terms === undefined || code === undefined) return undefined;
  if (code.body === undefined) {
    report(reading, 'LS2-0409', `the code of \`${callee.name}\` is not given`, callee.span);
    return undefined;
  }
  return instantiate(code.body, code.params, terms);
}
