import type { Entry } from './entry.js';

/** LS2-14xx: what `ls2 fuzz` has written and reads again. */
export const fuzzing = {
  'LS2-1401': {
    title: 'no file that `ls2 fuzz` has written',
    explanation:
      'A finding is an object in JSON with the fields `ls2finding`, `property` and `case`, the case one of that property; the file of `--state` is one ' +
      'with the fields `ls2campaign`, `seed`, `properties`, `done`, `counts` and `found`.',
    example: '{"ls2finding":1,"property":"no such property","case":[]}',
    remedy:
      'Name a file that `ls2 fuzz` has written, as it wrote it; a property that is gone has no findings any more.',
  },
} as const satisfies Record<string, Entry>;
