import type { CheckedAxiom } from '../check/index.js';
import { counted, field, prose } from './layout.js';
import type { Paint } from './paint.js';

const marks = { proved: '✓', held: '✓', violated: '✗', vacuous: '?', assumed: '?' } as const;

/** How axioms stand to the semantics: a line for each, and why some are not proved, or false. */
export function axiomsText(axioms: readonly CheckedAxiom[], paint: Paint): string {
  const width = Math.max(...axioms.map(({ name }) => name.length));
  return axioms.map((axiom) => axiomText(axiom, width, paint)).join('\n');
}

function axiomText(axiom: CheckedAxiom, width: number, paint: Paint): string {
  const { name, file, line, standing, unproved, violation } = axiom;
  const stress = {
    proved: paint.good,
    held: paint.good,
    violated: paint.error,
    vacuous: paint.warning,
    assumed: paint.warning,
  }[standing];
  const title = `${stress(marks[standing])} ${paint.strong(name.padEnd(width))}  ${stress(words(axiom))}  ${paint.faint(`${file}:${line}`)}`;
  return [
    title,
    ...field('not proved', unproved === undefined ? [] : [prose(unproved)], paint),
    ...field('false on', violation ?? [], paint),
  ].join('\n');
}

function words({ standing, traces: { every, length, random } }: CheckedAxiom): string {
  const traces = `${counted(every, 'trace')} of up to ${length} events, all of a small world, and ${random} random ones`;
  switch (standing) {
    case 'proved':
      return `proved from the semantics${every + random === 0 ? '' : `; held on ${every + random} traces`}`;
    case 'held':
      return `held on ${traces}`;
    case 'violated':
      return 'false: the semantics runs a trace against it';
    case 'vacuous':
      return 'vacuous on traces: it is about events that never happen there';
    case 'assumed':
      return 'assumed: no trace can tell';
  }
}

/** How many there are of each standing. */
export function axiomCounts(axioms: readonly CheckedAxiom[]): string {
  const parts = (['proved', 'held', 'violated', 'vacuous', 'assumed'] as const).flatMap((standing) => {
    const count = axioms.filter((axiom) => axiom.standing === standing).length;
    return count === 0 ? [] : [`${count} ${standing}`];
  });
  return `${counted(axioms.length, 'axiom')}: ${parts.join(', ')}`;
}
