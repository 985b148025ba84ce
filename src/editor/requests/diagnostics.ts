import {
  type CodeAction,
  CodeActionKind,
  DiagnosticSeverity,
  DiagnosticTag,
  type Range,
  type Diagnostic as Told,
} from 'vscode-languageserver';
import type { Diagnostic } from '../../diagnostics/index.js';
import { entryOf } from '../../diagnostics/index.js';
import { overlap, rangeOf } from '../places.js';
import type { Analysis } from '../workspace.js';

/** What is never used. */
const unused: ReadonlySet<string> = new Set(['LS2-0901', 'LS2-0902', 'LS2-0903', 'LS2-0904', 'LS2-0905']);

/** What is wrong with a file, for the protocol. */
export const toldOf = (diagnostic: Diagnostic, uriOf: (path: string) => string): Told => ({
  range: rangeOf(diagnostic.span),
  severity: diagnostic.severity === 'error' ? DiagnosticSeverity.Error : DiagnosticSeverity.Warning,
  code: diagnostic.code,
  source: 'ls2',
  message: diagnostic.fix === undefined ? diagnostic.message : `${diagnostic.message}\n${diagnostic.fix.message}`,
  ...(unused.has(diagnostic.code) && { tags: [DiagnosticTag.Unnecessary] }),
  ...(diagnostic.related.length > 0 && {
    relatedInformation: diagnostic.related.map(({ message, file, span }) => ({
      message,
      location: { uri: uriOf(file), range: rangeOf(span) },
    })),
  }),
});

/** The remedies of diagnostics that are changes of text. */
export function fixes({ path, checked }: Analysis, range: Range, uriOf: (path: string) => string): CodeAction[] {
  return checked.diagnostics.flatMap((diagnostic): CodeAction[] => {
    const { file, span, fix, code } = diagnostic;
    if (file !== path || !overlap(rangeOf(span), range)) return [];
    const edit = fix?.edit ?? (code === 'LS2-0904' ? { span, text: '' } : undefined);
    if (edit === undefined) return [];
    return [
      {
        title: fix?.message ?? `Leave out: ${entryOf(code).title}`,
        kind: CodeActionKind.QuickFix,
        diagnostics: [toldOf(diagnostic, uriOf)],
        isPreferred: fix !== undefined,
        edit: { changes: { [uriOf(path)]: [{ range: rangeOf(edit.span), newText: edit.text }] } },
      },
    ];
  });
}
