import {
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
  codeOf,
  type Honesty,
  instances,
  type Kind,
  type Machine,
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
      stages.flatMap(({ reads }, i) => {
        const next = stages[i + 1]?.program;
        return reads === undefined || next === undefined
          ? []
          : [[at(reads, machine, term), apply(next, term)] as const];
      }),
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
      return code !== undefined && code !== 'foreign' && usesKeyOf(code, principal);
    });
    return programs.length === 0 ? [] : [{ principal, programs }];
  });
}

const usesKeyOf = (code: Segment, principal: Term): boolean =>
  code.kind === 'step' &&
  (code.args.some((arg) => arg.sort === 'Principal' && sameTerm(arg, principal)) || usesKeyOf(code.rest, principal));
