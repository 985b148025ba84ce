import type { Expr, Identifier, ProgramDeclaration, Statement } from '../language/ast.js';
import { printStatement } from '../language/printer.js';
import { applied, identifier, name, statement } from '../language/show/nodes.js';
import { type Change, insideEach, replaced } from './change.js';
import type { Edit } from './edit.js';
import type { MutantKind } from './mutant.js';
import { type Local, type Scope, within } from './scope.js';
import { namedIn, substituted } from './substituted.js';
import { termChanges } from './terms.js';
import { beside, like } from './vocabulary.js';

type WithBody = ProgramDeclaration & { readonly body: readonly Statement[] };

/** What an edit of a program says besides what is the same for all of them. */
interface Slip {
  readonly kind: MutantKind;
  readonly label: string;
  readonly how: string;
  /** The action that is changed. */
  readonly at: number;
  readonly body: readonly Statement[];
  readonly adds?: Change['adds'];
}

/** All that is done to a program; one whose code is not given does anything as it is. */
export function programEdits(program: ProgramDeclaration, scope: Scope): readonly Edit[] {
  const { body } = program;
  if (body === undefined) return [];
  const whole: WithBody = { ...program, body };
  return [...slipsIn(whole, whole, scope, '', (inside) => inside).map((slip) => editOf(whole, slip)), hostile(program)];
}

/** A slip somewhere in a program, as the whole of it then is. */
interface Placed extends Slip {
  /** The action that is changed, and in which branches of which others it stands: `3.1.` for the first of the third. */
  readonly action: Statement;
  readonly inside: string;
}

/**
 * What is done to the actions of one list, and of the branches in it.
 *
 * @param put the whole program, with another list for this one
 */
function slipsIn(
  part: WithBody,
  whole: WithBody,
  scope: Scope,
  place: string,
  put: (inside: readonly Statement[]) => readonly Statement[],
): readonly Placed[] {
  const { body } = part;
  const own = [
    ...dropped(part),
    ...swapped(part),
    ...movedUp(part),
    ...changed(part, scope),
    ...repeated(part),
    ...readAgain(part),
    ...unlocked(part),
    ...branched(part),
  ].map((slip): Placed => {
    const action = body[slip.at] as Statement;
    return { ...slip, label: place + slip.label, action, inside: place.replaceAll('-', '.'), body: put(slip.body) };
  });
  const deeper = body.flatMap((statement, at) => {
    const { branches } = statement;
    if (branches === undefined) return [];
    return (['holds', 'fails'] as const).flatMap((way, i) =>
      slipsIn({ ...whole, body: branches[way] }, whole, scope, `${place}${at + 1}-${i + 1}-`, (inside) =>
        put(body.with(at, { ...statement, branches: { ...branches, [way]: inside } })),
      ),
    );
  });
  return [...own, ...deeper];
}

/** The branches of a check the other way round; and one of them taken whatever the check says. */
function branched({ body }: WithBody): readonly Slip[] {
  return body.flatMap((check, at): readonly Slip[] => {
    const { branches, result } = check;
    if (branches === undefined) return [];
    const { holds, fails } = branches;
    const uses = result !== undefined && holds.some((each) => mentions(each, result.name));
    const swap: Slip = {
      kind: 'branches swapped',
      label: `branches-${at + 1}`,
      how: `with the branches of ${quoted(check)} swapped`,
      at,
      body: body.with(at, { ...check, branches: { holds: fails, fails: holds } }),
    };
    const taken = (way: 'holds' | 'fails', what: string): Slip => ({
      kind: 'branch dropped',
      label: `${way}-${at + 1}`,
      how: `with ${what} of ${quoted(check)} whatever it says`,
      at,
      body: body.toSpliced(at, 1, ...branches[way]),
    });
    return [...(uses ? [] : [swap, taken('holds', 'the first branch')]), taken('fails', 'the second branch')];
  });
}

function editOf(program: WithBody, { kind, label, how, action, inside, body, adds, at }: Placed): Edit {
  return {
    kind,
    label,
    what: `${program.name.name} ${how}`,
    affects: {
      declaration: { kind: 'program', name: program.name.name },
      part: { kind: 'action', at: `${inside}${at + 1}`, text: textOf(action) },
    },
    span: action.span,
    declaration: { ...program, body },
    ...(adds && { adds }),
  };
}

function hostile({ body: _, ...program }: ProgramDeclaration): Edit {
  return {
    kind: 'hostile program',
    label: 'hostile',
    what: `${program.name.name} as code that may do anything`,
    affects: { declaration: { kind: 'program', name: program.name.name } },
    span: program.span,
    declaration: program,
  };
}

/** Of an `if`, what it asks. */
const textOf = (action: Statement): string =>
  action.branches === undefined
    ? printStatement(action)
    : printStatement({ ...action, branches: { holds: [], fails: [] } }).replace(/ \{ \}$/, '');

const quoted = (action: Statement): string => `\`${textOf(action)}\``;

/**
 * Each action left out. What used its result uses instead the one before it; where there is none, something that comes from outside: who forgets to
 * read what he measures measures what he was sent. A challenge that nobody makes is received, and one that nobody receives is made.
 */
function dropped({ body }: WithBody): readonly Slip[] {
  return body.flatMap((action, at): readonly Slip[] => {
    const rest = body.slice(at + 1);
    const common = { kind: 'action dropped', label: `drop-${at + 1}`, at } as const;
    const { result } = action;
    if (result === undefined || !rest.some((later) => mentions(later, result.name))) {
      return [{ ...common, how: `without ${quoted(action)}`, body: body.toSpliced(at, 1) }];
    }
    const earlier = body.slice(0, at).findLast((before) => before.result !== undefined)?.result;
    if (earlier !== undefined) {
      const how = `without ${quoted(action)}, with \`${earlier.name}\` for its result`;
      const later = rest.map((each) => renamed(each, result.name, name(earlier.name)));
      return [{ ...common, how, body: [...body.slice(0, at), ...later] }];
    }
    const outside: Statement = { ...statement(action.action.name === 'receive' ? 'new' : 'receive', []), result };
    return [{ ...common, how: `with ${quoted(outside)} in place of ${quoted(action)}`, body: body.with(at, outside) }];
  });
}

function swapped({ body }: WithBody): readonly Slip[] {
  return body.slice(1).map((second, at) => {
    const first = body[at] as Statement;
    return {
      kind: 'actions swapped',
      label: `swap-${at + 1}-${at + 2}`,
      how: `with ${quoted(first)} and ${quoted(second)} swapped`,
      at,
      body: body.with(at, second).with(at + 1, first),
    };
  });
}

/** The last action earlier: where it is a jump, what it passes is never done. */
function movedUp({ body }: WithBody): readonly Slip[] {
  const last = body.at(-1);
  if (last?.action.name !== 'jump') return [];
  return body.slice(0, -2).map((before, at) => ({
    kind: 'jump moved up',
    label: `jump-${at + 1}`,
    how: `with ${quoted(last)} before ${quoted(before)}`,
    at,
    body: [...body.slice(0, at), last],
  }));
}

/** Each argument changed; what is measured, written or jumped to also by a program. */
function changed(program: WithBody, scope: Scope): readonly Slip[] {
  const { body, params } = program;
  const locals: Local[] = params.map((param) => ({ name: param.name, sort: param.sort?.name, param: true }));
  return body.flatMap((action, at) => {
    const here = within(scope, [...locals]);
    if (action.result !== undefined) locals.push({ name: action.result.name, sort: 'Term', param: false });
    const changes = insideEach(
      action.args,
      (arg) => [...termChanges(arg, here), ...programsFor(arg, action, program, scope)],
      (args) => called(action, args),
    );
    return changes.map(({ expr, how, adds }) => ({
      kind: 'action changed' as const,
      label: `change-${at + 1}`,
      how: `${how} in ${quoted(action)}`,
      at,
      body: body.with(at, { ...action, args: argsOf(expr) }),
      ...(adds && { adds }),
    }));
  });
}

/** The arguments of an action as one expression, so that they are changed as those of any other. */
const called = ({ action, span }: Statement, args: readonly Expr[]): Expr => ({
  kind: 'apply',
  callee: action,
  args,
  span,
});

const argsOf = (expr: Expr): readonly Expr[] => (expr.kind === 'apply' ? expr.args : []);

/** Programs in the place of a result: the one that is declared after this one, and the one before. */
function programsFor(
  arg: Expr,
  action: Statement,
  { name: self, params }: WithBody,
  { vocabulary }: Scope,
): readonly Change[] {
  const takes = ['jump', 'extend', 'write'].includes(action.action.name);
  if (!takes || arg.kind !== 'name') return [];
  const others = like(self.name, vocabulary.programs).map((each) => each.name);
  return beside(self.name, others).map((other) =>
    replaced(
      arg,
      applied(
        other,
        params.map((param) => name(param.name)),
      ),
    ),
  );
}

/** What is done twice makes a difference where it changes something. */
const changing = new Set(['write', 'extend', 'send', 'lock', 'unlock']);

function repeated({ body }: WithBody): readonly Slip[] {
  return body.flatMap((action, at) =>
    changing.has(action.action.name)
      ? [
          {
            kind: 'action repeated' as const,
            label: `repeat-${at + 1}`,
            how: `with ${quoted(action)} twice`,
            at,
            body: body.toSpliced(at, 0, action),
          },
        ]
      : [],
  );
}

/** What was read is read again before it is used a second time: it may have changed in between. */
function readAgain({ body }: WithBody): readonly Slip[] {
  return body.flatMap((action, at): readonly Slip[] => {
    const { result } = action;
    if (action.action.name !== 'read' || result === undefined) return [];
    const uses = body.flatMap((later, i) => (i > at && mentions(later, result.name) ? [i] : []));
    return uses.slice(1).map((use) => {
      const again = fresh(result, body);
      const reading: Statement = { ...action, result: again };
      const using = renamed(body[use] as Statement, result.name, name(again.name));
      return {
        kind: 'read again',
        label: `reread-${use + 1}`,
        how: `with ${quoted(reading)} before ${quoted(using)}`,
        at: use,
        body: [...body.slice(0, use), reading, using, ...body.slice(use + 1)],
      };
    });
  });
}

/** A register that was extended is given up before the thread goes on. */
function unlocked({ body }: WithBody): readonly Slip[] {
  const last = body.at(-1);
  if (last?.action.name !== 'jump') return [];
  const registers = new Map(
    body.flatMap(({ action, args: [place] }) =>
      action.name === 'extend' && place !== undefined ? [[printStatement(statement('unlock', [place])), place]] : [],
    ),
  );
  return [...registers.values()].map((place, i) => {
    const giving = statement('unlock', [place]);
    return {
      kind: 'register unlocked',
      label: `unlock${registers.size === 1 ? '' : `-${i + 1}`}`,
      how: `with ${quoted(giving)} before ${quoted(last)}`,
      at: body.length - 1,
      body: body.toSpliced(-1, 0, giving),
    };
  });
}

function fresh({ name: own }: Identifier, body: readonly Statement[]): Identifier {
  let other = `${own}'`;
  while (body.some(({ result }) => result?.name === other)) other += "'";
  return identifier(other);
}

const mentions = ({ args, branches }: Statement, variable: string): boolean =>
  args.some((arg) => namedIn(arg, variable)) ||
  [...(branches?.holds ?? []), ...(branches?.fails ?? [])].some((each) => mentions(each, variable));

const renamed = (action: Statement, variable: string, other: Expr): Statement => ({
  ...action,
  args: action.args.map((arg) => substituted(arg, variable, other)),
  ...(action.branches && {
    branches: {
      holds: action.branches.holds.map((each) => renamed(each, variable, other)),
      fails: action.branches.fails.map((each) => renamed(each, variable, other)),
    },
  }),
});
