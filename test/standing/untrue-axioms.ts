/** Formulas that some trace of the semantics falsifies, most of them axioms of the logic with something left out or put the wrong way around. */
export const untrueAxioms: Readonly<Record<string, string>> = {
  Nothing: '⊥',
  NothingHappens: '∀e: Event, t. ¬e @ t',
  NothingEverActs: '∀I, t. ¬Acts(I) @ t',
  KeptThroughResets:
    "∀m, k, e, t, t'. Mem(m.pcr[k], e) @ t ∧ t ≤ t' ∧ (∀u, I, x. t < u ∧ u ≤ t' ⊃ ¬Extend(I, m.pcr[k], x) @ u) ⊃ Mem(m.pcr[k], e) @ t'",
  KeptThroughLaunches:
    "∀m, k, e, t, t'. Mem(m.dpcr[k], e) @ t ∧ t ≤ t' ∧ (∀u, I, x. t < u ∧ u ≤ t' ⊃ ¬Extend(I, m.dpcr[k], x) @ u) ∧ (∀u, I. t < u ∧ u ≤ t' ⊃ ¬Reset(m, I) @ u) ⊃ Mem(m.dpcr[k], e) @ t'",
  KeptUntilTheEndAlone:
    "∀m, k, e, t, t'. Mem(m.memory[k], e) @ t ∧ t ≤ t' ∧ (∀u, I, x. t < u ∧ u < t' ⊃ ¬Write(I, m.memory[k], x) @ u) ⊃ Mem(m.memory[k], e) @ t'",
  ExtendedTheOtherWay:
    "∀m, k, v, e, t. Mem(m.pcr[k], H(v, e)) @ t ⊃ ∃I, u, u'. u' < u ∧ u ≤ t ∧ Mem(m.pcr[k], e) @ u' ∧ Extend(I, m.pcr[k], v) @ u",
  ExtendedToTheEntry: '∀I, m, k, e, t. Extend(I, m.pcr[k], e) @ t ⊃ Mem(m.pcr[k], e) @ t',
  ExtendedOutOfOrder:
    "∀I, m, k, v, e, t, t'. Mem(m.pcr[k], v) @ t' ∧ t' < t ∧ Extend(I, m.pcr[k], e) @ t ⊃ Mem(m.pcr[k], H(v, e)) @ t",
  LockedForever: "∀l, I, t, t'. IsLocked(l, I) @ t ∧ t ≤ t' ⊃ IsLocked(l, I) @ t'",
  LockedThroughUnlocks:
    "∀m, k, I, t, t'. IsLocked(m.pcr[k], I) @ t ∧ t ≤ t' ∧ (∀u, J. t < u ∧ u ≤ t' ⊃ ¬Reset(m, J) @ u ∧ ¬Reset(machineOf(I), J) @ u) ⊃ IsLocked(m.pcr[k], I) @ t'",
  LockedThroughOwnReset:
    "∀m, k, I, t, t'. IsLocked(m.pcr[k], I) @ t ∧ t ≤ t' ∧ (∀u. t < u ∧ u ≤ t' ⊃ ¬Unlock(I, m.pcr[k]) @ u) ∧ (∀u, J. t < u ∧ u ≤ t' ⊃ ¬Reset(m, J) @ u) ⊃ IsLocked(m.pcr[k], I) @ t'",
  LockedThroughLaunches:
    "∀m, k, I, t, t'. IsLocked(m.dpcr[k], I) @ t ∧ t ≤ t' ∧ (∀u. t < u ∧ u ≤ t' ⊃ ¬Unlock(I, m.dpcr[k]) @ u) ∧ (∀u, J. t < u ∧ u ≤ t' ⊃ ¬Reset(m, J) @ u ∧ ¬Reset(machineOf(I), J) @ u) ⊃ IsLocked(m.dpcr[k], I) @ t'",
  ReadUnderLock: '∀l, I, J, e, t. IsLocked(l, I) @ t ∧ Read(J, l, e) @ t ⊃ I = J',
  ReadTogetherExchanged: "∀I, l, l', x, y, t. ReadAll(I, both(l, l'), (x, y)) @ t ⊃ Mem(l, y) @ t",
  ReadTogetherLater: "∀I, s: Locations, x, t, t'. ReadAll(I, s, x) @ t ∧ t ≤ t' ⊃ MemAll(s, x) @ t'",
  FirstIsAll: "∀l, l', x, y, z, t. MemAll(both(l, l'), (x, y)) @ t ∧ Mem(l, x) @ t ⊃ MemAll(both(l, l'), (x, z)) @ t",
  HereIsOneMachine: "∀I, J, m, m', t, t'. Here(I, m) @ t ∧ Here(J, m') @ t' ⊃ m = m'",
  HereIsWhatIsReset: '∀I, J, m, t, u. Here(I, m) @ t ∧ Reset(m, J) @ u ∧ u < t ⊃ I = J',
  ResetGivesDinit: '∀m, k, J, t. Reset(m, J) @ t ⊃ Mem(m.dpcr[k], dinit) @ t',
  LaunchKeepsDynamic: '∀m, k, J, t. LateLaunch(m, J) @ t ⊃ Mem(m.dpcr[k], unset) @ t',
  NeverBorn: '∀I, m, e, t. ¬Start(I, e) @ t ∧ ¬Reset(m, I) @ t ∧ ¬LateLaunch(m, I) @ t',
  BornAfter: '∀I, t. Acts(I) @ t ⊃ ∃u. t < u ∧ ((∃e. Start(I, e) @ u) ∨ Reset(machineOf(I), I) @ u)',
  BornByResets: '∀I, t. Acts(I) @ t ⊃ ∃u. u < t ∧ Reset(machineOf(I), I) @ u',
  SignsForAll: '∀I, e, A, x, t. Sign(I, e, A, x) @ t ⊃ x = SIG(^I, SIG(A, e))',
  DecryptedByAll: '∀I, e, A, x, t, J. Dec(I, e, A, x) @ t ⊃ ^J = A',
  KeyKeptThroughJumps: '∀I, A, m, t, u. Reset(m, I) @ u ∧ u ≤ t ∧ HasKey(I, A) @ u ⊃ HasKey(I, A) @ t',
  KeyOfEveryBoot: '∀I, A, m, t. HasKey(I, A) @ t ∧ BootKey(A, m) ⊃ ∃u. u ≤ t ∧ LateLaunch(m, I) @ u',
  KeyAndItsParent: '∀I, A, B, e, t. HasKey(I, A) @ t ∧ DerivedKey(A, B, e) ⊃ HasKey(I, B) @ t',
  SignsWithoutKey: '∀I, e, A, x, t. BootSign(I, e, A, x) @ t ⊃ ^I = A',
  HashHidesNothing: '∀e, x. Contains(e, x) ⊃ Contains(H(e), x)',
  KeysAreContained: "∀e, e', x. Contains(e', x) ⊃ Contains(ENC(e', e), x)",
  MemoryHoldsNoSignature: '∀m, k, v, A, e, t. Mem(m.memory[k], v) @ t ⊃ ¬Contains(v, SIG(A, e))',
  TimeIsDiscrete: '∀t. ∃u. t < u ∧ (∀w. t < w ⊃ u ≤ w)',
  TimeIsAlwaysEventful: '∀t. ∃e: Event. e @ t',
  SomeFutureEvent: '∀t. ∃u. ∃e: Event. t < u ∧ e @ u',
};
