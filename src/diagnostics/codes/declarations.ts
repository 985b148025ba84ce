import type { Entry } from './entry.js';

/** LS2-05xx: definitions, axioms, machines, chains and setups. */
export const declarations = {
  'LS2-0501': {
    title: 'definitions in a circle',
    explanation:
      'A definition only abbreviates, so it cannot be explained by itself. (Programs may refer to each other and to themselves.)',
    example: 'define A(t: Time) ≡ B(t)\ndefine B(t: Time) ≡ A(t)',
    remedy: 'Break the circle at one of the places shown.',
  },
  'LS2-0502': {
    title: 'axiom without its meaning or source',
    explanation: 'Everything rests on the axioms, so each says in a sentence what it means, and where it comes from.',
    example: 'axiom ALWAYS means "Time goes on." : ∀t. ∃u. t < u',
    remedy: 'Write `axiom NAME means "…" source "…" : …`.',
  },
  'LS2-0503': {
    title: 'not the program of a machine',
    explanation:
      'What a machine runs on a reset or a late launch is a declared program whose only parameter is that machine, and is said once.',
    example: 'program SRTM(m: Machine, e: Term) { send e }\nmachine Host(m) { on reset run SRTM(m, sinit) }',
    remedy: "Write `on reset run P(m)`, with m the machine's own name and P a program of one parameter.",
  },
  'LS2-0504': {
    title: 'chain of less than two stages',
    explanation:
      'A chain begins with the stage that a reset or late launch starts, and ends with the last that is measured.',
    example:
      'machine Host(m) { memory bios; pcr s; on reset run SRTM(m) }\nprogram SRTM(m: Host) { … }\nchain Boot(m: Host) on m.pcr.s { SRTM }',
    remedy: 'Add the stage that the first one reads.',
  },
  'LS2-0505': {
    title: 'stage that does not read a memory location',
    explanation: 'Each stage of a chain but the last reads the next stage from a memory location of the machine.',
    example:
      'machine Host(m) { memory bios; pcr s; on reset run SRTM(m) }\nchain Boot(m: Host) on m.pcr.s { SRTM reads m.pcr.s; BIOS reads m.bios; Kernel }',
    remedy: 'Write `STAGE reads m.LOCATION`; the last stage reads nothing.',
  },
  'LS2-0506': {
    title: 'chain with another beginning than its machine',
    explanation:
      'The first stage of a chain on a static register is the program that the machine runs on a reset; on a dynamic one, on a late launch.',
    example:
      'machine Host(m) { memory bios; pcr s; on reset run Boot0(m) }\nprogram Boot0(m: Host) { … }\nchain Boot(m: Host) on m.pcr.s { SRTM reads m.bios; BIOS }',
    remedy: 'Begin the chain with that program, or let the machine run this one.',
  },
  'LS2-0507': {
    title: 'chain without a machine and its register',
    explanation:
      'A chain has one parameter, a machine of a declared kind, and extends one of the registers of that machine.',
    example:
      'machine Host(m) { memory bios; on reset run SRTM(m) }\nchain Boot(m: Host) on m.bios { SRTM reads m.bios; BIOS }',
    remedy: 'Write `chain NAME(m: KIND) on m.pcr.k { … }`.',
  },
  'LS2-0508': {
    title: 'setup of something else than a machine',
    explanation:
      'A setup is of a declared kind of machine. It says what the memory locations of that machine hold, and which PCRs of a TPM its ' +
      'registers are.',
    example:
      'machine Host(m) { memory bios; pcr s }\nprogram BIOS(m: Host) { … }\nsetup Host(m) { m.pcr.s holds BIOS(m) }',
    remedy:
      'Write `m.LOCATION holds TERM`, `m.pcr.k is PCR n` or `m.dpcr.k is PCR n`, with m the name that the setup gives the machine.',
  },
  'LS2-0509': {
    title: 'register with an index that it cannot have',
    explanation:
      'A TPM has the PCRs 0 to 23. A late launch sets 17 to 22, which can be dynamic registers (`dpcr`); a reset sets the others, which ' +
      'can be static ones (`pcr`).',
    example: 'machine Host(m) { dpcr d }\nsetup Host(m) { m.dpcr.d is PCR 8 }',
    remedy: 'Choose an index of the right kind.',
  },
  'LS2-0510': {
    title: 'set up twice',
    explanation:
      'A kind of machine has one setup in a file and all that it imports. There each location, register, index and image stands once.',
    example: 'machine Host(m) { pcr s, r }\nsetup Host(m) { m.pcr.s is PCR 8; m.pcr.r is PCR 8 }',
    remedy: 'Leave one of the two out.',
  },
} as const satisfies Record<string, Entry>;
