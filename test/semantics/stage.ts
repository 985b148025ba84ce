import { apply, core, type Term } from '../../src/kernel/index.js';
import { sceneryOf } from '../../src/language/index.js';
import {
  type ActionEvent,
  beginning,
  type Configuration,
  type Machine,
  type Occurrence,
  Refusal,
  step,
  termText,
  type World,
  worldOf,
} from '../../src/semantics/index.js';
import { model } from '../language/texts.js';

/**
 * A machine whose threads run programs, and two whose resets and late launches start code that may do anything: with that each event can be
 * tried in each configuration.
 */
const stage = model(`
machine Host(m) {
  memory a, b
  pcr s
  dpcr d
  principal AIK
  on reset run Boot(m)
  on latelaunch run Late(m)
}
machine Open(m) {
  memory x, y
  pcr s, r
  dpcr d
}
program Boot(m: Host) { p = read m.a; extend m.pcr.s, p; jump p }
program Late(m: Host) { p = read m.b; extend m.dpcr.d, p; jump p }
program Kernel(m: Host) { lock m.a; latelaunch }
program Quote(m: Host) { w = read m.pcr.s; r = sign (PCR(s), w), AIK(m)⁻¹; send r }
program Check(m: Host) { q = receive; v = verify q, AIK(m); match v, (PCR(s), sinit) }
program Secret(m: Host) { n = new; send H(n); send n }
program Idle(m: Host) { … }
program Done(m: Host) { send sinit }
program Told(m: Host, e: Term) { send e }
`);

const scenery = sceneryOf(stage);
const kindNamed = (name: string) => scenery.kinds.find((kind) => kind.name === name) as (typeof scenery.kinds)[0];

export const program = (name: string, ...args: readonly Term[]): Term =>
  apply(stage.signature.functions.get(name) as NonNullable<ReturnType<typeof stage.signature.functions.get>>, ...args);

/** One host and two open machines. The host's AIK is honest: its threads run `Quote`. */
export const world: World = worldOf(scenery, {
  machines: [
    { name: 'host', kind: kindNamed('Host') },
    { name: 'open', kind: kindNamed('Open') },
    { name: 'other', kind: kindNamed('Open') },
  ],
  initial: ([host]) => {
    const { term } = host as Machine;
    return [[at('memory', term, 'a'), program('Kernel', term)]];
  },
  honest: ([host]) => {
    const { term } = host as Machine;
    return [{ principal: program('AIK', term), programs: [program('Quote', term)] }];
  },
});

export const [host, open, other] = world.machines.map(({ term }) => term) as [Term, Term, Term];
export const aik = program('AIK', host);
export const [mallory, user] = ['Mallory', 'User'].map((name) => world.individuals.of('principal', name)) as [
  Term,
  Term,
];
export const { sinit, dinit, unset } = world.words;
export const [data, malware] = [world.individuals.of('data', 'd1'), world.individuals.of('foreign', 'malware')];
export const nonce = (number: number): Term => world.individuals.of('nonce', `n${number}`);
export const thread = (number: number): Term => world.individuals.of('thread', `I${number}`);

export function at(space: 'memory' | 'pcr' | 'dpcr', machine: Term, name: string): Term {
  const functions = stage.signature.functions;
  const names = stage.signature.names;
  return apply(functions.get(space) as never, machine, apply(names.get(name) as never));
}

export const pair = (a: Term, b: Term): Term => apply(world.words.pair, a, b);
export const hash = (a: Term): Term => apply(world.words.H, a);
export const signed = (signer: Term, e: Term): Term => apply(world.words.SIG, signer, e);
export const key = (reader: Term): Term => apply(world.words.pk, reader);
export const encrypted = (k: Term, e: Term): Term => apply(world.words.ENC, k, e);
export const sealed = (k: Term, e: Term): Term => apply(world.words.SYMENC, k, e);
/** What a register holds that held the one, and was extended by the other. */
export const extended = (value: Term, ...entries: readonly Term[]): Term =>
  entries.reduce((before, entry) => hash(pair(before, entry)), value);

// Occurrences

export const reset = (machine: Term, born: Term, locks: readonly Term[] = [], owner = mallory): Occurrence => ({
  event: apply(core.resetEvent, machine, born),
  birth: { owner, machine, locks },
});
export const start = (born: Term, code: Term, machine: Term, owner = mallory): Occurrence => ({
  event: apply(core.startEvent, born, code),
  birth: { owner, machine, locks: [] },
});
export const launch = (
  by: Term,
  machine: Term,
  born: Term,
  locks: readonly Term[] = [],
  owner = mallory,
): Occurrence => ({
  event: apply(core.lateLaunchEvent, machine, born),
  by,
  birth: { owner, machine, locks },
});
export const jumps = (actor: Term, target: Term): Occurrence => ({ event: apply(core.jumpEvent, actor, target) });
export const acts = (actor: Term, name: ActionEvent, ...args: readonly Term[]): Occurrence => ({
  event: apply(world.words.events[name], actor, ...args),
});

/** The configuration after some events, each of which has to be enabled. */
export function afterwards(from: Configuration, ...occurrences: readonly Occurrence[]): Configuration {
  let c = from;
  for (const occurrence of occurrences) {
    const next = step(c, occurrence);
    if (next instanceof Refusal) throw new Error(`${termText(world.words, occurrence.event)}: ${next.reason}`);
    c = next;
  }
  return c;
}

/** Why an event is not enabled; undefined where it is. */
export function refusal(c: Configuration, occurrence: Occurrence): string | undefined {
  const next = step(c, occurrence);
  return next instanceof Refusal ? next.reason : undefined;
}

export const nothing = beginning(world);
/** The host runs Boot in thread 1, the open machines anything in 2 and 3. */
export const booted = afterwards(
  nothing,
  reset(host, thread(1)),
  reset(open, thread(2)),
  reset(other, thread(3), [], user),
);
