import { inWords } from '../stop/index.js';
import { diagnosticText } from './diagnostics-text.js';
import { counted, field } from './layout.js';
import type { Paint } from './paint.js';
import type { ValidatedTrace, ValidateResult } from './validate-result.js';

/** More traces than this are not listed one by one, but for those that are violated; and of these not more than so many. */
const [mostListed, mostViolated] = [20, 10];

/** What traces came to, for people: each trace if they are few, those that violate the statement with where and why, and how many there are of each. */
export function validateText(result: ValidateResult, paint: Paint): string {
  const { traces, diagnostics } = result;
  const violated = traces.filter(({ verdict }) => verdict === 'violated');
  const listed = traces.length <= mostListed ? traces : violated.slice(0, mostViolated);
  const left = violated.length - listed.filter(({ verdict }) => verdict === 'violated').length;
  const blocks = [
    ...diagnostics.map((diagnostic) => diagnosticText(diagnostic, () => undefined, paint)),
    ...(listed.length === 0 ? [] : [listed.map((trace) => traceText(trace, paint)).join('\n')]),
    ...(left === 0 ? [] : [`… and ${counted(left, 'other trace')} that violate${left === 1 ? 's' : ''} it`]),
    [
      summary(result),
      ...(result.stopped === undefined ? [] : [paint.warning(`${inWords[result.stopped]} before its end`)]),
    ].join('; '),
  ];
  return `${blocks.join('\n\n')}\n`;
}

const marks = { holds: '✓', violated: '✗', 'premise-fails': '–', undecided: '?' } as const;
const words = {
  holds: 'holds',
  violated: 'violated',
  'premise-fails': 'holds, since its premises hold nowhere',
  undecided: 'undecided',
} as const;

function traceText(
  { file, line, against, events, verdict, expected, violation }: ValidatedTrace,
  paint: Paint,
): string {
  const isRight = (verdict === 'violated') === (expected === 'violated');
  const stress = verdict === 'undecided' ? paint.warning : isRight ? paint.good : paint.error;
  const said =
    expected === 'violated'
      ? `${words[verdict]}, ${isRight ? 'as expected' : 'but expected to be violated'}`
      : words[verdict];
  const title = `${stress(marks[verdict])} ${paint.strong(against)}  ${stress(said)}  ${paint.faint(`${file}:${line}, ${counted(events, 'event')}`)}`;
  if (violation === undefined) return title;
  const { at, conjunct, instance, around } = violation;
  const width = Math.max(...around.map(({ time }) => `${time}`.length));
  return [
    title,
    ...field('for', [instance.map(({ name, value }) => `${name} = ${value}`).join(', ')], paint),
    ...field('fails', [conjunct], paint),
    ...field('at', at === undefined ? [] : [`${at}`], paint),
    ...field(
      'events',
      around.map(({ time, event }) => `${`${time}`.padStart(width)}  ${event}`),
      paint,
    ),
  ].join('\n');
}

function summary({ traces, against }: ValidateResult): string {
  const count = (wanted: ValidatedTrace['verdict']): number =>
    traces.filter(({ verdict }) => verdict === wanted).length;
  const parts = [
    `holds on ${count('holds')}`,
    `violated on ${count('violated')}`,
    `its premises fail on ${count('premise-fails')}`,
    ...(count('undecided') === 0 ? [] : [`undecided on ${count('undecided')}`]),
  ];
  // Where no trace could be read that says what it is meant for, there is nothing to say of any.
  return `${counted(traces.length, 'trace')}${against === '' ? '' : `: ${against} ${parts.join(', ')}`}`;
}
