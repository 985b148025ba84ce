import { diagnosticJson } from './diagnostics-json.js';
import type { RecheckResult } from './recheck-result.js';

/** What a certificate came to, for programs: docs/recheck.schema.json says what stands in it. */
export function recheckJson({ file, tool, outcome }: RecheckResult): string {
  const came =
    outcome.verdict === 'malformed'
      ? { verdict: outcome.verdict, diagnostics: [diagnosticJson(outcome.diagnostic)] }
      : { ...outcome, diagnostics: [] };
  return `${JSON.stringify({ schemaVersion: 1, tool, file, ...came }, undefined, 2)}\n`;
}
