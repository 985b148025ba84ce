import { booted, chain } from './models.js';

/** The small machine of models.ts with a theorem that holds, and two that a trace of an honest boot refutes. */
export const bootedBox = `${chain}${booted}
theorem Never(m: Box, t: Time)
  show ¬Mem(m.pcr.s, Sequence_Boot(m)) @ t
  expect refuted

theorem BothAtOnce(m: Box, t: Time, J: Thread)
  assume Jump(J, Kernel(m)) @ t
  show ∃v. v ≤ t ∧ (∃e. Read(J, m.loader_loc, e) @ v) ∧ (∃e. Extend(J, m.pcr.s, e) @ v)
  expect refuted
`;
