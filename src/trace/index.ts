/** Traces as data, and the evaluation of formulas on them. */
export { type Claim, type Instance, Judge, type Judgement, Query, type Violation } from './claim.js';
export { isConstant } from './constants.js';
export { type Value, visible } from './facts.js';
export { everyTrace, type Held, hold, lengthWithin, randomTraces, type Standing, type Traces } from './held.js';
export { type Happened, History, NotEnabled } from './history.js';
export { isStipulation } from './stipulations.js';
