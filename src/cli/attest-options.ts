import type { EvidenceFiles } from './attesting-parts.js';
import type { SolvingOptions } from './options.js';
import type { OutputOptions } from './output.js';

/** What `ls2 attest` is asked. */
export interface AttestOptions extends OutputOptions, SolvingOptions, EvidenceFiles {
  readonly platform?: string;
  readonly learn?: boolean;
  readonly sign?: string;
  readonly proof?: string;
  readonly queue?: string;
  readonly shard?: number;
}
