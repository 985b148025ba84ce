import type { Entry } from './entry.js';

/** LS2-13xx: what came of theorems and axioms, where other programs want a rule for it. */
export const verdicts = {
  'LS2-1301': {
    title: 'theorem that is not as expected',
    explanation:
      'A theorem is expected to be proved, unless it says otherwise (`expect refuted`, `expect unknown`, `expect vacuous`, `expect unfinished`), and has come out as something else.',
    example: 'theorem Wrong(t: Time, u: Time)\n  show t < u\nproof\n  show by z3\nqed',
    remedy:
      '`ls2 check` says at which step the proof is stuck, or which attack there is; `ls2 explain THEOREM` shows the proof.',
  },
  'LS2-1302': {
    title: 'theorem without a verdict',
    explanation:
      'A limit was met, ls2 is at fault, or a theorem that is expected to be refuted was not: nothing follows from that.',
    example: 'theorem Guess(t: Time)\n  show t = t\n  expect refuted',
    remedy: 'Raise the limit that the report names.',
  },
  'LS2-1303': {
    title: 'axiom that is false',
    explanation:
      'There is a trace of the semantics on which the axiom is false. What is proved with it may be false as well.',
    example: 'axiom NEVER means "Nothing is ever reset." source "an example" :\n  ∀m, I, t. ¬Reset(m, I) @ t',
    remedy: 'Correct the axiom; the events that the report shows are of a trace on which it is false.',
  },
  'LS2-1304': {
    title: 'vacuous theorem',
    explanation:
      'The theorem is proved, and so is that its premises contradict each other: nothing is ever as it supposes, and it says nothing of any system.',
    example:
      'theorem Later(t: Time, u: Time)\n  assume before: t < u\n  assume after: u < t\n  show t = u\nproof\n  show by z3\nqed',
    remedy: 'Let it suppose less. If it is to say that its premises contradict each other, `expect vacuous` says so.',
  },
  'LS2-1305': {
    title: 'theorem that was not checked',
    explanation:
      'The theorem has an error, or reaches something that has one: a definition, a program, a kind of machine, an import, a lemma that its proof uses. What it says is not known, so no verdict is given on it.',
    example:
      'define Late(t: Time) ≡ t > v\n\ntheorem Never(t: Time)\n  assume late: Late(t)\n  show t = t\nproof\n  show by z3\nqed',
    remedy: 'Correct the error that the report names first.',
  },
  'LS2-1306': {
    title: 'unfinished theorem',
    explanation:
      'The proof of the theorem, or of a lemma that it uses, goes through but for steps that are admitted (`by admit`). The theorem is not proved: it has no certificate and no entry in the lock file, and what uses it is unfinished as well.',
    example: 'theorem Later(t: Time, u: Time)\n  show t < u ⊃ ¬u < t\nproof\n  show by admit\nqed',
    remedy: 'Prove what the report says is admitted. `expect unfinished` says that it is meant to be so for now.',
  },
} as const satisfies Record<string, Entry>;
