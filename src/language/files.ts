import { type Diagnostic, diagnostic, inOrder, type Span, startOfFile } from '../diagnostics/index.js';
import type { ImportDeclaration } from './ast.js';
import { type Parsed, parse } from './parser.js';
import { besideFile, normalized } from './paths.js';

/** Where files come from: a disk, or the memory of a test. */
export interface FileSource {
  /** The text of a file; undefined where there is none that can be read. */
  read(path: string): string | undefined;
  /** The same for two paths exactly when they lead to one file. */
  identity(path: string): string;
  /** The files of the logic, which every model rests on: how they are called, and their texts. */
  readonly logic: readonly { readonly path: string; readonly text: string; readonly identity?: string }[];
}

/** An import is missing, here or in an imported file; or one was not followed, because it leads in a circle: other files have all their names. */
export type Incomplete = 'missing' | 'circle';

/** A file that was read, and what its imports lead to. */
export interface LoadedFile {
  readonly path: string;
  readonly text: string;
  readonly parsed: Parsed;
  readonly logic: boolean;
  /** Whether there is no such file. */
  readonly absent: boolean;
  readonly imports: readonly { readonly declaration: ImportDeclaration; readonly file: LoadedFile }[];
  /** Why names may be unknown for no fault of their own. */
  readonly incomplete: Incomplete | undefined;
  readonly diagnostics: readonly Diagnostic[];
}

/** A file with all that it imports, imported files first; the logic is not among them. */
export interface Closure {
  readonly root: LoadedFile;
  readonly files: readonly LoadedFile[];
}

export interface Loader {
  /** Reads a file and its imports, each file once. Of a file that is not there, the diagnostics say so and the text is empty. */
  load(path: string): Closure;
}

/** The files of the logic, read. */
export const loadLogic = (logic: FileSource['logic']): readonly LoadedFile[] =>
  logic.map(({ path, text }) => leaf(path, text, true));

/** A loader that remembers the files it has read. Who has texts parsed already may say so. */
export function loader(source: FileSource, logic: readonly LoadedFile[], parseText = parse): Loader {
  const known = new Map<string, LoadedFile>();
  for (const [i, { path, identity }] of source.logic.entries()) {
    const file = logic[i];
    if (file !== undefined) known.set(identity ?? path, file);
  }

  function open(path: string, asked: readonly Asked[]): LoadedFile {
    const identity = source.identity(path);
    const before = known.get(identity);
    if (before !== undefined) return before;
    const text = source.read(path);
    if (text === undefined) return missing(path);
    const parsed = parseText(text, path);
    const diagnostics = [...parsed.diagnostics];
    const imports: { declaration: ImportDeclaration; file: LoadedFile }[] = [];
    let incomplete: Incomplete | undefined =
      parsed.hidden || parsed.lost.some(({ names }) => names === 'any') ? 'missing' : undefined;
    for (const declaration of parsed.file.declarations) {
      if (declaration.kind !== 'import') continue;
      if (parsed.diagnostics.some((d) => d.span.start.offset === declaration.pathSpan.start.offset)) {
        incomplete = 'missing';
        continue;
      }
      const target = besideFile(path, declaration.path);
      const at = { file: path, span: declaration.pathSpan };
      const circle = asked.findIndex((a) => a.identity === source.identity(target));
      if (circle >= 0 || source.identity(target) === identity) {
        diagnostics.push(inACircle(at, declaration.path, asked.slice(Math.max(circle, 0))));
        incomplete ??= 'circle';
        continue;
      }
      const file = open(target, [...asked, { identity, ...at }]);
      if (file.absent) {
        diagnostics.push(diagnostic('LS2-0203', `there is no file \`${target}\``, at));
        incomplete = 'missing';
        continue;
      }
      if (file.incomplete === 'missing') incomplete = 'missing';
      imports.push({ declaration, file });
    }
    const file: LoadedFile = {
      path,
      text,
      parsed,
      logic: false,
      absent: false,
      imports,
      incomplete,
      diagnostics: inOrder(diagnostics),
    };
    known.set(identity, file);
    return file;
  }

  return {
    load(path) {
      const root = open(normalized(path), []);
      const files = new Set<LoadedFile>();
      gather(root, files);
      return { root, files: [...files] };
    },
  };
}

/** An import on the way to a file. */
interface Asked {
  readonly identity: string;
  readonly file: string;
  readonly span: Span;
}

const leaf = (path: string, text: string, logic: boolean): LoadedFile => {
  const parsed = parse(text, path);
  return {
    path,
    text,
    parsed,
    logic,
    absent: false,
    imports: [],
    incomplete: undefined,
    diagnostics: parsed.diagnostics,
  };
};

function missing(path: string): LoadedFile {
  const problem = diagnostic('LS2-0203', `there is no file \`${path}\``, { file: path, span: startOfFile });
  return { ...leaf(path, '', false), absent: true, incomplete: 'missing', diagnostics: [problem] };
}

function inACircle(at: { file: string; span: Span }, path: string, way: readonly Asked[]): Diagnostic {
  const related = way.map(({ file, span }) => ({ message: 'and this import is on the way', file, span }));
  return diagnostic('LS2-0204', `\`${path}\` imports this file, or is this file`, at, { related });
}

function gather(file: LoadedFile, files: Set<LoadedFile>): void {
  if (files.has(file) || file.logic) return;
  for (const { file: imported } of file.imports) gather(imported, files);
  files.add(file);
}
