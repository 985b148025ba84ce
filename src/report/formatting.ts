import type { Diagnostic } from '../diagnostics/index.js';
import { diagnosticJson } from './diagnostics-json.js';
import { diagnosticText } from './diagnostics-text.js';
import { counted } from './layout.js';
import type { Paint } from './paint.js';

/** What came of formatting a file. One that cannot be read stays as it is. */
export type FormattedFile =
  | { readonly outcome: 'same' | 'changed'; readonly file: string }
  | {
      readonly outcome: 'unreadable';
      readonly file: string;
      readonly diagnostics: readonly Diagnostic[];
      readonly text: string;
    };

/** @param checked whether nothing was changed, and only looked at */
export function formattingText(files: readonly FormattedFile[], checked: boolean, paint: Paint): string {
  const lines = files.flatMap((file) => linesOf(file, checked, paint));
  const said = {
    changed: checked ? 'not formatted' : 'formatted',
    unreadable: 'not readable',
    same: 'formatted already',
  };
  const parts = (['changed', 'unreadable', 'same'] as const).flatMap((outcome) => {
    const count = files.filter((file) => file.outcome === outcome).length;
    return count === 0 ? [] : [`${count} ${said[outcome]}`];
  });
  return `${[...lines, `${counted(files.length, 'file')}: ${parts.join(', ')}`].join('\n')}\n`;
}

function linesOf(file: FormattedFile, checked: boolean, paint: Paint): readonly string[] {
  switch (file.outcome) {
    case 'same':
      return [];
    case 'changed':
      return [`${paint.name(file.file)} ${checked ? 'is not formatted' : 'formatted'}`];
    case 'unreadable':
      return file.diagnostics.map((diagnostic) => diagnosticText(diagnostic, () => file.text, paint));
  }
}

export function formattingJson(files: readonly FormattedFile[]): string {
  const diagnostics = files.flatMap((file) =>
    file.outcome === 'unreadable' ? file.diagnostics.map(diagnosticJson) : [],
  );
  const outcomes = files.map(({ file, outcome }) => ({ file, outcome }));
  return `${JSON.stringify({ schemaVersion: 1, files: outcomes, diagnostics }, undefined, 2)}\n`;
}
