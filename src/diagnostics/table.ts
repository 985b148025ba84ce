import { certificates } from './codes/certificates.js';
import { declarations } from './codes/declarations.js';
import type { Entry } from './codes/entry.js';
import { evidence } from './codes/evidence.js';
import { fuzzing } from './codes/fuzzing.js';
import { gate } from './codes/gate.js';
import { names } from './codes/names.js';
import { programs } from './codes/programs.js';
import { proofs } from './codes/proofs.js';
import { sorts } from './codes/sorts.js';
import { syntax } from './codes/syntax.js';
import { traces } from './codes/traces.js';
import { verdicts } from './codes/verdicts.js';
import { warnings } from './codes/warnings.js';

/** The one table of codes: the reference page, `ls2 explain` and the tests are made from it. */
export const table = {
  ...syntax,
  ...names,
  ...sorts,
  ...programs,
  ...declarations,
  ...proofs,
  ...warnings,
  ...traces,
  ...gate,
  ...verdicts,
  ...certificates,
  ...fuzzing,
  ...evidence,
};

export type Code = keyof typeof table;

/** The codes by what they are about, in the order of the reference page. */
export const groups: readonly { readonly title: string; readonly codes: readonly Code[] }[] = [
  { title: 'Syntax', codes: codesOf(syntax) },
  { title: 'Names and files', codes: codesOf(names) },
  { title: 'Arguments, sorts and times', codes: codesOf(sorts) },
  { title: 'Programs', codes: codesOf(programs) },
  { title: 'Definitions, axioms, machines, chains and setups', codes: codesOf(declarations) },
  { title: 'Theorems and proofs', codes: codesOf(proofs) },
  { title: 'Warnings', codes: codesOf(warnings) },
  { title: 'Traces', codes: codesOf(traces) },
  { title: 'The gate', codes: codesOf(gate) },
  { title: 'Verdicts', codes: codesOf(verdicts) },
  { title: 'Certificates', codes: codesOf(certificates) },
  { title: 'Fuzzing', codes: codesOf(fuzzing) },
  { title: 'Evidence', codes: codesOf(evidence) },
];

export function isCode(text: string): text is Code {
  return Object.hasOwn(table, text);
}

/** What the table says of a code. */
export const entryOf = (code: Code): Entry => table[code];

export const severityOf = (code: Code): 'error' | 'warning' => (code in warnings ? 'warning' : 'error');

function codesOf(group: Partial<Record<Code, Entry>>): readonly Code[] {
  return Object.keys(group).filter(isCode);
}
