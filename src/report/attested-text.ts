import { type Finding, findingText, type Judged } from '../evidence/index.js';
import type { Attested, Claim, Stage } from '../evidence/platform/index.js';
import { field, paragraph } from './layout.js';
import type { Paint } from './paint.js';

/** What evidence came to for a platform: what a report needs of it. */
export interface AttestedReport {
  readonly platform: string;
  readonly claim: Claim;
  readonly attested: Attested;
  readonly judged: Judged;
  /** What was found of the theorem. */
  readonly proved: 'proved' | 'vacuous' | 'refuted' | 'unknown' | 'unfinished';
  readonly nameOf: (term: NonNullable<Stage['term']>) => string;
}

/** The verdict of a report: evidence that deviates does so whatever the theorem; only a proved theorem concludes anything. */
export const verdictOf = ({
  attested,
  proved,
}: Pick<AttestedReport, 'attested' | 'proved'>): 'conforms' | 'deviates' | 'unknown' =>
  attested.verdict === 'conforms' && proved !== 'proved' ? 'unknown' : attested.verdict;

/** A verdict on a boot, for people. */
export function attestedText(report: AttestedReport, paint: Paint): string {
  const { attested, judged } = report;
  const blocks = [
    attested.stages.map((stage) => stageLine(stage, report, paint)),
    judged.findings
      .filter((finding) => isTold(finding, report))
      .map((finding) => paint.warning(`! ${findingText(finding)}`)),
    verdictLines(report, paint),
  ];
  return `${blocks
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;
}

/** A sign for how a stage stands. */
export const stageMarks = {
  good: '✓',
  unchecked: '?',
  free: '·',
  unreferenced: '?',
  untold: '?',
  deviates: '✗',
  missing: '✗',
  extra: '✗',
  unseen: ' ',
} as const;

/** The same in words. */
export const stageWords = {
  good: 'good',
  unchecked: 'not checked',
  free: 'whatever it is',
  unreferenced: 'no reference in this bank',
  untold: 'nothing tells',
  deviates: 'another was expected',
  missing: 'not measured',
  extra: 'not expected',
  unseen: 'not looked at',
} as const;

function stageLine(stage: Stage, { nameOf }: AttestedReport, paint: Paint): string {
  const { status, pcr, term, digest, from, event } = stage;
  const name = term === undefined ? '' : nameOf(term);
  const at = event === undefined ? '' : `event ${event.index}`;
  const said = from === undefined ? stageWords[status] : `${stageWords[status]}: ${from}`;
  const line = `${stageMarks[status]} PCR ${`${pcr}`.padEnd(3)}${at.padEnd(10)}${name.padEnd(28)} ${(digest ?? '').slice(0, 16).padEnd(17)}${said}`;
  if (stageMarks[status] === '✗') return paint.error(line);
  return status === 'good' ? line : paint.faint(line);
}

/** Gaps that are assumptions are told as such. */
const isTold = ({ severity, kind }: Finding, { attested }: AttestedReport): boolean =>
  severity === 'contradiction' && !(attested.deviation?.kind === 'quote' && kind === 'quote-fails');

function verdictLines(report: AttestedReport, paint: Paint): readonly string[] {
  const { attested, claim, platform, proved } = report;
  const { theorem, conclusion } = claim;
  const name = `${theorem.name} (${theorem.file}:${theorem.span.start.line})`;
  const { deviation } = attested;
  if (deviation !== undefined) {
    const { stages, expected = [], found } = deviation;
    return [
      paint.error(`✗ deviates from ${platform}: ${deviation.message}`),
      ...field('stage', stages.length === 0 ? [] : [stages.join(', ')], paint),
      ...field('expected', expected, paint),
      ...field('found', found === undefined ? [] : [found], paint),
      ...field('so', [`${name} says nothing of this boot`], paint),
    ];
  }
  if (attested.verdict === 'unknown')
    return [
      paint.warning(`? unknown: nothing contradicts ${platform}, and something is missing; nothing follows`),
      ...field('missing', attested.missing, paint),
    ];
  if (proved !== 'proved')
    return [paint.warning(`? the evidence is as ${platform} wants it, and ${name} is ${proved}: nothing follows`)];
  return [
    paint.good(`✓ conforms to ${platform}: an instance of ${name}, which is proved`),
    ...field('means', theorem.doc === undefined ? [] : [theorem.doc], paint),
    ...field('concludes', [conclusion], paint),
    ...field('provided', attested.assumptions, paint),
    ...attested.notes.map((note) => paint.faint(paragraph(note))),
  ];
}
