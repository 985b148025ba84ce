import { core } from '../../kernel/index.js';
import type { Lexicon } from './lexicon.js';
import { all, entails, forEach, not, same, some } from './smt.js';
import { alive, born, event, value } from './states.js';

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

/** Whether an event bears thread I. */
function isBirth(lexicon: Lexicon, at: string): string {
  const e = event(at);
  return some(
    ...(
      [
        [core.startEvent, 0],
        [core.resetEvent, 1],
        [core.lateLaunchEvent, 1],
      ] as const
    ).map(([symbol, place]) => all(lexicon.is(symbol, e), same(lexicon.part(symbol, place, e), 'I'))),
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
