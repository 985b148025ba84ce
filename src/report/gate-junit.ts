import type { Diagnostic } from '../diagnostics/index.js';
import type { Finding } from '../gate/finding.js';
import { type GateResult, wordOf } from './gate-result.js';
import { type JunitCase, junit } from './junit.js';

/** What the gate found, as JUnit's XML: a case for each theorem, and for each finding that is about something else. */
export function gateJunit({ theorems, findings, diagnostics }: GateResult): string {
  const isOf = (finding: Finding, { name, file }: GateResult['theorems'][number]): boolean =>
    finding.subject?.kind === 'theorem' && finding.subject.name === name && finding.file === file;
  const others = findings.filter((finding) => !theorems.some((theorem) => isOf(finding, theorem)));
  return junit([
    ...diagnostics.filter(({ severity }) => severity === 'error').map(diagnosticJunit),
    ...theorems.map((theorem) =>
      caseOf(
        {
          name: theorem.name,
          file: theorem.file,
          properties: { relation: wordOf(theorem) },
        },
        findings.filter((finding) => isOf(finding, theorem)),
      ),
    ),
    ...others.map((finding) => caseOf({ name: nameOf(finding), file: finding.file }, [finding])),
  ]);
}

const nameOf = ({ subject, code }: Finding): string =>
  subject === undefined ? code : subject.kind === 'axiom' ? `axiom ${subject.name}` : subject.name;

export const diagnosticJunit = ({ code, message, file, span }: Diagnostic): JunitCase => ({
  name: `${code} at ${span.start.line}:${span.start.column}`,
  file,
  problem: {
    kind: 'error',
    type: code,
    message,
    text: `${file}:${span.start.line}:${span.start.column}`,
  },
});

function caseOf(theorem: Omit<JunitCase, 'problem'>, findings: readonly Finding[]): JunitCase {
  const [first] = findings;
  if (first === undefined) return theorem;
  const text = findings.map(({ code, message }) => `${code}: ${message}`).join('\n');
  const kind = findings.every(({ without }) => without !== undefined) ? 'error' : 'failure';
  return {
    ...theorem,
    problem: { kind, type: first.code, message: first.message, text },
  };
}
