import type { Paint } from './paint.js';

/** What was found of one thing that ls2 needs or can use. */
export interface Finding {
  readonly name: string;
  readonly state: 'ok' | 'missing' | 'broken';
  /** Its version, or where it is. */
  readonly detail?: string;
  readonly needed: boolean;
  readonly usedFor: string;
  /** What to do, where it is not ok. */
  readonly remedy?: string;
}

export function findingsText(findings: readonly Finding[], paint: Paint): string {
  const width = Math.max(...findings.map(({ name }) => name.length));
  const lines = findings.flatMap(({ name, state, detail, needed, usedFor, remedy }) => {
    const stress = state === 'ok' ? paint.good : needed ? paint.error : paint.warning;
    const mark = { ok: '✓', missing: needed ? '✗' : '–', broken: '✗' }[state];
    const said = state === 'ok' ? (detail ?? '') : `${state}${detail === undefined ? '' : `: ${detail}`}`;
    const indent = ' '.repeat(width + 4);
    return [
      `${stress(mark)} ${paint.strong(name.padEnd(width))}  ${said}`,
      `${indent}${paint.faint(`${needed ? 'needed' : 'optional'}: ${usedFor}`)}`,
      ...(remedy === undefined ? [] : [`${indent}${remedy}`]),
    ];
  });
  return `${[...lines, '', summary(findings)].join('\n')}\n`;
}

function summary(findings: readonly Finding[]): string {
  const lacking = findings.filter(({ state }) => state !== 'ok');
  const needed = lacking.filter((finding) => finding.needed);
  if (needed.length > 0) return `ls2 needs ${needed.map(({ name }) => name).join(', ')}`;
  return lacking.length === 0
    ? 'everything is here'
    : `all that ls2 needs is here; it would also use ${lacking.map(({ name }) => name).join(', ')}`;
}

export function findingsJson(findings: readonly Finding[]): string {
  return `${JSON.stringify({ schemaVersion: 1, findings }, undefined, 2)}\n`;
}
