import type { Place } from './comments.js';
import { type Doc, group, hardline, indent, join, line, lineOr } from './doc.js';
import { commented, type Layout, stacked } from './layout.js';

/** Between two actions: a new line in a block of several lines, `;` in one of a single line. */
export const betweenActions: Doc = lineOr('; ');

/** A block in braces: on one line if the text had it so and it fits. */
export function block<T extends Place>(head: Place, items: readonly T[], print: (item: T) => Doc, layout: Layout): Doc {
  const [first] = items;
  if (first === undefined) return '{ }';
  const several = layout.fromText && first.span.start.line !== head.span.start.line;
  if (several) return ['{', indent(hardline, stacked(items, print, layout)), hardline, '}'];
  const docs = items.map((item) => commented(item, print(item), layout));
  return group('{', indent(line, join(betweenActions, docs)), line, '}');
}
