/** Which axioms hold on every trace of the operational semantics, as Z3 shows by induction over the length of traces. */
export { standingLimits } from './limits.js';
export { type Ask, type Standing, type Standings, standingOf, standingsOf } from './standing.js';
