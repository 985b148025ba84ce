import type { Tool } from '../check/index.js';
import type { Diagnostic } from '../diagnostics/index.js';
import type { Comparison } from '../gate/finding.js';

/** What a run of `ls2 gate` came to. */
export interface GateResult extends Comparison {
  readonly tool: Tool;
  /** What it was compared with. */
  readonly against: { readonly lock: string } | { readonly commit: string };
  /** The lock file that was written. */
  readonly accepted?: string;
  readonly diagnostics: readonly Diagnostic[];
}

/** Whether the gate lets it through. */
export const passes = ({ findings, diagnostics, accepted }: GateResult): boolean =>
  accepted !== undefined || (findings.length === 0 && diagnostics.every(({ severity }) => severity !== 'error'));

export const namedAgainst = (against: GateResult['against']): string =>
  'lock' in against ? against.lock : against.commit;
