import { afterAll, describe, expect, test } from 'vitest';
import type { Finding } from '../../src/gate/finding.js';
import { all, type Edit, put } from './edits.js';
import { claimed, closeSolver, type Files, gated } from './standing-of.js';

/** A model, and theorems about all that can be declared in one. What stands of their proofs is taken for granted: the attacker has one for everything. */
const before: Files = {
  'model.ls2': `sort Colour
predicate Safe(Colour)
predicate Bright(Colour)
fluent Shown(Machine, Colour)
event Painted(Machine, Colour)
constructor blob(Term, Term): Term
constructor sealed(Principal, Term): Term secret
function shade(Colour): Colour
function mix(Term, Term): Term
constant red: Colour
constant nonce: Term
action stir(Term): Term event Stirred

axiom SHADE means "Shades are as safe." source "an example" : ∀c: Colour. Safe(c) ⊃ Safe(shade(c))

machine Host(m) {
  memory post, spare
  pcr s
  principal K
  on reset run Rom(m)
}

program Rom(m: Host) { x = read m.post; extend m.pcr.s, x; jump x }
program Sends(m: Host) { x = read m.post; send x }
program Twice(m: Host) { x = read m.post; send x; send x }
program Stirs(m: Host) { x = stir nonce; send x }
program Open(m: Host) { … }

setup Host(m) {
  m.post holds Open(m)
  m.pcr.s is PCR 8
}

define Dark(c: Colour) ≡ ¬Bright(c)
define Held(m: Host, e: Term, t: Time) ≡ Mem(m.pcr.s, e) @ t ∧ ¬Reset(m) on (t, t]
define Kept(m: Host, e: Term, t: Time) ≡ Held(m, e, t) ∨ Mem(m.post, e) @ t
define Value(m: Host): Term ≡ seq(sinit; Open(m))
`,
  'lib.model.ls2': `machine Desk(m) { memory drawer }
define Drawer(n: Name) ≡ n = drawer
`,
  'proofs.ls2': `import "model.ls2"
import "lib.model.ls2"

theorem Names(n: Name)
  show Drawer(n)

theorem Claims(c: Colour)
  show Safe(c)

theorem Supposes(c: Colour, m: Host, t: Time)
  assume Bright(c)
  assume Painted(m, c) @ t
  show Shown(m, c) @ t

theorem Darkens(c: Colour)
  assume Dark(c)
  show Safe(shade(red))

theorem Measured(m: Host, t: Time)
  assume Mem(m.pcr.s, Value(m)) @ t
  show Held(m, Value(m), t)

theorem Keeps(m: Host, e: Term, t: Time)
  show Kept(m, e, t)

theorem Quotes(m: Host, I: Thread, e: Term, t: Time)
  assume Honest(K(m), {Sends(m)})
  assume ^I = K(m)
  assume Send(I, e) @ t
  show ∃u. u < t ∧ Read(I, m.post, e) @ u

theorem Runs(m: Host, I: Thread, t: Time, u: Time)
  show [Sends(m)]_I^{t, u} ∃x, v. t < v ∧ v ≤ u ∧ Send(I, x) @ v

theorem Stirring(m: Host, I: Thread, e: Term, t: Time)
  assume Stirred(I, nonce, e) @ t
  assume e = mix(nonce, blob(nonce, sealed(K(m), e)))
  show Jump(I, Stirs(m)) @ t
`,
};

interface Attack {
  readonly attack: string;
  /** Why it has to be stopped. */
  readonly because: string;
  readonly edit: Edit;
  /** The codes of what stops it, and what that is about, in order. */
  readonly stopped: readonly string[];
}

const model = (old: string, fresh: string): Edit => put('model.ls2', old, fresh);
const proofs = (old: string, fresh: string): Edit => put('proofs.ls2', old, fresh);

/** What a name means is changed, and no theorem's text. */
const anotherMeaning: readonly Attack[] = [
  {
    attack: 'a predicate that is claimed becomes a definition that always holds',
    because: 'the theorem claims nothing any more',
    edit: all(
      model('predicate Safe(Colour)\n', ''),
      model('define Dark', 'define Safe(c: Colour) ≡ c = c\ndefine Dark'),
    ),
    stopped: ['LS2-1206 Claims', 'LS2-1206 Darkens'],
  },
  {
    attack: 'a predicate that is supposed becomes a definition that never holds',
    because: 'the premises contradict each other; of a definition that speaks of it, too, another thing is supposed',
    edit: all(
      model('predicate Bright(Colour)\n', ''),
      model('define Dark', 'define Bright(c: Colour) ≡ c ≠ c\ndefine Dark'),
    ),
    stopped: ['LS2-1206 Supposes', 'LS2-1206 Darkens'],
  },
  {
    attack: 'a fluent that is claimed becomes a definition that always holds',
    because: 'what is shown at any time is shown then',
    edit: all(
      model('fluent Shown(Machine, Colour)\n', ''),
      model('define Dark', 'define Shown(m: Machine, c: Colour, t: Time) ≡ m = m ∧ c = c ∧ t = t\ndefine Dark'),
      proofs('Shown(m, c) @ t', 'Shown(m, c, t)'),
    ),
    stopped: ['LS2-1206 Supposes'],
  },
  {
    attack: 'a fluent becomes a predicate with a time',
    because: 'it means nothing to a trace any more',
    edit: all(
      model('fluent Shown(Machine, Colour)', 'predicate Shown(Machine, Colour, Time)'),
      proofs('Shown(m, c) @ t', 'Shown(m, c, t)'),
    ),
    stopped: ['LS2-1206 Supposes'],
  },
  {
    attack: 'a definition becomes a predicate of which an axiom says what its author likes',
    because: 'nobody can tell what it means',
    edit: model(
      'define Dark(c: Colour) ≡ ¬Bright(c)',
      'predicate Dark(Colour)\naxiom DARK means "Nothing is dark." source "an example" : ∀c: Colour. ¬Dark(c)',
    ),
    stopped: ['LS2-1206 Darkens'],
  },
  {
    attack: 'a definition becomes a fluent',
    because: 'the same, and it is spoken of otherwise',
    edit: all(
      model('define Dark(c: Colour) ≡ ¬Bright(c)', 'fluent Dark(Colour)'),
      proofs('assume Dark(c)', 'assume ∀t: Time. Dark(c) @ t'),
    ),
    stopped: ['LS2-1206 Darkens', 'LS2-1207 Darkens'],
  },
  {
    attack: 'a definition under a definition is changed',
    because: 'what is kept is held or in memory, and what is held is now always so',
    edit: model('Mem(m.pcr.s, e) @ t ∧ ¬Reset(m) on (t, t]', 'Mem(m.pcr.s, e) @ t ∨ e = e'),
    stopped: ['LS2-1204 Measured', 'LS2-1204 Keeps'],
  },
  {
    attack: 'a definition gets the name of another, and that one its name',
    because: 'the names are the same, and what is claimed is not',
    edit: all(
      model('define Held(', 'define Other('),
      model(
        'define Kept(m: Host, e: Term, t: Time) ≡ Held(m, e, t)',
        'define Held(m: Host, e: Term, t: Time) ≡ Other(m, e, t)',
      ),
      proofs('show Kept(m, e, t)', 'show Held(m, e, t)'),
    ),
    stopped: ['LS2-1204 Measured'],
  },
  {
    attack: 'a program becomes a constructor',
    because: 'what runs and what is spoken of are no longer the same thing',
    edit: model('program Open(m: Host) { … }', 'constructor Open(Machine): Term'),
    stopped: ['LS2-1206 Measured'],
  },
  {
    attack: 'a program becomes a function',
    because: 'it may be equal to anything',
    edit: model('program Stirs(m: Host) { x = stir nonce; send x }', 'function Stirs(Machine): Term'),
    stopped: ['LS2-1206 Stirring'],
  },
  {
    attack: 'a constructor becomes a function',
    because: 'different arguments may give the same term',
    edit: model('constructor blob(Term, Term): Term', 'function blob(Term, Term): Term'),
    stopped: ['LS2-1206 Stirring'],
  },
  {
    attack: 'a function becomes a constructor',
    because: 'an equation with it is false for more terms, and a premise says so',
    edit: model('function mix(Term, Term): Term', 'constructor mix(Term, Term): Term'),
    stopped: ['LS2-1206 Stirring'],
  },
  {
    attack: 'what takes a secret to make does not any more',
    because: 'the adversary makes such terms himself',
    edit: model('constructor sealed(Principal, Term): Term secret', 'constructor sealed(Principal, Term): Term'),
    stopped: ['LS2-1206 Stirring'],
  },
  {
    attack: 'a constant becomes a program',
    because: 'it can be run',
    edit: model('constant nonce: Term', 'program nonce() { … }'),
    stopped: ['LS2-1206 Stirring'],
  },
  {
    attack: 'a constant of a free sort becomes a function that may be any term',
    because: 'the value need not differ from others',
    edit: model('constant nonce: Term', 'function nonce(): Term'),
    stopped: ['LS2-1206 Stirring'],
  },
  {
    attack: 'a constant of another sort becomes a constructor',
    because: 'it differs from all other colours now',
    edit: model('constant red: Colour', 'constructor red(): Colour'),
    stopped: ['LS2-1206 Darkens'],
  },
  {
    attack: 'an event of an action becomes one that nobody does',
    because: 'no thread can make the premise so',
    edit: all(
      model('action stir(Term): Term event Stirred', 'event Stirred(Thread, Term, Term)'),
      model('x = stir nonce', 'x = hash nonce'),
    ),
    stopped: ['LS2-1206 Stirring'],
  },
  {
    attack: 'an action gets another event',
    because: 'what programs do is not what the premise speaks of',
    edit: all(
      model(
        'action stir(Term): Term event Stirred',
        'action stir(Term): Term event Moved\nevent Stirred(Thread, Term, Term)',
      ),
    ),
    stopped: ['LS2-1206 Stirring'],
  },
  {
    attack: 'the key of a machine becomes a function',
    because: 'all machines may have one key, or no key at all',
    edit: all(model('  principal K\n', ''), model('function shade', 'function K(Machine): Principal\nfunction shade')),
    stopped: ['LS2-1206 Quotes', 'LS2-1206 Stirring'],
  },
  {
    attack: 'a kind of machine becomes a predicate',
    because: 'nothing is one unless an axiom says so, and no reset runs anything',
    edit: all(
      model(
        'machine Host(m) {\n  memory post, spare\n  pcr s\n  principal K\n  on reset run Rom(m)\n}',
        'predicate Host(Machine)\nmachine Board(m) {\n  memory post, spare\n  pcr s\n  principal K\n  on reset run Rom(m)\n}',
      ),
      model(': Host', ': Board'),
      model('setup Host', 'setup Board'),
      proofs('(c: Colour, m: Host, t: Time)', '(c: Colour, m: Machine, t: Time)\n  assume Host(m)'),
      proofs(': Host', ': Board'),
    ),
    stopped: [
      'LS2-1205 Supposes',
      'LS2-1206 Supposes',
      'LS2-1207 Supposes',
      'LS2-1215 Supposes',
      'LS2-1205 Measured',
      'LS2-1205 Keeps',
      'LS2-1205 Quotes',
      'LS2-1206 Quotes',
      'LS2-1205 Runs',
      'LS2-1205 Stirring',
      'LS2-1206 Stirring',
    ],
  },
  {
    attack: 'a machine runs another program on a reset',
    because: 'all theorems about it are about another machine',
    edit: model('on reset run Rom(m)', 'on reset run Open(m)'),
    stopped: ['Supposes', 'Measured', 'Keeps', 'Quotes', 'Runs', 'Stirring'].map((name) => `LS2-1206 ${name}`),
  },
  {
    attack: 'a machine runs nothing on a reset',
    because: 'the same',
    edit: model('  on reset run Rom(m)\n', ''),
    stopped: ['Supposes', 'Measured', 'Keeps', 'Quotes', 'Runs', 'Stirring'].map((name) => `LS2-1206 ${name}`),
  },
  {
    attack: 'a machine runs something on a late launch as well',
    because: 'the same',
    edit: model('  on reset run Rom(m)\n', '  on reset run Rom(m)\n  on latelaunch run Open(m)\n'),
    stopped: ['Supposes', 'Measured', 'Keeps', 'Quotes', 'Runs', 'Stirring'].map((name) => `LS2-1206 ${name}`),
  },
  {
    attack: 'a program whose code is open gets a harmless body',
    because: 'what is measured may do less than anything',
    edit: model('program Open(m: Host) { … }', 'program Open(m: Host) { x = new; send x }'),
    stopped: ['LS2-1206 Measured'],
  },
  {
    attack: 'the program that a principal runs is given away to another, and its name to a harmless one',
    because: 'who runs Sends sends nothing now',
    edit: all(
      model(
        'program Sends(m: Host) { x = read m.post; send x }',
        'program Sends(m: Host) { x = read m.post; write m.spare, x }',
      ),
    ),
    stopped: ['LS2-1206 Quotes', 'LS2-1206 Runs'],
  },
  {
    attack: 'another register of a TPM is meant',
    because: 'PCR 16 can be reset by a command',
    edit: model('m.pcr.s is PCR 8', 'm.pcr.s is PCR 16'),
    stopped: ['LS2-1215 Supposes, Measured, Keeps, Quotes, Runs and Stirring'],
  },
  {
    attack: 'a setup is removed',
    because: 'nobody knows which register is meant',
    edit: model('setup Host(m) {\n  m.post holds Open(m)\n  m.pcr.s is PCR 8\n}\n', ''),
    stopped: ['LS2-1215 Supposes, Measured, Keeps, Quotes, Runs and Stirring'],
  },
];

/** What a theorem says is changed. */
const otherWords: readonly Attack[] = [
  {
    attack: 'the name of a location becomes a constant of that name, where a definition speaks of it',
    because: 'that constant is no location of any machine, and is written like one',
    edit: (files) => ({
      ...files,
      'lib.model.ls2': (files['lib.model.ls2'] ?? '').replace(
        'machine Desk(m) { memory drawer }',
        'constant drawer: Name',
      ),
    }),
    stopped: ['LS2-1205 Names'],
  },
  {
    attack: 'a claim that is left to a definition of its own, which says less',
    because: 'the claim has the name of a stronger one',
    edit: all(
      model('define Dark', 'define Safely(c: Colour) ≡ Safe(c) ∨ ¬Safe(c)\ndefine Dark'),
      proofs('show Safe(c)', 'show Safely(c)'),
    ),
    stopped: ['LS2-1204 Claims'],
  },
  {
    attack: 'a premise that is moved into the claim',
    because: 'it says the same, and the rest is dropped: Bright is not supposed but denied',
    edit: proofs(
      'assume Bright(c)\n  assume Painted(m, c) @ t\n  show Shown(m, c) @ t',
      'assume Painted(m, c) @ t\n  show Bright(c) ∧ Bright(red) ⊃ Shown(m, c) @ t',
    ),
    stopped: ['LS2-1204 Supposes'],
  },
  {
    attack: 'an assumption that is moved into a definition that is supposed',
    because: 'who supposes that it is dark now supposes that it is safe',
    edit: model('define Dark(c: Colour) ≡ ¬Bright(c)', 'define Dark(c: Colour) ≡ ¬Bright(c) ∧ Safe(shade(red))'),
    stopped: ['LS2-1204 Darkens'],
  },
  {
    attack: 'premises that contradict each other',
    because: 'whatever is claimed follows',
    edit: proofs('  assume Bright(c)\n', '  assume Bright(c)\n  assume ¬Bright(c)\n'),
    stopped: ['LS2-1207 Supposes'],
  },
  {
    attack: 'a claim about all becomes one about some',
    because: 'of one colour less is said than of each',
    edit: proofs('theorem Claims(c: Colour)\n  show Safe(c)', 'theorem Claims()\n  show ∃c: Colour. Safe(c)'),
    stopped: ['LS2-1204 Claims'],
  },
  {
    attack: 'a claim about all becomes one about a constant',
    because: 'the same',
    edit: proofs('theorem Claims(c: Colour)\n  show Safe(c)', 'theorem Claims()\n  show Safe(red)'),
    stopped: ['LS2-1204 Claims'],
  },
  {
    attack: 'who is honest runs more programs',
    because: 'other programs are supposed of the principal; that those are more, no axiom is asked for',
    edit: proofs('Honest(K(m), {Sends(m)})', 'Honest(K(m), {Sends(m), Twice(m)})'),
    stopped: ['LS2-1207 Quotes'],
  },
  {
    attack: 'who is honest runs fewer programs: none',
    because: 'such a principal does nothing',
    edit: proofs('Honest(K(m), {Sends(m)})', 'Honest(K(m))'),
    stopped: ['LS2-1207 Quotes'],
  },
  {
    attack: 'a modal claim is made of a longer program',
    because: 'what Twice does is another thing',
    edit: proofs('[Sends(m)]_I', '[Twice(m)]_I'),
    stopped: ['LS2-1204 Runs'],
  },
  {
    attack: 'a modal claim is made of actions instead, that no program does',
    because: 'the same',
    edit: proofs('[Sends(m)]_I', '[x = read m.spare; send x]_I'),
    stopped: ['LS2-1204 Runs'],
  },
  {
    attack: 'what the register begins with is another value',
    because: 'a register that was set by a late launch begins with dinit',
    edit: model('seq(sinit; Open(m))', 'seq(dinit; Open(m))'),
    stopped: ['LS2-1207 Measured'],
  },
  {
    attack: 'a shorter sequence',
    because: 'a register that was reset, and holds nothing, has it',
    edit: model('seq(sinit; Open(m))', 'sinit'),
    stopped: ['LS2-1207 Measured'],
  },
  {
    attack: 'a theorem becomes a lemma',
    because: 'lemmas are not listed',
    edit: proofs('theorem Claims', 'lemma Claims'),
    stopped: ['LS2-1202 Claims'],
  },
  {
    attack: 'a theorem that is gone, and one of its name with another case',
    because: 'names are what they are: another name is another theorem, and this one says nothing',
    edit: proofs('theorem Claims(c: Colour)\n  show Safe(c)', 'theorem claims(c: Colour)\n  show c = c'),
    stopped: ['LS2-1202 Claims'],
  },
  {
    attack: 'a theorem moves to another file and says less there',
    because: 'it is known again by its name',
    edit: all(proofs('theorem Claims(c: Colour)\n  show Safe(c)\n', ''), (files) => ({
      ...files,
      'more.ls2': 'import "model.ls2"\ntheorem Claims(c: Colour)\n  show Safe(c) ∨ Bright(c)\n',
    })),
    stopped: ['LS2-1204 Claims'],
  },
  {
    attack: 'a strong theorem is removed, and a weak one of its name is in another file already',
    because: 'the one that was there is not the one that is gone',
    edit: (files) =>
      proofs(
        'theorem Claims(c: Colour)\n  show Safe(c)\n',
        '',
      )({ ...files, 'more.ls2': 'import "model.ls2"\ntheorem Claims(c: Colour)\n  show c = c\n' }),
    stopped: ['LS2-1204 Claims'],
  },
  {
    attack: 'two theorems change names',
    because: 'a name promises what it promised',
    edit: all(
      proofs('theorem Claims', 'theorem X'),
      proofs('theorem Keeps', 'theorem Claims'),
      proofs('theorem X', 'theorem Keeps'),
    ),
    stopped: ['LS2-1204 Keeps', 'LS2-1204 Claims'],
  },
  {
    attack: 'the import is of a copy in which a predicate is a definition',
    because: 'what is imported is what is meant, wherever it stands',
    edit: (files) => ({
      ...files,
      'lib/model.ls2': (files['model.ls2'] ?? '')
        .replace('predicate Safe(Colour)\n', '')
        .replace('define Dark', 'define Safe(c: Colour) ≡ c = c\ndefine Dark'),
      'proofs.ls2': (files['proofs.ls2'] ?? '').replace('"model.ls2"', '"lib/model.ls2"'),
    }),
    stopped: ['LS2-1206 Claims', 'LS2-1206 Darkens'],
  },
  {
    attack: 'what is claimed is not spoken of any more, and its predicate becomes a definition',
    because: 'read again in the new model the old claim would follow from anything',
    edit: all(
      model('predicate Safe(Colour)\n', ''),
      model('define Dark', 'define Safe(c: Colour) ≡ c = c\ndefine Dark'),
      proofs('show Safe(c)', 'show c = c'),
    ),
    stopped: ['LS2-1205 Claims', 'LS2-1206 Darkens'],
  },
  {
    attack: 'another thing is expected, which it may become the next time',
    because: 'a verdict that is expected is no finding',
    edit: proofs('show Safe(c)', 'show Safe(c)\n  expect refuted'),
    stopped: ['LS2-1216 Claims'],
  },
  {
    attack: 'nothing is expected to be known of it',
    because: 'the same',
    edit: proofs('show Safe(c)', 'show Safe(c)\n  expect unknown'),
    stopped: ['LS2-1216 Claims'],
  },
];

/** The codes of findings, and what each is about. */
const brief = ({ code, subject, message }: Finding): string =>
  `${code} ${subject?.name ?? /; (.*) (?:is|are) about it/.exec(message)?.[1] ?? ''}`;

const roots = (files: Files): readonly string[] => Object.keys(files).filter((file) => !file.endsWith('model.ls2'));

describe('an attacker who proves whatever is claimed', () => {
  afterAll(closeSolver);
  const stood = claimed(before, ['proofs.ls2']);

  test('finds nothing to do where nothing is changed', async () => {
    expect((await gated(stood, claimed(before, ['proofs.ls2']), before)).findings).toEqual([]);
  });

  test.each([...anotherMeaning, ...otherWords])('is stopped: $attack', async ({ edit, stopped }) => {
    const files = edit(before);
    const { findings } = await gated(stood, claimed(files, roots(files)), files);
    expect(findings.map(brief).sort()).toEqual([...stopped].sort());
  });

  test('has tried many ways', () => {
    expect(anotherMeaning.length + otherWords.length).toBeGreaterThanOrEqual(40);
  });
});
