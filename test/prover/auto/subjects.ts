/** A model whose theorem holds, and ways to break it by one replacement each, after which it does not. */
export interface Subject {
  readonly about: string;
  readonly text: string;
  readonly broken: Readonly<Record<string, readonly [from: string, to: string]>>;
}

const registers = `machine Box(m) {
  memory fw_loc, cfg_loc, os_loc
  pcr a, b
  on reset run Rom(m)
}
program Rom(m: Box) { f = read m.fw_loc; extend m.pcr.a, f; jump f }
program Fw(m: Box) { c = read m.cfg_loc; extend m.pcr.b, c; k = read m.os_loc; extend m.pcr.b, k; jump k }
program Os(m: Box) { … }
constant cfg: Term
define Held(m: Box) ≡ ∀t, K. Reset(m, K) @ t ⊃ IsLocked(m.pcr.a, K) @ t ∧ IsLocked(m.pcr.b, K) @ t
theorem Told(m: Box, t: Time)
  assume Held(m)
  assume Mem(m.pcr.a, seq(sinit; Fw(m))) @ t
  assume Mem(m.pcr.b, seq(sinit; cfg, Os(m))) @ t
  show ∃J, t0, t1, t2, t3. t0 < t1 < t2 < t3 ≤ t ∧ Reset(m, J) @ t0 ∧ Jump(J, Fw(m)) @ t1
    ∧ Extend(J, m.pcr.b, cfg) @ t2 ∧ Extend(J, m.pcr.b, Os(m)) @ t3 ∧ ¬Jump(J) on (t0, t1) ∧ ¬Reset(m) on (t0, t]
  by auto
`;

/** A loader that measures memory, and then jumps to what it reads there once more. */
const readTwice = `machine Box(m) {
  memory next_loc
  pcr a
  on reset run Rom(m)
}
program Rom(m: Box) { lock m.next_loc; x = read m.next_loc; extend m.pcr.a, x; y = read m.next_loc; jump y }
theorem Told(m: Box, J: Thread, x: Term, t: Time, u: Time)
  assume Reset(m, J) @ t
  assume Jump(J, x) @ u
  assume t < u
  assume ¬Jump(J) on (t, u)
  show ∃w. w < u ∧ Extend(J, m.pcr.a, x) @ w
  by auto
`;

const separators = `constant on, separator: Term
machine Box(m) {
  memory var_loc, next_loc
  pcr s
  on reset run Rom(m)
}
program Rom(m: Box) { v = read m.var_loc; extend m.pcr.s, v; extend m.pcr.s, separator; l = read m.next_loc; jump l }
define Held(m: Box) ≡ ∀t, K. Reset(m, K) @ t ⊃ IsLocked(m.pcr.s, K) @ t
theorem Told(m: Box, t: Time)
  assume Held(m)
  assume Mem(m.pcr.s, seq(sinit; on, separator)) @ t
  show ∃t0, u, J. t0 < u ≤ t ∧ Reset(m, J) @ t0 ∧ Extend(J, m.pcr.s, on) @ u ∧ ¬Jump(J) on (t0, u) ∧ ¬Reset(m) on (t0, t]
  by auto
`;

const cap = `constant leave: Term
machine Box(m) {
  memory initrd_loc, prog_loc
  pcr b, c
  principal TPM
  on reset run Rom(m)
}
program Rom(m: Box) { i = read m.initrd_loc; extend m.pcr.b, i; jump i }
program Initrd(m: Box) { extend m.pcr.b, leave; jump Root(m) }
program Root(m: Box) { p = read m.prog_loc; jump p }
program Unseal(m: Box) { w = read m.pcr.b; match w, seq(sinit; Initrd(m)); r = sign PCR(b), TPM(m)⁻¹; send r }
theorem Told(m: Box, I: Thread, tb: Time, te: Time)
  show [Unseal(m)]_I^{tb, te} ∃t, t0, J. tb < t < te ∧ t0 < t ∧ Reset(m, J) @ t0 ∧ ¬Reset(m) on (t0, t]
    ∧ (∀x, w. t0 < w ∧ w ≤ t ∧ Jump(J, x) @ w ⊃ x = Initrd(m))
  by auto
`;

const fresh = `machine Box(m) {
  memory next_loc
  pcr a, b
  principal AK
  on reset run Rom(m)
}
program Rom(m: Box) { x = read m.next_loc; extend m.pcr.a, x; jump x }
program Os(m: Box) { … }
program Quote(m: Box) { n = receive; w = read m.pcr.a; r = sign (H(n), PCR(a), w), AK(m)⁻¹; send r }
program QuoteB(m: Box) { n = receive; w = read m.pcr.b; r = sign (H(n), PCR(b), w), AK(m)⁻¹; send r }
program Ask(m: Box) { n = new; send n; q = receive; v = verify q, AK(m); match v, (H(n), PCR(a), seq(sinit; Os(m))) }
theorem Told(m: Box, V: Thread, tb: Time, te: Time)
  assume ^V ≠ AK(m)
  assume Honest(AK(m), {Quote(m), QuoteB(m)})
  show [Ask(m)]_V^{tb, te} ∃t. tb < t < te ∧ Mem(m.pcr.a, seq(sinit; Os(m))) @ t
  by auto
`;

const certificate = `constant CA: Key
machine Node(m) {
  memory next_loc
  pcr s
  principal AK
  on reset run Rom(m)
}
program Rom(m: Node) { x = read m.next_loc; extend m.pcr.s, x; jump x }
constant golden: Term
program Quote(m: Node) { n = receive; w = read m.pcr.s; r = sign (H(n), PCR(s), w), AK(m)⁻¹; send r }
program Certify(c: Node) { r = sign (machine(c), pk(AK(c))), CA⁻¹; send r }
program Ask(m: Node, n: Term) {
  e = receive
  c = verify e, CA
  who = proj1 c
  match who, machine(m)
  k = proj2 c
  q = receive
  x = verify q, k
  match x, (H(n), PCR(s), seq(sinit; golden))
}
theorem Told(m: Node, c: Node, n: Term, V: Thread, tb: Time, te: Time)
  assume ^V ≠ CA
  assume ^V ≠ AK(m)
  assume Honest(CA, {Certify(m), Certify(c)})
  assume Honest(AK(m), {Quote(m)})
  show [Ask(m, n)]_V^{tb, te} ∃t. t < te ∧ Mem(m.pcr.s, seq(sinit; golden)) @ t
  by auto
`;

const sealed = `constant secret: Term
machine Box(m) {
  memory os_loc, bus_loc
  pcr s
  principal TPM
  on reset run Rom(m)
}
program Rom(m: Box) { x = read m.os_loc; extend m.pcr.s, x; jump x }
program Os(m: Box) { … }
program Unseal(m: Box) { b = receive; k = dec b, TPM(m)⁻¹; w = read m.pcr.s; match w, seq(sinit; Os(m)); write m.bus_loc, k }
theorem Told(m: Box, I: Thread, t: Time)
  assume ∀u, K. Reset(m, K) @ u ⊃ IsLocked(m.pcr.s, K) @ u
  assume Honest(TPM(m), {Unseal(m)})
  assume ^I = TPM(m)
  assume Write(I, m.bus_loc, secret) @ t
  show ∃J, t0, t1. t0 < t1 < t ∧ Reset(m, J) @ t0 ∧ Extend(J, m.pcr.s, Os(m)) @ t1 ∧ ¬Jump(J) on (t0, t1)
  by auto
`;

const launched = `machine Box(m) {
  memory a_loc, b_loc, data_loc
  dpcr p, q
  on latelaunch run Enter(m)
}
program Enter(m: Box) { a = read m.a_loc; extend m.dpcr.p, a; jump a }
program A(m: Box) { d = read m.data_loc; extend m.dpcr.p, d; b = read m.b_loc; extend m.dpcr.q, b; jump b }
program B(m: Box) { … }
constant policy: Term
theorem Told(m: Box, t: Time)
  assume ∀u, K. LateLaunch(m, K) @ u ⊃ IsLocked(m.dpcr.p, K) @ u ∧ IsLocked(m.dpcr.q, K) @ u
  assume Mem(m.dpcr.p, seq(dinit; A(m), policy)) @ t
  assume Mem(m.dpcr.q, seq(dinit; B(m))) @ t
  show ∃J, t0, t1, t2. t0 < t1 < t2 ≤ t ∧ LateLaunch(m, J) @ t0 ∧ Jump(J, A(m)) @ t1 ∧ Extend(J, m.dpcr.q, B(m)) @ t2
    ∧ ¬LateLaunch(m) on (t0, t]
  by auto
`;

const two = `machine Box(m) {
  memory next_loc
  pcr s
  principal AK
  on reset run Rom(m)
}
program Rom(m: Box) { x = read m.next_loc; extend m.pcr.s, x; jump x }
program Os(m: Box) { … }
program Quote(m: Box) { n = receive; w = read m.pcr.s; r = sign (H(n), PCR(s), w), AK(m)⁻¹; send r }
program Ask(m: Box, o: Box) {
  n = new
  send n
  q = receive
  v = verify q, AK(m)
  match v, (H(n), PCR(s), seq(sinit; Os(m)))
  p = receive
  w = verify p, AK(o)
  match w, (H(n), PCR(s), seq(sinit; Os(o)))
}
theorem Told(m: Box, o: Box, V: Thread, tb: Time, te: Time)
  assume ^V ≠ AK(m)
  assume ^V ≠ AK(o)
  assume Honest(AK(m), {Quote(m)})
  assume Honest(AK(o), {Quote(o)})
  show [Ask(m, o)]_V^{tb, te} (∃t. tb < t < te ∧ Mem(m.pcr.s, seq(sinit; Os(m))) @ t) ∧ (∃t. tb < t < te ∧ Mem(o.pcr.s, seq(sinit; Os(o))) @ t)
  by auto
`;

const alone = `machine Box(m) {
  memory loader_loc, kernel_loc
  pcr s
  dpcr d
  on reset run Rom(m)
  on latelaunch run Enter(m)
}
chain Boot(m: Box) on m.pcr.s {
  Rom reads m.loader_loc
  Loader reads m.kernel_loc
  Kernel
}
chain Late(m: Box) on m.dpcr.d {
  Enter reads m.loader_loc
  Tboot reads m.kernel_loc
  Mle
}
theorem Told(m: Box, t: Time, u: Time)
  assume Alone_Boot(m)
  assume Alone_Late(m)
  assume Mem(m.pcr.s, Sequence_Boot(m)) @ t
  assume Mem(m.dpcr.d, Sequence_Late(m)) @ u
  show MeasuredBoot_Boot(m, t) ∧ MeasuredBoot_Late(m, u)
  by auto
`;

const handed = `constant policy: Term
machine Box(m) {
  memory a_loc, b_loc, hand_loc
  pcr s, r
  on reset run Rom(m)
}
program Rom(m: Box) { lock m.hand_loc; a = read m.a_loc; extend m.pcr.s, a; write m.hand_loc, policy; jump a }
program A(m: Box) { p = read m.hand_loc; b = read m.b_loc; extend m.pcr.r, p; extend m.pcr.s, b; jump b }
program B(m: Box) { … }
theorem Told(m: Box, t: Time)
  assume ∀u, K. Reset(m, K) @ u ⊃ IsLocked(m.pcr.s, K) @ u
  assume Mem(m.pcr.s, seq(sinit; A(m), B(m))) @ t
  show ∃J, t0, t1, u. t0 < t1 < u ≤ t ∧ Reset(m, J) @ t0 ∧ Jump(J, A(m)) @ t1 ∧ Extend(J, m.pcr.r, policy) @ u
  by auto
`;

const clearNonce = `constant tag: Term
machine Box(m) {
  memory next_loc
  pcr a
  principal AK
  on reset run Rom(m)
}
program Rom(m: Box) { x = read m.next_loc; extend m.pcr.a, x; jump x }
program Os(m: Box) { … }
program Quote(m: Box) { n = receive; w = read m.pcr.a; r = sign (tag, n, w), AK(m)⁻¹; send r }
program Ask(m: Box) { n = new; send n; q = receive; v = verify q, AK(m); match v, (tag, n, seq(sinit; Os(m))) }
theorem Told(m: Box, V: Thread, tb: Time, te: Time)
  assume ^V ≠ AK(m)
  assume Honest(AK(m), {Quote(m)})
  show [Ask(m)]_V^{tb, te} ∃t. tb < t < te ∧ Mem(m.pcr.a, seq(sinit; Os(m))) @ t
  by auto
`;

const certified = `constant CA: Key
machine Box(m) {
  memory l, k
  pcr s
  principal AK
  on reset run Rom(m)
}
chain Boot(m: Box) on m.pcr.s {
  Rom reads m.l
  Mid reads m.k
  Top
}
program Quote(m: Box) { n = receive; w = read m.pcr.s; r = sign (n, w), AK(m)⁻¹; send r }
program Cert(m: Box) { r = sign (machine(m), pk(AK(m))), CA⁻¹; send r }
program Ask(m: Box) {
  n = new
  send n
  c = receive
  x = verify c, CA
  h = proj1 x
  match h, machine(m)
  k = proj2 x
  q = receive
  v = verify q, k
  match v, (n, Sequence_Boot(m))
}
theorem Told(m: Box, V: Thread, tb: Time, te: Time)
  assume ^V ≠ AK(m)
  assume ^V ≠ CA
  assume Honest(CA, {Cert(m)})
  assume Honest(AK(m), {Quote(m)})
  assume Alone_Boot(m)
  show [Ask(m)]_V^{tb, te} ∃t. tb < t < te ∧ MeasuredBoot_Boot(m, t)
  by auto
`;

/** Statements about threads and locks of a machine, on which nothing else rests. */
const ofLives = (premises: string, conclusion: string): string => `machine Box(m) {
  memory k
  pcr s
  on reset run Rom(m)
}
program Rom(m: Box) { x = read m.k; jump x }
theorem Told(m: Box, c: Box, I: Thread, J: Thread, t: Time, u: Time, w: Time)
  ${premises}
  assume t < u
  show ${conclusion}
  by auto
`;

/** What is said of single events. */
const ofEvents = (premises: string, conclusion: string): string => `machine Box(m) {
  memory k
  principal AK
  on reset run Rom(m)
}
program Rom(m: Box) { x = read m.k; jump x }
theorem Told(m: Box, c: Box, I: Thread, J: Thread, e: Term, f: Term, x: Term, y: Term, t: Time, u: Time)
  ${premises}
  show ${conclusion}
  by auto
`;

/** A signer that marks what it was not asked for. */
const marking = `constant good, bad: Term
machine Box(m) {
  memory k
  principal AK
  on reset run Rom(m)
}
program Rom(m: Box) { x = read m.k; jump x }
program Answer(m: Box) { x = receive; if x = good { r = sign good, AK(m)⁻¹ } else { r = sign (bad, x), AK(m)⁻¹ }; send r }
theorem Told(m: Box, V: Thread, e: Term, x: Term, t: Time)
  assume ^V ≠ AK(m)
  assume Honest(AK(m), {Answer(m)})
  assume Verify(V, e, AK(m), x) @ t
  show x = good ∨ ∃y. x = (bad, y) ∧ y ≠ good
  by auto
`;

export const subjects: readonly Subject[] = [
  {
    about: 'stages that measure into registers of their own, data among it',
    text: registers,
    broken: {
      'the second register is open': [' ∧ IsLocked(m.pcr.b, K) @ t', ''],
      'the boot thread gives the register away': ['{ c = read m.cfg_loc;', '{ unlock m.pcr.b; c = read m.cfg_loc;'],
      'what is measured is not what runs': [
        'extend m.pcr.a, f; jump f',
        'g = read m.fw_loc; extend m.pcr.a, g; jump f',
      ],
      'the values are of different times': [
        'assume Mem(m.pcr.b, seq(sinit; cfg, Os(m))) @ t',
        'assume ∃u. Mem(m.pcr.b, seq(sinit; cfg, Os(m))) @ u',
      ],
    },
  },
  {
    about: 'settings and separators',
    text: separators,
    broken: {
      'it may come after the separator': ['seq(sinit; on, separator)', 'seq(sinit; separator, separator, on)'],
      'nobody holds the register': ['IsLocked(m.pcr.s, K) @ t\n', 'IsLocked(m.var_loc, K) @ t\n'],
    },
  },
  {
    about: 'a marker after the event that it closes',
    text: cap,
    broken: {
      'nothing is extended': ['{ extend m.pcr.b, leave; jump', '{ jump'],
      'it is extended into another register': ['{ extend m.pcr.b, leave', '{ extend m.pcr.c, leave'],
    },
  },
  {
    about: 'a quote for a nonce of its own, among quotes of other registers',
    text: fresh,
    broken: {
      'the quote is without the nonce': ['(H(n), PCR(a), w)', '(H(PCR(a)), PCR(a), w)'],
      'the other quote looks like it': ['(H(n), PCR(b), w)', '(H(n), PCR(a), w)'],
    },
  },
  {
    about: 'a key out of a certificate',
    text: certificate,
    broken: {
      'the certificate names nobody': ['match who, machine(m)', 'match who, who'],
      'the key of another is certified for it': [
        'program Certify(c: Node) { r = sign (machine(c), pk(AK(c)))',
        'program Certify(c: Node) { k = receive; r = sign (machine(c), k)',
      ],
    },
  },
  {
    about: 'a secret that is given out after a read and a match',
    text: sealed,
    broken: {
      'it is given out first': [
        'match w, seq(sinit; Os(m)); write m.bus_loc, k',
        'write m.bus_loc, k; match w, seq(sinit; Os(m))',
      ],
      'the match is of something else': ['match w, seq(sinit; Os(m))', 'match w, w'],
    },
  },
  {
    about: 'a late launch into two registers',
    text: launched,
    broken: {
      'one register is open': [' ∧ IsLocked(m.dpcr.q, K) @ u', ''],
      'the entries stand the other way round': ['seq(dinit; A(m), policy)', 'seq(dinit; policy, A(m))'],
    },
  },
  {
    about: 'registers that nobody holds, and boots that nobody disturbs',
    text: alone,
    broken: {
      'the boot is disturbed': ['  assume Alone_Boot(m)\n', ''],
      'the launch is disturbed': ['  assume Alone_Late(m)\n', ''],
    },
  },
  {
    about: 'a value that is handed from stage to stage in memory',
    text: handed,
    broken: {
      'nobody holds the memory': ['lock m.hand_loc; a =', 'a ='],
      'something else is written': ['write m.hand_loc, policy', 'write m.hand_loc, a'],
    },
  },
  {
    about: 'quotes of two machines',
    text: two,
    broken: {
      'one machine is not honest': ['  assume Honest(AK(o), {Quote(o)})\n', ''],
      'the second quote is for any nonce': ['match w, (H(n), PCR(s)', 'match w, (H(q), PCR(s)'],
    },
  },
  {
    about: 'a nonce that is signed in the clear',
    text: clearNonce,
    broken: { 'the signature has no nonce': ['match v, (tag, n, seq', 'match v, (tag, tag, seq'] },
  },
  { about: 'a machine left alone, asked by a certified key', text: certified, broken: {} },
  {
    about: 'a thread after a reset of its machine',
    text: ofLives('assume Reset(m, I) @ t assume Reset(m, J) @ u assume u < w', '¬Jump(I, Rom(m)) @ w'),
    broken: { 'it is another that is reset': ['Reset(m, J)', 'Reset(c, J)'] },
  },
  {
    about: 'a thread that has launched',
    text: ofLives('assume LateLaunch(m, J) @ t assume Acts(I) @ t', '¬Acts(I) @ u'),
    broken: { 'somebody else has': ['Acts(I) @ t', 'Acts(I) @ w'] },
  },
  {
    about: 'what is locked twice',
    text: ofLives(
      'assume Lock(I, m.k) @ t assume Lock(J, m.k) @ u assume ¬Reset(m) on (t, u] assume machineOf(I) = m',
      '∃v. t < v ∧ v < u ∧ Unlock(I, m.k) @ v',
    ),
    broken: { 'its holder may have been reset': ['machineOf(I) = m', 'machineOf(J) = m'] },
  },
  {
    about: 'memory that is read twice while its reader holds it',
    text: readTwice,
    broken: {
      'it is locked after it was read': [
        'lock m.next_loc; x = read m.next_loc;',
        'x = read m.next_loc; lock m.next_loc;',
      ],
      'it is unlocked in between': ['extend m.pcr.a, x;', 'extend m.pcr.a, x; unlock m.next_loc;'],
    },
  },
  {
    about: 'terms that differ',
    text: ofEvents('assume Differ(I, e, f) @ t', '¬Match(J, f, e) @ u'),
    broken: { 'they are others': ['Match(J, f, e)', 'Match(J, f, x)'] },
  },
  {
    about: 'a signature that was rejected',
    text: ofEvents('assume Reject(I, e, AK(m)) @ t', '¬Verify(J, e, AK(m), x) @ u'),
    broken: { 'it was by another key': ['Verify(J, e, AK(m), x)', 'Verify(J, e, AK(c), x)'] },
  },
  {
    about: 'a signature that is rejected by no key but others',
    text: ofEvents('assume Acts(I) @ t', '¬Reject(I, SIG(AK(m), x), AK(m)) @ t'),
    broken: { 'the key is another': ['x), AK(m)) @ t', 'x), AK(c)) @ t'] },
  },
  {
    about: 'what is no pair',
    text: ofEvents('assume NoPair(I, e) @ t', '¬Proj1(J, e, x) @ u ∧ ¬Proj2(J, e, x) @ u ∧ e ≠ (x, y)'),
    broken: { 'something else is': ['Proj2(J, e, x)', 'Proj2(J, f, x)'] },
  },
  {
    about: 'what a signer says by either of its branches',
    text: marking,
    broken: {
      'it asks for something else': ['if x = good', 'if x = bad'],
      'the other branch is without its mark': ['sign (bad, x)', 'sign x'],
      'something else is claimed of what it marks': ['y ≠ good\n', 'y ≠ bad\n'],
    },
  },
];
