import { describe, expect, it } from 'vitest';
import { offsetOf } from '../../src/editor/places.js';
import { renamed } from '../../src/editor/requests/references.js';
import { Workspace } from '../../src/editor/workspace.js';
import { showAxiom, showDefinition, showTheorem } from '../../src/language/index.js';
import { inMemory, textsUnder } from '../language/texts.js';

const shipped = [...textsUnder('models'), ...textsUnder('proofs')];
const texts = Object.fromEntries(shipped.map(({ path, text }) => [path, text]));
const paths = shipped.map(({ path }) => path);
const mark = 'renamed_';

/** All that the files say, in the language's own words, without the marks of names. */
function saidIn(workspace: Workspace, path: string): readonly string[] {
  const { model, diagnostics } = workspace.check(path);
  const said = [
    ...diagnostics.map(({ code, file, span }) => `${code} ${file} ${span.start.line}`),
    ...model.theorems
      .filter(({ imported }) => !imported)
      .map((each) => showTheorem(each, model, { limit: 1e6, width: 1e6 })),
    ...model.definitions
      .filter(({ file }) => file === path)
      .map(({ definition }) => showDefinition(definition, model, { limit: 1e6 })),
    ...model.axioms.filter(({ file }) => file === path).map((each) => showAxiom(each, model, { limit: 1e6 })),
  ];
  // Longer names break lines elsewhere.
  return said.map((each) => each.replaceAll(mark, '').replace(/[\s;]+/g, ''));
}

describe('renaming', () => {
  it('of every name of every shipped file, wherever it is spoken of, leaves what the files say as it was', () => {
    const workspace = new Workspace(inMemory(texts));
    const changes = new Map<string, Map<number, { readonly end: number; readonly text: string }>>();
    let meanings = 0;
    for (const path of paths) {
      const analysis = workspace.analysis(path);
      for (const { span, declares, meaning } of analysis.occurrences) {
        if (!declares || meaning.file.startsWith('logic')) continue;
        meanings += 1;
        const asked = { offset: span.start.offset, files: paths, uriOf: (file: string) => file };
        const isLocal = meaning.kind === 'variable' || meaning.kind === 'fact';
        // What others cannot speak of is renamed in its own file; the rest in all, once for each.
        const { changes: edits = {} } = renamed(
          workspace,
          analysis,
          isLocal ? { ...asked, files: [] } : asked,
          mark + meaning.name,
        );
        for (const [file, list] of Object.entries(edits)) {
          const text = texts[file] ?? '';
          const known = changes.get(file) ?? new Map();
          changes.set(file, known);
          for (const { range, newText } of list)
            known.set(offsetOf(text, range.start), { end: offsetOf(text, range.end), text: newText });
        }
      }
    }
    expect(meanings).toBeGreaterThan(1000);
    const after = Object.fromEntries(
      Object.entries(texts).map(([path, text]) => {
        let [result, at] = ['', 0];
        for (const [start, edit] of [...(changes.get(path) ?? [])].sort(([a], [b]) => a - b)) {
          result += text.slice(at, start) + edit.text;
          at = edit.end;
        }
        return [path, result + text.slice(at)];
      }),
    );
    const other = new Workspace(inMemory(after));
    const readable = paths.filter((path) =>
      workspace.check(path).diagnostics.every(({ severity }) => severity !== 'error'),
    );
    expect(readable.length).toBeGreaterThan(paths.length / 2);
    for (const path of readable) {
      expect(after[path]?.replaceAll(mark, ''), path).toBe(texts[path]);
      expect(saidIn(other, path), path).toEqual(saidIn(workspace, path));
    }
  });
});
