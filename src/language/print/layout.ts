import type { Comment } from '../lexer.js';
import type { Attachments, Place } from './comments.js';
import { type Doc, hardline, suffix, toTheEnd } from './doc.js';

/** What printing wants to know besides the tree: the comments, and where the text had empty lines and blocks of several lines. */
export interface Layout {
  readonly comments: Attachments;
  /** Whether the places of the tree are those of a text whose lines count. */
  readonly fromText: boolean;
}

/** The layout of a tree that was not read from a text. */
export const plainLayout: Layout = { comments: new Map(), fromText: false };

/** A place's document with the comments that belong to it. */
export function commented(place: Place, doc: Doc, { comments }: Layout): Doc {
  const attached = comments.get(place);
  if (attached === undefined) return doc;
  const { before, beside, after } = attached;
  const parts: Doc[] = [];
  before.forEach((comment, i) => {
    const next = before[i + 1] ?? place;
    parts.push(commentDoc(comment));
    parts.push(
      isBlock(comment) && next.span.start.line === comment.span.end.line
        ? ' '
        : gap(comment.span.end.line, next.span.start.line),
    );
  });
  parts.push(doc);
  for (const comment of beside) parts.push(isBlock(comment) ? ` ${comment.text}` : suffix(` ${comment.text}`));
  let line = beside.at(-1)?.span.end.line ?? place.span.end.line;
  for (const comment of after) {
    parts.push(gap(line, comment.span.start.line), toTheEnd(comment.text));
    line = comment.span.end.line;
  }
  return parts;
}

const commentDoc = (comment: Comment): Doc => (isBlock(comment) ? comment.text : toTheEnd(comment.text));

const isBlock = (comment: Comment): boolean => comment.text.startsWith('/*');

/** New lines between two lines of the text: an empty line stays, several become one. */
function gap(fromLine: number, toLine: number): Doc {
  return toLine - fromLine > 1 ? [hardline, hardline] : hardline;
}

/** Places one below the other, with the empty lines that the text has between them. */
export function stacked<T extends Place>(places: readonly T[], print: (place: T) => Doc, layout: Layout): Doc {
  return places.map((place, i) => {
    const previous = places[i - 1];
    const doc = commented(place, print(place), layout);
    if (previous === undefined) return doc;
    return [layout.fromText ? gap(lastLine(previous, layout), firstLine(place, layout)) : hardline, doc];
  });
}

const firstLine = (place: Place, { comments }: Layout): number =>
  comments.get(place)?.before[0]?.span.start.line ?? place.span.start.line;

function lastLine(place: Place, { comments }: Layout): number {
  const attached = comments.get(place);
  return attached?.after.at(-1)?.span.end.line ?? attached?.beside.at(-1)?.span.end.line ?? place.span.end.line;
}
