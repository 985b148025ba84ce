/** Which axioms hold on every trace of the operational semantics, as Z3 shows by induction over the length of traces. */
export { type Ask, type Standing, type Standings, standingLimits, standingOf, standingsOf } from './standing.js';
