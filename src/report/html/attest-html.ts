import { type Finding, findingText, type Judged, type JudgedEvent } from '../../evidence/index.js';
import type { Stage } from '../../evidence/platform/index.js';
import { type AttestedReport, stageMarks, stageWords, verdictOf } from '../attested-text.js';
import { bindingText, decodedText } from '../event-text.js';
import { counted } from '../layout.js';
import { escaped } from './escape.js';
import { pageOf } from './parts.js';
import { codeHtml, faintHtml, sectionHtml, stressed, tableHtml } from './table.js';

type Tool = { readonly name: string; readonly version: string };

/** What evidence comes to by itself, as a page: each event with how far anything vouches for it, registers, the quote, what contradicts what. */
export function attestHtml(judged: Judged, tool: Tool): string {
  const { consistent, complete } = judged;
  const word = consistent ? (complete ? 'is consistent' : 'is not complete') : 'contradicts itself';
  return pageOf('ls2 attest', `The evidence ${word}`, { tool }, evidenceParts(judged));
}

const headings = { conforms: '✓ conforms to', deviates: '✗ deviates from', unknown: '? is not known to conform to' };

/** A verdict on a boot, as a page: the chain's stages against the events of the log, where it broke, what that means, and the evidence. */
export function attestedHtml(report: AttestedReport, tool: Tool): string {
  const { attested, claim, judged, platform, proved } = report;
  const verdict = verdictOf(report);
  const { theorem, conclusion } = claim;
  const { deviation } = attested;
  const name = `${theorem.name} (${theorem.file}:${theorem.span.start.line})`;
  const events = new Map(judged.events.map((event) => [event.index, event]));
  return pageOf('ls2 attest', `The boot ${headings[verdict]} ${platform}`, { tool }, [
    deviation === undefined
      ? ''
      : sectionHtml('Where it broke', [
          `<p class="bad">${escaped(deviation.message)}</p>`,
          pairs([
            ['stage', deviation.stages],
            ['expected', deviation.expected ?? []],
            ['found', deviation.found === undefined ? [] : [deviation.found]],
            ['so', [`${name} says nothing of this boot`]],
          ]),
        ]),
    sectionHtml('Stages against events', [
      tableHtml(
        `what the chain of ${theorem.name} wants, in order, and what was measured (${attested.bank})`,
        ['how', 'stage', 'register', 'event', 'what the log says of it', 'digest', 'verdict'],
        attested.stages.map((stage) => stageRow(stage, report, events)),
      ),
    ]),
    sectionHtml('What follows', [
      `<p>${verdict === 'conforms' ? `An instance of ${codeHtml(name)}, which is proved.` : `Nothing: ${codeHtml(name)} is ${proved}${deviation === undefined ? '' : ', and this boot is no instance of it'}.`}</p>`,
      theorem.doc === undefined ? '' : `<p>${escaped(theorem.doc)}</p>`,
      verdict === 'conforms' ? pairs([['concludes', [conclusion]]]) : '',
      pairs([
        ['provided', verdict === 'conforms' ? attested.assumptions : []],
        ['missing', attested.missing],
      ]),
      ...attested.notes.map((note) => `<p class="faint">${escaped(note)}</p>`),
    ]),
    ...evidenceParts(judged),
  ]);
}

function pairs(of: readonly (readonly [string, readonly string[]])[]): string {
  const items = of.flatMap(([name, values]) =>
    values.length === 0 ? [] : [`<dt>${name}</dt>${values.map((value) => `<dd>${codeHtml(value)}</dd>`).join('')}`],
  );
  return items.length === 0 ? '' : `<dl>${items.join('')}</dl>`;
}

const stressOf = { '✓': 'good', '✗': 'bad', '?': 'open', '·': 'faint', ' ': 'faint' } as const;

function stageRow(
  { status, term, pcr, event, digest, from }: Stage,
  { nameOf }: AttestedReport,
  events: ReadonlyMap<number, JudgedEvent>,
): readonly string[] {
  const mark = stageMarks[status];
  const judged = event === undefined ? undefined : events.get(event.index);
  return [
    stressed(stressOf[mark], mark),
    term === undefined ? '' : codeHtml(nameOf(term)),
    `PCR ${pcr}`,
    event === undefined ? '' : `<a href="#event-${event.index}">event ${event.index}</a>`,
    judged === undefined ? '' : escaped(decodedText(judged.says)),
    codeHtml((digest ?? '').slice(0, 16)),
    `${stressed(stressOf[mark], stageWords[status])}${from === undefined ? '' : `: ${escaped(from)}`}`,
  ];
}

function evidenceParts(judged: Judged): readonly string[] {
  const { events, ima, registers, findings } = judged;
  return [
    sectionHtml('What was found', [
      findings.length === 0 ? '' : `<ul>${findings.map((finding) => `<li>${findingHtml(finding)}</li>`).join('')}</ul>`,
    ]),
    sectionHtml('The quote', [quoteHtml(judged)]),
    sectionHtml('Events', [
      ima.length === 0 ? '' : `<p>IMA: ${counted(ima.length, 'measurement')}</p>`,
      tableHtml(
        'each event of the log, and what vouches for which part of it',
        ['event', 'register', 'type', 'what it says', 'what binds that'],
        events.map(eventRow),
      ),
    ]),
    sectionHtml('Registers', [
      tableHtml(
        'registers by the logs, and by the TPM',
        ['register', 'bank', 'value', 'how it stands'],
        registers.map(({ bank, pcr, replayed, read, quoted }) => [
          `PCR ${pcr}`,
          bank,
          codeHtml(read ?? replayed ?? ''),
          `${registerHtml(replayed, read)}${quoted ? `, ${stressed('good', 'quoted')}` : ''}`,
        ]),
      ),
    ]),
  ];
}

const eventRow = ({ index, pcr, type, says, binding }: JudgedEvent): readonly string[] => [
  `<span id="event-${index}">${index}</span>`,
  pcr === 0xffffffff ? '' : `PCR ${pcr}`,
  // A quote stands for place and digest; what kind of event that was, the log alone says.
  `${escaped(type.replace(/^EV_/, ''))}<br>${faintHtml('not vouched for')}`,
  escaped(decodedText(says)),
  stressed(
    ({ data: 'good', part: 'open', none: 'faint', nothing: 'faint', contradicts: 'bad' } as const)[binding.kind],
    bindingText(binding) ?? 'its digest, all of it',
  ),
];

function registerHtml(replayed: string | undefined, read: string | undefined): string {
  if (replayed === undefined) return stressed('faint', 'read');
  if (read === undefined) return stressed('faint', 'replayed');
  return replayed === read ? stressed('good', 'as replayed') : stressed('bad', 'differs from the log');
}

function quoteHtml({ quote }: Judged): string {
  if (quote === undefined) return '';
  const { verified, reason, missing, selection, resetCount, restartCount } = quote;
  const of = selection.map(({ bank, pcrs }) => `${bank}:${pcrs.join(',')}`).join('+');
  const said = verified
    ? stressed('good', 'verified')
    : missing === undefined
      ? stressed('bad', `does not verify: ${reason ?? ''}`)
      : stressed('open', 'cannot be verified');
  return `<p>of ${codeHtml(of)}: ${said}; reset ${resetCount}, restart ${restartCount}</p>`;
}

const signs = {
  contradiction: ['bad', '✗'],
  missing: ['open', '?'],
  gap: ['open', '!'],
  note: ['faint', '·'],
} as const;

function findingHtml(finding: Finding): string {
  const [stress, sign] = signs[finding.severity];
  return `${stressed(stress, sign)} ${escaped(findingText(finding))}`;
}
