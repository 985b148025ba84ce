import type { Formula, Term, Theory } from '../../kernel/index.js';
import type { Words } from '../../semantics/index.js';
import { FormulaText, keyOf } from './formula-text.js';
import { invariants } from './invariants.js';
import { Lexicon } from './lexicon.js';
import { closedPiece, type Piece, piecesOf } from './pieces.js';
import { assertion, call, entails, forEach, not, same, some } from './smt.js';
import {
  after,
  containment,
  event,
  fluentName,
  fluents,
  has,
  holder,
  index,
  instant,
  somebody,
  stateFunctions,
  value,
  within,
} from './states.js';
import { type Clause, initially, step } from './transition.js';

/** Two texts of which both being unsatisfiable shows that something holds of every trace, by induction over its length. */
export interface Induction {
  /** That it does not hold of a trace without events. */
  readonly base: string;
  /** That it holds of a trace that is cut off after n events, and does not of that trace with one event more. */
  readonly step: string;
}

/** What obligations are about. */
export interface Setting {
  readonly words: Words;
  readonly theory: Theory;
  /** Whether something is said of who has keys. */
  readonly ofKeys?: boolean;
}

/**
 * An axiom taken to pieces, which are shown one by one, each supposing all of them of the shorter trace. Throws `Unspeakable`
 * (formula-text.ts) where it is about more than the states of traces.
 *
 * @param known the names of invariants that may be used: those that were proved
 */
export function inductionsFor(formula: Formula, about: Setting, known: readonly string[]): readonly Induction[] {
  const pieces = piecesOf(formula);
  const setting = { ...about, ofKeys: speaksOf(about, formula) };
  const said = (lexicon: Lexicon, last: string): FormulaText => new FormulaText(lexicon, setting.theory, last);
  return pieces.map((piece) => ({
    base: baseText(setting, (lexicon) => refutation(lexicon, said(lexicon, '0'), piece, ['0'])),
    step: stepText(setting, known, (lexicon) => [
      ...pieces.map((each) => assertion(said(lexicon, 'n').of(closedPiece(each)))),
      ...refutation(lexicon, said(lexicon, 'next'), piece, ['n', 'next']),
    ]),
  }));
}

/** The induction for an invariant. */
export function inductionForInvariant(name: string, about: Setting, known: readonly string[]): Induction {
  const setting = { ...about, ofKeys: false };
  const at = (lexicon: Lexicon, last: string): string => {
    const found = invariants(lexicon).find((each) => each.name === name);
    if (found === undefined) throw new Error(`there is no invariant ${name}`);
    return found.of(last);
  };
  return {
    base: baseText(setting, (lexicon) => [assertion(not(at(lexicon, '0')))]),
    step: stepText(setting, known, (lexicon) => [assertion(at(lexicon, 'n')), assertion(not(at(lexicon, 'next')))]),
  };
}

/** Says something with a lexicon, and what is to be asserted besides. */
type Says = (lexicon: Lexicon) => readonly string[];

const baseText = (setting: Setting, goal: Says): string =>
  text(setting, (lexicon) => initially(lexicon).map(clauseText), goal);

/** The trace has n events and one more, which is number `next`. */
const stepText = (setting: Setting, known: readonly string[], goal: Says): string =>
  text(
    setting,
    (lexicon) => [
      '(declare-const n Int)',
      '(declare-const next Int)',
      assertion('(<= 0 n)'),
      assertion('(= next (+ n 1))'),
      ...step(lexicon, 'n', 'next').map(clauseText),
      ...invariants(lexicon)
        .filter(({ name }) => known.includes(name))
        .flatMap(({ of }) => [assertion(of('n')), assertion(of('next'))]),
      ...neighbours(lexicon),
    ],
    goal,
  );

/** Quantifiers are instantiated where terms like their patterns occur, and nowhere else: what that does not refute is given up at once. */
const options = ['(set-option :auto_config false)', '(set-option :smt.mbqi false)'];

function text({ words, ofKeys }: Setting, about: Says, goal: Says): string {
  const lexicon = new Lexicon(words, ofKeys);
  // The theory comes first in the text, and is put into words when it is known which terms there are.
  const said = [about, goal].flatMap((says) => says(lexicon));
  const theory = traceTheory(lexicon);
  // Last, when it is known what to declare.
  return [...options, ...lexicon.declarations(), ...theory, ...said, '(check-sat)', ''].join('\n');
}

/** What traces are made of, and what formulas say of them; nothing yet of how states follow from one another. */
export const traceTheory: Says = (lexicon) => [
  ...stateFunctions(lexicon),
  ...fluents(lexicon),
  ...containment(lexicon),
  // It follows that an event happens at its instant; said, so that quantified formulas are instantiated with it.
  assertion(forEach([['i', 'Int']], `(=> (<= 1 i) (At ${event('i')} ${instant('i')}))`, [event('i')])),
];

export const clauseText = ({ over, body, patterns }: Clause): string => assertion(forEach(over, body, ...patterns));

/**
 * What fluents say between the last event but one and the last, and right at the last. All of it follows already; it stands here so that
 * quantified formulas are instantiated with those times.
 */
function neighbours(lexicon: Lexicon): readonly string[] {
  const { mem, isLocked, hasKey } = lexicon.words;
  const [Mem, IsLocked, HasKey] = [mem, isLocked, hasKey].map((each) => fluentName(lexicon, each)) as [
    string,
    string,
    string,
  ];
  const l = ['l', lexicon.sort('Location')] as const;
  const v = ['v', lexicon.sort('Term')] as const;
  const I = ['I', lexicon.sort('Thread')] as const;
  const A = ['A', lexicon.sort('Principal')] as const;
  const t = ['t', 'Time'] as const;
  const [before, now] = [after('n'), instant('next')];
  return [
    forEach([l], call(Mem, 'l', value('l', 'n'), before), [value('l', 'n')]),
    forEach([l], call(Mem, 'l', value('l', 'next'), now), [value('l', 'next')]),
    forEach([l, v, t], entails(call(Mem, 'l', 'v', before), same(value('l', 'n'), 'v')), [call(Mem, 'l', 'v', 't')]),
    forEach([l, I, t], entails(call(IsLocked, 'l', 'I', before), same(holder('l', 'n'), somebody('I'))), [
      call(IsLocked, 'l', 'I', 't'),
    ]),
    ...(lexicon.ofKeys
      ? [
          forEach([I, A], same(call(HasKey, 'I', 'A', before), has('I', 'A', 'n')), [has('I', 'A', 'n')]),
          forEach([I, A], same(call(HasKey, 'I', 'A', now), has('I', 'A', 'next')), [has('I', 'A', 'next')]),
        ]
      : []),
  ].map(assertion);
}

/** That a piece does not hold of a trace: what it says of all is false of some. `states` are the last of the trace's. */
function refutation(
  lexicon: Lexicon,
  said: FormulaText,
  { variables, body }: Piece,
  states: readonly string[],
): readonly string[] {
  const free = new Map(variables.map((each) => [keyOf(each), each.name]));
  const times = variables.filter(({ sort }) => sort === 'Time').map(({ name }) => name);
  const locations = locationsIn(body).map((term) => said.term(term, free));
  const holds = (location: string, time: string): string =>
    call(fluentName(lexicon, lexicon.words.mem), location, value(location, index(time)), time);
  const [first, last] = [states[0] as string, states.at(-1) as string];
  return [
    ...variables.map(({ name, sort }) => `(declare-const ${name} ${lexicon.sort(sort)})`),
    ...[
      ...times.map((time) => within(time, last)),
      // These two follow: cases to be looked at one after the other, and what is to be matched.
      ...times.map((time) => some(`(<= ${index(time)} ${first})`, same(index(time), last))),
      ...locations.flatMap((location) => times.map((time) => holds(location, time))),
      not(said.of(body, free)),
    ].map(assertion),
  ];
}

/** The locations that a formula speaks of and that hold none of its bound variables. */
function locationsIn(formula: Formula): readonly Term[] {
  switch (formula.kind) {
    case 'atom':
      return formula.args.filter(({ sort, loose }) => sort === 'Location' && loose === 0);
    case 'not':
      return locationsIn(formula.body);
    case 'and':
    case 'or':
      return formula.parts.flatMap(locationsIn);
    case 'implies':
      return [...locationsIn(formula.left), ...locationsIn(formula.right)];
    case 'forall':
    case 'exists':
      return locationsIn(formula.body);
    default:
      return [];
  }
}

/** Whether a formula speaks of who has a key, itself or by what is defined. */
function speaksOf(setting: Setting, formula: Formula): boolean {
  switch (formula.kind) {
    case 'atom': {
      const definition = setting.theory.definition(formula.predicate);
      return (
        formula.predicate === setting.words.hasKey || (definition !== undefined && speaksOf(setting, definition.body))
      );
    }
    case 'not':
    case 'forall':
    case 'exists':
      return speaksOf(setting, formula.body);
    case 'and':
    case 'or':
      return formula.parts.some((part) => speaksOf(setting, part));
    case 'implies':
      return speaksOf(setting, formula.left) || speaksOf(setting, formula.right);
    default:
      return false;
  }
}
