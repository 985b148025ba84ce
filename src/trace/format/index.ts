/** Traces as files of lines of JSON (docs/traces.md), read and written event by event; and as ITF, written. */
export type { About, DeclaredIndividuals, Expectation, Header } from './header.js';
export { itfOf } from './itf.js';
export { readTraces, type TraceRecord } from './read.js';
export { writeEvent, writeHeader, writeTrace } from './write.js';
