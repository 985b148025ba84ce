/** Properties of ls2 and of models, and the random cases that they are thrown at. */
export { campaign, nothingDone, type Standing } from './campaign/campaign.js';
export { sizeOf } from './campaign/ranges.js';
export { readStanding, standingText } from './campaign/state.js';
export { type WorkerRunner, workerRunner } from './campaign/workers.js';
export { findingText, readFinding } from './finding-file.js';
export { propertiesOf } from './properties.js';
export { type Ground, Setting } from './setting.js';
export type { Found, Trial } from './trial.js';
