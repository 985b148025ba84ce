import type { Finding } from '../evidence/index.js';
import type { Deviation } from '../evidence/platform/index.js';
import type { Paint } from './paint.js';

/** `consistent` and `contradictory` where no platform was asked for. */
export type FleetVerdict = 'conforms' | 'deviates' | 'unknown' | 'consistent' | 'contradictory' | 'malformed';

/** What one of many machines came to. */
export interface FleetResult {
  readonly name: string;
  readonly verdict: FleetVerdict;
  /** The digest of all its evidence. */
  readonly evidence?: string;
  /** When it was asked for, where that was not now. */
  readonly at?: string;
  readonly platform?: string;
  readonly theorem?: string;
  readonly assumptions?: readonly string[];
  readonly deviation?: Deviation;
  /** What would have to be there for a verdict, and is not. */
  readonly missing?: readonly string[];
  readonly findings: readonly {
    readonly kind: string;
    readonly severity: Finding['severity'];
    readonly message: string;
  }[];
  readonly problems?: readonly string[];
}

/** A line of JSON: docs/attest-fleet.schema.json. */
export function fleetLine(result: FleetResult): string {
  const { name, verdict, evidence, ...rest } = result;
  return `${JSON.stringify({ schemaVersion: 1, name, verdict, evidence, ...rest })}\n`;
}

const signs = {
  conforms: '✓',
  consistent: '✓',
  deviates: '✗',
  contradictory: '✗',
  unknown: '?',
  malformed: '✗',
} as const;

/** A line for people: the first thing that is wrong, or nothing. */
export function fleetText(
  { name, verdict, deviation, findings, problems, missing }: FleetResult,
  paint: Paint,
): string {
  const contradiction = findings.find(({ severity }) => severity === 'contradiction')?.message;
  const why =
    problems?.[0] ?? deviation?.message ?? missing?.[0] ?? (verdict === 'contradictory' ? contradiction : undefined);
  const line = `${signs[verdict]} ${name}: ${verdict}${why === undefined ? '' : `: ${why}`}`;
  const colour = signs[verdict] === '✓' ? paint.good : signs[verdict] === '✗' ? paint.error : paint.warning;
  return `${colour(line)}\n`;
}
