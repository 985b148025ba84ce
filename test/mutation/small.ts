/** A register that two programs extend, its quote, and what is claimed of both: little enough for all its mutants to be listed. */
export const small = `machine Box(m) {
  memory a
  pcr s
  principal K
  on reset run Rom(m)
}

program Rom(m: Box) { x = read m.a; extend m.pcr.s, x; jump x }

program App(m: Box) { … }

program Quote(m: Box) {
  w = read m.pcr.s
  q = sign (PCR(s), w), K(m)⁻¹
  send q
}

define Chain(m: Box): Term ≡ seq(sinit; App(m))

define Protected(m: Box) ≡ ∀t, J. Reset(m, J) @ t ⊃ IsLocked(m.pcr.s, J) @ t

define Measured(m: Box, t: Time) ≡ ∃u, J. u ≤ t ∧ Extend(J, m.pcr.s, App(m)) @ u

theorem Local(m: Box, t: Time)
  assume Protected(m)
  assume Mem(m.pcr.s, Chain(m)) @ t
  show Measured(m, t)
  by auto

theorem Signed(m: Box, I: Thread, x: Term, t: Time)
  assume Honest(K(m), {Quote(m)})
  show ^I = K(m) ∧ Send(I, x) @ t ⊃ ∃u. u < t ∧ ¬Reset(m) on (u, t)
`;
