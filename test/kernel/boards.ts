import type { FunctionSymbol, Segment, Term } from '../../src/kernel/index.js';
import { apply, closeBody, openBody } from '../../src/kernel/index.js';
import { sceneryOf } from '../../src/language/index.js';
import { beginning, Individuals, Random, run, type Scope, type World, worldOf } from '../../src/semantics/index.js';
import { History } from '../../src/trace/index.js';
import { model } from '../language/texts.js';
import { m } from './world.js';

/** Small machines for the rules of programs: what reads, receives and sends, jumps and launches; code that does anything. */
export const boards = model(`
machine Box(m) {
  memory next
  on reset run Rom(m)
  on latelaunch run Loader(m)
}
program Rom(m: Box) { b = read m.next; send b; jump b }
program Loader(m: Box) { send Rom(m) }
program Launcher(m: Box) { send Rom(m); latelaunch }
program Loop(m: Box) { a = receive; b = read m.next; send (a, b); jump Rom(m) }
program Foreign(m: Box) { … }
define Boots(A: Principal) ≡ Honest(A, {Rom(m), Loop(m) | m: Box})
`);

export const { theory } = boards;
export const [Box] = boards.kinds.map(({ predicate }) => predicate) as [(typeof boards.kinds)[0]['predicate']];

export const programNamed = (name: string): FunctionSymbol => boards.signature.functions.get(name) as FunctionSymbol;

/** What a program does, of the machine m. */
export function codeOf(name: string): Segment {
  const { params, body } = theory.program(programNamed(name)) as { params: readonly (typeof m)[]; body: Segment };
  return openBody(closeBody(body, params), [m]);
}

const memory = boards.signature.functions.get('memory') as FunctionSymbol;
const next = boards.signature.names.get('next') as FunctionSymbol;
export const nextOf = (machine: Term): Term => apply(memory, machine, apply(next));

const individuals = new Individuals();
export const [A, B] = ['A', 'B'].map((name) => individuals.of('principal', name)) as [Term, Term];
const scenery = sceneryOf(boards);
const [kind] = scenery.kinds as [(typeof scenery.kinds)[0]];
const machines = ['M0', 'M1'].map((name) => ({ name, kind }));
const names = ['Rom', 'Loader', 'Launcher', 'Loop', 'Foreign'];

/** Two machines, with a program in memory; where A is honest, its threads run `Rom(M0)` or `Loop(M0)`. */
const worldWith = (isHonest: boolean): World =>
  worldOf(
    scenery,
    {
      machines,
      initial: (all) =>
        (isHonest ? ['Loader', 'Rom'] : ['Loop', 'Launcher']).map((name, i) => {
          const { term } = all[i] as (typeof all)[0];
          return [nextOf(term), apply(programNamed(name), term)];
        }),
      honest: ([first]) =>
        isHonest
          ? [{ principal: A, programs: ['Rom', 'Loop'].map((name) => apply(programNamed(name), first?.term as Term)) }]
          : [],
    },
    individuals,
  );

export const [anybody, honestly] = [worldWith(false), worldWith(true)] as const;

/** Anybody may start anything that is not against what is said of A, and foreign code writes programs for others to jump to. */
function scopeOf({ machines: all, honest }: World): Scope {
  const programs = names.flatMap((name) => all.map(({ term }) => apply(programNamed(name), term)));
  const starts = [A, B].flatMap((owner) => {
    const own = honest.find(({ principal }) => principal === owner)?.programs ?? programs;
    return own.flatMap((program) => all.map(({ term: machine }) => ({ program, owner, machine })));
  });
  return {
    starts,
    owners: honest.length > 0 ? [B] : [A, B],
    foreign: {
      actions: new Set(['Read', 'Write', 'Send', 'Receive']),
      jumps: programs,
      launches: true,
      terms: programs,
      elsewhere: true,
    },
    messages: programs,
    forges: true,
    locks: 'any',
    resets: 'any',
    births: Number.POSITIVE_INFINITY,
  };
}

/** Random traces, a third of them with an honest A. */
export const randomTraces = (count: number, seed: number): readonly History[] =>
  Array.from({ length: count }, (_, i) => {
    const world = i % 3 === 0 ? honestly : anybody;
    const scope = scopeOf(world);
    const taken = run(beginning(world), scope, new Random(Random.seedOf(seed, i)), 14);
    return History.of(
      world,
      [...taken].map(({ occurrence }) => occurrence),
    );
  });

export const threadNamed = (name: string): Term => individuals.of('thread', name);
