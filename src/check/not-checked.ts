import type { Diagnostic } from '../diagnostics/index.js';
import type { Model, Unchecked } from '../language/index.js';
import { ownAxioms } from './axioms.js';
import type { NotChecked } from './check-result.js';
import type { Search } from './verdict.js';

export const isError = ({ severity }: Diagnostic): boolean => severity === 'error';

/**
 * How far attacks and witnesses are looked for. A proof rests on nothing but what the theorem reaches; a trace is one of all machines and programs, so that of a
 * model that lacks some none tells anything, and none is looked for.
 */
export const searchIn = (diagnostics: readonly Diagnostic[], search?: Search): Search | undefined =>
  diagnostics.some(isError) ? 'none' : search;

/**
 * The theorems, lemmas and axioms of a model's own file on which no verdict may be given. Axioms are held against all that machines do, so an error
 * anywhere is in their way.
 */
export function notCheckedIn(
  model: Pick<Model, 'root' | 'unchecked' | 'axioms'>,
  diagnostics: readonly Diagnostic[],
): readonly NotChecked[] {
  const error = diagnostics.find(isError);
  if (error === undefined) return [];
  const whole = ownAxioms(model).map(
    (axiom): Unchecked => ({ ...axiom, role: 'axiom', imported: false, error, through: [] }),
  );
  return [...model.unchecked.filter(({ imported }) => !imported), ...whole]
    .sort((a, b) => a.span.start.offset - b.span.start.offset)
    .map(notChecked);
}

const notChecked = ({ role, name, file, span, error, through }: Unchecked): NotChecked => ({
  role,
  name,
  file,
  line: span.start.line,
  because: { code: error.code, file: error.file, line: error.span.start.line, message: error.message },
  through,
});
