import type { ProvedTheorem } from '../certificate/index.js';
import type { Tool } from '../check/index.js';
import { about } from '../disk/about.js';
import type { Theorem } from '../kernel/index.js';
import type { Model, TheoremDecl } from '../language/index.js';
import { writeWhole } from './whole-file.js';

/** Gathers what is proved, for a certificate. */
export interface Certifying {
  add(model: Model, decl: TheoremDecl, theorem: Theorem): void;
  /** Writes the certificate; false where nothing was proved, and there is nothing to certify. */
  write(file: string, solver: Tool['solver']): Promise<boolean>;
}

export function certifying(): Certifying {
  const proved = new Map<Model, Map<TheoremDecl, Theorem>>();
  return {
    add(model, decl, theorem) {
      const known = proved.get(model) ?? new Map<TheoremDecl, Theorem>();
      proved.set(model, known.set(decl, theorem));
    },
    async write(file, { name, version }) {
      if (proved.size === 0) return false;
      const [{ certificateOf }, { certificateText }] = await Promise.all([
        import('../certificate/index.js'),
        import('../recheck/index.js'),
      ]);
      const models = [...proved].map(([model, theorems]) => ({
        file: model.root,
        theory: model.theory,
        // In the order of the text: theorems are proved at once, and end in any.
        theorems: model.theorems.flatMap((decl): readonly ProvedTheorem[] => {
          const theorem = theorems.get(decl);
          return theorem === undefined ? [] : [{ role: decl.role, name: decl.name, theorem }];
        }),
      }));
      const inOrder = models.sort((a, b) => (a.file < b.file ? -1 : 1));
      writeWhole(file, certificateText(certificateOf(inOrder, about(), { solver: name, version })));
      return true;
    },
  };
}
