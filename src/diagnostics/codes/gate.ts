import type { Entry } from './entry.js';

const theorem = `theorem Later(t: Time, u: Time, v: Time)
  assume t < u
  show t ≤ u ∨ t = v
proof
  show by z3
qed`;

const colours = `sort Colour
predicate Bright(Colour)
predicate Light(Colour)
axiom SHINE means "All colours are bright." source "an example" : ∀c: Colour. Bright(c)`;

const shining = (use: string): string => `${colours}
theorem Shining(c: Colour)
  assume bright: Bright(c)
  show Bright(c)
proof
  show by z3 using ${use}
qed`;

const seen = (use: string): string => `machine Host(m) { memory post }
theorem Seen(m: Host, I: Thread, e: Term, t: Time)
  assume read: Read(I, m.post, e) @ t
  assume held: Mem(m.post, e) @ t
  show Mem(m.post, e) @ t
proof
  show by z3 using ${use}
qed`;

const same = 'theorem Same(t: Time)\n  show t = t\nproof\n  show by z3\nqed';

const sender = `machine Host(m) { memory post }
program Sends(m: Host) { x = read m.post; send x }
theorem Sent(m: Host, I: Thread, t: Time, u: Time)
  show [Sends(m)]_I^{t, u} ∃x, v. Send(I, x) @ v
proof
  show by z3
qed`;

const wrong = 'theorem Wrong(t: Time, u: Time)\n  show t < u\n  expect refuted';

const begun = (what: string): string =>
  `axiom BEGUN means "Of a reset." source "an example" :\n  ∀m, I, t. Reset(m, I) @ t ⊃ ${what}`;

const honestly = (actions: string): string => `machine Host(m) { memory post; principal K }
program Sends(m: Host) { ${actions} }
theorem Sent(m: Host, I: Thread, e: Term, t: Time)
  assume Honest(K(m), {Sends(m)})
  assume ^I = K(m)
  assume sent: Send(I, e) @ t
  show Send(I, e) @ t
proof
  show by z3 using sent
qed`;

const setUp = (index: number): string => `machine Host(m) { memory post; pcr s }
setup Host(m) { m.pcr.s is PCR ${index} }
theorem Kept(m: Host, e: Term, t: Time)
  assume held: Mem(m.pcr.s, e) @ t
  show Mem(m.pcr.s, e) @ t
proof
  show by z3 using held
qed`;

const turns = (before: string, after: string): string => `${before}\n\n// turns into\n\n${after}`;

/** LS2-12xx: what the gate stops at. The examples are a file as it was when the lock file was written, and as it is now. */
export const gate = {
  'LS2-1201': {
    title: 'lock file that cannot be read',
    explanation:
      'The lock file is what `ls2 gate --accept` wrote, in JSON: docs/lock.schema.json has its fields. A merge that left its marks in it is no lock file, nor ' +
      'one of another version, one that was cut short, or one that says something twice or speaks of what is not in it.',
    example: '{ "lockVersion": 2, "theorems": [ }',
    remedy:
      'Take the lock file of one side of the merge, and let `ls2 gate --accept` write it anew; the difference is what is to be reviewed.',
  },
  'LS2-1202': {
    title: 'theorem that has gone',
    explanation:
      'The lock file names a theorem that no file declares now. One that only moved to another file, or only has another name, is known again by ' +
      'what it says.',
    example: turns(theorem, same),
    remedy: 'Put it back; or accept that it is not claimed any more.',
  },
  'LS2-1203': {
    title: 'verdict that changed',
    explanation:
      'What was proved is not proved any more, or what was refuted or unknown has become something that was not expected. Where a limit or a fault of ' +
      'ls2 was in the way, nothing is known of the theorem.',
    example: turns(theorem, theorem.replace('show t ≤ u ∨ t = v', 'show u ≤ t ∨ t = v')),
    remedy: '`ls2 check` says at which step its proof is stuck.',
  },
  'LS2-1204': {
    title: 'statement that became weaker',
    explanation:
      'What the theorem says now does not imply what it said before: its conclusion, an assumption, or a definition that it speaks of is another. That ' +
      'is decided by the kernel with a solver, not by comparing texts; the solver is given the two statements and the definitions, and no axioms. Of a ' +
      'theorem that is refuted the other direction counts.',
    example: turns(sender.replace('∃x, v. ', '∃x, v. t < v ∧ '), sender),
    remedy: 'Read what it says now. If less is what is meant, accept it.',
  },
  'LS2-1205': {
    title: 'statement of which nothing can be told',
    explanation:
      'The theorem says something else than before, and whether that is less is not known: no solver answered within the limits, or the earlier statement ' +
      'speaks of something that is not there any more or is declared otherwise.',
    example: turns(
      `constant a: Term\n${theorem.replace('t = v', 'a = sinit')}`,
      `constant b: Term\n${theorem.replace('t = v', 'b = sinit')}`,
    ),
    remedy: 'Read what it says now and what it said, and accept it if it is what is meant.',
  },
  'LS2-1206': {
    title: 'statement about something else',
    explanation:
      'The theorem says the same in words, and a name in them, or in what they speak of, means something else now: a program does something else, a kind of ' +
      'machine starts another, or what was a predicate, a constructor or an event is a definition, or takes other arguments. Neither of the two statements ' +
      'implies the other.',
    example: turns(sender, sender.replace('send x }', 'send x; send x }')),
    remedy: 'Accept it if what the name means now is what is meant.',
  },
  'LS2-1207': {
    title: 'assumption that was added',
    explanation:
      'The theorem holds only where one more assumption does. (Where it implies what it said before in spite of that, it is a finding all the same.)',
    example: turns(theorem, theorem.replace('  show t', '  assume u < v\n  show t')),
    remedy: 'Prove it without; or accept that it says nothing where the assumption fails.',
  },
  'LS2-1208': {
    title: 'axiom that was added',
    explanation:
      'The proof rests on one more axiom, which is one of the logic or is proved from the semantics. What is proved is the same; whoever believes it has to ' +
      'believe the axiom too.',
    example: turns(seen('held'), seen('read, axiom READ')),
    remedy: 'Accept it if the axiom is to be believed: `ls2 explain AXIOM` says what it means.',
  },
  'LS2-1209': {
    title: 'axiom that says something else',
    explanation:
      'An axiom of the same name has another formula now, or what a name in it means is another. All that rests on it rests on something else.',
    example: turns(
      shining('axiom SHINE'),
      shining('axiom SHINE').replace('∀c: Colour. Bright(c)', '∀c: Colour. Bright(c) ∧ Light(c)'),
    ),
    remedy: 'Accept it if the axiom is to be believed as it is now.',
  },
  'LS2-1210': {
    title: 'axiom that lost its standing',
    explanation:
      'An axiom was proved from the semantics, or held on every trace that was tried, and is not any more. An axiom that a trace falsifies proves what is ' +
      'not so.',
    example: turns(begun('machineOf(I) = m'), begun('machineOf(I) ≠ m')),
    remedy: '`ls2 check` on the file of the axiom shows what falsifies it, or why it is not proved.',
  },
  'LS2-1211': {
    title: 'proof that became conditional',
    explanation:
      'The proof rests on an axiom that was looked at and is not proved from the semantics: the theorem holds if the axiom does, and that is left open.',
    example: turns(shining('bright'), shining('axiom SHINE')),
    remedy: 'Prove it without the axiom; or accept that it is as true as the axiom.',
  },
  'LS2-1212': {
    title: 'refutation without its attack',
    explanation:
      'A theorem that is refuted has an attack: a trace that the semantics runs, on which the premises hold and the conclusion does not. Without it nobody ' +
      'can see why the theorem is wrong.',
    example: turns(wrong, wrong.replace('t < u', 't < u ∧ t ≤ u')),
    remedy: '`ls2 attack THEOREM` says what became of the search.',
  },
  'LS2-1213': {
    title: 'lock file that is out of date',
    explanation:
      'The models or proofs have changed in something that the lock file records, for the better or without harm. It is committed beside them, and changes ' +
      'with them.',
    example: turns(theorem, `${theorem}\n${same}`),
    remedy: '`ls2 gate --accept` writes it anew; the difference is what is to be reviewed.',
  },
  'LS2-1214': {
    title: 'proof without its witness',
    explanation:
      'A theorem that is proved had a witness: a trace on which its premises hold, so that it says something. None is found now, and it may be that its ' +
      'premises never hold.',
    example: turns(honestly('x = read m.post; send x'), honestly('x = read m.post')),
    remedy: 'Look for what the premises ask of a trace, and whether the programs still can do that.',
  },
  'LS2-1215': {
    title: 'machine that is set up otherwise',
    explanation:
      'The theorem is about a kind of machine whose setup says something else now: what its memory holds at first, which register of a TPM is meant, which ' +
      'image a program is. The proof does not depend on that; which machines it is said of does.',
    example: turns(setUp(8), setUp(9)),
    remedy: 'Accept it if those are the machines that are meant.',
  },
  'LS2-1216': {
    title: 'theorem that is not what it is expected to be',
    explanation:
      'What is expected of a theorem has changed, or it is new, and its verdict is another. Were that accepted, its verdict could become what is expected ' +
      'without a finding.',
    example: turns(theorem, `${theorem.replace('proof', 'expect refuted\nproof')}`),
    remedy: 'Let it expect what it is; or find out why it is not what it should be.',
  },
  'LS2-1217': {
    title: 'lock file that guards less',
    explanation:
      'The lock file of the commit that is compared with guards a file, and that of this branch does not, or is not there; or `--accept` was given fewer paths ' +
      'than the lock file was of. What happens to the theorems in that file next, the lock file would not show.',
    example: turns('{ "paths": ["proofs"] }', '{ "paths": ["proofs/small"] }'),
    remedy: '`ls2 gate --accept` with the paths that were guarded.',
  },
} as const satisfies Record<string, Entry>;
