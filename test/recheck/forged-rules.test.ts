import { describe, expect, test } from 'vitest';
import { Draft } from './draft.js';

/** Steps that nearly follow. `honest` makes a derivation that is accepted; `forged`, one that breaks a side condition of the same rule. */
interface Case {
  readonly rule: string;
  readonly breaks: string;
  readonly honest: (d: Draft) => unknown;
  readonly forged: (d: Draft) => unknown;
  readonly reason: RegExp;
}

const abc = (d: Draft, i: number): number => d.proposition(['Aa', 'Bb', 'Cc'][i] as string);
/** ∀ and ∃ over a term, of a predicate of it. */
const p = (d: Draft, node: number): number => d.atom('Pp', [node, 'Term']);
const allP = (d: Draft): number => d.node('forall', 'Term', p(d, d.bound(0, 'Term')));
const someP = (d: Draft): number => d.node('exists', 'Term', p(d, d.bound(0, 'Term')));

const cases: readonly Case[] = [
  {
    rule: '⊤I',
    breaks: 'the claim is ⊥',
    honest: (d) => d.prove(d.step('⊤I', d.node('true'))),
    forged: (d) => d.prove(d.step('⊤I', d.node('false'))),
    reason: /not ⊤/,
  },
  {
    rule: '⊥E',
    breaks: 'the premise is ⊤',
    honest: (d) => d.prove(d.step('⊥E', abc(d, 0), [d.assume(d.node('false'))]), d.node('false')),
    forged: (d) => d.prove(d.step('⊥E', abc(d, 0), [d.step('⊤I', d.node('true'))])),
    reason: /premise is not ⊥/,
  },
  {
    rule: '⊃I',
    breaks: 'what is discharged is not what the claim has on its left, so that a hypothesis stays',
    honest: (d) => d.prove(d.assume(abc(d, 0)), abc(d, 0)),
    forged: (d) => d.prove(d.assume(abc(d, 0)), abc(d, 1)),
    reason: /still has hypotheses/,
  },
  {
    rule: '⊃I',
    breaks: 'the right side is another',
    honest: (d) => d.prove(d.assume(abc(d, 0)), abc(d, 0)),
    forged: (d) => d.prove(d.step('⊃I', d.node('=>', abc(d, 0), abc(d, 1)), [d.assume(abc(d, 0))])),
    reason: /not the right side/,
  },
  {
    rule: '⊃E',
    breaks: 'the premise is not the left side',
    honest: (d) => implied(d, 0),
    forged: (d) => implied(d, 1),
    reason: /not the left side/,
  },
  {
    rule: '⊃E',
    breaks: 'the claim is the left side',
    honest: (d) => implied(d, 0, 1),
    forged: (d) => implied(d, 0, 0),
    reason: /not the right side/,
  },
  {
    rule: '∧I',
    breaks: 'the premises are in another order',
    honest: (d) => conjoined(d, [0, 1]),
    forged: (d) => conjoined(d, [1, 0]),
    reason: /not the conjunct in its place/,
  },
  {
    rule: '∧I',
    breaks: 'there are more conjuncts than premises',
    honest: (d) => conjoined(d, [0, 1]),
    forged: (d) => conjoined(d, [0]),
    reason: /takes 1 conjuncts, and has 2/,
  },
  {
    rule: '∧I',
    breaks: 'there is nothing to conjoin',
    honest: (d) => conjoined(d, [0, 1]),
    forged: (d) => d.prove(d.step('∧I', d.node('and'))),
    reason: /of nothing/,
  },
  {
    rule: '∧E',
    breaks: 'the claim is no conjunct',
    honest: (d) => d.prove(d.step('∧E', abc(d, 1), [d.assume(both(d))]), both(d)),
    forged: (d) => d.prove(d.step('∧E', abc(d, 2), [d.assume(both(d))]), both(d)),
    reason: /no conjunct/,
  },
  {
    rule: '∧E',
    breaks: 'the premise is a disjunction',
    honest: (d) => d.prove(d.step('∧E', abc(d, 1), [d.assume(both(d))]), both(d)),
    forged: (d) => d.prove(d.step('∧E', abc(d, 1), [d.assume(either(d))]), either(d)),
    reason: /form `and`/,
  },
  {
    rule: '∨I',
    breaks: 'the premise is no part',
    honest: (d) => d.prove(d.step('∨I', either(d), [d.assume(abc(d, 0))]), abc(d, 0)),
    forged: (d) => d.prove(d.step('∨I', either(d), [d.assume(abc(d, 2))]), abc(d, 2)),
    reason: /no part of the claim/,
  },
  {
    rule: '∨E',
    breaks: 'a case is missing',
    honest: (d) => byCases(d, [0, 1]),
    forged: (d) => byCases(d, [0]),
    reason: /takes 1 cases, and has 2/,
  },
  {
    rule: '∨E',
    breaks: 'a case discharges what another case is of',
    honest: (d) => byCases(d, [0, 1]),
    forged: (d) => byCases(d, [1, 0]),
    reason: /still has hypotheses/,
  },
  {
    rule: '∨E',
    breaks: 'the disjunction is of nothing, and the claim anything',
    honest: (d) => byCases(d, [0, 1]),
    forged: (d) => d.prove(d.step('∨E', abc(d, 0), [d.assume(d.node('or'))]), d.node('or')),
    reason: /has no cases/,
  },
  {
    rule: '¬I',
    breaks: 'the premise is not ⊥',
    honest: (d) => d.prove(d.step('¬I', d.node('not', d.node('false')), [d.assume(d.node('false'))])),
    forged: (d) => d.prove(d.step('¬I', d.node('not', abc(d, 0)), [d.assume(abc(d, 0))])),
    reason: /premise is not ⊥/,
  },
  {
    rule: '¬E',
    breaks: 'the negation is of something else',
    honest: (d) => negated(d, 0),
    forged: (d) => negated(d, 1),
    reason: /a formula and its negation/,
  },
  {
    rule: '¬E',
    breaks: 'the claim is not ⊥',
    honest: (d) => negated(d, 0),
    forged: (d) => negated(d, 0, abc(d, 2)),
    reason: /claim is not ⊥/,
  },
  {
    rule: 'EM',
    breaks: 'the parts are in the wrong order, or of two formulas',
    honest: (d) => d.prove(d.step('EM', d.node('or', abc(d, 0), d.node('not', abc(d, 0))))),
    forged: (d) => d.prove(d.step('EM', d.node('or', abc(d, 0), d.node('not', abc(d, 1))))),
    reason: /a formula and its negation/,
  },
  {
    rule: '∀I',
    breaks: 'the variable is free in a hypothesis',
    honest: (d) => {
      const x = d.variable('Term');
      d.prove(
        d.step(
          '∀I',
          d.node('forall', 'Term', d.node('=>', p(d, d.bound(0, 'Term')), p(d, d.bound(0, 'Term')))),
          [d.step('⊃I', d.node('=>', p(d, x), p(d, x)), [d.assume(p(d, x))])],
          [x],
        ),
      );
    },
    forged: (d) => {
      const x = d.variable('Term');
      d.prove(d.step('∀I', allP(d), [d.assume(p(d, x))], [x]), p(d, x));
    },
    reason: /free in the hypotheses/,
  },
  {
    rule: '∀I',
    breaks: 'another variable is generalized than the claim says',
    honest: (d) =>
      d.prove(
        d.step('∀I', d.node('forall', 'Term', d.node('true')), [d.step('⊤I', d.node('true'))], [d.variable('Term')]),
      ),
    forged: (d) =>
      d.prove(
        d.step('∀I', d.node('forall', 'Term', d.node('true')), [d.step('⊤I', d.node('true'))], [d.variable('Time')]),
      ),
    reason: /not the premise, generalized/,
  },
  {
    rule: '∀I',
    breaks: 'a constant is generalized',
    honest: (d) =>
      d.prove(
        d.step('∀I', d.node('forall', 'Term', d.node('true')), [d.step('⊤I', d.node('true'))], [d.variable('Term')]),
      ),
    forged: (d) =>
      d.prove(
        d.step('∀I', d.node('forall', 'Term', d.node('true')), [d.step('⊤I', d.node('true'))], [d.constant('c')]),
      ),
    reason: /no variable/,
  },
  {
    rule: '∀E',
    breaks: 'the claim is another instance',
    honest: (d) => d.prove(d.step('∀E', p(d, d.constant('c')), [d.assume(allP(d))], [d.constant('c')]), allP(d)),
    forged: (d) => d.prove(d.step('∀E', p(d, d.constant('c')), [d.assume(allP(d))], [d.constant('e')]), allP(d)),
    reason: /not the instance/,
  },
  {
    rule: '∀E',
    breaks: 'there are more terms than quantifiers',
    honest: (d) => d.prove(d.step('∀E', p(d, d.constant('c')), [d.assume(allP(d))], [d.constant('c')]), allP(d)),
    forged: (d) =>
      d.prove(d.step('∀E', p(d, d.constant('c')), [d.assume(allP(d))], [d.constant('c'), d.constant('c')]), allP(d)),
    reason: /form `forall`/,
  },
  {
    rule: '∀E',
    breaks: 'the term is of another sort',
    honest: (d) =>
      d.prove(
        d.step('∀E', d.node('true'), [d.assume(d.node('forall', 'Term', d.node('true')))], [d.constant('c')]),
        d.node('forall', 'Term', d.node('true')),
      ),
    forged: (d) =>
      d.prove(
        d.step('∀E', d.node('true'), [d.assume(d.node('forall', 'Term', d.node('true')))], [d.constant('c', 'Time')]),
        d.node('forall', 'Term', d.node('true')),
      ),
    reason: /term of its sort/,
  },
  {
    rule: '∀E',
    breaks: 'an existential formula is instantiated',
    honest: (d) => d.prove(d.step('∀E', p(d, d.constant('c')), [d.assume(allP(d))], [d.constant('c')]), allP(d)),
    forged: (d) => d.prove(d.step('∀E', p(d, d.constant('c')), [d.assume(someP(d))], [d.constant('c')]), someP(d)),
    reason: /form `forall`/,
  },
  {
    rule: '∃I',
    breaks: 'the premise is of another witness',
    honest: (d) =>
      d.prove(d.step('∃I', someP(d), [d.assume(p(d, d.constant('c')))], [d.constant('c')]), p(d, d.constant('c'))),
    forged: (d) =>
      d.prove(d.step('∃I', someP(d), [d.assume(p(d, d.constant('c')))], [d.constant('e')]), p(d, d.constant('c'))),
    reason: /not the instance/,
  },
  {
    rule: '∃E',
    breaks: 'the variable is free in the claim',
    honest: (d) => opened(d, 'nowhere'),
    forged: (d) => opened(d, 'claim'),
    reason: /not fresh/,
  },
  {
    rule: '∃E',
    breaks: 'the variable is free in another hypothesis',
    honest: (d) => opened(d, 'nowhere'),
    forged: (d) => opened(d, 'hypothesis'),
    reason: /not fresh/,
  },
  {
    rule: '∃E',
    breaks: 'the variable is free in what exists',
    honest: (d) => opened(d, 'nowhere'),
    forged: (d) => opened(d, 'existence'),
    reason: /not fresh/,
  },
  {
    rule: '∃E',
    breaks: 'the premise shows something else',
    honest: (d) => opened(d, 'nowhere'),
    forged: (d) => {
      const [existence, shown] = [d.assume(someP(d)), d.step('⊤I', d.node('true'))];
      d.prove(d.step('∃E', d.node('false'), [existence, shown], [d.variable('Term')]), someP(d));
    },
    reason: /does not show the claim/,
  },
  {
    rule: '∃E',
    breaks: 'a constant is the witness',
    honest: (d) => opened(d, 'nowhere'),
    forged: (d) => opened(d, 'constant'),
    reason: /no variable/,
  },
  {
    rule: '=I',
    breaks: 'the sides differ',
    honest: (d) => d.prove(d.step('=I', d.node('=', d.constant('c'), d.constant('c')))),
    forged: (d) => d.prove(d.step('=I', d.node('=', d.constant('c'), d.constant('e')))),
    reason: /not the same/,
  },
  {
    rule: '=E',
    breaks: 'the equation is used from right to left',
    honest: (d) => rewritten(d, 'c', 'e'),
    forged: (d) => rewritten(d, 'e', 'c'),
    reason: /instance of the left side/,
  },
  {
    rule: '=E',
    breaks: 'the claim is not rewritten',
    honest: (d) => rewritten(d, 'c', 'e'),
    forged: (d) => rewritten(d, 'c', 'c'),
    reason: /instance of the right side/,
  },
  {
    rule: '=E',
    breaks: 'a constant is rewritten as if it were a variable',
    honest: (d) => rewritten(d, 'c', 'e'),
    forged: (d) => rewritten(d, 'c', 'e', d.constant('c')),
    reason: /not a variable of a formula/,
  },
  {
    rule: '=E',
    breaks: 'the variable is of another sort',
    honest: (d) => rewritten(d, 'c', 'e'),
    forged: (d) => rewritten(d, 'c', 'e', d.variable('Time')),
    reason: /another sort than the two sides/,
  },
  {
    rule: 'Axiom',
    breaks: 'the formula is no axiom',
    honest: (d) => {
      d.model.axioms.push(['OWN', abc(d, 0)]);
      d.prove(d.step('Axiom', abc(d, 0)));
    },
    forged: (d) => d.prove(d.step('Axiom', abc(d, 0))),
    reason: /no axiom/,
  },
  {
    rule: 'Def',
    breaks: 'the body is another',
    honest: (d) => defined(d, 'Bb'),
    forged: (d) => defined(d, 'Cc'),
    reason: /not what the definition says/,
  },
  {
    rule: 'Def',
    breaks: 'nothing is defined',
    honest: (d) => defined(d, 'Bb'),
    forged: (d) => {
      const unfolding = d.node('=>', abc(d, 0), abc(d, 1));
      d.prove(d.step('Def', d.node('and', unfolding, d.node('=>', abc(d, 1), abc(d, 0)))));
    },
    reason: /is not defined/,
  },
  {
    rule: 'Def',
    breaks: 'the definition is turned around',
    honest: (d) => defined(d, 'Bb'),
    forged: (d) => defined(d, 'Bb', 'only unfolding'),
    reason: /not what the definition says|form `=>`/,
  },
  {
    rule: 'Oracle',
    breaks: 'the obligation does not hold',
    honest: (d) => d.prove(d.step('Oracle', d.node('=>', abc(d, 0), abc(d, 0)))),
    forged: (d) => d.prove(d.step('Oracle', d.node('=>', abc(d, 0), abc(d, 1)))),
    reason: /does not hold/,
  },
  {
    rule: 'Oracle',
    breaks: 'the obligation holds, but is not ground',
    honest: (d) => d.prove(d.step('Oracle', d.node('=>', allP(d), allP(d)))),
    forged: (d) => d.prove(d.step('Oracle', d.node('=>', allP(d), p(d, d.constant('c'))))),
    reason: /quantified parts being taken as they stand/,
  },
  {
    rule: 'Oracle',
    breaks: 'the obligation takes times for constructed',
    honest: (d) => d.prove(d.step('Oracle', d.node('or', d.node('true'), abc(d, 0)))),
    forged: (d) => {
      const [a, b] = ['noon', 'midnight'].map((name) => d.node('apply', d.symbol('constructor', name, [], 'Time'))) as [
        number,
        number,
      ];
      d.prove(d.step('Oracle', d.node('not', d.node('=', a, b))));
    },
    reason: /constructs times/,
  },
];

function implied(d: Draft, premise: 0 | 1, claim: 0 | 1 = 1): void {
  const implication = d.node('=>', abc(d, 0), abc(d, 1));
  const last = d.step('⊃E', abc(d, claim), [d.assume(implication), d.assume(abc(d, premise))]);
  d.prove(last, implication, abc(d, premise));
}

const both = (d: Draft): number => d.node('and', abc(d, 0), abc(d, 1));
const either = (d: Draft): number => d.node('or', abc(d, 0), abc(d, 1));

function conjoined(d: Draft, order: readonly (0 | 1)[]): void {
  const premises = order.map((i) => d.assume(abc(d, i)));
  d.prove(d.step('∧I', both(d), premises), abc(d, 0), abc(d, 1));
}

/** C by cases of A and B, from A ⊃ C and B ⊃ C. */
function byCases(d: Draft, order: readonly (0 | 1)[]): void {
  const given = [0, 1].map((i) => d.node('=>', abc(d, i), abc(d, 2)));
  const cases = order.map((i) => d.step('⊃E', abc(d, 2), [d.assume(given[i] as number), d.assume(abc(d, i))]));
  d.prove(d.step('∨E', abc(d, 2), [d.assume(either(d)), ...cases]), either(d), ...given);
}

function negated(d: Draft, of: 0 | 1, claim = d.node('false')): void {
  const negation = d.node('not', abc(d, of));
  const absurd = d.step('¬E', claim, [d.assume(negation), d.assume(abc(d, 0))]);
  d.prove(absurd, negation, abc(d, 0));
}

/** From ∃x. R(x, y): something that follows from R(x', y), in which x' is where it says. */
function opened(d: Draft, where: 'nowhere' | 'claim' | 'hypothesis' | 'existence' | 'constant'): void {
  const [x, y] = [d.variable('Term'), d.variable('Term')];
  const r = (a: number, b: number): number => d.atom('Rr', [a, 'Term'], [b, 'Term']);
  const second = where === 'existence' ? x : y;
  const existence = d.node('exists', 'Term', r(d.bound(0, 'Term'), second));
  const instance = r(where === 'constant' ? d.constant('c') : x, second);
  const extra = where === 'hypothesis' ? p(d, x) : p(d, y);
  const claim = where === 'claim' ? instance : extra;
  const shown =
    where === 'claim'
      ? d.assume(instance)
      : d.step('∧E', claim, [d.step('∧I', d.node('and', extra, instance), [d.assume(extra), d.assume(instance)])]);
  const last = d.step('∃E', claim, [d.assume(existence), shown], [where === 'constant' ? d.constant('c') : x]);
  const open = d.node('=>', existence, d.node('=>', extra, claim));
  const closed = d.step('⊃I', open, [d.step('⊃I', d.node('=>', extra, claim), [last])]);
  const half = d.node(
    '=>',
    d.node('exists', 'Term', r(d.bound(0, 'Term'), d.bound(1, 'Term'))),
    d.node('=>', p(d, d.bound(0, 'Term')), p(d, d.bound(0, 'Term'))),
  );
  d.prove(d.step('∀I', d.node('forall', 'Term', half), [closed], [y]));
}

/** From c = e and P(from): P(to), by rewriting P(place). */
function rewritten(d: Draft, from: string, to: string, place?: number): void {
  const x = place ?? d.variable('Term');
  const [equation, premise] = [d.node('=', d.constant('c'), d.constant('e')), p(d, d.constant(from))];
  const pattern = place === undefined ? p(d, x) : premise;
  d.prove(d.step('=E', p(d, d.constant(to)), [d.assume(equation), d.assume(premise)], [x, pattern]), equation, premise);
}

/** Dd ≡ Bb, and the equivalence of Dd with some body. */
function defined(d: Draft, body: string, shape: 'both' | 'only unfolding' = 'both'): void {
  d.model.definitions.push([d.symbol('predicate', 'Dd', []), [], d.proposition('Bb')]);
  const [word, meaning] = [d.proposition('Dd'), d.proposition(body)];
  const unfolding = d.node('=>', word, meaning);
  const claim =
    shape === 'both' ? d.node('and', unfolding, d.node('=>', meaning, word)) : d.node('and', unfolding, unfolding);
  d.prove(d.step('Def', claim));
}

describe.each(cases)('$rule, where $breaks', ({ honest, forged, reason, rule }) => {
  test('is rejected for that reason; the honest step is accepted', async () => {
    const [good, bad] = [new Draft(), new Draft()];
    honest(good);
    const accepted = await good.outcome();
    expect(accepted).toMatchObject({ verdict: 'accepted' });
    expect(good.model.steps.some(([name]) => name === rule)).toBe(true);
    forged(bad);
    expect(await bad.outcome()).toMatchObject({ verdict: 'rejected', reason: expect.stringMatching(reason) });
  });
});
