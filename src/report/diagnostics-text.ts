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
  const whole = text === undefined ? undefined : linesOf(text)[start.line - 1]?.replace(/\r$/, '');
  if (whole === undefined || whole.trim() === '') return [place];
  const at = start.column - 1;
  const { line, from } = windowOf(whole, at);
  const until = end.line === start.line ? end.column - 1 : whole.length;
  const before = line.slice(0, at - from);
  const covered = line.slice(at - from, until - from);
  const gutter = ' '.repeat(String(start.line).length);
  return [
    place,
    style.faint(`  ${gutter} |`),
    `  ${style.faint(`${start.line} |`)} ${visible(line.replaceAll('\t', ' '))}`,
    `  ${style.faint(`${gutter} |`)} ${' '.repeat(widthOf(before))}${mark('^'.repeat(Math.max(1, widthOf(covered))))}`,
  ];
}

let last = { text: '', lines: [''] as readonly string[] };

/** The lines of a text; those of the last are kept, since most diagnostics are of one file. */
function linesOf(text: string): readonly string[] {
  if (last.text !== text) last = { text, lines: text.split('\n') };
  return last.lines;
}

/** How much of a long line is shown. */
const widest = 240;

/** A line, or of a long one what is around a place, with `…` for what is left out; and the index in the line that its first character had. */
function windowOf(whole: string, at: number): { readonly line: string; readonly from: number } {
  if (whole.length <= widest) return { line: whole, from: 0 };
  const start = Math.max(0, Math.min(at - widest / 2, whole.length - widest));
  const [head, tail] = [start > 0 ? '…' : '', start + widest < whole.length ? '…' : ''];
  return { line: `${head}${whole.slice(start, start + widest)}${tail}`, from: start - head.length };
}

/** How many places of a terminal's line a text takes: combining marks, such as the circumflex of V̂, take none. */
const widthOf = (text: string): number => [...text.replaceAll(/\p{Mn}/gu, '')].length;

/** Without what would steer a terminal. */
const visible = (text: string): string => text.replaceAll(/\p{Cc}/gu, '�');
