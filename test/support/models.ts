/** A chain of three stages, and what follows from it. */
export const chain = `/// A small machine.
machine Box(m) {
  memory loader_loc, kernel_loc
  pcr s
  on reset run Rom(m)
}

chain Boot(m: Box) on m.pcr.s {
  Rom reads m.loader_loc
  Loader reads m.kernel_loc
  Kernel
}
`;

/** A theorem of that chain, which holds. */
export const booted = `/// What the register shows of the boot.
theorem Booted(m: Box, t: Time)
  assume Protected_Boot(m)
  assume Mem(m.pcr.s, Sequence_Boot(m)) @ t
  show MeasuredBoot_Boot(m, t)
  by auto
`;

/** Small theorems, one for each way to end. */
export const proved = 'theorem Same(t: Time)\n  show t = t\nproof\n  show by z3\nqed\n';
/** False. */
export const unprovable = `theorem Wrong(t: Time, u: Time)
  assume A: t < u
  show u < t
proof
  have B: t ≠ u by z3 using A
  show by z3 using A, B
qed
`;
/** True, but the last step of its proof does not follow from what it uses. */
export const stuck = `theorem Stuck(t: Time, u: Time)
  assume A: t < u
  show u ≠ t
proof
  have B: t ≤ u by z3 using A
  show by z3 using B
qed
`;
/** True, and without a proof. */
export const unknownAsExpected = 'theorem Open(t: Time, u: Time)\n  show t < u ∨ t = u ∨ u < t\n  expect unknown\n';
export const notRefuted = 'theorem Guess(t: Time)\n  show t ≤ t\n  expect refuted\n';
export const malformed = 'theorem Broken(t: Time)\n  show t = v\n  by auto\n';
