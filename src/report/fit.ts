import { stripVTControlCharacters } from 'node:util';

/** Less room than this is taken for this: a line has to hold a word. */
const least = 40;

/** A text for a terminal of so many columns: longer lines are broken between words, and go on under where their text began. */
export const fitted = (text: string, columns: number): string =>
  text
    .split('\n')
    .map((line) => (widthOf(line) <= columns ? line : folded(line, Math.max(columns, least))))
    .join('\n');

/** Columns that a text takes, whatever its colours. */
const widthOf = (text: string): number => [...stripVTControlCharacters(text)].length;

function folded(line: string, columns: number): string {
  const under = ' '.repeat(beginningOf(stripVTControlCharacters(line), columns));
  const lines: string[] = [];
  let last = '';
  for (const [i, word] of line.split(' ').entries()) {
    if (i === 0) last = word;
    else if (widthOf(last) + 1 + widthOf(word) <= columns || last.trim() === '') last += ` ${word}`;
    else {
      lines.push(last.trimEnd());
      last = `${under}${word}`;
    }
  }
  return [...lines, last].join('\n');
}

/** Where a line's own text begins: after the name of a field or a number, which two spaces set off, or else a little further in than the line. */
function beginningOf(line: string, columns: number): number {
  const [all = ''] = /^ *\S+(?: \S+)? {2,}/.exec(line) ?? [];
  const [blank = ''] = /^ */.exec(line) ?? [];
  const begin = all === '' ? blank.length + 2 : all.length;
  return begin > columns / 2 ? blank.length + 2 : begin;
}
