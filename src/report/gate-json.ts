import type { ComparedTheorem, Finding, Gain } from '../gate/finding.js';
import { diagnosticJson } from './diagnostics-json.js';
import { type GateResult, passes } from './gate-result.js';

/** What the gate found, for programs: docs/gate.schema.json says what stands in it. */
export function gateJson(result: GateResult): string {
  const { tool, against, accepted, theorems, findings, gains, diagnostics } = result;
  const json = {
    schemaVersion: 1,
    tool,
    against,
    verdict: passes(result) ? 'passes' : 'fails',
    ...(accepted !== undefined && { accepted }),
    theorems: theorems.length,
    compared: theorems.map(comparedJson),
    findings: findings.map(findingJson),
    gains: gains.map(gainJson),
    diagnostics: diagnostics.map(diagnosticJson),
  };
  return `${JSON.stringify(json, undefined, 2)}\n`;
}

/** A theorem of now, and how it stands to what it was; of a new one nothing is said of that. */
export const comparedJson = ({ name, file, line, verdict, before }: ComparedTheorem): object => ({
  theorem: name,
  file,
  line,
  verdict,
  ...(before && {
    relation: before.relation,
    before: { theorem: before.name, file: before.file, verdict: before.verdict },
  }),
});

const findingJson = ({ code, subject, file, line, message, changes, events, without }: Finding): object => ({
  code,
  ...(subject && { [subject.kind]: subject.name }),
  file,
  ...(line !== undefined && { line }),
  message,
  changes: changes.map(({ of, before, now }) => ({
    of,
    ...(before !== undefined && { before }),
    ...(now !== undefined && { now }),
  })),
  ...(events && { attack: events }),
  ...(without && { without }),
});

const gainJson = ({ theorem, file, line, message }: Gain): object => ({ theorem, file, line, message });
