import { attestParts, printed } from './attest-json.js';
import { type AttestedReport, verdictOf } from './attested-text.js';

/** A verdict on a boot, for programs: docs/attest.schema.json. */
export function attestedJson(
  report: AttestedReport,
  { name, version }: { readonly name: string; readonly version: string },
): string {
  const { platform, claim, attested, judged, proved, nameOf } = report;
  const { deviation, assumptions, bank, stages, missing, notes } = attested;
  return printed({
    schemaVersion: 1,
    tool: { name, version },
    verdict: verdictOf(report),
    platform,
    theorem: claim.theorem.name,
    proof: { file: claim.theorem.file, line: claim.theorem.span.start.line, verdict: proved },
    concludes: claim.conclusion,
    assumptions,
    bank,
    stages: stages.map(({ term, pcr, digest, status, event, from }) => ({
      name: term === undefined ? '' : nameOf(term),
      pcr,
      digest: digest ?? '',
      status,
      ...(event && { event: event.index }),
      ...(from !== undefined && { from }),
    })),
    ...(missing.length > 0 && { missing }),
    notes,
    ...(deviation && { deviation }),
    ...attestParts(judged),
  });
}
