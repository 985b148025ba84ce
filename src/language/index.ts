/**
 * The language: text to syntax tree to model, and back.
 *
 * A text with errors has a model, too. Its `theorems` and `axioms` are those of which all that they reach could be read: what they speak of,
 * what that speaks of, and so on, with the imports of each file on the way, and every declaration of a name that has several. All others
 * stand in `Model.unchecked`, each with the first error in its way (`error`) and by what it reaches it (`through`); no verdict is given on them.
 */
export type * as Ast from './ast.js';
export type { Inferred } from './elaborate/reading.js';
export { type Checked, type Reader, reader } from './elaborate.js';
export type { FileSource, LoadedFile } from './files.js';
export { type Formatted, format } from './format.js';
export type * from './model.js';
export { definitionsOfChain } from './model.js';
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
