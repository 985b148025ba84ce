import type { Diagnostic, Span } from '../diagnostics/index.js';
import type { SarifPlace, SarifResult } from './sarif.js';

export const diagnosticSarif = ({ code, severity, message, file, span, related }: Diagnostic): SarifResult => ({
  code,
  level: severity,
  message,
  place: placeSarif(file, span),
  related: related.map((each) => ({ message: each.message, place: placeSarif(each.file, each.span) })),
});

const placeSarif = (file: string, { start, end }: Span): SarifPlace => ({
  file,
  line: start.line,
  column: start.column,
  endLine: end.line,
  endColumn: end.column,
});
