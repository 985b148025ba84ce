import { type Diagnostic, entryOf, type Span } from '../diagnostics/index.js';

/** How parts of a text are set off; without colours, each is the text itself. */
export interface Style {
  readonly error: (text: string) => string;
  readonly warning: (text: string) => string;
  readonly strong: (text: string) => string;
  readonly faint: (text: string) => string;
}

const plain = (text: string): string => text;
export const plainStyle: Style = { error: plain, warning: plain, strong: plain, faint: plain };

/**
 * A diagnostic as text: code and message, where, the line with a caret under it, related places in the same way, and what to do about it.
 *
 * @param textOf the text of a file, from which the lines are taken; where it gives none, the line is left out
 */
export function diagnosticText(
  diagnostic: Diagnostic,
  textOf: (file: string) => string | undefined,
  style: Style = plainStyle,
): string {
  const { code, severity, message, file, span, related, fix } = diagnostic;
  const mark = severity === 'error' ? style.error : style.warning;
  return [
    `${mark(`${severity}[${code}]`)} ${style.strong(visible(message))}`,
    ...placeLines(file, span, textOf(file), mark, style),
    ...related.flatMap((r) => [
      `  ${style.faint('note:')} ${r.message}`,
      ...placeLines(r.file, r.span, textOf(r.file), style.faint, style),
    ]),
    `  ${style.faint('help:')} ${fix?.message ?? entryOf(code).remedy}`,
  ].join('\n');
}

/** `file:line:col`, the line, and carets under what the span covers of it. */
function placeLines(
  file: string,
  { start, end }: Span,
  text: string | undefined,
  mark: (text: string) => string,
  style: Style,
): readonly string[] {
  const place = `  ${style.faint('-->')} ${file}:${start.line}:${start.column}`;
  const line = text?.split('\n')[start.line - 1]?.replace(/\r$/, '');
  if (line === undefined || line.trim() === '') return [place];
  const until = end.line === start.line ? end.column - 1 : line.length;
  const before = line.slice(0, start.column - 1);
  const covered = line.slice(start.column - 1, until);
  const gutter = ' '.repeat(String(start.line).length);
  return [
    place,
    style.faint(`  ${gutter} |`),
    `  ${style.faint(`${start.line} |`)} ${visible(line.replaceAll('\t', ' '))}`,
    `  ${style.faint(`${gutter} |`)} ${' '.repeat(widthOf(before))}${mark('^'.repeat(Math.max(1, widthOf(covered))))}`,
  ];
}

/** How many places of a terminal's line a text takes: combining marks, such as the circumflex of V̂, take none. */
const widthOf = (text: string): number => [...text.replaceAll(/\p{Mn}/gu, '')].length;

/** Without what would steer a terminal. */
const visible = (text: string): string => text.replaceAll(/\p{Cc}/gu, '�');
