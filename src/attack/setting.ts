import {
  apply,
  type Formula,
  type FunctionSymbol,
  membersOf,
  not,
  openBody,
  type PredicateSymbol,
  sameTerm,
  substitute,
  type Term,
  variable,
} from '../kernel/index.js';
import { type Model, sceneryOf } from '../language/index.js';
import {
  type BootKey,
  Individuals,
  individual,
  type Kind,
  type Machine,
  programsOf,
  type Scenery,
  type Words,
  type World,
  wordsOf,
  worldOf,
} from '../semantics/index.js';
import type { Claim } from '../trace/index.js';
import { type Demands, demandsOf, kindOf } from './demands.js';

/** Where a claim is attacked: the machines that it speaks of, and nobody honest but whom it calls so. */
export interface Setting {
  readonly claim: Claim;
  readonly world: World;
  /** The premises, and what is not to be, about this world's machines. */
  readonly formulas: readonly Formula[];
  /** What a trace has to show on which the claim is violated. */
  readonly demands: Demands;
  /** The premises that say something of all times, about this world's machines: whatever else happens, no event may break them. */
  readonly always: readonly Formula[];
}

/**
 * Machines for the variables that stand for them, and where there are none, one of the first kind. `apart`: one for each, named after it; `others`: and one more of each
 * kind; `together`: one for all variables of a kind, since nothing says that they are different.
 */
export function settingOf(model: Model, claim: Claim, machinesAre: 'apart' | 'others' | 'together' = 'apart'): Setting {
  const scenery = sceneryOf(model);
  const individuals = new Individuals();
  const machines = new Machines(scenery, individuals);
  const words = wordsOf(scenery.symbols);
  const { params, premises, conclusion } = claim;
  const all = [...premises, not(conclusion)];
  const standing = params.filter(({ sort }) => sort === 'Machine');
  const kinds = standing.map((param) => kindAmong(scenery.kinds, premises, param));
  const terms = standing.map(({ name }, i) => {
    const place = machinesAre === 'together' ? kinds.indexOf(kinds[i]) : i;
    return machines.named(standing[place]?.name ?? name, kinds[i]);
  });
  const about = (formula: Formula): Formula => substitute(formula, standing, terms);
  const constant = (symbol: FunctionSymbol): Term => {
    const itself = apply(symbol);
    if (symbol.result === 'Machine') return machines.named(symbol.name, kindAmong(scenery.kinds, premises, itself));
    // A principal is mostly somebody of its own, whom programs name.
    return symbol.result === 'Principal' ? itself : variable(`${symbol.name}°`, symbol.result);
  };
  const reading = { theory: model.theory, words, kinds: scenery.kinds, machine: machines.named, constant };
  const formulas = all.map(about);
  const demands = demandsOf(reading, formulas);
  const { always } = demandsOf(reading, premises.map(about));
  // What is so for all machines of a kind is nothing where there is none.
  for (const { programs } of demands.honest)
    for (const kind of membersOf(model.theory, programs)?.flatMap((each) => each.kinds) ?? []) machines.some(kind);
  const found = machines.all(machinesAre === 'others');
  const malware = individual({ individuals, symbols: scenery.symbols }, 'foreign', 'malware');
  const ofEach = (world: readonly Machine[]): Demands =>
    demandsOf(
      reading,
      always.flatMap((formula) => [...everywhere(formula, world)]),
    );
  const honest = (world: readonly Machine[]) =>
    honestBy([...demands.honest, ...ofEach(world).honest], scenery, individuals, malware, world);
  const bootKeys = (world: readonly Machine[]) =>
    [...demands.bootKeys, ...ofEach(world).bootKeys].flatMap((each) =>
      bootKeyBy(words, { ...each, args: each.args.map((arg) => someone(arg, scenery, individuals)) }),
    );
  return {
    claim,
    formulas,
    demands,
    always,
    world: worldOf(scenery, { machines: found, honest, bootKeys }, individuals),
  };
}

const kindAmong = (kinds: readonly Kind[], premises: readonly Formula[], param: Term): Kind | undefined => {
  for (const premise of premises) {
    const kind = kindOf({ kinds }, premise, param);
    if (kind !== undefined) return kind;
  }
  return undefined;
};

/** What is said of all machines, of each that there is. */
function* everywhere(formula: Formula, machines: readonly Machine[]): Iterable<Formula> {
  if (formula.kind === 'forall' && formula.sort === 'Machine')
    for (const { term } of machines) yield* everywhere(openBody(formula.body, [term]), machines);
  else if (formula.kind === 'implies' && formula.left.kind === 'atom') {
    const { predicate, args } = formula.left;
    if (machines.some(({ term, kind }) => kind.predicate === predicate && term === args[0]))
      yield* everywhere(formula.right, machines);
  } else yield formula;
}

/** The machines of a setting, as they are asked for. */
class Machines {
  readonly #scenery: Scenery;
  readonly #individuals: Individuals;
  readonly #found = new Map<string, Kind>();

  constructor(scenery: Scenery, individuals: Individuals) {
    this.#scenery = scenery;
    this.#individuals = individuals;
  }

  /** One of this name, and of this kind or the first. */
  readonly named = (name: string, kind: Kind | undefined): Term => {
    const { symbols, kinds } = this.#scenery;
    const term = individual({ individuals: this.#individuals, symbols }, 'machine', name);
    const of = kind ?? kinds[0];
    if (of !== undefined && term.kind === 'application' && !this.#found.has(term.symbol.name))
      this.#found.set(term.symbol.name, of);
    return term;
  };

  /** One of a kind, if there is none yet. */
  some(predicate: PredicateSymbol): void {
    const kind = this.#scenery.kinds.find((each) => each.predicate === predicate);
    if (kind !== undefined && ![...this.#found.values()].includes(kind)) this.named(`some_${kind.name}`, kind);
  }

  /** @param others whether there is another of each kind as well */
  all(others: boolean): readonly { readonly name: string; readonly kind: Kind }[] {
    if (this.#found.size === 0 && this.#scenery.kinds[0] !== undefined) this.named('machine1', undefined);
    const isVirtual = [...this.#found.values()].some((kind) => kind.isVirtual);
    const physical = this.#scenery.kinds.find((kind) => !kind.isVirtual);
    // What is virtual runs on something.
    if (isVirtual && physical !== undefined && ![...this.#found.values()].some((kind) => !kind.isVirtual))
      this.named('host', physical);
    if (others) for (const kind of new Set(this.#found.values())) this.named(`other_${kind.name}`, kind);
    return [...this.#found].map(([name, kind]) => ({ name, kind }));
  }
}

/**
 * The fewest that the premises allow, with as much freedom as they leave: a principal of whose programs nothing is said may run any code; one of whom
 * several sets are said, what is in all of them.
 */
function honestBy(
  honest: Demands['honest'],
  scenery: Scenery,
  individuals: Individuals,
  malware: Term,
  machines: readonly Machine[],
): World['honest'] {
  const found: { principal: Term; programs: readonly Term[] }[] = [];
  for (const { principal: named, programs: set } of honest) {
    const principal = someone(named, scenery, individuals);
    const listed = programsOf(scenery, machines, set);
    const known = found.find((each) => sameTerm(each.principal, principal));
    if (known === undefined) found.push({ principal, programs: listed ?? [malware] });
    else if (listed !== undefined && known.programs.includes(malware)) known.programs = listed;
    else if (listed !== undefined)
      known.programs = known.programs.filter((program) => listed.some((each) => sameTerm(each, program)));
  }
  return found;
}

/** What a premise says of a key; of one that it leaves open, nothing. */
function bootKeyBy(words: Words, { predicate, args }: Demands['bootKeys'][number]): readonly BootKey[] {
  const [principal, second, program] = args as [Term, Term, Term];
  if (args.some(({ free }) => free.length > 0)) return [];
  if (predicate === words.derivedKey) return [{ principal, by: 'jump', parent: second, program }];
  return [{ principal, by: predicate === words.bootKey ? 'reset' : 'launch', machine: second }];
}

/** For a principal that premises leave open, one of that name. */
const someone = (term: Term, { symbols }: Scenery, individuals: Individuals): Term =>
  term.kind === 'variable' && term.sort === 'Principal'
    ? individual({ individuals, symbols }, 'principal', term.name)
    : term;
