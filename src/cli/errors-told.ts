import { isError } from '../check/index.js';
import { type Diagnostic, inOrder } from '../diagnostics/index.js';
import { textOf } from '../disk/paths.js';
import type { Checked } from '../language/index.js';
import { diagnosticText } from '../report/diagnostics-text.js';
import type { Paint } from '../report/paint.js';

/** What is wrong with some files and what they import. */
export const errorsOf = (read: readonly Checked[]): readonly Diagnostic[] =>
  read.flatMap(({ diagnostics }) => diagnostics).filter(isError);

/** The errors in files in whose text a name stands, which may be declared in what could not be read. */
export const errorsAbout = (name: string, read: readonly Checked[]): readonly Diagnostic[] =>
  errorsOf(read).filter(({ file }) => isIn(name, file));

/** Whether a name stands somewhere in the text of a file. */
export const isIn = (name: string, file: string): boolean => new Set(textOf(file)?.match(words)).has(name);

const words = /[\p{L}_][\p{L}\p{Nd}\p{Mn}_']*/gu;

/** Errors on stderr, in order, each once though several files import it. */
export function tellErrors(errors: readonly Diagnostic[], paint: Paint): void {
  const texts = new Set(inOrder(errors).map((error) => `${diagnosticText(error, textOf, paint)}\n\n`));
  for (const text of texts) process.stderr.write(text);
}
