import { takeScribe } from '../../src/kernel/index.js';

/** What solvers confirm, without one: no solver may be loaded beside this. */
export const confirmed = takeScribe();
