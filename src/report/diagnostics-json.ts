import type { Diagnostic, Span } from '../diagnostics/index.js';

/** A diagnostic as it stands in the JSON of every command: lines and columns count from 1, columns in UTF-16 units, ends are exclusive. */
export function diagnosticJson({ code, severity, message, file, span, related, fix }: Diagnostic): object {
  return {
    code,
    severity,
    message,
    file,
    ...placeJson(span),
    related: related.map((r) => ({ message: r.message, file: r.file, ...placeJson(r.span) })),
    ...(fix && {
      fix: { message: fix.message, ...(fix.edit && { ...placeJson(fix.edit.span), text: fix.edit.text }) },
    }),
  };
}

export const placeJson = ({ start, end }: Span): object => ({
  line: start.line,
  column: start.column,
  endLine: end.line,
  endColumn: end.column,
});
