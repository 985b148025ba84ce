import { apply, type Formula, type FunctionSymbol, functionSymbol, type Sort, type Term } from '../../kernel/index.js';
import { isApplication, type Occurrence, principalsIn, type Thread, type World } from '../../semantics/index.js';
import { constantKey, Naive, type Value } from './naive.js';

/**
 * Whether there are individuals for the constants of a formula of which it is not true on a trace: by docs/language.md, Domains, alone; the evaluator's own
 * domains are not asked.
 */
export function isFalsifiable(
  world: World,
  occurrences: readonly Occurrence[],
  formula: Formula,
  patience: number,
): boolean {
  const spoken = sortsIn(formula);
  const constants = [...new Set(spoken.flatMap(({ constant }) => constant ?? []))];
  const own = new Set(
    occurrences.flatMap(({ event, birth }) => [event, ...(birth ? [birth.owner] : [])]).flatMap(constantsOf),
  );
  const { threads, domain } = domainsFor(
    world,
    occurrences,
    spoken.map(({ sort }) => sort),
    constants,
    own,
  );
  const naive = new Naive(world, occurrences, threads, domain, patience);
  const isFalse = (assigned: ReadonlyMap<string, Value>, left: readonly FunctionSymbol[]): boolean => {
    const [next, ...others] = left;
    if (next === undefined) return !naive.isTrue(formula, assigned);
    const values = own.has(next) ? [apply(next)] : naive.all(next.result, assigned, []);
    return values.some((value) => isFalse(new Map([...assigned, [constantKey(next), value]]), others));
  };
  return isFalse(new Map(), constants);
}

const isConstant = ({ args, constructs }: FunctionSymbol): boolean => args.length === 0 && !constructs;

/** The sorts of all quantifiers and of all constants, each as often as it occurs. */
function sortsIn(formula: Formula): readonly { readonly sort: Sort; readonly constant?: FunctionSymbol }[] {
  const inTerm = (term: Term): ReturnType<typeof sortsIn> =>
    constantsOf(term).map((constant) => ({ sort: constant.result, constant }));
  switch (formula.kind) {
    case 'forall':
    case 'exists':
      return [{ sort: formula.sort }, ...sortsIn(formula.body)];
    case 'not':
      return sortsIn(formula.body);
    case 'and':
    case 'or':
      return formula.parts.flatMap(sortsIn);
    case 'implies':
      return [formula.left, formula.right].flatMap(sortsIn);
    case 'equal':
      return [formula.left, formula.right].flatMap(inTerm);
    case 'atom':
      return formula.args.flatMap(inTerm);
    default:
      return [];
  }
}

function constantsOf(term: Term): readonly FunctionSymbol[] {
  if (!isApplication(term)) return [];
  return isConstant(term.symbol) ? [term.symbol] : term.args.flatMap(constantsOf);
}

interface Domains {
  readonly threads: readonly Thread[];
  readonly domain: (sort: Sort) => readonly Term[];
}

/** All individuals that there are of each sort, of those without end as many as the formula has places for. */
function domainsFor(
  world: World,
  occurrences: readonly Occurrence[],
  spoken: readonly Sort[],
  constants: readonly FunctionSymbol[],
  own: ReadonlySet<FunctionSymbol>,
): Domains {
  const { words, symbols } = world;
  const places = (...sorts: readonly Sort[]): number => spoken.filter((sort) => sorts.includes(sort)).length;
  const bystanders = (sort: Sort, count: number): readonly Term[] =>
    Array.from({ length: count }, (_, i) => apply(functionSymbol(`bystander${i}`, [], sort, 'constructor')));
  const themselves = (sort: Sort): readonly Term[] =>
    [...own].filter(({ result }) => result === sort).map((symbol) => apply(symbol));
  const machines = [
    ...world.machines.map(({ term }) => term),
    ...themselves('Machine'),
    ...bystanders(
      'Machine',
      Math.max(constants.filter(({ result }) => result === 'Machine').length, world.machines.length === 0 ? 1 : 0),
    ),
  ];
  const made = (sort: Sort): readonly Term[] =>
    [...symbols.functions.values()]
      .filter(({ result, args, constructs }) => result === sort && constructs && args.join() === 'Machine')
      .flatMap((symbol) => machines.map((machine) => apply(symbol, machine)));
  const born = occurrences.flatMap(({ birth }) => (birth === undefined ? [] : [birth.owner]));
  const principals = eachOnce([
    ...principalsIn(world),
    ...born,
    ...themselves('Principal'),
    ...made('Principal'),
    ...bystanders('Principal', Math.max(1, places('Principal', 'Thread'))),
  ]);
  const unborn = machines.flatMap((machine) =>
    principals.flatMap((owner) =>
      bystanders('Thread', Math.max(1, places('Thread'))).map((term) => ({ term, owner, machine })),
    ),
  );
  const names = [
    ...new Set([...symbols.names.values(), ...symbols.functions.values()].filter(({ result }) => result === 'Name')),
  ].map((symbol) => apply(symbol));
  const all: Readonly<Record<Sort, readonly Term[]>> = {
    Machine: machines,
    Principal: principals,
    Thread: [...occurrences.flatMap(bornBy), ...unborn.map(({ term }) => term)],
    Name: [...names, ...bystanders('Name', Math.max(1, places('Name', 'Location')))],
  };
  const locations = machines.flatMap((machine) =>
    [words.memory, words.pcr, words.dpcr, words.vpcr].flatMap((space) =>
      (all['Name'] as readonly Term[]).map((name) => apply(space, machine, name)),
    ),
  );
  return {
    threads: unborn,
    domain: (sort) =>
      sort === 'Location' ? locations : (all[sort] ?? [...made(sort), ...bystanders(sort, Math.max(1, places(sort)))]),
  };
}

const bornBy = ({ event, birth }: Occurrence): readonly Term[] =>
  birth === undefined || !isApplication(event) ? [] : event.args.filter(({ sort }) => sort === 'Thread');

function eachOnce(terms: readonly Term[]): readonly Term[] {
  const found = new Map<Term, true>();
  for (const term of terms) found.set(term, true);
  return [...found.entries()].map(([term]) => term);
}
