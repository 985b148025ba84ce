/** The search for traces that refute a theorem: none is believed before the step relation has run it and the evaluator judged it. */

export { eventsIn } from './atoms.js';
export { type Bound, type Searched, type SearchLimits, searchAttacks } from './attack.js';
export { claimOf, vacuityOf } from './claim.js';
export type { Attack } from './minimal.js';
export { type Story, storyOf, type Told } from './story.js';
