import {
  type ActionSymbol,
  apply,
  equal,
  type Formula,
  type Segment,
  sameTerm,
  substitute,
  type Term,
  type Variable,
} from '../kernel/index.js';
import {
  type BootKey,
  type Code,
  codeOf,
  type Honesty,
  instances,
  type Kind,
  type Machine,
  restsOf,
  type Scenery,
  type World,
  worldOf,
} from '../semantics/index.js';
import type { KindDecl, Model } from './model.js';

/** A model as the semantics looks at it. */
export const sceneryOf = ({ theory, signature, kinds }: Model): Scenery => ({
  theory,
  symbols: signature,
  paramKinds: signature.paramKinds,
  kinds: kinds.map(kindOf),
});

const kindOf = ({ name, predicate, virtual, memory, pcrs, dpcrs, principals, reset, lateLaunch }: KindDecl): Kind => ({
  name,
  predicate,
  isVirtual: virtual,
  memory,
  pcrs: virtual ? [] : pcrs,
  dpcrs,
  vpcrs: virtual ? pcrs : [],
  principals,
  ...(reset && { reset }),
  ...(lateLaunch && { lateLaunch }),
});

/**
 * A model's world as its authors mean it: so many machines of each kind, set up as `setup` and the chains say, whose principals are honest and
 * use their keys in the programs that name them.
 *
 * @param machines how many of each kind
 */
export function sceneOf(model: Model, machines = 1): World {
  const scenery = sceneryOf(model);
  const named = scenery.kinds.flatMap((kind) =>
    Array.from({ length: machines }, (_, i) => ({ name: machineName(model, kind, i + 1), kind })),
  );
  const bare = worldOf(scenery, { machines: named });
  const parts = {
    machines: named,
    initial: () => bare.machines.flatMap((machine) => contentsOf(model, machine)),
    honest: () => bare.machines.flatMap((machine) => honestOf(model, bare, machine)),
    bootKeys: () => bootKeysIn(bare, parts.initial()),
  };
  return worldOf(scenery, parts, bare.individuals);
}

/** `host1`, with an underscore for each name of the model that it would be. */
function machineName({ signature }: Model, { name }: Kind, number: number): string {
  let candidate = `${name.charAt(0).toLowerCase()}${name.slice(1)}${number}`;
  while (signature.functions.has(candidate)) candidate += '_';
  return candidate;
}

/** What memory holds at first: as it is set up, or else for each stage of a chain the next. */
function contentsOf(model: Model, { term, kind }: Machine): readonly (readonly [Term, Term])[] {
  const chained = model.chains
    .filter((chain) => chain.kind === kind.predicate)
    .flatMap(({ machine, stages }) =>
      stages.flatMap(({ measures }) =>
        measures.flatMap(({ location, entry }) =>
          location === undefined ? [] : [[at(location, machine, term), at(entry, machine, term)] as const],
        ),
      ),
    );
  const declared = model.setups
    .filter((setup) => setup.kind === kind.predicate)
    .flatMap(({ machine, contents }) =>
      contents.map(({ location, value }) => [at(location, machine, term), at(value, machine, term)] as const),
    );
  return [...chained, ...declared];
}

/** A term over a machine, of this one. */
function at(term: Term, variable: Variable, machine: Term): Term {
  const same = substitute(equal(term, term), [variable], [machine]) as Formula & { kind: 'equal' };
  return same.left;
}

function honestOf({ kinds }: Model, world: World, { term, kind }: Machine): readonly Honesty[] {
  const principals = kinds.find(({ name }) => name === kind.name)?.principals ?? [];
  return principals.flatMap((symbol) => {
    const principal = apply(symbol, term);
    const programs = instances(world).filter((program) => {
      const code = codeOf(world, program);
      return keysIn(code, ({ event }) => event !== world.words.events.BootSign).some((each) =>
        sameTerm(each, principal),
      );
    });
    return programs.length === 0 ? [] : [{ principal, programs }];
  });
}

/** The actions of a program, of all of its branches. */
const stepsIn = (code: Code | undefined): readonly Extract<Segment, { kind: 'step' }>[] =>
  code === undefined || code === 'foreign' ? [] : [...restsOf(code)].flatMap((at) => (at.kind === 'step' ? at : []));

/** Whose keys a program uses, in some of its actions. */
function keysIn(code: Code | undefined, where: (action: ActionSymbol) => boolean): readonly Term[] {
  const keys: Term[] = [];
  for (const at of stepsIn(code))
    if (where(at.action)) keys.push(...at.args.filter(({ sort, loose }) => sort === 'Principal' && loose === 0));
  return keys;
}

/**
 * Who has the keys that programs sign with by `bootsign`: what a machine runs by itself, from the boot that begins it; any other program, from who jumps to it
 * out of a program that reads it where it is stored, and that has a key. A key that several programs use is the first one's.
 */
function bootKeysIn(world: World, stored: readonly (readonly [Term, Term])[]): readonly BootKey[] {
  const { BootSign, Read } = world.words.events;
  const programs = instances(world).map((program) => ({ program, code: codeOf(world, program) }));
  const keysOf = (code: Code | undefined): readonly Term[] => keysIn(code, ({ event }) => event === BootSign);
  const reads = (code: Code | undefined, program: Term): boolean => {
    for (const at of stepsIn(code)) {
      const [location] = at.args;
      const isRead = at.action.event === Read && location !== undefined;
      if (isRead && stored.some(([place, is]) => sameTerm(place, location) && sameTerm(is, program))) return true;
    }
    return false;
  };
  const found: BootKey[] = [];
  for (const { program, code } of programs)
    for (const principal of keysOf(code)) {
      if (found.some((each) => sameTerm(each.principal, principal))) continue;
      const parent = programs.flatMap((each) => (reads(each.code, program) ? keysOf(each.code) : []))[0];
      const boots = bootOf(world, program);
      if (boots !== undefined) found.push({ principal, ...boots });
      else if (parent !== undefined) found.push({ principal, by: 'jump', parent, program });
    }
  return found;
}

/** The boot of one of the world's machines that runs a program. */
function bootOf(
  { machines }: World,
  program: Term,
): { readonly by: 'reset' | 'launch'; readonly machine: Term } | undefined {
  if (program.kind !== 'application') return undefined;
  const machine = machines.find(({ term }) => program.args[0] !== undefined && sameTerm(program.args[0], term));
  if (machine === undefined) return undefined;
  const { reset, lateLaunch } = machine.kind;
  if (program.symbol === reset) return { by: 'reset', machine: machine.term };
  return program.symbol === lateLaunch ? { by: 'launch', machine: machine.term } : undefined;
}
