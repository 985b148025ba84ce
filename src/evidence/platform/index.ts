/** From evidence to an instance of a theorem: a platform says how what a model measures appears on real machines. */

export type { Stage } from './align.js';
export { type Attested, attest, type Deviation, nameOf } from './attest.js';
export type { Claim } from './claim.js';
export { fitPlatform } from './fit.js';
export { lookUp, type References } from './reference.js';
