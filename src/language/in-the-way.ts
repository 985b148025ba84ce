import type { Diagnostic } from '../diagnostics/index.js';
import type { Declaration } from './ast.js';
import { declaredNames, namesIn } from './declared-names.js';
import type { LoadedFile } from './files.js';
import { type Piece, pieceAt } from './pieces.js';

/** Why nothing is to be said of a declaration: it has an error, or speaks of something that has one. */
export interface InTheWay {
  readonly error: Diagnostic;
  /** By what the error is reached: the name of something that the declaration speaks of, of what that speaks of, and so on. Empty where it is its own. */
  readonly through: readonly string[];
}

/** Finds the first error in the way of a declaration of a file: its own, or else the nearest among what it reaches. */
export type Finder = (file: LoadedFile, declaration: Piece['content']) => InTheWay | undefined;

/** A piece with all errors in it: of the text, and of what it means. */
interface Part {
  readonly file: LoadedFile;
  readonly content: Piece['content'];
  /** What it declares, or may declare in what could not be read. */
  readonly names: readonly string[];
  readonly errors: readonly Diagnostic[];
}

const isDeclaration = (content: Piece['content']): content is Declaration => !('begins' in content);

/**
 * What a declaration reaches is found by the names that stand in it, in the files that it can see: each leads to all that may declare it, be it
 * declared twice or unreadable, and an import with an error is in the way of the whole file. So more may be reached than is meant, but no less.
 *
 * @param files all files of a model, those of the logic among them
 * @param errors all that is wrong with them
 */
export function errorsInTheWay(files: readonly LoadedFile[], errors: readonly Diagnostic[]): Finder {
  if (errors.length === 0) return () => undefined;
  // The logic speaks of nothing but itself, so where nothing is wrong with it no error is reached by way of it.
  const logicIsWrong = files.some((file) => file.logic && errors.some((error) => error.file === file.path));
  const logic = logicIsWrong ? files.filter((file) => file.logic) : [];
  const parts = new Map(files.map((file) => [file, partsOf(file, errors)]));
  const tables = new Map<LoadedFile, ReadonlyMap<string, readonly Part[]>>();

  /** What each name may mean in a file. */
  function tableOf(file: LoadedFile): ReadonlyMap<string, readonly Part[]> {
    const known = tables.get(file);
    if (known !== undefined) return known;
    const seen = new Set([...logic, file]);
    for (const { imports } of seen) for (const imported of imports) seen.add(imported.file);
    const table = new Map<string, Part[]>();
    for (const part of [...seen].flatMap((each) => parts.get(each) ?? [])) {
      for (const name of part.names) {
        const others = table.get(name);
        if (others === undefined) table.set(name, [part]);
        else if (others.at(-1) !== part) others.push(part);
      }
    }
    tables.set(file, table);
    return table;
  }

  return (file, declaration) => {
    const begin = (parts.get(file) ?? []).filter(({ content }) => content === declaration);
    const way = new Map<Part, readonly string[]>(begin.map((part) => [part, []]));
    for (const name of begin.flatMap(({ names }) => names)) {
      for (const other of tableOf(file).get(name) ?? []) if (!way.has(other)) way.set(other, [name]);
    }
    for (const [part, through] of way) {
      const [error] = [...part.errors, ...importErrors(parts.get(part.file) ?? [])];
      if (error !== undefined) return { error, through };
      if (!isDeclaration(part.content)) continue;
      for (const name of spokenOf(part.content)) {
        for (const next of tableOf(part.file).get(name) ?? []) if (!way.has(next)) way.set(next, [...through, name]);
      }
    }
    return undefined;
  };
}

const spoken = new WeakMap<Declaration, ReadonlySet<string>>();

/** The names in a declaration, looked for once. */
function spokenOf(declaration: Declaration): ReadonlySet<string> {
  const names = spoken.get(declaration) ?? namesIn(declaration);
  spoken.set(declaration, names);
  return names;
}

const importErrors = (parts: readonly Part[]): readonly Diagnostic[] =>
  parts.flatMap(({ content, errors }) => (isImport(content) ? errors : []));

const isImport = (content: Piece['content']): boolean =>
  isDeclaration(content) ? content.kind === 'import' : content.names === 'any';

function partsOf(file: LoadedFile, errors: readonly Diagnostic[]): readonly Part[] {
  const { pieces, diagnostics, lost } = file.parsed;
  const contents = pieces.map(({ content }) => content);
  const found = pieces.map(({ content, errors: met }) => ({
    names: isDeclaration(content) ? [...declaredNames(content)] : [],
    errors: [...met],
  }));
  const ofText = new Set(diagnostics);
  for (const error of errors) {
    if (error.file !== file.path || ofText.has(error)) continue;
    found[pieceAt(contents, error.span.start.offset)]?.errors.push(error);
  }
  for (const { names, local, span } of lost) {
    if (names !== 'any' && !local) found[pieceAt(contents, span.start.offset)]?.names.push(...names);
  }
  return contents.map((content, i) => ({ file, content, names: [], errors: [], ...found[i] }));
}
