import type { Finding } from '../gate/finding.js';
import { diagnosticSarif } from './diagnostics-sarif.js';
import { comparedJson } from './gate-json.js';
import { type GateResult, passes } from './gate-result.js';
import { type SarifResult, sarif } from './sarif.js';

/** What the gate found, in SARIF: findings are errors, unless they were accepted; how theorems stand to what they were is a property of the run. */
export function gateSarif(result: GateResult): string {
  const level = passes(result) ? 'note' : 'error';
  const results = [
    ...result.diagnostics.map(diagnosticSarif),
    ...result.findings.map((finding) => findingSarif(finding, level)),
  ];
  return sarif(result.tool, results, { compared: result.theorems.map(comparedJson) });
}

const findingSarif = (
  { code, subject, file, line, message, events }: Finding,
  level: SarifResult['level'],
): SarifResult => ({
  code,
  level,
  message,
  place: { file, ...(line !== undefined && { line }) },
  ...(subject && { name: subject.name }),
  ...(events && { events }),
});
