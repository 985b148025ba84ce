import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** The fenced blocks of a page of the repository that begin with a word, such as `ls2 board.ls2` or `console`. */
export function blocksOf(page: string, kind: string): readonly string[] {
  const text = readFileSync(fileURLToPath(new URL(`../../${page}`, import.meta.url)), 'utf8');
  return [...text.matchAll(/^```([^\n]*)\n(.*?)^```$/gms)].flatMap(([, info, body]) =>
    info === kind && body !== undefined ? [body] : [],
  );
}

/** README's first model. */
export const board = blocksOf('README.md', 'ls2 board.ls2')[0] ?? '';
