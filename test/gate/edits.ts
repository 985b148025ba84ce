import type { Files } from './standing-of.js';

/** What somebody does to some files. */
export type Edit = (files: Files) => Files;

/** Puts one text for another, wherever it stands in a file; it has to stand there. */
export const put =
  (file: string, old: string, fresh: string): Edit =>
  (files) => {
    const text = files[file] ?? '';
    if (!text.includes(old)) throw new Error(`${file} does not have ${old}`);
    return { ...files, [file]: text.replaceAll(old, fresh) };
  };

/** One after the other. */
export const all =
  (...edits: readonly Edit[]): Edit =>
  (files) =>
    edits.reduce((result, edit) => edit(result), files);
