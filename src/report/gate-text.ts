import type { Change, ComparedTheorem, Finding, Gain } from '../gate/finding.js';
import { diagnosticText } from './diagnostics-text.js';
import { type GateResult, namedAgainst, tally, wordOf } from './gate-result.js';
import { counted, paragraph } from './layout.js';
import { lineDifference } from './line-difference.js';
import type { Paint } from './paint.js';

/**
 * What the gate found, for people: what it stops at, with what has changed, then what became better, how those theorems that do not say the same stand to what
 * they were, and a summary.
 *
 * @param textOf the text of a file, of which diagnostics show lines
 */
export function gateText(result: GateResult, textOf: (file: string) => string | undefined, paint: Paint): string {
  const { findings, gains, theorems, diagnostics } = result;
  const blocks = [
    ...diagnostics.map((diagnostic) => diagnosticText(diagnostic, textOf, paint)),
    ...findings.map((finding) => findingText(finding, paint)),
    ...(gains.length === 0 ? [] : [gains.map((gain) => gainText(gain, paint)).join('\n')]),
    ...(theorems.some(hasChanged)
      ? [
          theorems
            .filter(hasChanged)
            .map((each) => wordText(each, paint))
            .join('\n'),
        ]
      : []),
    summary(result, paint),
  ];
  return `${blocks.join('\n\n')}\n`;
}

function findingText({ code, file, line, message, changes, events = [], without }: Finding, paint: Paint): string {
  const stress = without === undefined ? paint.error : paint.warning;
  const mark = without === undefined ? '✗' : '?';
  const place = line === undefined ? file : `${file}:${line}`;
  return [
    `${stress(mark)} ${paint.strong(paragraph(message))}  ${paint.faint(`${place}  ${code}`)}`,
    ...changes.flatMap((change) => changeLines(change, paint)),
    ...(events.length === 0 ? [] : [`    ${paint.faint('the attack')}`, ...events.map((event) => `    ${event}`)]),
  ].join('\n');
}

/** What both have at its beginning and end is not shown. */
function changeLines({ before = '', now = '' }: Change, paint: Paint): readonly string[] {
  return lineDifference(before, now).map(({ sign, line }) => {
    const stress = { ' ': paint.faint, '-': paint.error, '+': paint.good }[sign];
    return stress(`    ${sign} ${line}`);
  });
}

const gainText = ({ file, line, message }: Gain, paint: Paint): string =>
  `${paint.good('+')} ${message}  ${paint.faint(`${file}:${line}`)}`;

const hasChanged = ({ before }: ComparedTheorem): boolean => before !== undefined && before.relation !== 'equivalent';

function wordText(theorem: ComparedTheorem, paint: Paint): string {
  const word = wordOf(theorem);
  const stress = word === 'stronger' ? paint.good : paint.error;
  const { name, file, line } = theorem;
  return `  ${stress(word.padEnd(12))}  ${name}  ${paint.faint(`${file}:${line}`)}`;
}

function summary({ against, findings, gains, theorems, accepted, diagnostics }: GateResult, paint: Paint): string {
  if (diagnostics.some(({ severity }) => severity === 'error')) return 'nothing was compared: a text has errors';
  const words = theorems.some(hasChanged) ? ` (${tally(theorems).join(', ')})` : '';
  const compared = `${counted(theorems.length, 'theorem')} against ${namedAgainst(against)}${words}`;
  const found = findings.length === 0 ? [] : [paint.error(counted(findings.length, 'finding'))];
  const gained = gains.length === 0 ? [] : [`${gains.length} for the better`];
  const parts = [...found, ...gained];
  const said = parts.length === 0 ? 'all stands as it stood' : parts.join(', ');
  return accepted === undefined ? `${compared}: ${said}` : `${compared}: ${said}; ${accepted} is written`;
}
