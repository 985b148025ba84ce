import { core, type FunctionSymbol } from '../../kernel/index.js';
import type { Lexicon } from './lexicon.js';
import { all, entails, forEach, not, same, some } from './smt.js';
import { actor, alive, born, event, holder, nobody, somebody, value, who } from './states.js';

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
  const { events, memory, pcr, dpcr } = lexicon.words;
  const e = event(at);
  const has = (symbol: typeof pcr, place: number, what: string): string =>
    all(lexicon.is(symbol, e), same(lexicon.part(symbol, place, e), what));
  return some(
    all(lexicon.is(memory, 'l'), has(events.Write, 1, 'l')),
    all(some(lexicon.is(pcr, 'l'), lexicon.is(dpcr, 'l')), has(events.Extend, 1, 'l')),
    all(lexicon.is(pcr, 'l'), has(core.resetEvent, 0, lexicon.part(pcr, 0, 'l'))),
    ...[core.resetEvent, core.lateLaunchEvent].map((boot) =>
      all(lexicon.is(dpcr, 'l'), has(boot, 0, lexicon.part(dpcr, 0, 'l'))),
    ),
  );
}
