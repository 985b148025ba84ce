import type { Entry } from './entry.js';

/** LS2-02xx: names and files. */
export const names = {
  'LS2-0201': {
    title: 'name that is not bound',
    explanation:
      'Nothing of this name is declared in the file or its imports, and no quantifier, parameter or action binds it here. Names of ' +
      'variables, functions and programs, of actions, of sorts, and of axioms and theorems are kept apart.',
    example: 'program P(m: Machine) { measured = receive; send mesured }',
    remedy: 'Correct the spelling, declare it, or import the file that does.',
  },
  'LS2-0202': {
    title: 'name bound twice',
    explanation:
      'A name has one meaning in a file and all that it imports. Parameters of one declaration have different names, too.',
    example: 'constant n0: Term\nconstant n0: Term',
    remedy: 'Rename one of the two, or leave it out.',
  },
  'LS2-0203': {
    title: 'import not found',
    explanation: 'There is no such file, or it cannot be read. The path is relative to the file with the import.',
    example: 'import "no/such/file.ls2"',
    remedy: 'Correct the path.',
  },
  'LS2-0204': {
    title: 'imports in a circle',
    explanation: 'A file may not import itself, nor a file that imports it.',
    example: 'import "example.ls2"',
    remedy: 'Move what both files need into a third.',
  },
  'LS2-0205': {
    title: 'machine without such a location',
    explanation: 'The kind of this machine declares no memory location or register of this name.',
    example: 'machine Host(m) { memory bios_loc }\nprogram P(m: Host) { b = read m.bois_loc; send b }',
    remedy: 'Correct the name, or declare the location in the machine.',
  },
  'LS2-0206': {
    title: 'static and dynamic register mistaken',
    explanation:
      '`m.pcr.k` is a register that a reset sets, `m.dpcr.k` one that a late launch sets; each is declared as one of the two.',
    example: 'machine Host(m) { dpcr d }\nprogram P(m: Host) { v = read m.pcr.d; send v }',
    remedy: 'Write `dpcr` for a dynamic register, `pcr` for a static one.',
  },
} as const satisfies Record<string, Entry>;
