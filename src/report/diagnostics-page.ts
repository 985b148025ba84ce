import { type Code, entryOf, groups, severityOf } from '../diagnostics/index.js';

/** What the table says of a code, as Markdown under a heading. */
export function codePage(code: Code): string {
  const { title, explanation, example, remedy } = entryOf(code);
  const shown = example.length > 800 ? `${example.slice(0, 60)}…` : example;
  return [
    `### ${code} ${title}`,
    '',
    `${capital(severityOf(code))}. ${explanation}`,
    '',
    '```',
    shown,
    '```',
    '',
    `*What to do:* ${remedy}`,
    '',
  ].join('\n');
}

/** The reference page of all codes: docs/diagnostics.md. */
export function diagnosticsPage(): string {
  const head = [
    '# Diagnostics',
    '',
    'What `ls2` says of a text that is wrong, by code. `ls2 explain CODE` shows the same. This page is made from the table in',
    '`src/diagnostics` by `npm run docs`; every example provokes its code in a test.',
    '',
  ];
  return [...head, ...groups.flatMap(({ title, codes }) => [`## ${title}`, '', ...codes.map(codePage)])].join('\n');
}

const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);
