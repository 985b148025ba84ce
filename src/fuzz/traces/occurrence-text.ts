import { type Occurrence, termText, type World } from '../../semantics/index.js';

/** All of an event as text: what the logic sees of it, and what it leaves open. */
export const occurrenceText = ({ words }: World, { event, by, birth }: Occurrence): string =>
  [event, ...(by ? [by] : []), ...(birth ? [birth.owner, birth.machine, ...birth.locks] : [])]
    .map((term) => termText(words, term))
    .join(' ');
