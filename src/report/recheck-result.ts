import type { Tool } from '../check/index.js';
import type { Diagnostic } from '../diagnostics/index.js';
import type { Outcome } from '../recheck/index.js';

/** What a certificate came to. */
export interface RecheckResult {
  readonly file: string;
  readonly tool: Tool;
  /** Of a file that cannot be read as a certificate, the diagnostic says why. */
  readonly outcome:
    | Exclude<Outcome, { verdict: 'malformed' }>
    | { readonly verdict: 'malformed'; readonly diagnostic: Diagnostic };
}
