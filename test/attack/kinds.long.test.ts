import { describe, expect, test } from 'vitest';
import { claimOf, searchAttacks } from '../../src/attack/index.js';
import { model } from '../language/texts.js';
import { judgedFromFile } from './replaying.js';

const machine = `machine B(b) {
  memory l, n, o
  pcr s, s2
  dpcr d
  principal K
  on reset run ROM(b)
}
program ROM(b: B) { x = read b.l; extend b.pcr.s, x; jump x }
program P(b: B) { … }
program Q(b: B) { … }
define Held(b: B) ≡ ∀t, I. Reset(b, I) @ t ⊃ IsLocked(b.pcr.s, I) @ t
`;

/** False statements, each of another kind, with so many events as an attack needs, by reason. */
const kinds: readonly { readonly kind: string; readonly length: number; readonly text: string }[] = [
  {
    kind: 'whose the thread of a reset is, which no premise fixes',
    length: 1,
    text: `theorem T(b: B, I: Thread, t: Time) assume Reset(b, I) @ t show ^I ≠ K(b)`,
  },
  {
    kind: 'whose the thread of a late launch is',
    // A reset, foreign code, its launch.
    length: 3,
    text: `theorem T(b: B, I: Thread, t: Time) assume LateLaunch(b, I) @ t show ^I ≠ K(b)`,
  },
  {
    kind: 'a signature of somebody of whose programs nothing is said',
    length: 3,
    text: `theorem T(b: B, I: Thread, x: Term, y: Term, t: Time) show ¬Sign(I, x, K(b), y) @ t`,
  },
  {
    kind: 'one machine for two variables, which nothing says are different',
    length: 3,
    text: `theorem T(b: B, c: B, I: Thread, e: Term, x: Term, y: Term, t: Time, u: Time)
      assume Sign(I, e, K(b), x) @ t
      assume Sign(I, e, K(c), y) @ u
      show ⊥`,
  },
  {
    kind: 'two events of a kind',
    length: 4,
    text: `theorem T(b: B, I: Thread, J: Thread, t: Time, u: Time)
      assume LateLaunch(b, I) @ t
      assume LateLaunch(b, J) @ u
      show I = J`,
  },
  {
    kind: 'a signature that a premise says was verified',
    // A reset; the signer's start and three; foreign code, and that it verifies.
    length: 7,
    text: `program S(b: B) { x = receive; y = sign o, K(b)⁻¹; send y }
    constant o: Term
    theorem T(b: B, W: Thread, e: Term, t: Time)
      assume ^W ≠ K(b)
      assume Honest(K(b), {S(b)})
      assume Verify(W, e, K(b), o) @ t
      show ⊥`,
  },
  {
    kind: 'a quote of two registers, read one after the other, of two boots',
    // Elsewhere a reset, the verifier's three, the signer's two; of the first boot three, and a read; foreign code and what it writes; of the second boot
    // four, and the entry; a read, the signature, its sending; the verifier's three.
    length: 23,
    text: `program P2(b: B) { x = read b.n; extend b.pcr.s2, x; jump x }
    define Both(b: B) ≡ ∀t, I. Reset(b, I) @ t ⊃ IsLocked(b.pcr.s, I) @ t ∧ IsLocked(b.pcr.s2, I) @ t
    program Quote(b: B) { n = receive; x = read b.pcr.s; y = read b.pcr.s2; r = sign (n, x, y), K(b)⁻¹; send r }
    program V(b: B) { n = new; send n; r = receive; v = verify r, K(b); match v, (n, seq(sinit; P2(b)), seq(sinit; Q(b))) }
    theorem T(b: B, W: Thread, tb: Time, te: Time)
      assume ^W ≠ K(b)
      assume Honest(K(b), {Quote(b)})
      assume Both(b)
      show [V(b)]_W^{tb, te} ∃J, t, u. t < u ∧ Jump(J, P2(b)) @ t ∧ Extend(J, b.pcr.s2, Q(b)) @ u`,
  },
  {
    kind: 'inputs that differ',
    // A reset, a start, and the program's four.
    length: 6,
    text: `program Two(b: B) { x = receive; y = receive; extend b.pcr.s2, x; extend b.pcr.s2, y }
    theorem T(b: B, I: Thread, tb: Time, te: Time)
      show [Two(b)]_I^{tb, te} ∃x, u, w. u < w ∧ Extend(I, b.pcr.s2, x) @ u ∧ Extend(I, b.pcr.s2, x) @ w`,
  },
  {
    kind: 'a second boot that comes less far',
    // A reset, foreign code and two entries; the same again with one.
    length: 7,
    text: `theorem T(b: B, t: Time, u: Time)
      assume Mem(b.pcr.s, seq(sinit; P(b), Q(b))) @ t
      assume Mem(b.pcr.s, seq(sinit; P(b))) @ u
      assume t < u
      show ⊥`,
  },
  {
    kind: 'another program of the model as what is read and jumped to',
    // A reset; the ROM's three; a read of the other way, the jump there; its read of foreign code, the jump there, the entry.
    length: 9,
    text: `program Stub(b: B) { w = read b.n; jump w }
    program Measuring(b: B) { i = read b.o; extend b.pcr.s, i; jump i }
    program Silent(b: B) { i = read b.o; jump i }
    theorem T(b: B, t: Time)
      assume Held(b)
      assume ∀J, x, v, w. Jump(J, Stub(b)) @ v ∧ v < w ∧ Jump(J, x) @ w ∧ ¬Jump(J) on (v, w) ⊃ x = Measuring(b) ∨ x = Silent(b)
      assume ∀J, e, v. Read(J, b.n, e) @ v ⊃ e ≠ malware_like
      assume Mem(b.pcr.s, seq(sinit; Stub(b), P(b))) @ t
      show ∃u, v, J. u < v ∧ v < t ∧ Reset(b, J) @ u ∧ Jump(J, Measuring(b)) @ v ∧ ¬Reset(b) on (u, t]`,
  },
  {
    kind: 'an honest thread that extends what it was given',
    // A reset; the start, the message, the entry. The ROM has not measured anything, but a thread of K has.
    length: 4,
    text: `program Extender(b: B) { x = receive; extend b.pcr.s, x }
    theorem T(b: B, t: Time)
      assume ∀I, x, u. Extend(I, b.pcr.s, x) @ u ⊃ ^I = K(b)
      assume Honest(K(b), {Extender(b)})
      assume Mem(b.pcr.s, seq(sinit; P(b))) @ t
      show ∃J, u. u ≤ t ∧ Jump(J, P(b)) @ u`,
  },
  {
    kind: 'an honest thread that writes what it was given',
    length: 4,
    text: `program Storing(b: B) { x = receive; write b.n, x }
    constant key: Term
    theorem T(b: B, I: Thread, t: Time)
      assume Honest(K(b), {Storing(b)})
      assume ^I = K(b)
      assume Write(I, b.n, key) @ t
      show ⊥`,
  },
  {
    kind: 'an honest thread that gives a register up',
    // A reset; the start of who locks and unlocks, its two; foreign code and its entry.
    length: 6,
    text: `program Brief(b: B) { lock b.pcr.s2; unlock b.pcr.s2 }
    theorem T(b: B, t: Time)
      assume Honest(K(b), {Brief(b)})
      assume ∀I, x, u. Extend(I, b.pcr.s2, x) @ u ⊃ ∃J, v. v < u ∧ Unlock(J, b.pcr.s2) @ v ∧ ^J = K(b)
      assume Mem(b.pcr.s2, seq(sinit; P(b))) @ t
      show ⊥`,
  },
  {
    kind: 'an event of an honest program that a premise asks for',
    // A reset; the start, the message, what is sent; foreign code and its entry.
    length: 6,
    text: `program Telling(b: B) { x = receive; send x }
    theorem T(b: B, t: Time)
      assume Honest(K(b), {Telling(b)})
      assume ∀I, x, u. Extend(I, b.pcr.s2, x) @ u ⊃ ∃J, v. v < u ∧ Send(J, x) @ v ∧ ^J = K(b)
      assume Mem(b.pcr.s2, seq(sinit; P(b))) @ t
      show ⊥`,
  },
  {
    kind: 'a pattern with a variable that was received earlier',
    // A reset, foreign code, two entries; the quote's start and four; the verifier's start and four.
    length: 13,
    text: `program Quote(b: B) { w = read b.pcr.s2; r = sign (PCR(s2), w), K(b)⁻¹; send r }
    program Check(b: B) { first = receive; q = receive; v = verify q, K(b); match v, (PCR(s2), seq(sinit; first, P(b))) }
    theorem T(b: B, V: Thread, tb: Time, te: Time)
      assume ^V ≠ K(b)
      assume Honest(K(b), {Quote(b)})
      show [Check(b)]_V^{tb, te} ∃t. t < te ∧ Mem(b.pcr.s2, seq(sinit; Q(b), P(b))) @ t`,
  },
  {
    kind: 'a key that comes out of a message',
    // A reset of each machine, foreign code, the entry; the certificate's start and two; the quote's and three; the verifier's start and five.
    length: 17,
    text: `constant CA: Key
    program Register(c: B) { r = sign pk(K(c)), CA⁻¹; send r }
    program Quote(b: B) { w = read b.pcr.s2; r = sign (PCR(s2), w), K(b)⁻¹; send r }
    program Check(b: B) { e = receive; k = verify e, CA; q = receive; v = verify q, k; match v, (PCR(s2), seq(sinit; P(b))) }
    theorem T(b: B, c: B, V: Thread, tb: Time, te: Time)
      assume ^V ≠ CA
      assume ^V ≠ K(b)
      assume ^V ≠ K(c)
      assume Honest(CA, {Register(b), Register(c)})
      assume Honest(K(b), {Quote(b)})
      assume Honest(K(c), {Quote(c)})
      show [Check(b)]_V^{tb, te} ∃t. t < te ∧ Mem(b.pcr.s2, seq(sinit; P(b))) @ t`,
  },
  {
    kind: 'one harmless program more',
    // The boot goes on to foreign code with both registers (4), an entry in the other; the quote of that; the verifier's start and three.
    length: 13,
    text: `program Q0(b: B) { w = read b.pcr.s; r = sign (PCR(s), w), K(b)⁻¹; send r }
    program Q1(b: B) { w = read b.pcr.s2; r = sign (PCR(s), w), K(b)⁻¹; send r }
    program Chk(b: B) { g = receive; v = verify g, K(b); match v, (PCR(s), seq(sinit; P(b))) }
    theorem T(b: B, V: Thread, tb: Time, te: Time)
      assume ∀w, I. Reset(b, I) @ w ⊃ IsLocked(b.pcr.s, I) @ w ∧ IsLocked(b.pcr.s2, I) @ w
      assume ^V ≠ K(b)
      assume Honest(K(b), {Q0(b), Q1(b)})
      show [Chk(b)]_V^{tb, te} ∃t. t < te ∧ Mem(b.pcr.s, seq(sinit; P(b))) @ t`,
  },
  {
    kind: 'a third boot',
    // As before, and a third time.
    length: 10,
    text: `theorem T(b: B, t: Time, u: Time, v: Time)
      assume Mem(b.pcr.s, seq(sinit; P(b), Q(b))) @ t
      assume Mem(b.pcr.s, seq(sinit; P(b))) @ u
      assume Mem(b.pcr.s, seq(sinit; Q(b))) @ v
      assume t < u
      assume u < v
      show ⊥`,
  },
  {
    kind: 'what is read of two registers one after the other was never there at once',
    // A reset; the verifier's start, nonce and message; the quote's start and message; foreign code and its entry, the first read, the entry that spoils it, the other entry, the second read; the signature and its message; three of the verifier's.
    length: 17,
    text: `program Quote(b: B) { n = receive; v = read b.pcr.s; w = read b.pcr.s2; r = sign (n, v, w), K(b)⁻¹; send r }
    program Check(b: B) { n = new; send n; q = receive; v = verify q, K(b); match v, (n, seq(sinit; P(b)), seq(sinit; Q(b))) }
    theorem T(b: B, V: Thread, tb: Time, te: Time)
      assume ^V ≠ K(b)
      assume Honest(K(b), {Quote(b)})
      show [Check(b)]_V^{tb, te} ∃t. tb < t < te ∧ Mem(b.pcr.s, seq(sinit; P(b))) @ t ∧ Mem(b.pcr.s2, seq(sinit; Q(b))) @ t`,
  },
  {
    kind: 'an event that a premise asks for later',
    // A reset, foreign code, the entry, and the lock that has to follow.
    length: 4,
    text: `theorem T(b: B, t: Time)
      assume ∀I, x, u. Extend(I, b.pcr.s2, x) @ u ⊃ ∃J, v. u < v ∧ Lock(J, b.pcr.s2) @ v
      assume Mem(b.pcr.s2, seq(sinit; P(b))) @ t
      show ⊥`,
  },
  {
    kind: 'one machine more than the theorem names',
    // A reset of another machine, foreign code there, and its entry in the register of this one.
    length: 4,
    text: `theorem T(b: B, I: Thread, x: Term, t: Time)
      assume Extend(I, b.pcr.s2, x) @ t
      show machineOf(I) = b`,
  },
  {
    kind: 'a signature that a boot stage reads from memory and checks, and a counter that is moved on afterwards',
    // A reset; the signer's start and two; foreign code, which puts the signature into memory; the loader's seven; the counter.
    length: 14,
    text: `constant old, new, one, two: Term
    machine C(c) {
      memory image, counter
      pcr v
      principal A
      on reset run Load(c)
    }
    program Old(c: C) { r = sign (one, old), A(c)⁻¹; send r }
    program Newer(c: C) { r = sign (two, new), A(c)⁻¹; send r }
    program Load(c: C) {
      s = read c.image; x = verify s, A(c); v = proj1 x; i = proj2 x; n = read c.counter; match v, n; extend c.pcr.v, i
    }
    theorem T(c: C, t: Time)
      assume ∀u, J. Reset(c, J) @ u ⊃ IsLocked(c.pcr.v, J) @ u
      assume Honest(A(c), {Old(c), Newer(c)})
      assume Mem(c.counter, two) @ t
      show ¬Mem(c.pcr.v, seq(sinit; old)) @ t`,
  },
  {
    kind: 'an event of somebody honest, after the register has lost the value that it was done for',
    // A reset (its thread goes on to foreign code: a read and a jump after its entry), the start, four of the program's, two entries; what it sends.
    length: 10,
    text: `program Open(b: B) { c = receive; d = dec c, K(b)⁻¹; w = read b.pcr.s2; match w, seq(sinit; P(b)); send d }
    theorem T(b: B, I: Thread, x: Term, t: Time)
      assume Honest(K(b), {Open(b)})
      assume ^I = K(b)
      assume Send(I, x) @ t
      show Mem(b.pcr.s2, seq(sinit; P(b))) @ t`,
  },
  {
    kind: 'two quotes for one nonce, in the other order than they are asked for',
    // A reset; the verifier's start, nonce and message; foreign code, two entries, one that spoils the first; two quotes of five; six of the verifier's.
    length: 24,
    text: `program QuoteA(b: B) { n = receive; w = read b.pcr.s; r = sign (H(n), PCR(s), w), K(b)⁻¹; send r }
    program QuoteB(b: B) { n = receive; w = read b.pcr.s2; r = sign (H(n), PCR(s2), w), K(b)⁻¹; send r }
    program Check(b: B) {
      n = new; send n
      q = receive; v = verify q, K(b); match v, (H(n), PCR(s), seq(sinit; P(b)))
      r = receive; w = verify r, K(b); match w, (H(n), PCR(s2), seq(sinit; Q(b)))
    }
    theorem T(b: B, V: Thread, tb: Time, te: Time)
      assume ^V ≠ K(b)
      assume Honest(K(b), {QuoteA(b), QuoteB(b)})
      show [Check(b)]_V^{tb, te}
        ∃t, u. tb < t < u ∧ u < te ∧ Mem(b.pcr.s, seq(sinit; P(b))) @ t ∧ Mem(b.pcr.s2, seq(sinit; Q(b))) @ u ∧ ¬Reset(b) on (t, u]`,
  },
  {
    kind: 'code that somebody else has signed, as what is jumped to',
    // A reset; the signer's start and two; foreign code, which puts the signature into memory; what is read, verified and jumped to.
    length: 9,
    text: `machine C(c) {
      memory image
      principal A
      on reset run Check(c)
    }
    program Check(c: C) { s = read c.image; x = verify s, A(c); jump x }
    program SignP(c: C, b: B) { r = sign P(b), A(c)⁻¹; send r }
    program SignQ(c: C, b: B) { r = sign Q(b), A(c)⁻¹; send r }
    theorem T(b: B, c: C, J: Thread, x: Term, t: Time, u: Time)
      assume Honest(A(c), {SignP(c, b), SignQ(c, b)})
      assume Reset(c, J) @ t
      assume Jump(J, x) @ u
      show x = P(b)`,
  },
  {
    kind: 'a verifier that wants any value of two registers, which did not hold them at once',
    // A reset; a quote of five, when the one holds its first value; foreign code, an entry that spoils it and one for the other; a quote of five; the verifier's start and six.
    length: 21,
    text: `program QuoteA(b: B) { n = receive; w = read b.pcr.s; r = sign (H(n), PCR(s), w), K(b)⁻¹; send r }
    program QuoteB(b: B) { n = receive; w = read b.pcr.s2; r = sign (H(n), PCR(s2), w), K(b)⁻¹; send r }
    program Check(b: B, n: Term, is: Term, is2: Term) {
      q = receive; v = verify q, K(b); match v, (H(n), PCR(s), is)
      r = receive; w = verify r, K(b); match w, (H(n), PCR(s2), is2)
    }
    theorem T(b: B, n: Term, is: Term, is2: Term, V: Thread, tb: Time, te: Time)
      assume ^V ≠ K(b)
      assume Honest(K(b), {QuoteA(b), QuoteB(b)})
      show [Check(b, n, is, is2)]_V^{tb, te} ∃t. Mem(b.pcr.s, is) @ t ∧ Mem(b.pcr.s2, is2) @ t`,
  },
  {
    kind: 'a verifier that has to run elsewhere than on the machine that its program is about',
    // Resets of both machines; the verifier's start, nonce, message; a quote of five, with an entry by foreign code and one that spoils it; what the verifier does with it.
    length: 16,
    text: `program Quote(b: B) { n = receive; w = read b.pcr.s2; r = sign (n, w), K(b)⁻¹; send r }
    program Check(b: B) { n = new; send n; q = receive; v = verify q, K(b); match v, (n, seq(sinit; P(b))) }
    theorem T(b: B, V: Thread, tb: Time, te: Time)
      assume machineOf(V) ≠ b
      assume Honest(K(b), {Quote(b)})
      assume ^V ≠ K(b)
      show [Check(b)]_V^{tb, te} Mem(b.pcr.s2, seq(sinit; P(b))) @ te`,
  },
  {
    kind: 'memory that is locked after it was read',
    // A reset and the first read; foreign code, which writes; the lock, the entry, the second read and the jump.
    length: 8,
    text: `machine C(c) {
      memory next
      pcr v
      on reset run Load(c)
    }
    program Load(c: C) { x = read c.next; lock c.next; extend c.pcr.v, x; y = read c.next; jump y }
    theorem T(c: C, J: Thread, x: Term, t: Time, u: Time)
      assume Reset(c, J) @ t
      assume Jump(J, x) @ u
      assume ¬Jump(J) on (t, u)
      show ∃w. w < u ∧ Extend(J, c.pcr.v, x) @ w`,
  },
  {
    kind: 'a counter that is moved on between the check and what it was checked for',
    // A reset, which begins foreign code; a signature of four; what reads it back, seven up to its match; the counter, and the write.
    length: 14,
    text: `constant one: Term
    machine C(c) {
      memory store, counter
      principal A
      on reset run Anything(c)
    }
    program Anything(c: C) { … }
    program Put(c: C) { x = receive; r = sign (one, x), A(c)⁻¹; send r }
    program Get(c: C) { b = receive; y = verify b, A(c); v = proj1 y; d = proj2 y; k = read c.counter; match v, k; write c.store, d }
    theorem T(c: C, I: Thread, d: Term, t: Time)
      assume Honest(A(c), {Put(c), Get(c)})
      assume ^I = A(c)
      assume Write(I, c.store, d) @ t
      show Mem(c.counter, one) @ t`,
  },
];

describe('a false statement is refuted', () => {
  test.each(kinds)('$kind', async ({ length, text }) => {
    const read = model(machine + text.replace('e ≠ malware_like', 'e = Measuring(b) ∨ e = Silent(b)'));
    const decl = read.theorems.find(({ name }) => name === 'T');
    if (decl === undefined) throw new Error('there is no T');
    const claim = claimOf(decl);
    const [attack] = searchAttacks(read, claim).attacks;
    if (attack === undefined) throw new Error('no attack was found');
    expect(attack.occurrences).toHaveLength(length);
    expect((await judgedFromFile(read, claim, attack)).verdict).toBe('violated');
  });
});
