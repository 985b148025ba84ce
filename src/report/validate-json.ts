import { diagnosticJson } from './diagnostics-json.js';
import type { ValidateResult } from './validate-result.js';

/** What traces came to, for programs: docs/validate.schema.json says what stands in it. */
export function validateJson({ tool, against, traces, diagnostics, stopped }: ValidateResult): string {
  const result = {
    schemaVersion: 1,
    tool,
    against,
    traces: traces.map(({ violation, ...trace }) => ({ ...trace, ...violation })),
    diagnostics: diagnostics.map(diagnosticJson),
    ...(stopped && { stopped }),
  };
  return `${JSON.stringify(result, undefined, 2)}\n`;
}
