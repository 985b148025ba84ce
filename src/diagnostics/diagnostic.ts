import type { Span } from './span.js';
import { type Code, severityOf } from './table.js';

export type Severity = 'error' | 'warning';

/** Another place that has to do with a diagnostic, such as where a name was bound first. */
export interface Related {
  readonly message: string;
  readonly file: string;
  readonly span: Span;
}

/** What would make the diagnostic go away: a sentence, and where it is a change of text, that change. */
export interface Fix {
  readonly message: string;
  readonly edit?: { readonly span: Span; readonly text: string };
}

/** One thing that is wrong with a text, or that its author should know. */
export interface Diagnostic {
  readonly code: Code;
  readonly severity: Severity;
  readonly message: string;
  readonly file: string;
  readonly span: Span;
  readonly related: readonly Related[];
  readonly fix?: Fix;
}

/** Makes a diagnostic; its severity is that of its code. */
export function diagnostic(
  code: Code,
  message: string,
  at: { readonly file: string; readonly span: Span },
  more: { readonly related?: readonly Related[]; readonly fix?: Fix | undefined } = {},
): Diagnostic {
  return {
    code,
    severity: severityOf(code),
    message,
    file: at.file,
    span: at.span,
    related: more.related ?? [],
    ...(more.fix && { fix: more.fix }),
  };
}

/** The order in which diagnostics are shown: by file, place and code. */
export function inOrder(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  return [...diagnostics].sort(
    (a, b) => compareText(a.file, b.file) || a.span.start.offset - b.span.start.offset || compareText(a.code, b.code),
  );
}

/** Each once, though several files may import one. */
export const once = (diagnostics: readonly Diagnostic[]): readonly Diagnostic[] => [
  ...new Map(diagnostics.map((diagnostic) => [JSON.stringify(diagnostic), diagnostic])).values(),
];

const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
