import { apply, type FunctionSymbol, sameTerm, type Term } from '../kernel/index.js';
import { isHonest } from './boot-keys.js';
import { restsOf } from './code.js';
import type { Adversary, Scope, Starting } from './scope.js';
import { isApplication } from './terms.js';
import type { ActionEvent } from './words.js';
import { codeOf, individual, type Machine, type World } from './world.js';

/** Programs of the model with machines of the world, and data, for their parameters. */
export function instances(world: World): readonly Term[] {
  const data = [individual(world, 'data', 'challenge')];
  return world.theory.programs.flatMap(({ symbol }) => {
    const kinds = world.paramKinds.get(symbol.name) ?? [];
    const values = symbol.args.map((sort, i) => {
      if (sort === 'Term') return data;
      return sort === 'Machine' ? machinesOf(world, kinds[i]).map(({ term }) => term) : [];
    });
    return applications(symbol, values);
  });
}

const machinesOf = ({ machines }: World, kind: string | undefined): readonly Machine[] =>
  machines.filter((machine) => kind === undefined || machine.kind.name === kind);

const applications = (symbol: FunctionSymbol, values: readonly (readonly Term[])[]): readonly Term[] =>
  values
    .reduce<readonly (readonly Term[])[]>((all, of) => all.flatMap((args) => of.map((arg) => [...args, arg])), [[]])
    .map((args) => apply(symbol, ...args));

/** What the adversary may do in a world, at one of its levels; with terms that it may use besides the world's programs. */
export function scopeOf(world: World, adversary: Adversary, extra: readonly Term[] = []): Scope {
  const { words } = world;
  const programs = instances(world);
  const [user, operator, mallory] = ['User', 'Operator', 'Mallory'].map((name) =>
    individual(world, 'principal', name),
  ) as [Term, Term, Term];
  const challenge = individual(world, 'data', 'challenge');
  const malware = individual(world, 'foreign', 'malware');
  const [isLocal, isNetwork] = [
    adversary === 'local' || adversary === 'full',
    adversary === 'network' || adversary === 'full',
  ];
  const services = programs.flatMap((program) => (isService(world, program) ? startings(world, program, [user]) : []));
  const hostile = [...programs, malware].flatMap((program) => startings(world, program, [mallory]));
  const terms = [...programs, malware, challenge, words.sinit, words.dinit, ...extra];
  return {
    starts: isLocal ? [...services, ...hostile] : services,
    owners: isLocal ? [operator, mallory] : [operator],
    foreign: {
      actions: new Set(isLocal ? worthwhile : []),
      jumps: isLocal ? [...programs, malware] : [],
      // The system that a chain ends with may launch, whoever the adversary is.
      launches: true,
      terms,
      elsewhere: adversary === 'full',
    },
    messages: isNetwork ? terms : [challenge],
    forges: isNetwork,
    locks: 'all',
    resets: adversary === 'full' ? 'any' : 'once',
    births: Number.POSITIVE_INFINITY,
  };
}

/** The actions that lead to something that foreign code could not have without them. */
const worthwhile: readonly ActionEvent[] = [
  'Read',
  'Write',
  'Extend',
  'Lock',
  'Unlock',
  'Send',
  'Receive',
  'New',
  'Sign',
  'BootSign',
  'Place',
  'Poke',
  'Peek',
];

/** Programs that somebody starts: no machine does, no memory holds them at first, and they hand control to nobody. */
function isService(world: World, program: Term): boolean {
  const code = codeOf(world, program);
  if (code === undefined || code === 'foreign' || !isApplication(program)) return false;
  const { symbol } = program;
  const boots = world.kinds.some(({ reset, lateLaunch }) => symbol === reset || symbol === lateLaunch);
  const isStored = [...world.initial.values()].some((value) => isApplication(value) && value.symbol === symbol);
  return !boots && !isStored && [...restsOf(code)].every(({ kind }) => kind === 'step' || kind === 'stop');
}

/** A program is started on each of the machines that it is about, by whoever is honest and runs it, or else by these. */
function startings(world: World, program: Term, others: readonly Term[]): readonly Starting[] {
  const honest = world.honest
    .filter(({ programs }) => programs.some((each) => sameTerm(each, program)))
    .map(({ principal }) => principal);
  const owners = honest.length > 0 ? honest : others.filter((owner) => !isHonest(world, owner));
  const about = isApplication(program) ? world.machines.filter(({ term }) => program.args.includes(term)) : [];
  const machines = about.length > 0 ? about : world.machines;
  return owners.flatMap((owner) => machines.map(({ term: machine }) => ({ program, owner, machine })));
}
