import {
  type CheckedAxiom,
  type CheckedTheorem,
  type CheckResult,
  type NotChecked,
  standing,
} from '../check/check-result.js';
import { codeOf, whatCame, whyNotChecked } from './check-sarif.js';
import { diagnosticJunit } from './gate-junit.js';
import { type JunitCase, junit } from './junit.js';

/** What a check came to, as JUnit's XML: a case for each theorem, axiom and error in a text. */
export function checkJunit({ theorems, notChecked, axioms, diagnostics }: CheckResult): string {
  return junit([
    ...diagnostics.filter(({ severity }) => severity === 'error').map(diagnosticJunit),
    ...theorems.map(theoremJunit),
    ...notChecked.map(notCheckedJunit),
    ...axioms.map(axiomJunit),
  ]);
}

function theoremJunit(theorem: CheckedTheorem): JunitCase {
  const { name, file, line } = theorem;
  const type = codeOf(theorem);
  if (type === undefined) return { name, file };
  const kind = standing(theorem) === 'open' ? 'error' : 'failure';
  return { name, file, problem: { kind, type, message: whatCame(theorem), text: `${file}:${line}` } };
}

const notCheckedJunit = (claim: NotChecked): JunitCase => ({
  name: claim.role === 'axiom' ? `axiom ${claim.name}` : claim.name,
  file: claim.file,
  skipped: whyNotChecked(claim),
});

function axiomJunit({ name, file, standing: stands, violation = [] }: CheckedAxiom): JunitCase {
  const title = `axiom ${name}`;
  if (stands !== 'violated') return { name: title, file };
  const message = `axiom ${name} is false on a trace of the semantics`;
  return { name: title, file, problem: { kind: 'failure', type: 'LS2-1303', message, text: violation.join('\n') } };
}
