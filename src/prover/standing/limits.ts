import type { Limits } from '../../solver/index.js';

/** The axioms of logic/ take up to a million steps a text; what takes more than this is given up. */
export const standingLimits: Limits = Object.freeze({ rlimit: 4_000_000, seconds: 120 });
