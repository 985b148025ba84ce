import type { Entry } from './entry.js';

/** LS2-06xx: theorems and their proofs. */
export const proofs = {
  'LS2-0601': {
    title: 'theorem that shows nothing',
    explanation: 'A theorem says with `show` what follows from its assumptions.',
    example: 'theorem T(t: Time)\n  assume t < t',
    remedy: 'Write `show A`.',
  },
  'LS2-0602': {
    title: 'unknown step, axiom, theorem or rule',
    explanation:
      'A step is justified by a rule (z3, auto, reset, jump, latelaunch, honesty), or by something known that is applied: an earlier ' +
      'step of the proof that is in scope, an assumption of the theorem, an axiom, a definition, or another theorem.',
    example: 'theorem T(t: Time)\n  assume A: t < t\n  show ⊥\nproof\n  show by z3 using B\nqed',
    remedy: 'Correct the name; steps of a block are known inside of it only.',
  },
  'LS2-0603': {
    title: 'name given twice in a proof',
    explanation: 'While a step, an assumption or a variable is in scope, no other of that name is.',
    example: 'theorem T(t: Time)\n  assume A: t < t\n  show ⊥\nproof\n  have A: t = t by z3\n  show by z3 using A\nqed',
    remedy: 'Choose another name.',
  },
  'LS2-0604': {
    title: 'proof without its end',
    explanation:
      'A proof, and each case of `cases`, ends by proving its goal, with `show` or `cases`. What is supposed ends with `have` or `show`.',
    example: 'theorem T(t: Time)\n  show t = t\nproof\n  have A: t = t by z3\nqed',
    remedy: 'End with `show by …`.',
  },
  'LS2-0605': {
    title: 'step after the end of a proof',
    explanation: '`show` and `cases` prove the goal, so nothing is left to be done after them.',
    example: 'theorem T(t: Time)\n  show t = t\nproof\n  show by z3\n  show by z3\nqed',
    remedy: 'Leave out the steps that follow, or prove them first.',
  },
  'LS2-0606': {
    title: 'theorems that rest on each other',
    explanation: 'A theorem cannot be used in its own proof, nor in the proof of one that it uses.',
    example:
      'theorem A(t: Time)\n  show t = t\nproof\n  show by B(t)\nqed\ntheorem B(t: Time)\n  show t = t\nproof\n  show by A(t)\nqed',
    remedy: 'Prove one of them without the others.',
  },
} as const satisfies Record<string, Entry>;
