import type { Entry } from './entry.js';

/** LS2-09xx: what is never used. Nothing is refused for a warning. */
export const warnings = {
  'LS2-0901': {
    title: 'variable that is never used',
    explanation: 'A quantifier, or `obtain` or `fix` in a proof, binds a variable that nothing mentions.',
    example: 'define Always(t: Time) ≡ ∀u: Time. t = t',
    remedy: 'Leave the variable out, or use it.',
  },
  'LS2-0902': {
    title: 'result that is never used',
    explanation: 'A program binds the result of an action to a name that nothing mentions.',
    example: 'program P(m: Machine) { x = receive; send machine(m) }',
    remedy: 'Leave out `x =`, or use the result.',
  },
  'LS2-0903': {
    title: 'parameter that is never used',
    explanation: 'Nothing in a definition or theorem depends on this parameter.',
    example: 'define Tick(t: Time, u: Time) ≡ t = t',
    remedy: 'Leave the parameter out, or use it.',
  },
  'LS2-0904': {
    title: 'import that is never used',
    explanation: 'Nothing in the file mentions what this import, or what it imports, declares.',
    example: 'import "other.ls2"\nconstant n0: Term',
    remedy: 'Leave the import out.',
  },
  'LS2-0905': {
    title: 'step that is never used',
    explanation: 'A proof has a named step, and nothing after it uses it.',
    example: 'theorem T(t: Time)\n  show t = t\nproof\n  have A: t = t by z3\n  show by z3\nqed',
    remedy: 'Leave the step out, or use it.',
  },
  'LS2-0906': {
    title: 'chain on a PCR that a command resets',
    explanation:
      'A chain shows what ran only if nothing but a reset or a late launch takes its register back. The operating system can reset PCRs 16 and ' +
      '23 by TPM2_PCR_Reset, and code in locality 2 the PCRs 20, 21 and 22; the logic knows nothing of that command. Nobody can so ' +
      'reset PCRs 0 to 15 and 17 to 19.',
    example:
      'machine Host(m) { memory bios; pcr s; on reset run SRTM(m) }\nchain Boot(m: Host) on m.pcr.s { SRTM reads m.bios; BIOS }\n' +
      'setup Host(m) { m.pcr.s is PCR 16 }',
    remedy: 'Choose another PCR: 0 to 15 for a static register, 17 to 19 for a dynamic one.',
  },
  'LS2-0907': {
    title: 'trace that shows nothing',
    explanation:
      'Beside `NAME.ls2`, the file `NAME.traces/THEOREM.ndjson` is to be a trace that refutes the theorem, or one on which all that it supposes holds. ' +
      'This one is neither: it cannot be read, the semantics does not allow it, or the premises do not hold on it. So it is not used, and a search is made.',
    example: '{"ls2trace":1,"model":"a.ls2","machines":[{"name":"m","kind":"Box"}]}',
    remedy: '`ls2 validate FILE` says what is wrong with it; or delete it.',
  },
} as const satisfies Record<string, Entry>;
