import type { FuzzedProperty, FuzzFinding, FuzzResult } from './fuzz-result.js';
import { counted, field, wrapped } from './layout.js';
import type { Paint } from './paint.js';

/** What a campaign came to, for people: what was covered, by property, and what was found. */
export function fuzzText({ seed, properties, findings }: FuzzResult, paint: Paint): string {
  const runs = properties.reduce((sum, property) => sum + property.runs, 0);
  const blocks = [
    ...properties.map((property) => propertyText(property, findings, paint)),
    ...findings.map((finding) => findingText(finding, paint)),
    `${counted(runs, 'run')} of seed ${seed}: ${findings.length === 0 ? 'nothing found' : counted(findings.length, 'finding')}`,
  ];
  return `${blocks.join('\n\n')}\n`;
}

function propertyText(
  { name, says, runs, missing, covered }: FuzzedProperty,
  findings: readonly FuzzFinding[],
  paint: Paint,
): string {
  const isWrong = findings.some(({ property }) => property === name);
  const mark = missing !== undefined ? paint.warning('–') : isWrong ? paint.error('✗') : paint.good('✓');
  const title = `${mark} ${paint.strong(name)}  ${paint.faint(missing === undefined ? counted(runs, 'run') : `not tried: ${missing}`)}`;
  return [
    `${title}  ${says}`,
    ...Object.entries(covered).flatMap(([group, counts]) => groupText(group, counts, paint)),
  ].join('\n');
}

/** How often what; of what traces said of statements, also on what share of them the premises held. */
function groupText(group: string, counts: Readonly<Record<string, number>>, paint: Paint): readonly string[] {
  const most = Object.entries(counts).sort(([, a], [, b]) => b - a);
  const words = [...most.map(([what, count]) => `${what} ${count}`), ...(group === 'traces' ? [premises(counts)] : [])];
  return [`    ${paint.faint(group)}`, ...field('', [wrapped(words).join('\n')], paint)];
}

function premises(counts: Readonly<Record<string, number>>): string {
  const { holds = 0, violated = 0 } = counts;
  const all = Object.values(counts).reduce((sum, count) => sum + count, 0);
  return `premises held on ${((100 * (holds + violated)) / all).toFixed(1)} %`;
}

function findingText({ property, seed, message, shown, files, reproduce }: FuzzFinding, paint: Paint): string {
  return [
    `${paint.error('✗')} ${paint.strong(property)}  found by seed ${seed}`,
    ...field('found', [message], paint),
    ...field('case', shown === '' ? [] : [shown.trimEnd()], paint),
    ...field('files', files, paint),
    ...field('again', reproduce, paint),
  ].join('\n');
}
