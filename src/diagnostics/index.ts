/** What can be wrong with a text: the one table of codes, and diagnostics as plain data. Everything may use it. */
export type { Entry } from './codes/entry.js';
export { type Diagnostic, diagnostic, type Fix, inOrder, once, type Related, type Severity } from './diagnostic.js';
export { covering, type Position, type Span, startOfFile } from './span.js';
export { type Code, entryOf, groups, isCode, severityOf } from './table.js';
