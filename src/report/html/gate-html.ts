import type { Change, Finding } from '../../gate/finding.js';
import { type GateResult, namedAgainst, passes, tally, wordOf } from '../gate-result.js';
import { counted } from '../layout.js';
import { lineDifference } from '../line-difference.js';
import { escaped } from './escape.js';
import { diagnosticsHtml, pageOf } from './parts.js';
import { codeHtml, faintHtml, sectionHtml, stressed, tableHtml } from './table.js';

/** What the gate found, as a page: what it stops at with what has changed, line by line, how each theorem stands to what it said, and what became better. */
export function gateHtml(result: GateResult): string {
  const { findings, gains, theorems, diagnostics, against } = result;
  const word = passes(result) ? 'passes' : 'stops';
  const rows = theorems.map((theorem) => {
    const how = wordOf(theorem);
    const { name, file, line, verdict, before } = theorem;
    const stress = how === 'equivalent' ? 'faint' : how === 'stronger' || how === 'new' ? 'good' : 'bad';
    const was =
      before === undefined ? '' : before.name === name ? before.verdict : `${before.verdict}, as ${before.name}`;
    return [codeHtml(name), stressed(stress, how), escaped(was), escaped(verdict), faintHtml(`${file}:${line}`)];
  });
  return pageOf('ls2 gate', `The gate ${word}: ${counted(findings.length, 'finding')}`, result, [
    `<p>${escaped(counted(theorems.length, 'theorem'))} against ${codeHtml(namedAgainst(against))}${theorems.length === 0 ? '' : `: ${escaped(tally(theorems).join(', '))}`}${result.accepted === undefined ? '' : `; ${codeHtml(result.accepted)} is written`}</p>`,
    diagnosticsHtml(diagnostics),
    ...findings.map(findingHtml),
    sectionHtml('Theorems', [
      tableHtml('what each theorem says now, to what it said', ['theorem', 'now', 'was', 'is', 'where'], rows),
    ]),
    sectionHtml('For the better', [
      tableHtml(
        'what became better, or is new',
        ['theorem', 'what', 'where'],
        gains.map(({ theorem, message, file, line }) => [
          codeHtml(theorem),
          escaped(message),
          faintHtml(`${file}:${line}`),
        ]),
      ),
    ]),
  ]);
}

function findingHtml({ code, file, line, message, changes, events = [], without }: Finding): string {
  const place = line === undefined ? file : `${file}:${line}`;
  return [
    '<article>',
    `<h2>${stressed(without === undefined ? 'bad' : 'open', without === undefined ? '✗' : '?')} ${escaped(message)}</h2>`,
    `<p class="faint">${escaped(place)} ${code}</p>`,
    ...changes.map(changeHtml),
    events.length === 0
      ? ''
      : `<details open><summary>the attack</summary><ol>${events.map((event) => `<li>${codeHtml(event)}</li>`).join('')}</ol></details>`,
    '</article>',
  ]
    .filter((part) => part !== '')
    .join('\n');
}

const signs = { ' ': 'faint', '-': 'bad', '+': 'good' } as const;

/** Line by line; what both have at the beginning and end is left out. */
const changeHtml = ({ of, before = '', now = '' }: Change): string =>
  tableHtml(
    of,
    ['text', 'line'],
    lineDifference(before, now).map(({ sign, line }) => [
      stressed(signs[sign], { ' ': '', '-': 'was', '+': 'is' }[sign]),
      `<code class="${signs[sign]}">${escaped(line)}</code>`,
    ]),
  );
