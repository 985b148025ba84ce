import type { Declaration } from '../language/ast.js';
import { chainEdits } from './chains.js';
import { definitionEdits } from './definitions.js';
import type { Edit } from './edit.js';
import { machineEdits } from './machines.js';
import { programEdits } from './programs.js';
import type { Scope } from './scope.js';
import { theoremEdits } from './theorems.js';
import type { Uses } from './uses.js';

/** All that is done to a declaration. Lemmas are means of proofs, and axioms and setups no part of what is claimed of a model. */
export function editsOf(declaration: Declaration, scope: Scope, uses: Uses): readonly Edit[] {
  switch (declaration.kind) {
    case 'program':
      return programEdits(declaration, scope);
    case 'machine':
      return machineEdits(declaration, scope);
    case 'chain':
      return chainEdits(declaration, scope);
    case 'define':
      return definitionEdits(declaration, scope, uses);
    case 'theorem':
      return theoremEdits(declaration, scope);
    default:
      return [];
  }
}
