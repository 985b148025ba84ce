import { describe, expect, test } from 'vitest';
import { Draft } from './draft.js';

/** A machine of the kind Box whose resets run Rom, `send sinit`; and derivations by the rules of programs, of ⊤ as the invariant. */
class Board extends Draft {
  readonly #program = this.symbol('constructor', 'Rom', ['Machine'], 'Term');
  readonly #send = this.symbol(
    'action',
    'send',
    ['Term'],
    null,
    this.symbol('constructor', 'Send', ['Thread', 'Term'], 'Event'),
  );
  readonly m = this.variable('Machine');
  readonly I = this.variable('Thread');
  readonly t = this.variable('Time');
  readonly u = this.variable('Time');
  readonly data = this.node('apply', this.symbol('constructor', 'sinit', [], 'Term'));
  readonly top = this.node('true');
  readonly rom = this.node('apply', this.#program, this.m);
  readonly stop = this.node('stop');
  readonly body = this.node('step', this.#send, this.stop, this.data);
  readonly box = this.atom('Box', [this.m, 'Machine']);

  constructor() {
    super();
    this.model.programs.push([this.#program, [this.m], this.body]);
    this.model.kinds.push([this.symbol('predicate', 'Box', ['Machine']), this.#program, null]);
  }

  /** `send sinit`, and what follows. */
  sendThen = (rest: number): number => this.node('step', this.#send, rest, this.data);
  time = (name: '<' | '<=', a: number, b: number): number => this.atom(name, [a, 'Time'], [b, 'Time']);
  acts = (thread: number, time: number): number => this.atom('Acts', [thread, 'Thread'], [time, 'Time']);
  implies = (a: number, b: number): number => this.node('=>', a, b);
  happens = (event: string, args: readonly (readonly [number, string])[], time: number): number => {
    const symbol = this.symbol(
      'constructor',
      event,
      args.map(([, sort]) => sort),
      'Event',
    );
    return this.atom('At', [this.node('apply', symbol, ...args.map(([node]) => node)), 'Event'], [time, 'Time']);
  };
  /** ∀I,tb. E ⊃ ∀te. tb < te ⊃ ⊤, the bound variables being 1 and 0 in the event, and 1 and 0 after. */
  later = (event: number): number => {
    const [begin, end] = [this.bound(1, 'Time'), this.bound(0, 'Time')];
    const after = this.node('forall', 'Time', this.implies(this.time('<', begin, end), this.top));
    return this.node('forall', 'Thread', this.node('forall', 'Time', this.implies(event, after)));
  };
  /** Γ ⊢ ⊤, of a hypothesis. */
  topBeside = (hypothesis: number): number => {
    const both = this.node('and', hypothesis, this.top);
    const joined = this.step('∧I', both, [this.assume(hypothesis), this.step('⊤I', this.top)]);
    return this.step('∧E', this.top, [joined]);
  };
  tops = (count: number): readonly number[] => {
    const one = this.step('⊤I', this.top);
    return Array.from({ length: count }, () => one);
  };
  beginsClaim = (event: 'Jump' | 'Start' = 'Jump'): number => {
    const [I, t] = [this.bound(1, 'Thread'), this.bound(0, 'Time')];
    return this.later(
      this.happens(
        event,
        [
          [I, 'Thread'],
          [this.rom, 'Term'],
        ],
        t,
      ),
    );
  };
  bootClaim = (event: 'Reset' | 'LateLaunch'): number => {
    const [I, t] = [this.bound(1, 'Thread'), this.bound(0, 'Time')];
    return this.implies(
      this.box,
      this.later(
        this.happens(
          event,
          [
            [this.m, 'Machine'],
            [I, 'Thread'],
          ],
          t,
        ),
      ),
    );
  };
}

interface Case {
  readonly rule: string;
  readonly breaks: string;
  readonly forge: (b: Board) => void;
  readonly reason: RegExp;
}

/** What follows is rejected for its free variables alone, which come to be looked at after all steps. */
const honest: readonly (readonly [rule: string, make: (b: Board) => void])[] = [
  ['Jump', (b) => b.prove(b.step('Jump', b.beginsClaim(), b.tops(2), [b.rom, b.I, b.t, b.u]))],
  ['Start', (b) => b.prove(b.step('Start', b.beginsClaim('Start'), b.tops(2), [b.rom, b.I, b.t, b.u]))],
  ['Reset', (b) => b.prove(b.step('Reset', b.bootClaim('Reset'), b.tops(2), [b.box, b.I, b.t, b.u]))],
  ['Act', (b) => b.prove(b.step('Act', idle(b, '<='), [], [ran(b, b.stop)]), ran(b, b.stop))],
  [
    'Jump',
    (b) => {
      branching(b);
      b.prove(b.step('Jump', b.beginsClaim(), b.tops(3), [b.rom, b.I, b.t, b.u]));
    },
  ],
  [
    'Act',
    (b) => {
      const body = branching(b);
      b.prove(b.step('Act', either(b, b.body, b.node('jump', b.data)), [], [ran(b, body)]), ran(b, body));
    },
  ],
  ['Seq', (b) => b.prove(b.step('Seq', sent(b, 'advanced'), [], [ran(b, b.body)]), ran(b, b.body))],
  ['Honesty', (b) => b.prove(b.step('Honesty', honestClaim(b), [], []))],
  [
    'Honesty',
    (b) => {
      const claim = anyClaim(b);
      const both = b.node('and', b.box, claim);
      b.prove(b.step('∧I', both, [b.assume(b.box), b.step('Honesty', claim, [], [])]), b.box);
    },
  ],
];

/** The program branches: it sends, or jumps. */
function branching(b: Board): number {
  const [program] = b.model.programs;
  const body = b.node('choice', b.body, b.node('jump', b.data));
  b.model.programs[0] = [(program as NonNullable<typeof program>)[0], [b.m], body];
  return body;
}

/** That one of two was run. */
const either = (b: Board, one: number, other: number): number => b.node('or', ran(b, one), ran(b, other));

const ran = (b: Board, segment: number): number => b.node('ran', segment, b.I, b.t, b.u);

function idle(b: Board, end: '<' | '<=', from = b.t, until = b.u): number {
  const w = b.bound(0, 'Time');
  const inside = b.node('and', b.time('<', from, w), b.time(end, w, until));
  return b.node('forall', 'Time', b.implies(inside, b.node('not', b.acts(b.I, w))));
}

/** [send sinit]_I^{t,u} ⊢ ∃w. t < w ∧ w ≤ u ∧ I is idle in (t,w) ∧ Send(I,sinit)@w ∧ [·]_I^{w,u}, or [·]_I^{t,u} for the last. */
function sent(b: Board, rest: 'advanced' | 'not advanced'): number {
  const w = b.bound(0, 'Time');
  const event = b.happens(
    'Send',
    [
      [b.I, 'Thread'],
      [b.data, 'Term'],
    ],
    w,
  );
  const after = b.node('ran', b.stop, b.I, rest === 'advanced' ? w : b.t, b.u);
  const parts = [b.time('<', b.t, w), b.time('<=', w, b.u), idle(b, '<', b.t, b.bound(1, 'Time')), event, after];
  return b.node('exists', 'Time', b.node('and', ...parts));
}

function honestBoard(b: Board, programs: 'listed' | 'not listed' = 'listed'): number {
  const none = b.node('apply', b.symbol('constructor', 'none', [], 'Programs'));
  const also = b.symbol('constructor', 'also', ['Term', 'Programs'], 'Programs');
  const set = programs === 'listed' ? b.node('apply', also, b.rom, none) : b.constant('Some', 'Programs');
  return b.atom('Honest', [b.constant('Alice', 'Principal'), 'Principal'], [set, 'Programs']);
}

/** `{Rom(m) | m: Box}`, and nothing else; with what may be wrong in how it is declared. */
function anyBoard(b: Board, declared: 'rightly' | 'of no kind' | 'not' = 'rightly'): number {
  const all = b.symbol('constructor', 'Rom*Box', ['Programs'], 'Programs');
  const rom = b.symbol('constructor', 'Rom', ['Machine'], 'Term');
  const box = declared === 'of no kind' ? null : b.symbol('predicate', 'Box', ['Machine']);
  if (declared !== 'not') b.model.families = [[all, rom, [box]]];
  const set = b.node('apply', all, b.node('apply', b.symbol('constructor', 'none', [], 'Programs')));
  return b.atom('Honest', [b.constant('Alice', 'Principal'), 'Principal'], [set, 'Programs']);
}

/** The claim of Honesty about it, that one such program was started; or that the one of m was, or of any machine of no kind. */
function anyClaim(b: Board, started: 'some' | 'm' | 'any at all' = 'some'): number {
  const depth = started === 'm' ? 0 : 1;
  const [I, begin] = [b.bound(2 + depth, 'Thread'), b.bound(depth, 'Time')];
  const rom = b.symbol('constructor', 'Rom', ['Machine'], 'Term');
  const program = started === 'm' ? b.rom : b.node('apply', rom, b.bound(0, 'Machine'));
  const event = b.happens(
    'Start',
    [
      [I, 'Thread'],
      [program, 'Term'],
    ],
    begin,
  );
  const guard = b.atom('Box', [b.bound(0, 'Machine'), 'Machine']);
  const guarded = started === 'some' ? b.node('and', guard, event) : b.node('and', event);
  return honestlyStarted(b, anyBoard(b), started === 'm' ? event : b.node('exists', 'Machine', guarded));
}

function honestClaim(b: Board, programs: 'listed' | 'not listed' = 'listed'): number {
  const event = b.happens(
    'Start',
    [
      [b.bound(2, 'Thread'), 'Thread'],
      [b.rom, 'Term'],
    ],
    b.bound(0, 'Time'),
  );
  return honestlyStarted(b, honestBoard(b, programs), event);
}

/** That each thread of Alice was started so, I being 2 and tb 0, and has done nothing before. */
function honestlyStarted(b: Board, honestly: number, start: number): number {
  const [u, begin] = [b.bound(1, 'Time'), b.bound(0, 'Time')];
  const before = b.implies(
    b.time('<=', b.bound(0, 'Time'), b.bound(1, 'Time')),
    b.node('not', b.acts(b.bound(3, 'Thread'), b.bound(0, 'Time'))),
  );
  const life = b.node('and', b.time('<', begin, u), b.node('or', start), b.node('forall', 'Time', before));
  const owner = b.node('apply', b.symbol('function', 'owner', ['Thread'], 'Principal'), b.bound(1, 'Thread'));
  const acting = b.node(
    'and',
    b.node('=', owner, b.constant('Alice', 'Principal')),
    b.acts(b.bound(1, 'Thread'), b.bound(0, 'Time')),
  );
  const all = b.node('forall', 'Thread', b.node('forall', 'Time', b.implies(acting, b.node('exists', 'Time', life))));
  return b.implies(honestly, all);
}

test.each(honest)('%s is accepted as a step', async (rule, make) => {
  const board = new Board();
  make(board);
  expect(board.model.steps.some(([name]) => name === rule)).toBe(true);
  expect(await board.outcome()).toMatchObject({ reason: 'its statement has free variables' });
});

const cases: readonly Case[] = [
  {
    rule: 'Jump',
    breaks: 'the premise for an initial segment is missing',
    forge: (b) => b.prove(b.step('Jump', b.beginsClaim(), b.tops(1), [b.rom, b.I, b.t, b.u])),
    reason: /takes 2 premises/,
  },
  {
    rule: 'Jump',
    breaks: 'the premise for a branch is missing',
    forge: (b) => {
      branching(b);
      b.prove(b.step('Jump', b.beginsClaim(), b.tops(2), [b.rom, b.I, b.t, b.u]));
    },
    reason: /takes 3 premises/,
  },
  {
    rule: 'Act',
    breaks: 'one branch is said to be the one that was gone on with',
    forge: (b) => {
      const body = branching(b);
      b.prove(b.step('Act', ran(b, b.body), [], [ran(b, body)]), ran(b, body));
    },
    reason: /not what the rule gives/,
  },
  {
    rule: 'Jump',
    breaks: 'a premise shows something else',
    forge: (b) => {
      const other = b.step('∧I', b.node('and', b.top), b.tops(1));
      b.prove(b.step('Jump', b.beginsClaim(), [...b.tops(1), other], [b.rom, b.I, b.t, b.u]));
    },
    reason: /different things/,
  },
  {
    rule: 'Jump',
    breaks: 'the thread is free in a hypothesis that stays',
    forge: (b) => {
      const about = b.topBeside(b.acts(b.I, b.u));
      b.prove(b.step('Jump', b.beginsClaim(), [about, about], [b.rom, b.I, b.t, b.u]));
    },
    reason: /variable is free/,
  },
  {
    rule: 'Jump',
    breaks: 'a premise is of another segment than its place',
    forge: (b) => {
      const [first, second] = [b.topBeside(ran(b, b.stop)), b.topBeside(ran(b, b.body))];
      b.prove(b.step('Jump', b.beginsClaim(), [second, first], [b.rom, b.I, b.t, b.u]));
    },
    reason: /variable is free/,
  },
  {
    rule: 'Jump',
    breaks: 'a thread ends when it begins',
    forge: (b) => b.prove(b.step('Jump', b.beginsClaim(), b.tops(2), [b.rom, b.I, b.t, b.t])),
    reason: /not three variables/,
  },
  {
    rule: 'Jump',
    breaks: 'there is one thing more than it takes',
    forge: (b) => b.prove(b.step('Jump', b.beginsClaim(), b.tops(2), [b.rom, b.I, b.t, b.u, b.u])),
    reason: /a thread and two times/,
  },
  {
    rule: 'Jump',
    breaks: 'the program is of a variable that nobody binds',
    forge: (b) => {
      const rom = b.node('apply', b.symbol('constructor', 'Rom', ['Machine'], 'Term'), b.bound(0, 'Machine'));
      b.prove(b.step('Jump', b.beginsClaim(), b.tops(2), [rom, b.I, b.t, b.u]));
    },
    reason: /a thread and two times/,
  },
  {
    rule: 'Jump',
    breaks: 'the program is not known',
    forge: (b) => {
      const any = b.variable('Term');
      b.prove(b.step('Jump', b.beginsClaim(), b.tops(2), [any, b.I, b.t, b.u]));
    },
    reason: /code of a program is not known/,
  },
  {
    rule: 'Jump',
    breaks: 'it is claimed of every thread that does anything',
    forge: (b) => {
      const event = b.acts(b.bound(1, 'Thread'), b.bound(0, 'Time'));
      b.prove(b.step('Jump', b.later(event), b.tops(2), [b.rom, b.I, b.t, b.u]));
    },
    reason: /not what the rule gives/,
  },
  {
    rule: 'Jump',
    breaks: 'the program is so long that its initial segments would fill the memory',
    forge: (b) => {
      const long = b.symbol('constructor', 'Long', [], 'Term');
      let body = b.body;
      for (let i = 0; i < 1000; i++) body = b.sendThen(body);
      b.model.programs.push([long, [], body]);
      b.prove(b.step('Jump', b.beginsClaim(), b.tops(2), [b.node('apply', long), b.I, b.t, b.u]));
    },
    reason: /over 1000 actions/,
  },
  {
    rule: 'Reset',
    breaks: 'the machine is of no kind that resets run a program of',
    forge: (b) => {
      const other = b.atom('Thing', [b.m, 'Machine']);
      b.prove(b.step('Reset', b.bootClaim('Reset'), b.tops(2), [other, b.I, b.t, b.u]));
    },
    reason: /start no such program/,
  },
  {
    rule: 'LateLaunch',
    breaks: 'late launches of that kind run nothing',
    forge: (b) => b.prove(b.step('LateLaunch', b.bootClaim('LateLaunch'), b.tops(2), [b.box, b.I, b.t, b.u])),
    reason: /start no such program/,
  },
  {
    rule: 'Reset',
    breaks: 'the kind is left out of the claim',
    forge: (b) => {
      const [I, t] = [b.bound(1, 'Thread'), b.bound(0, 'Time')];
      const claim = b.later(
        b.happens(
          'Reset',
          [
            [b.m, 'Machine'],
            [I, 'Thread'],
          ],
          t,
        ),
      );
      b.prove(b.step('Reset', claim, b.tops(2), [b.box, b.I, b.t, b.u]));
    },
    reason: /not what the rule gives/,
  },
  {
    rule: 'Honesty',
    breaks: 'the programs are not listed',
    forge: (b) => b.prove(b.step('Honesty', honestClaim(b, 'not listed'), [], [])),
    reason: /not listed/,
  },
  {
    rule: 'Honesty',
    breaks: 'it is about a machine',
    forge: (b) => b.prove(b.step('Honesty', honestlyStarted(b, b.box, b.top), [], [])),
    reason: /not about somebody who is honest/,
  },
  {
    rule: 'Honesty',
    breaks: 'the programs for all machines are taken to be for one',
    forge: (b) => b.prove(b.step('Honesty', anyClaim(b, 'm'), [], [])),
    reason: /not what the rule gives/,
  },
  {
    rule: 'Honesty',
    breaks: 'the programs for all machines of a kind are taken to be for any',
    forge: (b) => b.prove(b.step('Honesty', anyClaim(b, 'any at all'), [], [])),
    reason: /not what the rule gives/,
  },
  {
    rule: 'Honesty',
    breaks: 'it rests on something',
    forge: (b) => b.prove(b.step('Honesty', honestClaim(b), b.tops(2), [])),
    reason: /takes none/,
  },
  {
    rule: 'Start',
    breaks: 'what is concluded of whoever starts the program is of whoever jumps to it',
    forge: (b) => b.prove(b.step('Start', b.beginsClaim('Jump'), b.tops(2), [b.rom, b.I, b.t, b.u])),
    reason: /not what the rule gives/,
  },
  {
    rule: 'Start',
    breaks: 'the premise for an initial segment is missing',
    forge: (b) => b.prove(b.step('Start', b.beginsClaim('Start'), b.tops(1), [b.rom, b.I, b.t, b.u])),
    reason: /one for each initial segment/,
  },
  {
    rule: 'Honesty',
    breaks: 'nothing says what the set is of',
    forge: (b) => {
      const claim = anyClaim(b);
      b.prove(b.step('Honesty', claim, [], []));
      delete b.model.families;
    },
    reason: /not listed/,
  },
  {
    rule: 'Honesty',
    breaks: 'what lists programs is declared to be of another one',
    forge: (b) => {
      const claim = anyClaim(b);
      b.prove(b.step('Honesty', claim, [], []));
      const also = b.symbol('constructor', 'also', ['Term', 'Programs'], 'Programs');
      const of = b.symbol('constructor', 'Of', ['Term', 'Machine'], 'Term');
      b.model.families = [[also, of, [null, b.symbol('predicate', 'Box', ['Machine'])]]];
    },
    reason: /also has the name of something of the logic/,
  },
  {
    rule: 'Honesty',
    breaks: 'the set is for machines of no kind',
    forge: (b) => {
      const claim = anyClaim(b);
      anyBoard(b, 'of no kind');
      b.prove(b.step('Honesty', claim, [], []));
    },
    reason: /not of a program for all machines/,
  },
  {
    rule: 'Act',
    breaks: 'the end of the time is left out, as if something could be done at it',
    forge: (b) => b.prove(b.step('Act', idle(b, '<'), [], [ran(b, b.stop)]), ran(b, b.stop)),
    reason: /not what the rule gives/,
  },
  {
    rule: 'Act',
    breaks: 'actions follow',
    forge: (b) => b.prove(b.step('Act', idle(b, '<='), [], [ran(b, b.body)]), ran(b, b.body)),
    reason: /not of an action that others follow/,
  },
  {
    rule: 'Act',
    breaks: 'the times are bound by nobody',
    forge: (b) => {
      const loose = b.node('ran', b.stop, b.I, b.bound(0, 'Time'), b.u);
      b.prove(b.step('Act', idle(b, '<='), [], [loose]));
    },
    reason: /no binder/,
  },
  {
    rule: 'Seq',
    breaks: 'what follows begins when the whole began',
    forge: (b) => b.prove(b.step('Seq', sent(b, 'not advanced'), [], [ran(b, b.body)]), ran(b, b.body)),
    reason: /not what the rule gives/,
  },
  {
    rule: 'Seq',
    breaks: 'nothing is done',
    forge: (b) => b.prove(b.step('Seq', idle(b, '<='), [], [ran(b, b.stop)]), ran(b, b.stop)),
    reason: /an action and what follows/,
  },
];

describe.each(cases)('$rule, where $breaks', ({ forge, reason }) => {
  test('is rejected for that reason', async () => {
    const board = new Board();
    forge(board);
    expect(await board.outcome()).toMatchObject({ verdict: 'rejected', reason: expect.stringMatching(reason) });
  });
});
