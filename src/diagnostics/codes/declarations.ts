import type { Entry } from './entry.js';

/** LS2-05xx: definitions, axioms, machines and chains. */
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
} as const satisfies Record<string, Entry>;
