import { shipped, shippedModel } from '../models/shipped.js';

/** Axioms as one might get them wrong, each with what is wrong with it. */
export const wrong: Readonly<Record<string, readonly [flaw: string, formula: string]>> = {
  KEEPS_LAX: [
    'a reset touches a static PCR',
    `∀m, k, e, t, t'. Mem(m.pcr[k], e) @ t ∧ t ≤ t' ∧ (∀u, I, x. t < u ∧ u ≤ t' ⊃ ¬Extend(I, m.pcr[k], x) @ u) ⊃ Mem(m.pcr[k], e) @ t'`,
  ],
  KEEPD_LAX: [
    'a late launch touches a dynamic PCR',
    `∀m, k, e, t, t'. Mem(m.dpcr[k], e) @ t ∧ t ≤ t' ∧ (∀u, I, x. t < u ∧ u ≤ t' ⊃ ¬Extend(I, m.dpcr[k], x) @ u)
       ∧ (∀u, I. t < u ∧ u ≤ t' ⊃ ¬Reset(m, I) @ u) ⊃ Mem(m.dpcr[k], e) @ t'`,
  ],
  KEEP_BEFORE: [
    'what is written at the end of the time changes memory as well',
    `∀m, k, e, t, t'. Mem(m.memory[k], e) @ t ∧ t ≤ t' ∧ (∀u, I, x. t < u ∧ u < t' ⊃ ¬Write(I, m.memory[k], x) @ u) ⊃ Mem(m.memory[k], e) @ t'`,
  ],
  LOCK_FOREVER: [
    'who unlocks a register holds it no more',
    `∀m, k, I, t, t'. IsLocked(m.pcr[k], I) @ t ∧ t ≤ t' ∧ (∀u, J. t < u ∧ u ≤ t' ⊃ ¬Reset(m, J) @ u ∧ ¬Reset(machineOf(I), J) @ u) ⊃ IsLocked(m.pcr[k], I) @ t'`,
  ],
  LOCK_ANYWHERE: [
    'who dies in a reset of its own machine holds nothing anywhere',
    `∀m, k, I, t, t'. IsLocked(m.pcr[k], I) @ t ∧ t ≤ t' ∧ (∀u. t < u ∧ u ≤ t' ⊃ ¬Unlock(I, m.pcr[k]) @ u)
       ∧ (∀u, J. t < u ∧ u ≤ t' ⊃ ¬Reset(m, J) @ u) ⊃ IsLocked(m.pcr[k], I) @ t'`,
  ],
  DLOCK_LAX: [
    'a late launch takes dynamic PCRs from whoever holds them',
    `∀m, k, I, t, t'. IsLocked(m.dpcr[k], I) @ t ∧ t ≤ t' ∧ (∀u. t < u ∧ u ≤ t' ⊃ ¬Unlock(I, m.dpcr[k]) @ u)
       ∧ (∀u, J. t < u ∧ u ≤ t' ⊃ ¬Reset(m, J) @ u ∧ ¬Reset(machineOf(I), J) @ u) ⊃ IsLocked(m.dpcr[k], I) @ t'`,
  ],
  LOCKX_READ: [
    'locks do not keep anybody from reading',
    '∀l, I, J, e, t. IsLocked(l, I) @ t ∧ Read(J, l, e) @ t ⊃ I = J',
  ],
  EXT_SWAPPED: [
    'the old value comes first in the hash',
    `∀I, m, k, v, e, t, t'. Mem(m.pcr[k], v) @ t' ∧ t' < t ∧ (∀u, J, x. t' < u ∧ u < t ⊃ ¬Extend(J, m.pcr[k], x) @ u)
       ∧ (∀u, J. t' < u ∧ u < t ⊃ ¬Reset(m, J) @ u) ∧ Extend(I, m.pcr[k], e) @ t ⊃ Mem(m.pcr[k], H(e, v)) @ t`,
  ],
  PCR_SWAPPED: [
    'the old value comes first in the hash',
    `∀m, k, v, e, t. Mem(m.pcr[k], H(v, e)) @ t ⊃ ∃I, u, u'. u' < u ∧ u ≤ t ∧ Mem(m.pcr[k], e) @ u' ∧ Extend(I, m.pcr[k], v) @ u`,
  ],
  RST_DINIT: ['a reset leaves the dynamic PCRs unset', '∀m, k, J, t. Reset(m, J) @ t ⊃ Mem(m.dpcr[k], dinit) @ t'],
  VER_ANYBODY: [
    'whoever is not honest has signatures made that nobody sent',
    `∀I, A, x, t. Verify(I, SIG(A, x), pk(A), x) @ t ∧ ^I ≠ A ⊃
       ∃J, u, e. u < t ∧ ^J = A ∧ Contains(e, SIG(A, x)) ∧ (Send(J, e) @ u ∨ (∃l. Write(J, l, e) @ u))`,
  ],
  MADE_ANYBODY: [
    'whoever is not honest has signatures made that nobody signed',
    '∀I, A, x, t. Verify(I, SIG(A, x), pk(A), x) @ t ⊃ ∃J, u. u < t ∧ Sign(J, x, A, SIG(A, x)) @ u',
  ],
  VER_SELF: [
    'who verifies its own signature need not have sent it',
    `∀I, A, S, x, t. Verify(I, SIG(A, x), pk(A), x) @ t ∧ Honest(A, S) ⊃
       ∃J, u, e. u < t ∧ ^J = A ∧ Contains(e, SIG(A, x)) ∧ (Send(J, e) @ u ∨ (∃l. Write(J, l, e) @ u))`,
  ],
  NEW_EVER: [
    'what is new is sent later',
    '∀I, J, n, e, t, u. New(I, n) @ t ∧ t ≠ u ∧ Send(J, e) @ u ⊃ ¬Contains(e, n)',
  ],
  ONCE_ANY: [
    'a machine is reset more than once, for other threads',
    "∀I, J, m, t, t'. Reset(m, I) @ t ∧ Reset(m, J) @ t' ⊃ t = t'",
  ],
  BORN_ON: [
    'who acts may have been started',
    '∀I, t. Acts(I) @ t ⊃ ∃u. u < t ∧ (Reset(machineOf(I), I) @ u ∨ LateLaunch(machineOf(I), I) @ u)',
  ],
  READ_NEXT: ['what was read may be overwritten', "∀I, l, e, t, t'. Read(I, l, e) @ t ∧ t ≤ t' ⊃ Mem(l, e) @ t'"],
  SIGN_SENT: ['nobody has to send what it signs', '∀I, e, A, x, t. Sign(I, e, A, x) @ t ⊃ ∃u. t < u ∧ Send(I, x) @ u'],
};

const path = 'models/uboot/board.ls2';

/** The board, with the wrong axioms and with more text. */
export const boardWithWrongAxioms = (more = '') =>
  shippedModel(path, {
    [path]: [
      shipped[path],
      more,
      ...Object.entries(wrong).map(
        ([name, [flaw, formula]]) => `axiom ${name} means "${flaw}" source "wrong" : ${formula}`,
      ),
    ].join('\n'),
  });
