import { entryOf } from '../diagnostics/index.js';
import type { Change, ComparedTheorem, Finding, Gain } from '../gate/finding.js';
import { type GateResult, namedAgainst, passes, tally, wordOf } from './gate-result.js';
import { counted } from './layout.js';
import { lineDifference } from './line-difference.js';

/** What the gate found, as a comment on a pull request: what it stops at, with what has changed folded, then what became better. */
export function gateMarkdown(result: GateResult): string {
  const { theorems, against, findings, gains, diagnostics } = result;
  const compared = `${counted(theorems.length, 'theorem')} against ${code(namedAgainst(against))}`;
  const parts = [
    `### ls2 gate: ${passes(result) ? 'passes' : 'fails'}`,
    findings.length + gains.length + diagnostics.length === 0 ? `${compared}: all stands as it stood.` : `${compared}.`,
    ...(diagnostics.length === 0
      ? []
      : [
          diagnostics
            .map(({ message, file, span }) => `- ❌ ${escaped(message)} (${code(`${file}:${span.start.line}`)})`)
            .join('\n'),
        ]),
    ...(theorems.some(({ before }) => before !== undefined && before.relation !== 'equivalent')
      ? [table(theorems)]
      : []),
    ...findings.map(findingMarkdown),
    ...(gains.length === 0 ? [] : [gains.map(gainMarkdown).join('\n')]),
  ];
  return `${parts.join('\n\n')}\n`;
}

/** Of those that say the same their number is enough. */
function table(theorems: readonly ComparedTheorem[]): string {
  const rows = theorems
    .filter((theorem) => wordOf(theorem) !== 'equivalent')
    .map((theorem) => `| ${escaped(theorem.name)} | ${wordOf(theorem)} | ${code(`${theorem.file}:${theorem.line}`)} |`);
  return [`${tally(theorems).join(', ')}:`, '', '| theorem | now | |', '|---|---|---|', ...rows].join('\n');
}

function findingMarkdown({ code: rule, file, line, message, changes, events = [] }: Finding): string {
  const place = line === undefined ? file : `${file}:${line}`;
  const title = `- ❌ **${escaped(message)}**  \n  ${entryOf(rule).title} (${rule}), ${code(place)}`;
  const attack = events.length === 0 ? [] : [folded('the attack', '', events)];
  return [title, ...changes.map(changeMarkdown), ...attack].join('\n\n');
}

const changeMarkdown = ({ of, before = '', now = '' }: Change): string =>
  folded(
    of,
    'diff',
    lineDifference(before, now).map(({ sign, line }) => `${sign} ${line}`),
  );

/** Indented, so that it belongs to the item above it. */
const folded = (title: string, language: string, lines: readonly string[]): string =>
  [`<details><summary>${escaped(title)}</summary>`, '', `\`\`\`${language}`, ...lines, '```', '</details>']
    .map((line) => (line === '' ? '' : `  ${line}`))
    .join('\n');

const gainMarkdown = ({ file, line, message }: Gain): string => `- ✅ ${escaped(message)} (${code(`${file}:${line}`)})`;

/** A name of a file may hold any character; a line break would end the code. */
const code = (text: string): string => `\`${text.replace(/[`|\n]/g, ' ')}\``;

/** Characters that Markdown or HTML would take for theirs. */
const escaped = (text: string): string => text.replace(/[\\`*_[\]<>|~]/g, (sign) => `\\${sign}`);
