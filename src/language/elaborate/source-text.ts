import type { Span } from '../../diagnostics/index.js';
import type { LoadedFile } from '../files.js';

/** A piece of a file on one line, without its comments. */
export function sourceText({ text, parsed }: LoadedFile, { start, end }: Span): string {
  let piece = '';
  let from = start.offset;
  for (const { span } of parsed.comments) {
    if (span.start.offset < from || span.end.offset > end.offset) continue;
    piece += `${text.slice(from, span.start.offset)} `;
    from = span.end.offset;
  }
  return (piece + text.slice(from, end.offset)).replaceAll(/\s+/g, ' ').trim();
}
