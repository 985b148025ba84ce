/** The language: text to syntax tree to model, and back. */
export type * as Ast from './ast.js';
export { nearestName } from './elaborate/nearest.js';
export { type Checked, type Reader, reader } from './elaborate.js';
export type { FileSource } from './files.js';
export { type Formatted, format } from './format.js';
export type * from './model.js';
export { type Parsed, parse } from './parser.js';
export { sceneOf, sceneryOf } from './scene.js';
export { namedProgram } from './show/named-program.js';
export {
  type Extent,
  showAxiom,
  showChain,
  showDefinition,
  showFormula,
  showProgram,
  showTerm,
  showTheorem,
  type Vocabulary,
} from './show.js';
