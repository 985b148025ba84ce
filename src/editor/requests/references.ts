import type { Location, TextEdit, WorkspaceEdit } from 'vscode-languageserver';
import { noFile } from '../names/core.js';
import type { Occurrence } from '../names/meaning.js';
import { rangeOf } from '../places.js';
import { type Analysis, occurrenceAt, type Workspace } from '../workspace.js';

/** An occurrence, and the file it is in. */
interface Found {
  readonly path: string;
  readonly text: string;
  readonly occurrence: Occurrence;
}

/** All that means the same as the name at an offset, in these files and in the one that declares it. */
function same(workspace: Workspace, analysis: Analysis, offset: number, files: readonly string[]): readonly Found[] {
  const meaning = occurrenceAt(analysis, offset)?.meaning;
  if (meaning === undefined) return [];
  const isLocal = meaning.kind === 'variable' || meaning.kind === 'fact';
  const where = isLocal ? [analysis.path] : [...new Set([analysis.path, meaning.file, ...files])];
  return where
    .filter((path) => path !== noFile)
    .flatMap((path) => {
      const { text, occurrences } = workspace.analysis(path);
      return occurrences
        .filter((each) => each.meaning.id === meaning.id)
        .map((occurrence) => ({ path, text, occurrence }));
    });
}

export interface Asked {
  readonly offset: number;
  /** The files in which names may be spoken of. */
  readonly files: readonly string[];
  readonly uriOf: (path: string) => string;
}

export const references = (
  workspace: Workspace,
  analysis: Analysis,
  { offset, files, uriOf }: Asked,
  declarations: boolean,
): Location[] =>
  same(workspace, analysis, offset, files)
    .filter(({ occurrence }) => declarations || !occurrence.declares)
    .map(({ path, occurrence }) => ({ uri: uriOf(path), range: rangeOf(occurrence.span) }));

/** Why a name cannot be renamed; undefined where it can. */
export function cannotRename(analysis: Analysis, offset: number): string | undefined {
  const occurrence = occurrenceAt(analysis, offset);
  if (occurrence === undefined) return 'there is no name here that means anything';
  const isLogic =
    occurrence.meaning.file === noFile ||
    analysis.checked.model.files.some(({ path, role }) => role === 'logic' && path === occurrence.meaning.file);
  return isLogic ? `\`${occurrence.meaning.name}\` belongs to the logic` : undefined;
}

export function renamed(
  workspace: Workspace,
  analysis: Analysis,
  { offset, files, uriOf }: Asked,
  name: string,
): WorkspaceEdit {
  const changes: Record<string, TextEdit[]> = {};
  for (const { path, text, occurrence } of same(workspace, analysis, offset, files)) {
    const uri = uriOf(path);
    changes[uri] ??= [];
    changes[uri].push({ range: rangeOf(occurrence.span), newText: inPlace(text, occurrence, name) });
  }
  return { changes };
}

/** What stands for a name in the text, with another name: a hat over it, or signs after it, stay. */
function inPlace(text: string, { span, before, meaning }: Occurrence, name: string): string {
  const written = text.slice(span.start.offset, span.end.offset);
  const old = before + meaning.name;
  return written.startsWith(old) ? before + name + written.slice(old.length) : before + name;
}

/** A name that may stand for another: as the language has names, and not in use for anything of that kind. */
export const isName = (name: string): boolean =>
  /^[A-Za-z][A-Za-z0-9_]*'*$/.test(name) &&
  !/^(?:forall|exists|not|true|false|assume|show|proof|qed|or|iff)$/.test(name);
