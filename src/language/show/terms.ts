import { core, type FunctionSymbol, type Term } from '../../kernel/index.js';
import type { Binder, Expr } from '../ast.js';
import { applied, binder, call, ellipsis, hat, index, inverse, member, name, sealed, set, tuple } from './nodes.js';
import { freshName, type Init, type Showing, spend } from './showing.js';

/** A kernel term as an expression that reads back as it; `init` is what a sequence here begins with where it does not say so. */
export function termExpr(term: Term, showing: Showing, init?: Init): Expr {
  if (!spend(showing)) return ellipsis;
  if (term.kind === 'variable') return name(term.name);
  if (term.kind === 'bound') return name(showing.bound.at(-1 - term.index) ?? `#${term.index}`);
  const { symbol, args } = term;
  const [first, second] = args;
  if (symbol === core.owner && first !== undefined) return hat(termExpr(first, showing));
  if (symbol === core.alsoProgram || showing.familyOf(symbol) !== undefined) return programs(term, showing);
  if (first === undefined) return name(symbol.name);
  if (symbol.result === 'Location' && second !== undefined && isArea(symbol))
    return place(symbol.name, first, second, showing);
  if (symbol.result === 'Locations') return severalExpr(term, showing);
  if (symbol.result === 'Term') return made(symbol, args, showing, init);
  return applied(symbol.name, argExprs(args, showing));
}

/** Arguments, of which a sequence beside a register begins as that register does. */
export function argExprs(args: readonly Term[], showing: Showing): readonly Expr[] {
  const init = args.map(initOf).find((each) => each !== undefined);
  return args.map((arg) => termExpr(arg, showing, init));
}

/** What a register begins with; what several do, where all of them do so. */
function initOf(term: Term): Init | undefined {
  if (term.kind !== 'application') return undefined;
  if (term.sort === 'Locations') {
    const [first, ...others] = term.args.map(initOf);
    return others.every((each) => each === first) ? first : undefined;
  }
  if (term.sort !== 'Location') return undefined;
  const { name: area } = term.symbol;
  return area === 'dpcr' ? 'dinit' : area === 'pcr' || area === 'vpcr' ? 'sinit' : undefined;
}

/** `(l, l', …)`; where the list is open at its end, by its constructors. */
function severalExpr(term: Term, showing: Showing): Expr {
  const items: Expr[] = [];
  for (let rest = term; rest.kind === 'application'; rest = rest.args[1] as Term) {
    const [first, last] = rest.args as [Term, Term];
    items.push(termExpr(first, showing));
    if (last.sort === 'Location') return tuple([...items, termExpr(last, showing)]);
    if (last.kind !== 'application') break;
  }
  const { symbol, args } = term as Extract<Term, { kind: 'application' }>;
  return call(
    symbol.name,
    args.map((arg) => termExpr(arg, showing)),
  );
}

const isArea = ({ name: area }: FunctionSymbol): boolean => area === 'memory' || area === 'pcr' || area === 'dpcr';

/** `m.name`, `m.pcr.k`, `m.pcr[k]` */
function place(area: string, machine: Term, location: Term, showing: Showing): Expr {
  const owner = termExpr(machine, showing);
  const named = location.kind === 'application' && location.args.length === 0 ? location.symbol.name : undefined;
  if (named !== undefined) return member(area === 'memory' ? owner : member(owner, area), named);
  return index(member(owner, area), termExpr(location, showing));
}

/** `{P, Q(m) | m: Host}`: each program for all machines has variables of its own for them. */
function programs(term: Term, showing: Showing): Expr {
  const items: Expr[] = [];
  const binders: Binder[] = [];
  let inside = showing;
  let rest = term;
  while (rest.kind === 'application' && rest.symbol !== core.noPrograms) {
    const family = showing.familyOf(rest.symbol);
    if (family === undefined && rest.symbol !== core.alsoProgram) break;
    const given = rest.args.slice(0, -1).map((arg) => termExpr(arg, showing));
    const args = family?.kinds.map((kind): Expr => {
      if (kind === undefined) return given.shift() ?? ellipsis;
      const machine = freshName('m', inside);
      inside = { ...inside, taken: new Set([...inside.taken, machine]) };
      binders.push(binder(machine, kind.name));
      return name(machine);
    });
    items.push(...(family === undefined ? given : [call(family.program.name, args ?? [])]));
    rest = rest.args.at(-1) as Term;
  }
  const whole = rest.kind === 'application' && rest.symbol === core.noPrograms;
  return whole ? set(items, binders) : call('also', [...items, termExpr(rest, showing)]);
}

/** The same beside `=`, where nothing else may show that this is a term: a key is no term by itself. */
export function equatedExpr(term: Term, showing: Showing): Expr {
  const [key] = term.kind === 'application' && term.symbol.name === 'pk' ? term.args : [];
  return key === undefined ? termExpr(term, showing) : call('pk', [termExpr(key, showing)]);
}

function made(symbol: FunctionSymbol, args: readonly Term[], showing: Showing, init: Init | undefined): Expr {
  const [first, second, ...others] = args;
  const shown = (term: Term): Expr => termExpr(term, showing);
  if (first === undefined) return name(symbol.name);
  if (symbol.name === 'pair') return pairs(parts(args), showing, init);
  if (symbol.name === 'H' && second === undefined) return hashed(first, showing, init);
  if (symbol.name === 'pk' && second === undefined && isKey(first)) return shown(first);
  if (second !== undefined && others.length === 0) {
    if (symbol.name === 'SIG') return sealed('SIG', inverse(shown(first)), shown(second));
    if (symbol.name === 'ENC' || symbol.name === 'SYMENC') return sealed(symbol.name, shown(first), shown(second));
  }
  return call(symbol.name, args.map(shown));
}

/** A tuple; a sequence beside the name of a register begins as that register does. */
function pairs(items: readonly Term[], showing: Showing, around: Init | undefined): Expr {
  const [named] = items.flatMap((item) => {
    const [register] = item.kind === 'application' && item.symbol.name === 'PCR' ? item.args : [];
    return (register?.kind === 'application' && showing.initOf(register.symbol.name)) || [];
  });
  return tuple(items.map((item) => termExpr(item, showing, named ?? around)));
}

/** A principal of a machine: the language speaks of it by its key. */
const isKey = (term: Term): boolean =>
  term.kind === 'application' && term.sort === 'Principal' && term.symbol !== core.owner;

/** The parts of `(e1, (e2, …))` */
function parts(args: readonly Term[]): readonly Term[] {
  const items = [...args];
  for (let last = items.at(-1); last?.kind === 'application' && last.symbol.name === 'pair'; last = items.at(-1)) {
    items.pop();
    items.push(...last.args);
  }
  return items;
}

/** `seq(i; e, …)` where i is what a register begins with; otherwise `H(e, …)` */
function hashed(inside: Term, showing: Showing, init: Init | undefined): Expr {
  const entries: Term[] = [];
  let value = inside;
  for (;;) {
    const [before, entry] = value.kind === 'application' && value.symbol.name === 'pair' ? value.args : [];
    if (before?.kind !== 'application' || entry === undefined) break;
    entries.push(entry);
    const [deeper] = before.args;
    if (before.symbol.name === 'sinit' || before.symbol.name === 'dinit') {
      const begin = before.symbol.name === init ? undefined : name(before.symbol.name);
      return call('seq', entriesShown(entries.reverse(), showing), begin);
    }
    if (before.symbol.name !== 'H' || deeper === undefined) break;
    value = deeper;
  }
  const items = inside.kind === 'application' && inside.symbol.name === 'pair' ? parts(inside.args) : [inside];
  return call(
    'H',
    items.map((item) => termExpr(item, showing)),
  );
}

/** The entries of a sequence; of a very long one, the first and the last. */
function entriesShown(entries: readonly Term[], showing: Showing): readonly Expr[] {
  const room = showing.budget.left / 2;
  if (entries.length <= room || entries.length <= 8) return entries.map((entry) => termExpr(entry, showing));
  return [
    ...entries.slice(0, 4).map((entry) => termExpr(entry, showing)),
    ellipsis,
    ...entries.slice(-2).map((entry) => termExpr(entry, showing)),
  ];
}
