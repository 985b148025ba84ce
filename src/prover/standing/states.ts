import type { FunctionSymbol, PredicateSymbol } from '../../kernel/index.js';
import type { Lexicon } from './lexicon.js';
import { all, assertion, type Binding, entails, forEach, same, some } from './smt.js';

/**
 * A trace, in SMT-LIB: states are numbered from 0, the beginning; event number i, from 1, leads from state i-1 to state i. All of it is functions
 * of the number, about which nothing is said here; transition.ts says how neighbours hang together.
 *
 *     event i          the event
 *     actor i          the thread that acts in it, if one does
 *     value l i        what location l holds
 *     holder l i       who has locked it, if somebody has
 *     booted m i       machine m was reset
 *     born I i         thread I was born
 *     alive I i        it can still act
 *     made n i         n was made by New
 *     together s v i   what the locations of list s hold is v
 *     has I A i        thread I was given A's key by what it began last, or A's key is one that anybody may use
 *     virtual m        machine m is virtual, in all states
 *     host m i         where it is placed, if it is
 */
export function stateFunctions(lexicon: Lexicon): readonly string[] {
  const [location, thread, machine, term] = ['Location', 'Thread', 'Machine', 'Term'].map((sort) => lexicon.sort(sort));
  return [
    `(declare-datatypes ((Somebody 0)) (((nobody) (somebody (who ${thread})))))`,
    `(declare-datatypes ((Somewhere 0)) (((nowhere) (somewhere (where ${machine})))))`,
    `(declare-fun event (Int) ${lexicon.sort('Event')})`,
    '(declare-fun actor (Int) Somebody)',
    `(declare-fun value (${location} Int) ${term})`,
    `(declare-fun holder (${location} Int) Somebody)`,
    `(declare-fun booted (${machine} Int) Bool)`,
    `(declare-fun born (${thread} Int) Bool)`,
    `(declare-fun alive (${thread} Int) Bool)`,
    `(declare-fun made (${term} Int) Bool)`,
    ...togetherFunction(lexicon),
    ...(lexicon.ofKeys ? [`(declare-fun has (${thread} ${lexicon.sort('Principal')} Int) Bool)`] : []),
    `(declare-fun virtual (${machine}) Bool)`,
    `(declare-fun host (${machine} Int) Somewhere)`,
  ];
}

/** What a list of locations holds, by the shape of the list. */
function togetherFunction(lexicon: Lexicon): readonly string[] {
  const { both, more, pair } = lexicon.words;
  const [list, term] = [lexicon.sort('Locations'), lexicon.sort('Term')];
  const binds: readonly Binding[] = [
    ['s', list],
    ['v', term],
    ['i', 'Int'],
  ];
  const [x, y] = [0, 1].map((place) => lexicon.part(pair, place, 'v')) as [string, string];
  const holds = (symbol: FunctionSymbol, rest: (others: string) => string): string =>
    entails(
      lexicon.is(symbol, 's'),
      same(
        together('s', 'v', 'i'),
        all(
          lexicon.is(pair, 'v'),
          same(value(lexicon.part(symbol, 0, 's'), 'i'), x),
          rest(lexicon.part(symbol, 1, 's')),
        ),
      ),
    );
  return [
    `(declare-fun together (${list} ${term} Int) Bool)`,
    assertion(
      forEach(
        binds,
        all(
          holds(both, (last) => same(value(last, 'i'), y)),
          holds(more, (others) => together(others, y, 'i')),
        ),
        [together('s', 'v', 'i')],
      ),
    ),
  ];
}

export const event = (at: string): string => `(event ${at})`;
export const actor = (at: string): string => `(actor ${at})`;
export const value = (location: string, at: string): string => `(value ${location} ${at})`;
export const holder = (location: string, at: string): string => `(holder ${location} ${at})`;
export const booted = (machine: string, at: string): string => `(booted ${machine} ${at})`;
export const born = (thread: string, at: string): string => `(born ${thread} ${at})`;
export const alive = (thread: string, at: string): string => `(alive ${thread} ${at})`;
export const made = (term: string, at: string): string => `(made ${term} ${at})`;
export const together = (list: string, values: string, at: string): string => `(together ${list} ${values} ${at})`;
export const has = (thread: string, principal: string, at: string): string => `(has ${thread} ${principal} ${at})`;
export const isVirtual = (machine: string): string => `(virtual ${machine})`;
export const host = (machine: string, at: string): string => `(host ${machine} ${at})`;
export const nowhere = 'nowhere';
export const somewhere = (machine: string): string => `(somewhere ${machine})`;
export const nobody = 'nobody';
export const somebody = (thread: string): string => `(somebody ${thread})`;
export const who = (holding: string): string => `(who ${holding})`;

/**
 * The times of the logic. Times are dense, and all that holds at one is what holds after the last event up to it; so a time is the number of that
 * event, or 0, and how long ago it was, a real number. Any trace's times are so, up to their order, which is all that formulas see of them; before
 * the first event comes a time without a first instant, so at number 0 nothing is 0 long ago.
 */
export const timeBefore = (a: string, b: string): string => `(earlier ${a} ${b})`;
export const index = (time: string): string => `(index ${time})`;
/** The instant of an event. */
export const instant = (at: string): string => `(time ${at} 0.0)`;
/** Some time after an event and before the next one. */
export const after = (at: string): string => `(time ${at} 1.0)`;
/** Whether a time is one of a trace that was cut off after so many events. What comes after the cut is as what comes before the next event. */
export const within = (time: string, last: string): string => `(within ${time} ${last})`;

/**
 * What the logic says at a time, by the states. The fluents are predicates of their own, and not written out, so that quantified formulas can be
 * instantiated where they occur.
 */
export function fluents(lexicon: Lexicon): readonly string[] {
  const { mem, memAll, isLocked, hasKey } = lexicon.words;
  const term = lexicon.sort('Term');
  const [e, l, v, I]: readonly Binding[] = [
    ['e', lexicon.sort('Event')],
    ['l', lexicon.sort('Location')],
    ['v', term],
    ['I', lexicon.sort('Thread')],
  ] as const;
  const t: Binding = ['t', 'Time'];
  const defined = (head: string, args: readonly Binding[], meaning: string): readonly string[] => {
    const atom = `(${[head, ...args.map(([name]) => name)].join(' ')})`;
    return [
      `(declare-fun ${head} (${args.map(([, sort]) => sort).join(' ')}) Bool)`,
      assertion(forEach(args, same(atom, meaning), [atom])),
    ];
  };
  const isInstant = '(= (offset t) 0.0)';
  return [
    '(define-fun earlier ((t Time) (u Time)) Bool (or (< (index t) (index u)) (and (= (index t) (index u)) (< (offset t) (offset u)))))',
    `(define-fun within ((t Time) (last Int)) Bool ${all('(<= 0 (index t))', '(<= (index t) last)', '(<= 0.0 (offset t))', '(=> (= (index t) 0) (< 0.0 (offset t)))')})`,
    ...defined('At', [e as Binding, t], all(isInstant, same(event(index('t')), 'e'))),
    ...defined('Acts', [I as Binding, t], all(isInstant, same(actor(index('t')), somebody('I')))),
    ...defined(fluentName(lexicon, mem), [l as Binding, v as Binding, t], same(value('l', index('t')), 'v')),
    ...defined(
      fluentName(lexicon, memAll),
      [['s', lexicon.sort('Locations')], v as Binding, t],
      together('s', 'v', index('t')),
    ),
    ...defined(
      fluentName(lexicon, isLocked),
      [l as Binding, I as Binding, t],
      same(holder('l', index('t')), somebody('I')),
    ),
    ...(lexicon.ofKeys
      ? defined(
          fluentName(lexicon, hasKey),
          [I as Binding, ['A', lexicon.sort('Principal')], t],
          has('I', 'A', index('t')),
        )
      : []),
  ];
}

/** The fluents that the semantics gives their meaning have names of their own. */
export function fluentName({ words }: Lexicon, predicate: PredicateSymbol): string {
  if (predicate === words.memAll) return 'MemAll';
  return predicate === words.mem ? 'Mem' : predicate === words.isLocked ? 'IsLocked' : 'HasKey';
}

/** `Contains` by the shape of its first argument: the term itself, or in a part that no hash hides. */
export function containment(lexicon: Lexicon): readonly string[] {
  const { H, pair, SIG, ENC, SYMENC } = lexicon.words;
  const term = lexicon.sort('Term');
  const places = ({ args }: FunctionSymbol): readonly number[] =>
    args.flatMap((sort, place) => (sort === 'Term' ? [place] : []));
  const own = [pair, SIG, ENC, SYMENC];
  const compounds = [
    { symbol: pair, open: [0, 1] },
    // What is locked up shows no key.
    ...[SIG, ENC, SYMENC].map((symbol) => ({ symbol, open: [1] })),
    ...lexicon
      .constructorsOf('Term')
      .filter((symbol) => symbol !== H && !own.includes(symbol) && places(symbol).length > 0)
      .map((symbol) => ({ symbol, open: places(symbol) })),
  ];
  const contains = (whole: string, part: string): string => `(Contains ${whole} ${part})`;
  const byShape = compounds.map(({ symbol, open }) => {
    const parts = symbol.args.map((sort, i): Binding => [`p${i}`, lexicon.sort(sort)]);
    const whole = lexicon.apply(symbol, ...parts.map(([name]) => name));
    const meaning = some(same(whole, 'x'), ...open.map((i) => contains(`p${i}`, 'x')));
    return assertion(forEach([...parts, ['x', term]], same(contains(whole, 'x'), meaning), [contains(whole, 'x')]));
  });
  // Of what `other` holds nothing is said but that it contains itself: it may have data in it.
  const simple = lexicon
    .constructorsOf('Term')
    .filter((symbol) => symbol === lexicon.words.H || !symbol.args.includes('Term'));
  const isSimple = some(...simple.map((symbol) => lexicon.is(symbol, 'e')));
  return [
    `(declare-fun Contains (${term} ${term}) Bool)`,
    ...byShape,
    assertion(forEach([['e', term]], contains('e', 'e'), [contains('e', 'e')])),
    assertion(
      forEach(
        [
          ['e', term],
          ['x', term],
        ],
        entails(isSimple, same(contains('e', 'x'), same('e', 'x'))),
        [contains('e', 'x')],
      ),
    ),
  ];
}
