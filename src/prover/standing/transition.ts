import { core, type FunctionSymbol } from '../../kernel/index.js';
import type { ActionEvent } from '../../semantics/index.js';
import type { Lexicon } from './lexicon.js';
import { all, type Binding, choose, entails, not, same, some } from './smt.js';
import {
  actor,
  alive,
  booted,
  born,
  event,
  has,
  holder,
  host,
  isVirtual,
  made,
  nobody,
  nowhere,
  somebody,
  somewhere,
  together,
  value,
  who,
} from './states.js';

/** Something that is so of every trace, for all that `over` stands for. To be instantiated where one of the patterns occurs. */
export interface Clause {
  readonly name: string;
  readonly over: readonly Binding[];
  readonly body: string;
  readonly patterns: readonly (readonly string[])[];
}

/** What is so at the beginning: `beginning` in src/semantics/configuration.ts. Memory may hold anything. */
export function initially(lexicon: Lexicon): readonly Clause[] {
  const { pcr, dpcr, vpcr, unset } = lexicon.words;
  const atFirst = '0';
  const clause = (name: string, binding: Binding, body: string, pattern: string): Clause => ({
    name,
    over: [binding],
    body,
    patterns: [[pattern]],
  });
  const isRegister = some(lexicon.is(pcr, 'l'), lexicon.is(dpcr, 'l'), lexicon.is(vpcr, 'l'));
  const location: Binding = ['l', lexicon.sort('Location')];
  const thread: Binding = ['I', lexicon.sort('Thread')];
  const term = lexicon.sort('Term');
  return [
    clause(
      'registers are unset',
      location,
      entails(isRegister, same(value('l', atFirst), constantOf(lexicon, unset))),
      value('l', atFirst),
    ),
    clause('nothing is locked', location, same(holder('l', atFirst), nobody), holder('l', atFirst)),
    clause('nobody was born', thread, not(born('I', atFirst)), born('I', atFirst)),
    clause('nobody is alive', thread, not(alive('I', atFirst)), alive('I', atFirst)),
    clause('no machine was reset', ['m', lexicon.sort('Machine')], not(booted('m', atFirst)), booted('m', atFirst)),
    ...givers(lexicon).map(({ said, over }) => ({
      name: 'nobody was given a key',
      over: [thread, ...over],
      body: entails(said, not(has('I', 'A', atFirst))),
      patterns: [[said, has('I', 'A', atFirst)]],
    })),
    clause('nothing is placed', ['m', lexicon.sort('Machine')], same(host('m', atFirst), nowhere), host('m', atFirst)),
    clause('nothing was made', ['x', term], not(made('x', atFirst)), made('x', atFirst)),
  ];
}

/** A constant that is a constructor, as a term. */
export const constantOf = (lexicon: Lexicon, term: Lexicon['words']['unset']): string =>
  term.kind === 'application' ? lexicon.name(term.symbol) : term.kind;

/**
 * How a state follows from the one before by the event with its number: the step relation (src/semantics/step.ts and actions.ts, reference
 * section 2), clause by clause. Clauses are necessary conditions: what is left out, such as what programs come to and what the adversary
 * can know, allows more traces than there are, of which all the more an axiom has to hold.
 */
export function step(lexicon: Lexicon, before: string, now: string): readonly Clause[] {
  return [
    ...whoActs(lexicon, before, now),
    ...births(lexicon, before, now),
    ...hosts(lexicon, before, now),
    ...stores(lexicon, before, now),
    ...locks(lexicon, before, now),
    ...keys(lexicon, before, now),
    ...results(lexicon, before, now),
  ];
}

const clause = (name: string, ...parts: readonly string[]): Clause => ({
  name,
  over: [],
  body: all(...parts),
  patterns: [],
});

/** The event of a step, taken apart. */
class Happening {
  readonly #lexicon: Lexicon;
  readonly term: string;

  constructor(lexicon: Lexicon, at: string) {
    this.#lexicon = lexicon;
    this.term = event(at);
  }

  is(symbol: FunctionSymbol): string {
    return this.#lexicon.is(symbol, this.term);
  }

  part(symbol: FunctionSymbol, place: number): string {
    return this.#lexicon.part(symbol, place, this.term);
  }

  /** That if it is an event of the symbol, something holds of its arguments. */
  when(symbol: FunctionSymbol, body: (...parts: readonly string[]) => string): string {
    return entails(this.is(symbol), body(...symbol.args.map((_, i) => this.part(symbol, i))));
  }

  /** Whether it is an event of the symbol with something in a place. */
  has(symbol: FunctionSymbol, place: number, what: string): string {
    return all(this.is(symbol), same(this.part(symbol, place), what));
  }

  /** Whether the thread is born. */
  bears(thread: string): string {
    return some(
      this.has(core.resetEvent, 1, thread),
      this.has(core.lateLaunchEvent, 1, thread),
      this.has(core.startEvent, 0, thread),
    );
  }
}

/** `step` and `actorOf`: who acts is a thread that was born, and has not died since. */
function whoActs(lexicon: Lexicon, before: string, now: string): readonly Clause[] {
  const e = new Happening(lexicon, now);
  const acting = [...Object.values(lexicon.words.events), core.jumpEvent];
  const known = [...acting, core.resetEvent, core.lateLaunchEvent, core.startEvent];
  return [
    clause('events are those that the semantics knows', some(...known.map((symbol) => e.is(symbol)))),
    clause(
      'an action is its thread’s',
      ...acting.map((symbol) => e.when(symbol, (thread) => same(actor(now), somebody(thread as string)))),
      e.when(core.resetEvent, () => same(actor(now), nobody)),
      e.when(core.startEvent, () => same(actor(now), nobody)),
    ),
    clause(
      'a thread of the machine comes to latelaunch',
      e.when(core.lateLaunchEvent, (machine) =>
        all(
          not(same(actor(now), nobody)),
          same(machineOf(lexicon, who(actor(now))), machine as string),
          not(isVirtual(machine as string)),
        ),
      ),
    ),
    clause('who acts is alive', entails(not(same(actor(now), nobody)), alive(who(actor(now)), before))),
  ];
}

const machineOf = (lexicon: Lexicon, thread: string): string => lexicon.apply(core.machineOf, thread);
const ownerOf = (lexicon: Lexicon, thread: string): string => lexicon.apply(core.owner, thread);

/** `newborn`, `reset`, `lateLaunch`, `start`, `settled`: who comes to be, and who dies. */
function births(lexicon: Lexicon, before: string, now: string): readonly Clause[] {
  const e = new Happening(lexicon, now);
  const thread: Binding = ['I', lexicon.sort('Thread')];
  const runsOn = (machine?: string, born?: string): string =>
    same(machineOf(lexicon, born as string), machine as string);
  const home = machineOf(lexicon, 'I');
  const ends = (machine: string): string => some(...endsOf(lexicon, e, machine, before));
  const diesByReset = some(e.has(core.resetEvent, 0, home), ends(home));
  const launches = all(e.is(core.lateLaunchEvent), same(actor(now), somebody('I')));
  const isReset = e.has(core.resetEvent, 0, 'm');
  return [
    {
      name: 'who is born was not born before',
      over: [thread],
      body: entails(e.bears('I'), not(born('I', before))),
      patterns: [[born('I', before)], [born('I', now)]],
    },
    {
      name: 'who was born is who was so before, and who is born',
      over: [thread],
      body: same(born('I', now), some(born('I', before), e.bears('I'))),
      patterns: [[born('I', before)], [born('I', now)]],
    },
    clause(
      'who is born is noted',
      ...[1, 1, 0].map((place, i) => {
        const symbol = [core.resetEvent, core.lateLaunchEvent, core.startEvent][i] as FunctionSymbol;
        return e.when(symbol, () => all(not(born(e.part(symbol, place), before)), born(e.part(symbol, place), now)));
      }),
    ),
    clause('a machine starts threads on itself', e.when(core.resetEvent, runsOn), e.when(core.lateLaunchEvent, runsOn)),
    clause(
      'somebody is started on a machine that was reset',
      e.when(core.startEvent, (started) => booted(machineOf(lexicon, started as string), before)),
    ),
    {
      name: 'who is alive was so before and did not die, or is born',
      over: [thread],
      body: entails(alive('I', now), some(e.bears('I'), all(alive('I', before), not(diesByReset), not(launches)))),
      patterns: [[alive('I', now)]],
    },
    {
      name: 'machines that were reset',
      over: [['m', lexicon.sort('Machine')]],
      body: same(booted('m', now), some(isReset, all(booted('m', before), not(ends('m'))))),
      patterns: [[booted('m', now)], [booted('m', before)]],
    },
  ];
}

/** How a virtual machine ends: it is placed anew, or its host is reset. */
const endsOf = (lexicon: Lexicon, e: Happening, machine: string, before: string): readonly string[] => [
  e.has(lexicon.words.events.Place, 1, machine),
  all(e.is(core.resetEvent), same(host(machine, before), somewhere(e.part(core.resetEvent, 0)))),
];

/** Where virtual machines are: `Place`, `Poke` and `Peek` in actions.ts, `Reset` in births.ts, `ended` in machines.ts. */
function hosts(lexicon: Lexicon, before: string, now: string): readonly Clause[] {
  const { events, vpcr, H, sinit } = lexicon.words;
  const e = new Happening(lexicon, now);
  const home = (I?: string): string => machineOf(lexicon, I as string);
  const isOn = (vm: string, I?: string): string => same(host(vm, before), somewhere(home(I)));
  const [placed, fallen] = endsOf(lexicon, e, 'm', before) as [string, string];
  const placer = somewhere(home(e.part(events.Place, 0)));
  return [
    clause(
      'what is placed is virtual, and on a machine that is not',
      e.when(events.Place, (I, vm) => all(isVirtual(vm as string), not(isVirtual(home(I))))),
    ),
    clause(
      'a virtual machine starts where it is placed',
      e.when(core.resetEvent, (vm) => entails(isVirtual(vm as string), not(same(host(vm as string, before), nowhere)))),
    ),
    clause(
      'a host sets registers of its own virtual machines to digests',
      e.when(events.Poke, (I, l, x) =>
        all(
          lexicon.is(vpcr, l as string),
          isOn(lexicon.part(vpcr, 0, l as string), I),
          some(lexicon.is(H, x as string), same(x as string, constantOf(lexicon, sinit))),
        ),
      ),
    ),
    clause(
      'a host reads keys of its own virtual machines',
      e.when(events.Peek, (I, vm) => isOn(vm as string, I)),
    ),
    {
      name: 'where a virtual machine is',
      over: [['m', lexicon.sort('Machine')]],
      body: same(host('m', now), choose(placed, placer, choose(fallen, nowhere, host('m', before)))),
      patterns: [[host('m', now)], [host('m', before)]],
    },
  ];
}

/** Whether a location is free, or locked by a thread. */
const mayChange = (location: string, thread: string, before: string): string =>
  some(same(holder(location, before), nobody), same(holder(location, before), somebody(thread)));

/** What locations hold: `Write` and `Extend` in actions.ts, `reset` and `lateLaunch` in step.ts. */
function stores(lexicon: Lexicon, before: string, now: string): readonly Clause[] {
  const { events, memory, pcr, dpcr, vpcr, H, pair, sinit, dinit, unset } = lexicon.words;
  const e = new Happening(lexicon, now);
  const isRegister = (l: string): string => some(lexicon.is(pcr, l), lexicon.is(dpcr, l), lexicon.is(vpcr, l));
  const constant = (term: typeof unset): string => constantOf(lexicon, term);
  const set = (boot: FunctionSymbol, space: FunctionSymbol): string =>
    all(lexicon.is(space, 'l'), e.has(boot, 0, lexicon.part(space, 0, 'l')));
  const extended = lexicon.apply(H, lexicon.apply(pair, value('l', before), e.part(events.Extend, 2)));
  const own = lexicon.part(vpcr, 0, 'l');
  const starts = all(set(core.resetEvent, vpcr), isVirtual(own));
  const ends = all(lexicon.is(vpcr, 'l'), some(...endsOf(lexicon, e, own, before)));
  const emulated = choose(
    e.has(events.Poke, 1, 'l'),
    e.part(events.Poke, 2),
    choose(starts, constant(sinit), choose(ends, constant(unset), value('l', before))),
  );
  const next = choose(
    e.has(events.Write, 1, 'l'),
    e.part(events.Write, 2),
    choose(
      e.has(events.Extend, 1, 'l'),
      extended,
      choose(
        set(core.resetEvent, pcr),
        constant(sinit),
        choose(
          set(core.resetEvent, dpcr),
          constant(unset),
          choose(set(core.lateLaunchEvent, dpcr), constant(dinit), emulated),
        ),
      ),
    ),
  );
  return [
    clause(
      'a write is to memory that is free or the writer’s',
      e.when(events.Write, (I, l) => all(lexicon.is(memory, l as string), mayChange(l as string, I as string, before))),
    ),
    clause(
      'an extend is of a register that is set, and free or the extender’s',
      e.when(events.Extend, (I, l) =>
        all(
          isRegister(l as string),
          not(same(value(l as string, before), constant(unset))),
          mayChange(l as string, I as string, before),
        ),
      ),
    ),
    {
      name: 'what a location holds',
      over: [['l', lexicon.sort('Location')]],
      body: same(value('l', now), next),
      patterns: [[value('l', now)], [value('l', before)]],
    },
  ];
}

/** Who has locked what: `Lock` and `Unlock` in actions.ts, `reset` and `lateLaunch` in step.ts. */
function locks(lexicon: Lexicon, before: string, now: string): readonly Clause[] {
  const { events, memory, pcr, dpcr, vpcr } = lexicon.words;
  const e = new Happening(lexicon, now);
  const isOf = (space: FunctionSymbol, boot: FunctionSymbol): string =>
    all(lexicon.is(space, 'l'), same(lexicon.part(space, 0, 'l'), e.part(boot, 0)));
  const isAnyOf = some(...[memory, pcr, dpcr, vpcr].map((space) => isOf(space, core.resetEvent)));
  const is = (whom: string): string => same(holder('l', now), whom);
  const isFreeOrBornWith = (boot: FunctionSymbol): string => some(is(nobody), is(somebody(e.part(boot, 1))));
  const ended = some(...endsOf(lexicon, e, lexicon.part(vpcr, 0, 'l'), before));
  const stays = choose(all(lexicon.is(vpcr, 'l'), ended), is(nobody), is(holder('l', before)));
  const diedHolding = all(
    not(same(holder('l', before), nobody)),
    same(machineOf(lexicon, who(holder('l', before))), e.part(core.resetEvent, 0)),
  );
  return [
    clause(
      'what is locked was free',
      e.when(events.Lock, (_, l) => same(holder(l as string, before), nobody)),
    ),
    clause(
      'what is unlocked was the thread’s',
      e.when(events.Unlock, (I, l) => same(holder(l as string, before), somebody(I as string))),
    ),
    {
      name: 'who has locked a location',
      over: [['l', lexicon.sort('Location')]],
      body: choose(
        e.has(events.Lock, 1, 'l'),
        is(somebody(e.part(events.Lock, 0))),
        choose(
          e.has(events.Unlock, 1, 'l'),
          is(nobody),
          choose(
            e.is(core.resetEvent),
            choose(isAnyOf, isFreeOrBornWith(core.resetEvent), choose(diedHolding, is(nobody), stays)),
            choose(
              all(e.is(core.lateLaunchEvent), isOf(dpcr, core.lateLaunchEvent)),
              isFreeOrBornWith(core.lateLaunchEvent),
              stays,
            ),
          ),
        ),
      ),
      patterns: [[holder('l', now)], [holder('l', before)]],
    },
  ];
}

/** Who is said to give keys to threads, as far as the model may say so; and that a thread is given one by what it begins. */
function givers(lexicon: Lexicon): readonly {
  readonly said: string;
  readonly over: readonly Binding[];
  readonly gives: (e: Happening, before: string) => string;
}[] {
  if (!lexicon.ofKeys) return [];
  const { bootKey, launchKey, derivedKey } = lexicon.words;
  const [A, B]: readonly Binding[] = ['A', 'B'].map((name) => [name, lexicon.sort('Principal')] as const);
  const boot = (predicate: typeof bootKey, by: FunctionSymbol) => ({
    said: lexicon.apply(predicate, 'A', 'm'),
    over: [A as Binding, ['m', lexicon.sort('Machine')] as const],
    gives: (e: Happening) => all(e.has(by, 0, 'm'), e.has(by, 1, 'I')),
  });
  return [
    boot(bootKey, core.resetEvent),
    boot(launchKey, core.lateLaunchEvent),
    {
      said: lexicon.apply(derivedKey, 'A', 'B', 'e'),
      over: [A as Binding, B as Binding, ['e', lexicon.sort('Term')]],
      gives: (e, before) => all(e.has(core.jumpEvent, 0, 'I'), e.has(core.jumpEvent, 1, 'e'), has('I', 'B', before)),
    },
  ];
}

/** Who has keys: boot-keys.ts. */
function keys(lexicon: Lexicon, before: string, now: string): readonly Clause[] {
  const e = new Happening(lexicon, now);
  const thread: Binding = ['I', lexicon.sort('Thread')];
  const begins = some(e.bears('I'), e.has(core.jumpEvent, 0, 'I'));
  if (!lexicon.ofKeys) return [];
  return [
    {
      name: 'who begins nothing keeps its keys',
      over: [thread, ['A', lexicon.sort('Principal')]],
      body: entails(not(begins), same(has('I', 'A', now), has('I', 'A', before))),
      patterns: [[has('I', 'A', now)], [has('I', 'A', before)]],
    },
    ...givers(lexicon).map(({ said, over, gives }) => ({
      name: 'who begins something has what keys that gives away',
      over: [thread, ...over],
      body: entails(all(said, begins, has('I', 'A', now)), gives(e, before)),
      patterns: [[said, has('I', 'A', now)]],
    })),
  ];
}

/** What actions result in, and which cannot be done: the table of actions.ts. */
function results(lexicon: Lexicon, before: string, now: string): readonly Clause[] {
  const { words } = lexicon;
  const e = new Happening(lexicon, now);
  const term = lexicon.sort('Term');
  const isBuilt = (
    result: string | undefined,
    symbol: FunctionSymbol,
    ...args: readonly (string | undefined)[]
  ): string => same(result as string, lexicon.apply(symbol, ...(args as readonly string[])));
  const owns = (I: string | undefined, A: string | undefined): string =>
    same(ownerOf(lexicon, I as string), A as string);
  const given = (name: ActionEvent, body: (...parts: readonly string[]) => string): Clause =>
    clause(`what ${name} gives`, e.when(words.events[name], body));
  const key = (A: string | undefined): string => lexicon.apply(words.pk, A as string);
  const half =
    (place: number) =>
    (_?: string, whole?: string, result?: string): string =>
      all(
        lexicon.is(words.pair, whole as string),
        same(result as string, lexicon.part(words.pair, place, whole as string)),
      );
  return [
    given('Read', (_, l, x) => same(x as string, value(l as string, before))),
    // Reading changes nothing: it is what they hold afterwards, too.
    given('ReadAll', (_, s, x) => together(s as string, x as string, now)),
    given('Sign', (I, text, A, x) => all(owns(I, A), isBuilt(x, words.SIG, A, text))),
    given('BootSign', (I, text, A, x) =>
      all(lexicon.ofKeys ? has(I as string, A as string, before) : 'true', isBuilt(x, words.SIG, A, text)),
    ),
    given('Verify', (_, s, k, x) =>
      all(lexicon.is(words.pk, k as string), isBuilt(s, words.SIG, lexicon.part(words.pk, 0, k as string), x)),
    ),
    given('Enc', (_, text, k, x) => isBuilt(x, words.ENC, k, text)),
    given('Dec', (I, s, A, x) => all(owns(I, A), isBuilt(s, words.ENC, key(A), x))),
    given('SymEnc', (_, text, k, x) => isBuilt(x, words.SYMENC, k, text)),
    given('SymDec', (_, s, k, x) => isBuilt(s, words.SYMENC, k, x)),
    given('Hash', (_, text, x) => isBuilt(x, words.H, text)),
    given('Eval', (_, f, text, x) => isBuilt(x, words.eval, f, text)),
    given('Proj1', half(0)),
    given('Proj2', half(1)),
    given('Here', (I, m) => same(machineOf(lexicon, I as string), m as string)),
    given('Match', (_, a, b) => same(a as string, b as string)),
    given('Differ', (_, a, b) => not(same(a as string, b as string))),
    given('Reject', (_, s, k) =>
      not(
        all(
          lexicon.is(words.pk, k as string),
          lexicon.is(words.SIG, s as string),
          same(lexicon.part(words.pk, 0, k as string), lexicon.part(words.SIG, 0, s as string)),
        ),
      ),
    ),
    given('NoPair', (_, e) => not(lexicon.is(words.pair, e as string))),
    given('New', (_, x) => all(lexicon.isOther('Term', x as string), not(made(x as string, before)))),
    {
      name: 'what was made',
      over: [['x', term]],
      body: same(made('x', now), some(made('x', before), e.has(words.events.New, 1, 'x'))),
      patterns: [[made('x', now)], [made('x', before)]],
    },
  ];
}
