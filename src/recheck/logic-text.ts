import { type Binder, type Declaration, declarationsOf, type Expression } from './logic-syntax.js';
import type { Head, Piece, Pieces } from './pieces.js';
import { demand, Refusal } from './refusal.js';
import { core, coreSigns, keyOf, type Operator, type Predicate, type Sign } from './symbols.js';
import type { Logic } from './theory.js';

/** Reads the files of `logic/`. Throws a {@link Refusal} where they say something that this reader does not know. */
export function readLogic(texts: readonly string[], pieces: Pieces): Logic {
  const signs = coreSigns();
  const axioms = new Map<string, Piece>();
  const declarations = texts.flatMap(declarationsOf);
  for (const declared of declarations) {
    if (declared.kind !== 'symbol') continue;
    for (const sign of signsOf(declared)) {
      demand(!signs.has(keyOf(sign)), `the logic declares ${sign.name} twice`);
      signs.set(keyOf(sign), sign);
    }
  }
  for (const declared of declarations) {
    if (declared.kind !== 'axiom') continue;
    demand(!axioms.has(declared.name), `the logic has two axioms ${declared.name}`);
    axioms.set(declared.name, formulaOf(declared.formula, signs, pieces));
  }
  return { signs, axioms };
}

function signsOf({
  word,
  name,
  args,
  result,
  secret,
  event,
}: Extract<Declaration, { kind: 'symbol' }>): readonly Sign[] {
  if (word === 'predicate') return [{ kind: 'predicate', name, args }];
  if (word === 'fluent') return [{ kind: 'predicate', name, args: [...args, 'Time'] }];
  if (word === 'event') return [{ kind: 'constructor', name, args, result: 'Event' }];
  if (word === 'action') {
    demand(event !== undefined, `action ${name} has no event`);
    const eventArgs = ['Thread', ...args, ...(result === undefined ? [] : [result])];
    const happening: Operator = { kind: 'constructor', name: event, args: eventArgs, result: 'Event' };
    return [{ kind: 'action', name, args, result, event: happening }, happening];
  }
  demand(
    (word === 'constructor' || word === 'function') && result !== undefined,
    `the logic declares ${name} in no known way`,
  );
  return [{ kind: secret ? 'secret' : word, name, args, result }];
}

/** A variable of a quantifier; its sort is found by its uses, where it is not said. */
interface Bound {
  readonly name: string;
  sort: string | undefined;
}

/** An expression, each of whose names is known to be a bound variable, or a symbol. Makes the formula that it says. */
function formulaOf(expression: Expression, signs: ReadonlyMap<string, Sign>, pieces: Pieces): Piece {
  const cells = new Map<Binder, Bound>();
  const cellOf = (binder: Binder): Bound => {
    const cell = cells.get(binder) ?? { name: binder.name, sort: binder.sort };
    cells.set(binder, cell);
    return cell;
  };
  const symbol = <K extends Sign['kind']>(
    name: string,
    ...kinds: readonly K[]
  ): Extract<Sign, { kind: K }> | undefined => {
    const sign = signs.get(name);
    return kinds.find((kind) => kind === sign?.kind) === undefined ? undefined : (sign as Extract<Sign, { kind: K }>);
  };
  const operator = (name: string): Operator => {
    const found = symbol(name, 'function', 'constructor', 'secret');
    demand(found !== undefined, `the logic has no function ${name}`);
    return found;
  };
  const predicate = (name: string): Predicate | undefined => symbol(name, 'predicate');
  const lookUp = (name: string, scope: readonly Bound[]): number => scope.findLastIndex((cell) => cell.name === name);
  /** Arguments as a symbol takes them: of two where it takes one it takes their pair. */
  const fitted = (args: readonly Expression[], wanted: readonly string[]): readonly Expression[] =>
    wanted.length === 1 && args.length > 1 ? [{ kind: 'tuple', args }] : args;

  /** The sort of a term, as far as it is known; what it has to be is noted. */
  function sortOf(term: Expression, scope: readonly Bound[], wanted?: string): string | undefined {
    if (term.kind === 'tuple') {
      for (const part of term.args) sortOf(part, scope, 'Term');
      return 'Term';
    }
    demand(term.kind === 'name' || term.kind === 'call', 'the logic has a formula where a term should stand');
    const cell = term.kind === 'name' ? scope[lookUp(term.name, scope)] : undefined;
    if (cell !== undefined) {
      cell.sort ??= wanted;
      return cell.sort;
    }
    const { args: sorts, result } = operator(term.name);
    if (term.kind === 'call') for (const [i, arg] of fitted(term.args, sorts).entries()) sortOf(arg, scope, sorts[i]);
    return result;
  }

  /** Notes what a formula says of the sorts of its variables. */
  function note(formula: Expression, scope: readonly Bound[]): void {
    switch (formula.kind) {
      case 'quantifier':
        note(formula.body, [...scope, ...formula.binders.map(cellOf)]);
        return;
      case 'call': {
        const sorts = predicate(formula.name)?.args ?? [];
        for (const [i, arg] of formula.args.entries()) sortOf(arg, scope, sorts[i]);
        return;
      }
      case 'name':
      case 'tuple':
        throw new Refusal('the logic has a term where a formula should stand');
      case 'operator':
        break;
    }
    const [left, right] = formula.args as [Expression, Expression];
    switch (formula.op) {
      case '⊃':
      case '∨':
      case '∧':
      case '¬':
        for (const part of formula.args) note(part, scope);
        return;
      case '<':
      case '≤':
        for (const part of formula.args) sortOf(part, scope, 'Time');
        return;
      case '=':
      case '≠': {
        const sort = sortOf(left, scope) ?? sortOf(right, scope);
        for (const part of formula.args) sortOf(part, scope, sort);
        return;
      }
      case '@': {
        sortOf(right, scope, 'Time');
        if (left.kind !== 'call' || predicate(left.name) === undefined) sortOf(left, scope, 'Event');
        else note(left, scope);
      }
    }
  }

  const plain = (kind: 'and' | 'or' | '=>' | 'not' | '=', parts: readonly Piece[]): Piece =>
    pieces.make({ kind } as Head, parts);

  function term(from: Expression, scope: readonly Bound[]): Piece {
    if (from.kind === 'tuple') {
      const [first, ...rest] = from.args as [Expression, ...Expression[]];
      const second: Expression = rest.length === 1 ? (rest[0] as Expression) : { kind: 'tuple', args: rest };
      return pieces.make({ kind: 'apply', symbol: operator('pair') }, [term(first, scope), term(second, scope)]);
    }
    demand(from.kind === 'name' || from.kind === 'call', 'the logic has a formula where a term should stand');
    const place = from.kind === 'name' ? lookUp(from.name, scope) : -1;
    if (place >= 0) {
      const { name, sort } = scope[place] as Bound;
      demand(sort !== undefined, `the logic does not show of what sort ${name} is`);
      return pieces.bound(scope.length - 1 - place, sort);
    }
    const applied = operator(from.name);
    const args = from.kind === 'call' ? fitted(from.args, applied.args) : [];
    return pieces.make(
      { kind: 'apply', symbol: applied },
      args.map((arg) => term(arg, scope)),
    );
  }

  function formula(from: Expression, scope: readonly Bound[]): Piece {
    switch (from.kind) {
      case 'quantifier': {
        const bound = from.binders.map(cellOf);
        return bound.reduceRight(
          (body, { name, sort }) => {
            demand(sort !== undefined, `the logic does not show of what sort ${name} is`);
            return pieces.make({ kind: from.op, sort }, [body]);
          },
          formula(from.body, [...scope, ...bound]),
        );
      }
      case 'call': {
        const said = predicate(from.name);
        demand(said !== undefined, `the logic has no predicate ${from.name}`);
        return pieces.make(
          { kind: 'atom', symbol: said },
          from.args.map((arg) => term(arg, scope)),
        );
      }
      case 'name':
      case 'tuple':
        throw new Refusal('the logic has a term where a formula should stand');
      case 'operator':
        break;
    }
    const [left, right] = from.args as [Expression, Expression];
    switch (from.op) {
      case '⊃':
        return plain('=>', [formula(left, scope), formula(right, scope)]);
      case '∨':
      case '∧':
        return plain(
          from.op === '∨' ? 'or' : 'and',
          from.args.map((part) => formula(part, scope)),
        );
      case '¬':
        return plain('not', [formula(left, scope)]);
      case '=':
        return plain('=', [term(left, scope), term(right, scope)]);
      case '≠':
        return plain('not', [plain('=', [term(left, scope), term(right, scope)])]);
      case '<':
      case '≤': {
        const order = from.op === '<' ? core.before : core.notAfter;
        return pieces.make({ kind: 'atom', symbol: order }, [term(left, scope), term(right, scope)]);
      }
      case '@': {
        const time = term(right, scope);
        const fluent = left.kind === 'call' ? predicate(left.name) : undefined;
        if (fluent === undefined || left.kind !== 'call')
          return pieces.make({ kind: 'atom', symbol: core.at }, [term(left, scope), time]);
        return pieces.make({ kind: 'atom', symbol: fluent }, [...left.args.map((arg) => term(arg, scope)), time]);
      }
    }
  }

  // Twice: an equation may come before what shows of what sort its sides are.
  note(expression, []);
  note(expression, []);
  return formula(expression, []);
}
