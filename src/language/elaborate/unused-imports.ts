import { type Diagnostic, diagnostic } from '../../diagnostics/index.js';
import type { LoadedFile } from '../files.js';

/**
 * The imports of a file that it does not need: it speaks of nothing that the imported file, or one that this imports, declares. A file that
 * only imports is a list of other files, and needs them all.
 */
export function unusedImports(file: LoadedFile, uses: ReadonlySet<string>): readonly Diagnostic[] {
  if (file.parsed.file.declarations.every(({ kind }) => kind === 'import') || file.diagnostics.length > 0) return [];
  return file.imports.flatMap(({ declaration, file: imported }) => {
    if (pathsOf(imported).some((path) => uses.has(path))) return [];
    return [
      diagnostic('LS2-0904', `nothing of \`${declaration.path}\` is used`, { file: file.path, span: declaration.span }),
    ];
  });
}

function pathsOf(file: LoadedFile): readonly string[] {
  const files = new Set([file]);
  for (const { imports } of files) for (const { file: imported } of imports) files.add(imported);
  return [...files].map(({ path }) => path);
}
