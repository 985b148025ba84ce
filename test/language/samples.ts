import { host, logic, textsUnder } from './texts.js';

/** One of everything that the grammar has, for tests that want a text and not what it says. */
const everything = `/// A file with one of everything.
/// In two lines.
import "a \\"quoted\\" path.ls2"
sort Colour, Shape
constructor red: Colour
constructor BLOB(Principal, Term): Term secret
function mix(Colour, Colour): Colour
event Paint(Thread, Colour)
action paint(Colour): Term event Painted
action wait event Waited
fluent Shows(Location, Colour)
predicate Bright(Colour)
constant blue, green: Colour
axiom PLAIN means "One \\\\ sentence." source "nowhere" : ∀x: Colour, y. Bright(x) ∧ ¬Bright(y) ⊃ x ≠ y
axiom BARE : ⊤
${host}
machine Empty(m) { }
program P { x = new; latelaunch }
program Any(m: Host, e: Term) { ... }
program Nothing() { }
define Pair(a: Term, b: Term): Term ≡ (a, b, H(a, b), seq(sinit; a, b))
define Deep(m: Host, t, u: Time) ≡ ∃J, K: Thread. (A(J) ∨ B(K) ∧ C @ t) on (t, u] ⊃ (∀x. x = x) ⊃ D iff E
define Bounds(t: Time) ≡ ∀a, b. a < b ≤ t ∧ A on [a, b) ∧ ¬B on (a, b) ∧ ¬(C on [a, b])
define Keys(m: Host, I: Thread) ≡ ^I = ^AIK(m) ∧ SIG[AIK(m)⁻¹]{| (PCR(s), m.pcr[k], m.pcr.s) |} ≠ ENC[K]{| e |} ∧ Honest(^I, {P, Any(m, e)})
chain Boot(m: Host) on m.pcr.r { First reads m.bios_loc; Second reads m.os_loc; OS }
setup Host(m) { m.bios_loc holds (BIOS(m), H(sinit)); m.pcr.s is PCR 07; image BIOS "a \\"quoted\\" path.bin" }
setup image(is) {
  is.holds holds is
  image image "image"
  image.is is PCR 9
}
theorem T(m: Host, t: Time)
  assume Protected(m)
  assume A1: Mem(m.pcr.s, seq(OS(m))) @ t
  show [x = read m.bios_loc; send x]_I^{tb, te} ∃u. u < te
  expect refuted
proof
  fix x, y: Term
  have F1: [Any(m, x)]_I^{tb, te} ⊤ by z3 using A1, axiom PLAIN(x, y), definition Deep, assumptions
  obtain u, v: Time with O: u < v by F1(m)
  suppose S: u < v {
    have v < u by jump
  }
  cases F1 ∨ ¬F1 {
    case C1: u < v { show by auto }
    case v ≤ u { show by lemma_1(m, (x, y)) using theorem T2, lemma L }
  }
qed
lemma L(t: Time)
  show A(t), B(t) ⊢ C(t)
  by auto
theorem T2
  show ⊢ ⊥
`;

/** Texts that are read without a syntax error. */
export const samples: readonly string[] = [
  everything,
  '',
  '// nothing but a comment\n',
  ...logic.map(({ text }) => text),
  // What the paper prints is not all of the language.
  ...['models', 'proofs'].flatMap(textsUnder).flatMap(({ path, text }) => (path.includes('printed') ? [] : [text])),
];
