import type { Diagnostic } from '../diagnostics/index.js';
import type { LoadedFile } from './files.js';
import { errorsInTheWay } from './in-the-way.js';
import type { Model, Unchecked } from './model.js';
import type { Piece } from './pieces.js';

/** A model without the theorems, lemmas and axioms that have an error in their way, and with the list of those. */
export function withoutUnchecked(
  model: Omit<Model, 'unchecked'>,
  root: LoadedFile,
  files: readonly LoadedFile[],
  diagnostics: readonly Diagnostic[],
): Model {
  const errors = diagnostics.filter(({ severity }) => severity === 'error');
  const known = new Set([...model.theorems, ...model.axioms].map(placeOf));
  const [anyError] = errors;
  if (anyError === undefined) {
    for (const { path, parsed } of files)
      for (const { content } of parsed.pieces) {
        if (claimOf(content) !== undefined && !known.has(placeOf({ file: path, span: content.span })))
          throw new Error(`${path} has a theorem or axiom that was not read, and no error`);
      }
    return { ...model, unchecked: [] };
  }
  const find = errorsInTheWay(files, errors);
  const unchecked = files.flatMap((file) =>
    file.parsed.pieces.flatMap(({ content }): readonly Unchecked[] => {
      const claim = claimOf(content);
      if (claim === undefined) return [];
      const { span } = content;
      const place = { file: file.path, span };
      // What could not be read into the model is unchecked, whatever is in its way.
      const way = find(file, content) ?? (known.has(placeOf(place)) ? undefined : { error: anyError, through: [] });
      return way === undefined ? [] : [{ ...claim, ...place, imported: file !== root, ...way }];
    }),
  );
  const left = new Set(unchecked.map(placeOf));
  const whole = <D extends { readonly file: string; readonly span: Unchecked['span'] }>(decls: readonly D[]) =>
    decls.filter((decl) => !left.has(placeOf(decl)));
  return { ...model, theorems: whole(model.theorems), axioms: whole(model.axioms), unchecked };
}

const placeOf = ({ file, span }: Pick<Unchecked, 'file' | 'span'>): string => `${span.start.offset} ${file}`;

function claimOf(content: Piece['content']): Pick<Unchecked, 'role' | 'name' | 'doc'> | undefined {
  if ('begins' in content) return content.claim;
  if (content.kind !== 'theorem' && content.kind !== 'lemma' && content.kind !== 'axiom') return undefined;
  const { kind: role, name, doc } = content;
  return { role, name: name.name, ...(doc !== undefined && { doc }) };
}
