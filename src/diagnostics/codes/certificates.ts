import type { Entry } from './entry.js';

/** LS2-11xx: certificates that are read from files. */
export const certificates = {
  'LS2-1101': {
    title: 'file that is no certificate',
    explanation:
      'A certificate is one object in JSON that `ls2 check --certificate FILE` wrote, and begins with `{"ls2certificate":`.',
    example: '{"schemaVersion":1,"theorems":[]}',
    remedy: 'Name the file that `--certificate` was given.',
  },
  'LS2-1102': {
    title: 'certificate of a version that is not known',
    explanation: 'A certificate says of which version of the format it is. This ls2 reads version 2.',
    example: '{"ls2certificate":3,"models":[]}',
    remedy: 'Use an ls2 that reads that version, or prove the theorems again.',
  },
  'LS2-1103': {
    title: 'certificate that was changed',
    explanation:
      'The file is not what was written: its last line is the digest of all before it, and there is one way to write a certificate, to the byte.',
    example: '{"ls2certificate":2,"tool":["ls2","0.1.0"],"solver":["z3","5.2.0"],"models":[\n],\n"sha256":"00"}',
    remedy: 'Copy the file again, or prove the theorems again.',
  },
  'LS2-1104': {
    title: 'certificate that does not hold together',
    explanation:
      'A table has an entry of another shape, one that refers to another that is not there or comes later, that is of other sorts than it may be, or that is ' +
      'there twice: docs/certificates.md lists the tables. Nobody can say what such a certificate claims.',
    example:
      '{"ls2certificate":2,"tool":["ls2","0.1.0"],"solver":["z3","5.2.0"],"models":[\n{"file":"a.ls2"}],\n' +
      '"sha256":"a8ffd587537cd583f94b8644949c4c984171e4e3311160f959d6afcdd90500d3"}',
    remedy: 'Prove the theorems again.',
  },
} as const satisfies Record<string, Entry>;
