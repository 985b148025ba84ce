import type { Told } from './requests/lenses.js';

/** Tells a client that asks for it (`experimental: { ls2Verdicts: true }`) the theorems of a file and what came of each, whenever that may have changed. */
export const verdictsTold = 'ls2/verdicts';

/** What comes with it. */
export interface VerdictsTold {
  readonly uri: string;
  readonly theorems: readonly Told[];
}

/** Whether a client's experimental capabilities say so. */
export const asksForVerdicts = (experimental: unknown): boolean =>
  typeof experimental === 'object' &&
  experimental !== null &&
  Object.entries(experimental).some(([key, value]) => key === 'ls2Verdicts' && value === true);
