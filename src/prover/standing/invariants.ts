import { core, type FunctionSymbol } from '../../kernel/index.js';
import type { Lexicon } from './lexicon.js';
import { all, entails, forEach, not, same, some } from './smt.js';
import {
  actor,
  alive,
  booted,
  born,
  event,
  holder,
  host,
  isVirtual,
  nobody,
  nowhere,
  somebody,
  somewhere,
  value,
  who,
} from './states.js';

/** Something that is so of every trace of so many events, or cut off after them. Proved as axioms are, by induction, before it is used. */
export interface Invariant {
  readonly name: string;
  readonly of: (last: string) => string;
}

/** What it may take for axioms to hold after one more event, and they do not say themselves. Each may rest on those before it. */
export function invariants(lexicon: Lexicon): readonly Invariant[] {
  const thread = ['I', lexicon.sort('Thread')] as const;
  const location = ['l', lexicon.sort('Location')] as const;
  const isEvent = (at: string, last: string): string => all(`(<= 1 ${at})`, `(<= ${at} ${last})`);
  return [
    {
      name: 'who is alive was born',
      of: (last) => forEach([thread], entails(alive('I', last), born('I', last)), [alive('I', last)]),
    },
    {
      name: 'whom an event bore was born',
      of: (last) =>
        forEach([thread, ['i', 'Int']], entails(all(isEvent('i', last), isBirth(lexicon, 'i')), born('I', last)), [
          born('I', last),
          event('i'),
        ]),
    },
    {
      name: 'an event bore whoever was born, on its machine',
      of: (last) => {
        const happened = `(exists ((i Int)) ${all(isEvent('i', last), isBirthAtHome(lexicon, 'i'))})`;
        return forEach([thread], entails(born('I', last), happened), [born('I', last)]);
      },
    },
    ...ofLives(lexicon),
    ...ofHosts(lexicon),
    {
      name: 'a location keeps its value while no event touches it',
      of: (last) => {
        const isAfter = all('(< i j)', `(<= j ${last})`);
        const isUntouched = forEach([['j', 'Int']], entails(isAfter, not(touches(lexicon, 'j'))), [event('j')]);
        const isThen = all('(<= 0 i)', `(<= i ${last})`, isUntouched);
        return forEach([location, ['i', 'Int']], entails(isThen, same(value('l', 'i'), value('l', last))), [
          value('l', 'i'),
        ]);
      },
    },
  ];
}

/** How threads come and go: who was born before a reset of its machine does not outlive it, and who launches ends. */
function ofLives(lexicon: Lexicon): readonly Invariant[] {
  const thread = ['I', lexicon.sort('Thread')] as const;
  const location = ['l', lexicon.sort('Location')] as const;
  const isEvent = (last: string): string => all('(<= 1 i)', `(<= i ${last})`);
  const before = '(- i 1)';
  const home = lexicon.apply(core.machineOf, 'I');
  const isReset = all(
    lexicon.is(core.resetEvent, event('i')),
    same(lexicon.part(core.resetEvent, 0, event('i')), home),
  );
  const bore = (symbol: FunctionSymbol, place: number): string =>
    entails(lexicon.is(symbol, event('i')), born(lexicon.part(symbol, place, event('i')), 'i'));
  return [
    {
      name: 'who was born stays so',
      of: (last) => {
        const isLater = all('(<= 0 j)', '(<= j i)', `(<= i ${last})`, born('I', 'j'));
        return forEach([thread, ['i', 'Int'], ['j', 'Int']], entails(isLater, born('I', 'i')), [
          born('I', 'i'),
          born('I', 'j'),
        ]);
      },
    },
    {
      name: 'whom an event bore was born then',
      of: (last) =>
        forEach([['i', 'Int']], entails(isEvent(last), all(...births.map(([symbol, place]) => bore(symbol, place)))), [
          event('i'),
        ]),
    },
    {
      name: 'who acts was born before',
      of: (last) => {
        const acts = all(isEvent(last), not(same(actor('i'), nobody)));
        return forEach([['i', 'Int']], entails(acts, born(who(actor('i')), before)), [actor('i')]);
      },
    },
    {
      name: 'who outlives a reset of its machine was not born before',
      of: (last) =>
        forEach(
          [thread, ['i', 'Int']],
          entails(all(alive('I', last), isEvent(last), isReset), not(born('I', before))),
          [alive('I', last), event('i')],
        ),
    },
    {
      name: 'who holds a location was not born before a reset of its own machine',
      of: (last) =>
        forEach(
          [thread, location, ['i', 'Int']],
          entails(all(same(holder('l', last), somebody('I')), isEvent(last), isReset), not(born('I', before))),
          [holder('l', last), somebody('I'), event('i')],
        ),
    },
    {
      name: 'who has launched is not alive',
      of: (last) => {
        const acts = same(actor('i'), somebody('I'));
        const launched = all(isEvent(last), lexicon.is(core.lateLaunchEvent, event('i')), acts);
        return forEach([thread, ['i', 'Int']], entails(launched, not(alive('I', last))), [
          alive('I', last),
          actor('i'),
        ]);
      },
    },
  ];
}

/** Where virtual machines are, and that without a place nothing of them runs or is set. */
function ofHosts(lexicon: Lexicon): readonly Invariant[] {
  const { vpcr, unset, events } = lexicon.words;
  const machine = ['m', lexicon.sort('Machine')] as const;
  const place = (at: string, part: number): string => lexicon.part(events.Place, part, event(at));
  const isPlace = (at: string): string => lexicon.is(events.Place, event(at));
  const there = (at: string): string => lexicon.apply(core.machineOf, place(at, 0));
  /** That after event number i no other one places the machine, or resets the host that i placed it on. */
  const since = (i: string, last: string, vm: string): string => {
    const placedAnew = all(isPlace('j'), same(place('j', 1), vm));
    const isReset = all(
      lexicon.is(core.resetEvent, event('j')),
      same(lexicon.part(core.resetEvent, 0, event('j')), there(i)),
    );
    const isLater = all(`(< ${i} j)`, `(<= j ${last})`);
    return forEach([['j', 'Int']], entails(isLater, not(some(placedAnew, isReset))), [event('j')]);
  };
  const isPlaced = (vm: string, last: string): string => not(same(host(vm, last), nowhere));
  const home = lexicon.apply(core.machineOf, 'I');
  return [
    {
      name: 'what was placed is virtual',
      of: (last) =>
        forEach([['i', 'Int']], entails(all('(<= 1 i)', `(<= i ${last})`, isPlace('i')), isVirtual(place('i', 1))), [
          event('i'),
        ]),
    },
    {
      name: 'what is placed is virtual, and where it is, is not',
      of: (last) =>
        forEach(
          [machine],
          entails(isPlaced('m', last), all(isVirtual('m'), not(isVirtual(`(where ${host('m', last)})`)))),
          [host('m', last)],
        ),
    },
    {
      name: 'a machine is where it was placed last, and that was not reset since',
      of: (last) => {
        const is = all('(<= 1 i)', '(<= i k)', isPlace('i'), same(place('i', 1), 'm'), since('i', 'k', 'm'));
        const placed = all(is, same(host('m', 'k'), somewhere(there('i'))));
        const isThen = all('(<= 0 k)', `(<= k ${last})`, isPlaced('m', 'k'));
        return forEach([machine, ['k', 'Int']], entails(isThen, `(exists ((i Int)) ${placed})`), [host('m', 'k')]);
      },
    },
    {
      name: 'what was placed is there while it is not placed anew, nor that reset',
      of: (last) => {
        const vm = place('i', 1);
        const is = all('(<= 1 i)', '(<= i k)', `(<= k ${last})`, isPlace('i'), since('i', 'k', vm));
        const bindings = [['i', 'Int'] as const, ['k', 'Int'] as const];
        return forEach(bindings, entails(is, same(host(vm, 'k'), somewhere(there('i')))), [event('i'), host(vm, 'k')]);
      },
    },
    {
      name: 'the registers of what is placed nowhere are unset',
      of: (last) => {
        const own = lexicon.part(vpcr, 0, 'l');
        const isUnset = same(value('l', last), unset.kind === 'application' ? lexicon.name(unset.symbol) : '');
        return forEach(
          [['l', lexicon.sort('Location')]],
          entails(all(lexicon.is(vpcr, 'l'), not(isPlaced(own, last))), isUnset),
          [value('l', last)],
        );
      },
    },
    {
      name: 'what runs is placed, if it is virtual',
      of: (last) =>
        forEach([machine], entails(all(booted('m', last), isVirtual('m')), isPlaced('m', last)), [booted('m', last)]),
    },
    {
      name: 'who is alive on a virtual machine is where it is placed',
      of: (last) =>
        forEach(
          [['I', lexicon.sort('Thread')]],
          entails(all(alive('I', last), isVirtual(home)), isPlaced(home, last)),
          [alive('I', last)],
        ),
    },
    {
      name: 'a virtual machine starts, and its threads act, where it is placed',
      of: (last) => {
        const started = lexicon.part(core.resetEvent, 0, event('i'));
        const acting = lexicon.apply(core.machineOf, who(actor('i')));
        const starts = all(lexicon.is(core.resetEvent, event('i')), isVirtual(started));
        const acts = all(not(same(actor('i'), nobody)), isVirtual(acting));
        const is = all(entails(starts, isPlaced(started, 'i')), entails(acts, isPlaced(acting, 'i')));
        return forEach([['i', 'Int']], entails(all('(<= 1 i)', `(<= i ${last})`), is), [event('i')]);
      },
    },
  ];
}

/** The events that bear a thread, and the place of it in them. */
const births = [
  [core.startEvent, 0],
  [core.resetEvent, 1],
  [core.lateLaunchEvent, 1],
] as const;

/** Whether an event bears thread I. */
function isBirth(lexicon: Lexicon, at: string): string {
  const e = event(at);
  return some(
    ...births.map(([symbol, place]) => all(lexicon.is(symbol, e), same(lexicon.part(symbol, place, e), 'I'))),
  );
}

/** Whether an event bears thread I, and if it is of a machine, of the one that I runs on. */
function isBirthAtHome(lexicon: Lexicon, at: string): string {
  const e = event(at);
  const home = lexicon.apply(core.machineOf, 'I');
  return some(
    all(lexicon.is(core.startEvent, e), same(lexicon.part(core.startEvent, 0, e), 'I')),
    same(e, lexicon.apply(core.resetEvent, home, 'I')),
    same(e, lexicon.apply(core.lateLaunchEvent, home, 'I')),
  );
}

/** Whether an event may change what location l holds (reference, section 4: touching). */
function touches(lexicon: Lexicon, at: string): string {
  const { events, memory, pcr, dpcr, vpcr } = lexicon.words;
  const e = event(at);
  const own = lexicon.part(vpcr, 0, 'l');
  const fallen = same(host(own, `(- ${at} 1)`), somewhere(lexicon.part(core.resetEvent, 0, e)));
  const has = (symbol: typeof pcr, place: number, what: string): string =>
    all(lexicon.is(symbol, e), same(lexicon.part(symbol, place, e), what));
  return some(
    all(lexicon.is(memory, 'l'), has(events.Write, 1, 'l')),
    all(some(lexicon.is(pcr, 'l'), lexicon.is(dpcr, 'l')), has(events.Extend, 1, 'l')),
    all(
      lexicon.is(vpcr, 'l'),
      some(
        has(events.Extend, 1, 'l'),
        has(events.Poke, 1, 'l'),
        has(events.Place, 1, own),
        has(core.resetEvent, 0, own),
        all(lexicon.is(core.resetEvent, e), fallen),
      ),
    ),
    all(lexicon.is(pcr, 'l'), has(core.resetEvent, 0, lexicon.part(pcr, 0, 'l'))),
    ...[core.resetEvent, core.lateLaunchEvent].map((boot) =>
      all(lexicon.is(dpcr, 'l'), has(boot, 0, lexicon.part(dpcr, 0, 'l'))),
    ),
  );
}
