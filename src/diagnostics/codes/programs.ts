import type { Entry } from './entry.js';

/** LS2-04xx: what programs may not do. */
export const programs = {
  'LS2-0401': {
    title: 'writing a register',
    explanation: 'No thread can write a PCR: it changes by `extend`, by a reset and by a late launch only.',
    example: 'machine Host(m) { pcr s }\nprogram P(m: Host) { write m.pcr.s, sinit }',
    remedy: 'Use `extend`.',
  },
  'LS2-0402': {
    title: 'extending memory',
    explanation: 'Only PCRs are extended; memory is written.',
    example: 'machine Host(m) { memory disk }\nprogram P(m: Host) { extend m.disk, sinit }',
    remedy: 'Extend a register of the machine, or use `write`.',
  },
  'LS2-0403': {
    title: 'public key where the private key is needed',
    explanation: "Signing and decrypting take the private key K⁻¹, and what signs a term is its signer's private key.",
    example: 'machine Host(m) { principal AIK }\nprogram P(m: Host) { s = sign sinit, AIK(m); send s }',
    remedy: 'Write `K⁻¹` (or `K^-1`).',
  },
  'LS2-0404': {
    title: 'private key where the public key is needed',
    explanation: 'Verifying and encrypting take the public key K.',
    example: 'machine Host(m) { principal AIK }\nprogram P(m: Host) { s = receive; v = verify s, AIK(m)⁻¹; send v }',
    remedy: 'Leave out `⁻¹`.',
  },
  'LS2-0405': {
    title: 'private key or signature where it may not stand',
    explanation:
      'A private key is used by `sign` and `dec`, and named in their events and in SIG[K⁻¹]{|e|}, but is no term that could be sent or ' +
      'stored. And a program contains no term, such as a signature, that takes a secret to make, nor does a setup.',
    example: 'machine Host(m) { principal AIK }\nprogram P(m: Host) { send AIK(m)⁻¹ }',
    remedy: 'Make the signature with `sign`, and speak of SIG[K⁻¹]{|e|} in formulas only.',
  },
  'LS2-0406': {
    title: 'end of a program that is not last',
    explanation:
      '`jump e` and `latelaunch` end a program, and so does an `if` both of whose branches end in one: nothing after them is ever run.',
    example: 'program P(m: Machine) { b = receive; jump b; send b }',
    remedy: 'Move what follows before it, or into the program that is jumped to.',
  },
  'LS2-0407': {
    title: 'unknown action',
    explanation: 'A program is made of the declared actions, of `jump` and of `latelaunch`.',
    example: 'program P(m: Machine) { x = recieve; send x }',
    remedy: 'Correct the spelling, or declare the action.',
  },
  'LS2-0408': {
    title: 'action without a result',
    explanation: 'Only an action that gives a result can bind a name.',
    example: 'program P(m: Machine) { x = receive; y = send x; send y }',
    remedy: 'Leave out `y =`.',
  },
  'LS2-0409': {
    title: 'program whose code is not given',
    explanation: '`[P]_I^{tb, te} A` speaks of the actions of P, and P is declared with `{ … }`: it may do anything.',
    example:
      'program App(m: Machine) { … }\ntheorem T(m: Machine, I: Thread, t: Time, u: Time)\n  show [App(m)]_I^{t, u} t < u',
    remedy: 'Give the program a body.',
  },
  'LS2-0410': {
    title: 'principal where a key is needed',
    explanation:
      'Verifying and encrypting take a public key. What is declared as a Principal is somebody by name: as a term it is `agent(A)`, which is ' +
      'no key, so that no signature would ever be verified with it. A Key, and a principal of a machine, stand for `pk(K)`.',
    example: 'constant CA: Principal\nprogram P(m: Machine) { s = receive; v = verify s, CA; send v }',
    remedy: 'Declare it as a Key: `constant CA: Key`.',
  },
  'LS2-0411': {
    title: 'several locations that are no registers of one machine',
    explanation:
      '`readall (l, l2, …)` reads what several registers hold at one instant, as a TPM does for TPM2_Quote, TPM2_PCR_Read and PolicyPCR. Nothing reads ' +
      'memory, or registers of two machines, so.',
    example: 'machine Host(m) { memory disk; pcr s }\nprogram P(m: Host) { x = readall (m.pcr.s, m.disk); send x }',
    remedy: 'List registers of one machine; read everything else by `read`.',
  },
  'LS2-0412': {
    title: 'too many ways through a program',
    explanation:
      'What comes after an `if` comes after both of its branches, so that every further `if` doubles the ways through the program; of each way there is a case in ' +
      'every proof about it. A branch that jumps ends the program, and doubles nothing.',
    example: `program P(m: Machine) {\n  x = receive\n${'  if x = sinit { send x }\n'.repeat(7)}}`,
    remedy: 'Let a branch jump to a program of its own.',
  },
} as const satisfies Record<string, Entry>;
