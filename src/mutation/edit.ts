import type { Span } from '../diagnostics/index.js';
import type { Declaration } from '../language/ast.js';
import type { Affected, MutantKind } from './mutant.js';
import type { Addition } from './scope.js';

/** One change of a declaration. */
export interface Edit {
  readonly kind: MutantKind;
  /** What a mutant is called after the name of the declaration: `drop-2`. */
  readonly label: string;
  readonly what: string;
  readonly affects: Affected;
  readonly span: Span;
  readonly declaration: Declaration;
  readonly adds?: Addition;
}
