import type { Span } from '../../diagnostics/index.js';
import type { SourceFile } from '../ast.js';
import type { Comment } from '../lexer.js';

/** A part of the tree that comments can belong to. */
export interface Place {
  readonly span: Span;
}

/** The comments of one place. */
export interface Attached {
  readonly before: Comment[];
  /** On the line on which the place ends. */
  readonly beside: Comment[];
  /** On lines of their own after it. */
  readonly after: Comment[];
}

export type Attachments = ReadonlyMap<Place, Attached>;

/** Gives each comment to the part of the tree that it stands beside, before or after; those of an empty file belong to the file. */
export function attach(file: SourceFile, comments: readonly Comment[]): Attachments {
  const attachments = new Map<Place, Attached>();
  const of = (place: Place): Attached => {
    const known = attachments.get(place);
    if (known !== undefined) return known;
    const fresh: Attached = { before: [], beside: [], after: [] };
    attachments.set(place, fresh);
    return fresh;
  };
  for (const comment of comments) {
    const { around, previous, next } = neighbours(file, comment.span);
    if (previous !== undefined && previous.span.end.line === comment.span.start.line) of(previous).beside.push(comment);
    else if (next !== undefined) of(next).before.push(comment);
    else if (previous !== undefined) of(previous).after.push(comment);
    else of(around).before.push(comment);
  }
  return attachments;
}

interface Neighbours {
  readonly around: Place;
  readonly previous: Place | undefined;
  readonly next: Place | undefined;
}

/** The innermost place around a span, and those of its parts that come just before and after the span. */
function neighbours(around: Place, span: Span): Neighbours {
  let [previous, next]: [Place | undefined, Place | undefined] = [undefined, undefined];
  for (const part of parts(around)) {
    if (part.span.start.offset <= span.start.offset && span.end.offset <= part.span.end.offset)
      return neighbours(part, span);
    if (part.span.end.offset <= span.start.offset) previous = part;
    else if (part.span.start.offset >= span.end.offset) next ??= part;
  }
  // The first argument of an action stays on the action's line: what comes before it comes before the action.
  if ('action' in around && previous === undefined) next = around;
  return { around, previous, next };
}

/** The parts of a place that can have comments, in the order of the text. */
function parts(place: object): readonly Place[] {
  const found: Place[] = [];
  for (const [key, value] of Object.entries(place)) {
    if (key === 'span' || key.endsWith('Span')) continue;
    for (const child of Array.isArray(value) ? value : [value]) {
      if (!isObject(child) || (isName(child) && key !== 'names')) continue;
      found.push(...(isPlace(child) ? [child] : parts(child)));
    }
  }
  return found.sort((a, b) => a.span.start.offset - b.span.start.offset);
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;
const isPlace = (value: object): value is Place => 'span' in value;
/** Names are too small to have comments, except in lists of nothing but names. */
const isName = (value: object): boolean => !('kind' in value) && 'name' in value && typeof value.name === 'string';
