import type { Diagnostic } from '../diagnostics/index.js';
import { type Parsed, parse } from './parser.js';
import { attach } from './print/comments.js';
import { fileDoc } from './print/declarations.js';
import { render } from './print/doc.js';
import { printWidth } from './printer.js';

/** A formatted text; or, of a text that cannot be read, the reasons. */
export type Formatted =
  | { readonly kind: 'formatted'; readonly text: string }
  | { readonly kind: 'unreadable'; readonly diagnostics: readonly Diagnostic[] };

/** How often formatting is repeated, at most, until it changes nothing: a comment may come to stand beside something else. */
const rounds = 8;

/** The text as `ls2 fmt` writes it: the same declarations and comments, in Unicode. Formatting it again changes nothing. */
export function format(text: string, path: string): Formatted {
  let formatted = text;
  for (let round = 0; round < rounds; round += 1) {
    const parsed = parse(formatted, path);
    if (parsed.diagnostics.length > 0) return { kind: 'unreadable', diagnostics: parsed.diagnostics };
    const next = once(parsed);
    if (next === formatted) break;
    formatted = next;
  }
  return { kind: 'formatted', text: formatted };
}

function once({ file, comments }: Parsed): string {
  const layout = { comments: attach(file, comments), fromText: true };
  return render(fileDoc(file, layout), printWidth);
}
