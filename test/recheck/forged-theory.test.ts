import { describe, expect, test } from 'vitest';
import { Draft } from './draft.js';

/** Certificates whose every step follows, and that are not to be believed for what they say of the words in them. */
interface Case {
  readonly forgery: string;
  readonly forge: (d: Draft) => unknown;
  readonly verdict?: 'rejected' | 'malformed';
  readonly reason: RegExp;
}

const trivial = (d: Draft): Draft => d.prove(d.step('⊤I', d.node('true')));
const term = (d: Draft, name: string, ...args: readonly number[]): number =>
  d.node(
    'apply',
    d.symbol(
      'constructor',
      name,
      args.map(() => 'Term'),
      'Term',
    ),
    ...args,
  );
/** A theorem that two terms are equal only if others are: by the solver, which takes constructors for injective. */
function injective(d: Draft, kind: 'function' | 'constructor', name: string): void {
  const symbol = d.symbol(kind, name, ['Term', 'Term'], 'Term');
  const [a, b] = [term(d, 'sinit'), term(d, 'dinit')];
  const equal = d.node('=', d.node('apply', symbol, a, a), d.node('apply', symbol, b, a));
  d.prove(d.step('Oracle', d.node('=>', equal, d.node('=', a, b))));
}

const cases: readonly Case[] = [
  {
    forgery: 'another axiom under an old name',
    forge: (d) => {
      d.model.axioms.push(['MEM', d.node('false')]);
      d.prove(d.step('Axiom', d.node('false')));
    },
    reason: /not what the logic calls MEM/,
  },
  {
    forgery: 'a function of the logic as a constructor',
    forge: (d) => injective(d, 'constructor', 'eval'),
    reason: /eval is not what the logic declares/,
  },
  {
    forgery: 'a secret as something that anybody can make',
    forge: (d) => {
      const sig = d.symbol('constructor', 'SIG', ['Principal', 'Term'], 'Term');
      const signed = d.node('apply', sig, d.constant('Alice', 'Principal'), term(d, 'sinit'));
      d.prove(d.step('=I', d.node('=', signed, signed)));
    },
    reason: /SIG is not what the logic declares/,
  },
  {
    forgery: 'a definition of a word of the logic',
    forge: (d) => {
      const mem = d.symbol('predicate', 'Mem', ['Location', 'Term', 'Time']);
      d.model.definitions.push([
        mem,
        [d.variable('Location'), d.variable('Term'), d.variable('Time')],
        d.node('false'),
      ]);
      trivial(d);
    },
    reason: /Mem has the name of something of the logic/,
  },
  {
    forgery: 'a definition of what happens',
    forge: (d) => {
      const at = d.symbol('predicate', 'At', ['Event', 'Time']);
      d.model.definitions.push([at, [d.variable('Event'), d.variable('Time')], d.node('false')]);
      trivial(d);
    },
    reason: /At has the name of something of the logic/,
  },
  {
    forgery: 'a definition of itself: D ≡ ¬D',
    forge: (d) => {
      d.model.definitions.push([d.symbol('predicate', 'Dd', []), [], d.node('not', d.proposition('Dd'))]);
      trivial(d);
    },
    reason: /does not come before it/,
  },
  {
    forgery: 'two definitions of each other',
    forge: (d) => {
      d.model.definitions.push([d.symbol('predicate', 'Dd', []), [], d.node('not', d.proposition('Ee'))]);
      d.model.definitions.push([d.symbol('predicate', 'Ee', []), [], d.proposition('Dd')]);
      trivial(d);
    },
    reason: /does not come before it/,
  },
  {
    forgery: 'two definitions of one word',
    forge: (d) => {
      d.model.definitions.push([d.symbol('predicate', 'Dd', []), [], d.node('true')]);
      d.model.definitions.push([d.symbol('predicate', 'Dd', []), [], d.node('false')]);
      trivial(d);
    },
    reason: /declared twice/,
  },
  {
    forgery: 'a definition that says something of a variable that is no parameter',
    forge: (d) => {
      const [x, y] = [d.variable('Term'), d.variable('Term')];
      d.model.definitions.push([d.symbol('predicate', 'Dd', ['Term']), [x], d.node('=', x, y)]);
      trivial(d);
    },
    reason: /no parameters/,
  },
  {
    forgery: 'a definition with one parameter for two',
    forge: (d) => {
      const x = d.variable('Term');
      d.model.definitions.push([d.symbol('predicate', 'Dd', ['Term', 'Term']), [x, x], d.node('true')]);
      trivial(d);
    },
    reason: /not different variables/,
  },
  {
    forgery: 'a kind of machine that is defined',
    forge: (d) => {
      const box = d.symbol('predicate', 'Box', ['Machine']);
      d.model.kinds.push([box, null, null]);
      d.model.definitions.push([box, [d.variable('Machine')], d.node('true')]);
      trivial(d);
    },
    reason: /is a kind of machine, and is defined/,
  },
  {
    forgery: 'a kind of machine that runs data of the logic',
    forge: (d) => {
      const data = d.symbol('constructor', 'machine', ['Machine'], 'Term');
      d.model.kinds.push([d.symbol('predicate', 'Box', ['Machine']), data, null]);
      trivial(d);
    },
    reason: /runs what is no program/,
  },
  {
    forgery: 'a kind of machine whose programs are of no machine',
    forge: (d) => {
      const program = d.symbol('constructor', 'Rom', ['Term'], 'Term');
      d.model.kinds.push([d.symbol('predicate', 'Box', ['Machine']), program, null]);
      trivial(d);
    },
    reason: /no program of the machine/,
  },
  {
    forgery: 'a kind of what is no machine',
    forge: (d) => {
      d.model.kinds.push([d.symbol('predicate', 'Box', ['Term']), null, null]);
      trivial(d);
    },
    reason: /no kind of machine/,
  },
  {
    forgery: 'a program that is no constructor',
    forge: (d) => {
      d.model.programs.push([d.symbol('function', 'Rom', [], 'Term'), [], d.node('stop')]);
      trivial(d);
    },
    reason: /no constructor of terms/,
  },
  {
    forgery: 'a program whose body is a formula',
    forge: (d) => {
      d.model.programs.push([d.symbol('constructor', 'Rom', [], 'Term'), [], d.node('true')]);
      trivial(d);
    },
    reason: /body of Rom is no program/,
  },
  {
    forgery: 'a definition whose body is a term',
    forge: (d) => {
      d.model.definitions.push([d.symbol('predicate', 'Dd', []), [], term(d, 'sinit')]);
      trivial(d);
    },
    reason: /body of Dd is no formula/,
  },
  {
    forgery: 'a program that holds a signature',
    forge: (d) => {
      const sig = d.symbol('secret', 'SIG', ['Principal', 'Term'], 'Term');
      const signed = d.node('apply', sig, d.constant('Alice', 'Principal'), term(d, 'sinit'));
      d.model.programs.push([d.symbol('constructor', 'Forger', [], 'Term'), [], d.node('jump', signed)]);
      trivial(d);
    },
    reason: /takes a key to make/,
  },
  {
    forgery: 'code for data of the logic',
    forge: (d) => {
      d.model.programs.push([d.symbol('constructor', 'sinit', [], 'Term'), [], d.node('stop')]);
      trivial(d);
    },
    reason: /sinit has the name of something of the logic/,
  },
  {
    forgery: 'an action that is done when another is',
    forge: (d) => {
      const jump = d.symbol('constructor', 'Jump', ['Thread', 'Term'], 'Event');
      const idle = d.node('step', d.symbol('action', 'idle', ['Term'], null, jump), d.node('stop'), term(d, 'sinit'));
      d.model.programs.push([d.symbol('constructor', 'Waiter', [], 'Term'), [], idle]);
      trivial(d);
    },
    reason: /idle has the event of something else/,
  },
  {
    forgery: 'an axiom with a free variable',
    forge: (d) => {
      const x = d.variable('Term');
      d.model.axioms.push(['OWN', d.node('=', x, x)]);
      d.prove(d.step('Axiom', d.node('=', x, x)));
    },
    reason: /no closed formula/,
  },
  {
    forgery: 'two axioms of one name',
    forge: (d) => {
      d.model.axioms.push(['OWN', d.node('true')], ['OWN', d.node('false')]);
      d.prove(d.step('Axiom', d.node('false')));
    },
    reason: /declared twice/,
  },
  {
    forgery: 'a text that is not the statement',
    forge: (d) => {
      trivial(d);
      const [role, name, statement, , step] = d.model.theorems.pop() as (typeof d.model.theorems)[number];
      d.model.theorems.push([role, name, statement, '⊥', step]);
    },
    reason: /text is not what its statement says/,
  },
  {
    forgery: 'a statement that is not what the last step shows',
    forge: (d) => {
      trivial(d);
      const [role, name, , , step] = d.model.theorems.pop() as (typeof d.model.theorems)[number];
      d.model.theorems.push([role, name, d.node('false'), '⊥', step]);
    },
    reason: /shows something else/,
  },
  {
    forgery: 'a theorem that still has hypotheses',
    forge: (d) => d.prove(d.assume(d.node('false'))),
    reason: /still has hypotheses/,
  },
  {
    forgery: 'a statement with a free variable',
    forge: (d) => {
      const x = d.variable('Term');
      d.prove(d.step('=I', d.node('=', x, x)));
    },
    reason: /free variables/,
  },
  {
    forgery: 'two theorems of one name',
    forge: (d) => {
      trivial(d);
      d.model.theorems.push(d.model.theorems[0] as (typeof d.model.theorems)[number]);
    },
    reason: /one name/,
  },
  {
    forgery: 'no theorem',
    forge: () => undefined,
    reason: /certifies no theorem/,
  },
  {
    forgery: 'a step that rests on itself',
    forge: (d) => {
      const false_ = d.node('false');
      d.prove(d.step('∧E', false_, [0]));
    },
    reason: /does not come before it/,
  },
  {
    forgery: 'steps that rest on each other',
    forge: (d) => {
      const [no, both] = [d.node('false'), d.node('and', d.node('false'))];
      d.step('∧E', no, [1]);
      d.prove(d.step('∧I', both, [0]));
    },
    reason: /does not come before it/,
  },
  {
    forgery: 'a rule that there is none of',
    forge: (d) => d.prove(d.step('Trust', d.node('false'))),
    reason: /no such rule/,
  },
  {
    forgery: 'a rule that every object has',
    forge: (d) => d.prove(d.step('constructor', d.node('false'))),
    reason: /no such rule/,
  },
  {
    forgery: 'a step that claims a term',
    forge: (d) => {
      d.step('Assume', term(d, 'sinit'));
      trivial(d);
    },
    reason: /no formula/,
  },
  {
    forgery: 'a step that claims a formula with a loose variable',
    forge: (d) => {
      d.step('Assume', d.node('=', d.bound(0, 'Term'), d.bound(0, 'Term')));
      trivial(d);
    },
    reason: /no formula without loose variables/,
  },
  {
    forgery: 'a step that claims what is not there',
    forge: (d) => {
      trivial(d);
      d.step('Assume', 999);
    },
    reason: /no node 999/,
  },
  {
    forgery: 'a step that nothing needs',
    forge: (d) => {
      trivial(d);
      d.assume(d.node('true'));
    },
    reason: /used by no theorem/,
  },
  {
    forgery: 'a node that nothing needs',
    forge: (d) => {
      trivial(d);
      d.node('false');
    },
    reason: /node 1 is not used/,
  },
  {
    forgery: 'a symbol that nothing needs',
    forge: (d) => {
      trivial(d);
      d.symbol('predicate', 'Idle', []);
    },
    reason: /Idle is not used/,
  },
  {
    forgery: 'a node of itself',
    forge: (d) => {
      d.model.nodes.push(['not', 0]);
      d.step('Assume', 0);
    },
    verdict: 'malformed',
    reason: /no node 0, or not yet/,
  },
  {
    forgery: 'a node that is there twice',
    forge: (d) => {
      d.model.nodes.push(['true'], ['true']);
      d.step('⊤I', 1);
    },
    verdict: 'malformed',
    reason: /the same as an earlier one/,
  },
  {
    forgery: 'a symbol that is there twice',
    forge: (d) => {
      d.model.symbols.push(['predicate', 'Pp', []], ['predicate', 'Pp', ['Term']]);
      d.model.nodes.push(['atom', 0]);
    },
    verdict: 'malformed',
    reason: /declared twice/,
  },
  {
    forgery: 'a predicate of a term of another sort',
    forge: (d) => d.atom('Acts', [d.variable('Time'), 'Thread'], [d.variable('Time'), 'Time']),
    verdict: 'malformed',
    reason: /other sorts/,
  },
  {
    forgery: 'a bound variable of another sort than its binder',
    forge: (d) => d.node('forall', 'Time', d.node('=', d.bound(0, 'Term'), d.bound(0, 'Term'))),
    verdict: 'malformed',
    reason: /not of the sort of its binder/,
  },
  {
    forgery: 'a position that is no whole number',
    forge: (d) => d.model.steps.push(['⊤I', 0.5, [], []]),
    verdict: 'malformed',
    reason: /no whole number/,
  },
  {
    forgery: 'a position over all bounds',
    forge: (d) => d.model.steps.push(['⊤I', 2 ** 53, [], []]),
    verdict: 'malformed',
    reason: /no whole number/,
  },
  {
    forgery: 'a name that looks like another',
    forge: (d) => d.model.symbols.push(['predicate', 'M\u0435m', []]),
    verdict: 'malformed',
    reason: /no name/,
  },
  {
    forgery: 'a name that moves the cursor',
    forge: (d) => {
      d.model.file = 'a.ls2\u001b[2K';
      trivial(d);
    },
    verdict: 'malformed',
    reason: /can be shown/,
  },
];

describe.each(cases)('$forgery', ({ forge, verdict = 'rejected', reason }) => {
  test(`is ${verdict}`, async () => {
    const draft = new Draft();
    forge(draft);
    const outcome = await draft.outcome();
    const said = outcome.verdict === 'malformed' ? outcome.detail : 'reason' in outcome ? outcome.reason : '';
    expect({ verdict: outcome.verdict, said }).toEqual({ verdict, said: expect.stringMatching(reason) });
  });
});

describe('what is not of the logic', () => {
  test('is accepted, and said: an axiom of its own', async () => {
    const draft = new Draft();
    draft.model.axioms.push(['OWN', draft.node('false')]);
    const outcome = await draft.prove(draft.step('Axiom', draft.node('false'))).outcome();
    expect(outcome).toMatchObject({ verdict: 'accepted', theorems: [{ axioms: [], assumedAxioms: ['OWN: ⊥'] }] });
  });

  test('is accepted, and said: a constructor that only the proof speaks of', async () => {
    const draft = new Draft();
    const [a, b] = ['first', 'second'].map((name) =>
      draft.node('apply', draft.symbol('constructor', name, [], 'Machine')),
    ) as [number, number];
    const [x, y] = [draft.bound(1, 'Machine'), draft.bound(0, 'Machine')];
    const differ = draft.step('Oracle', draft.node('not', draft.node('=', a, b)));
    const some = draft.node('exists', 'Machine', draft.node('not', draft.node('=', a, y)));
    const two = draft.node(
      'exists',
      'Machine',
      draft.node('exists', 'Machine', draft.node('not', draft.node('=', x, y))),
    );
    const last = draft.step('∃I', two, [draft.step('∃I', some, [differ], [b])], [a]);
    expect(await draft.prove(last).outcome()).toMatchObject({
      verdict: 'accepted',
      theorems: [{ declares: ['constructor first: Machine', 'constructor second: Machine'] }],
    });
  });

  test('an axiom that is not used is not said', async () => {
    const draft = new Draft();
    draft.model.axioms.push(['OWN', draft.node('false')]);
    const outcome = await trivial(draft).outcome();
    expect(outcome).toMatchObject({ verdict: 'accepted', theorems: [{ assumedAxioms: [] }] });
  });
});

test('what a function of the logic gives is not taken apart', async () => {
  const draft = new Draft();
  injective(draft, 'function', 'eval');
  expect(await draft.outcome()).toMatchObject({ verdict: 'rejected', reason: expect.stringMatching(/does not hold/) });
});
