import fc from 'fast-check';
import {
  and,
  apply,
  atom,
  closeBody,
  core,
  equal,
  exists,
  type Formula,
  type FunctionSymbol,
  falsity,
  forall,
  implies,
  jump,
  latelaunch,
  not,
  or,
  ran,
  type Segment,
  type Sort,
  step,
  stop,
  type Term,
  truth,
  type Variable,
  variable,
} from '../../src/kernel/index.js';
import type { Model } from '../../src/language/model.js';

/** What takes a machine of the kind Host, of which there is one in scope. */
const ofHost: ReadonlySet<string> = new Set(['AIK', 'BIOS', 'OS']);
const host = variable('m', 'Machine');

/** The parameters that generated formulas are over. */
export const parameters: readonly Variable[] = [
  host,
  variable('t', 'Time'),
  variable('I', 'Thread'),
  variable('e', 'Term'),
  variable('A', 'Principal'),
];

/** Variables for quantifiers: names that are also those of parameters and of each other, so that what is shown must tell them apart. */
const bindable = (['Time', 'Thread', 'Term', 'Principal', 'Name', 'Machine', 'Location', 'Event'] as const).flatMap(
  (sort) => ['x', 't', 'u'].map((name) => variable(`${name}`, sort)),
);

/** Any formula over the model's signature and the parameters. */
export function formulas({ signature }: Model): fc.Arbitrary<Formula> {
  const named = (name: string): FunctionSymbol => {
    const symbol = signature.functions.get(name) ?? signature.events.get(name) ?? signature.names.get(name);
    if (symbol === undefined) throw new Error(`no ${name}`);
    return symbol;
  };
  const constructors: Readonly<Record<Sort, readonly string[]>> = {
    Term: [
      'pair',
      'H',
      'SIG',
      'ENC',
      'SYMENC',
      'pk',
      'agent',
      'machine',
      'PCR',
      'sinit',
      'dinit',
      'eval',
      'BIOS',
      'OS',
    ],
    Principal: ['owner', 'AIK'],
    Machine: ['machineOf'],
    Location: ['memory', 'pcr', 'dpcr'],
    Locations: ['both'],
    Name: ['s', 'd', 'bios_loc'],
    Event: ['Reset', 'Jump', 'Read', 'ReadAll', 'Sign', 'Send'],
    Thread: [],
    Time: [],
  };
  /** The name of a location that the machine has, or a variable. */
  const nameFor = (name: string, scope: readonly Variable[]): fc.Arbitrary<Term> =>
    fc.constantFrom<Term[]>(apply(named(name)), ...scope.filter((v) => v.sort === 'Name'));
  /** A term of the sort over these variables. */
  const term = (sort: Sort, scope: readonly Variable[], depth: number): fc.Arbitrary<Term> => {
    const leaves: fc.Arbitrary<Term>[] = scope.filter((v) => v.sort === sort).map((v) => fc.constant(v));
    const made = (constructors[sort] ?? [])
      .map(named)
      .filter((f) => depth > 0 || f.args.length === 0 || leaves.length === 0);
    const place: Readonly<Record<string, string>> = { memory: 'bios_loc', pcr: 's', dpcr: 'd' };
    const built = made.map((f) => {
      const here = place[f.name];
      const args = f.args.map((arg) => {
        if (here !== undefined && arg === 'Name') return nameFor(here, scope);
        return ofHost.has(f.name) ? fc.constant<Term>(host) : term(arg, scope, depth - 1);
      });
      return fc.tuple(...args).map((terms) => apply(f, ...terms));
    });
    const small = made.filter((f) => f.args.length === 0).length + leaves.length > 0;
    const all = [...leaves, ...(depth > 0 || !small ? built : built.filter((_, i) => made[i]?.args.length === 0))];
    return all.length === 0 ? fc.constant(variable('t', 'Time')) : fc.oneof(...all);
  };
  const segment = (scope: readonly Variable[], length: number): fc.Arbitrary<Segment> => {
    const ends: fc.Arbitrary<Segment>[] = [
      fc.constant(stop),
      fc.constant(latelaunch),
      term('Term', scope, 2).map(jump),
    ];
    if (length === 0) return fc.oneof(...ends);
    const steps = ['read', 'send', 'sign', 'verify', 'match', 'new'].flatMap(
      (name) => signature.actions.get(name) ?? [],
    );
    return fc.oneof(
      ...ends,
      ...steps.map((action) => {
        const result = action.result === undefined ? [] : [variable('x', action.result)];
        return fc
          .tuple(fc.tuple(...action.args.map((arg) => term(arg, scope, 2))), segment([...scope, ...result], length - 1))
          .map(([args, rest]) => step(action, args, 'x', closeBody(rest, result)));
      }),
    );
  };
  const formula = (scope: readonly Variable[], depth: number): fc.Arbitrary<Formula> => {
    const time = term('Time', scope, 1);
    const atomic: fc.Arbitrary<Formula>[] = [
      fc.constantFrom(truth, falsity),
      fc.tuple(term('Event', scope, 2), time).map(([event, when]) => atom(core.at, event, when)),
      fc.tuple(time, time).map(([a, b]) => core.lessThan(a, b)),
      fc.tuple(time, time).map(([a, b]) => core.atMost(a, b)),
      ...(['Term', 'Principal', 'Time', 'Thread'] as const).map((sort) =>
        fc.tuple(term(sort, scope, 2), term(sort, scope, 2)).map(([a, b]) => equal(a, b)),
      ),
      fc.tuple(term('Thread', scope, 1), time).map(([thread, when]) => atom(core.acts, thread, when)),
      fc
        .tuple(term('Principal', scope, 2), fc.array(fc.constantFrom('BIOS', 'OS'), { minLength: 1, maxLength: 2 }))
        .map(([who, list]) => {
          const set = list.reduce<Term>(
            (rest, name) => apply(core.alsoProgram, apply(named(name), host), rest),
            apply(core.noPrograms),
          );
          return atom(core.honest, who, set);
        }),
      ...[...signature.fluents.values()]
        .filter((fluent) => fluent !== core.acts)
        .map((fluent) =>
          fc.tuple(...fluent.args.map((sort) => term(sort, scope, 2))).map((args) => atom(fluent, ...args)),
        ),
      term('Machine', scope, 1).map((machine) => atom(signature.predicates.get('Host') ?? core.honest, machine)),
    ];
    if (depth === 0) return fc.oneof(...atomic);
    const inner = formula(scope, depth - 1);
    const several = fc.array(inner, { minLength: 2, maxLength: 3 });
    const over = (close: (variables: readonly Variable[], body: Formula) => Formula): fc.Arbitrary<Formula> =>
      fc
        .constantFrom(...bindable)
        .chain((v) =>
          formula([...scope.filter((w) => w.name !== v.name || w === host), v], depth - 1).map((body) =>
            close([v], body),
          ),
        );
    const interval = fc
      .tuple(time, time, formula([...scope, variable('v', 'Time')], depth - 1), fc.boolean())
      .map(([from, to, body, open]) => {
        const v = variable('v', 'Time');
        return forall(
          [v],
          implies(and(open ? core.lessThan(from, v) : core.atMost(from, v), core.atMost(v, to)), body),
        );
      });
    return fc.oneof(
      ...atomic,
      inner.map(not),
      several.map((parts) => and(...parts)),
      several.map((parts) => or(...parts)),
      fc.tuple(inner, inner).map(([a, b]) => implies(a, b)),
      over(forall),
      over(exists),
      interval,
      fc
        .tuple(segment(scope, 2), term('Thread', scope, 1), time, time, inner)
        .map(([s, thread, from, to, body]) => implies(ran(s, thread, from, to), body)),
    );
  };
  return formula(parameters, 3);
}
