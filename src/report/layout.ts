import type { Paint } from './paint.js';

/** How long lines are, where they can be broken. */
const lineWidth = 100;
const indent = '    ';
const nameWidth = 13;

/** A name, and beside it items, each on its own line or lines; nothing where there are no items. */
export function field(name: string, items: readonly string[], paint: Paint): readonly string[] {
  return items
    .flatMap((item) => item.split('\n'))
    .map((line, i) => `${indent}${paint.faint((i === 0 ? name : '').padEnd(nameWidth))}${line}`);
}

/** Words with commas between them, as many on a line as there is room for. */
export function wrapped(words: readonly string[]): readonly string[] {
  return words.length === 0 ? [] : prose(words.join(', ')).split('\n');
}

/** Prose, broken into lines. */
export const paragraph = (text: string): string => broken(text, lineWidth);

/** Prose, broken into lines that fit beside the name of a field. */
export const prose = (text: string): string => broken(text, lineWidth - indent.length - nameWidth);

const broken = (text: string, width: number): string =>
  text
    .split('\n')
    .map((line) => filled(line, width))
    .join('\n');

function filled(text: string, width: number): string {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= width) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines.join('\n');
}

export const counted = (count: number, what: string): string => `${count} ${what}${count === 1 ? '' : 's'}`;
