import type { CheckedAttack, CheckedSearch, ToldTrace } from '../check/index.js';
import { inWords } from '../stop/index.js';
import { counted, field, prose } from './layout.js';
import type { Paint } from './paint.js';

/** An attack for people: event by event, what it turns on, and what breaks. */
export function attackLines(attack: CheckedAttack, paint: Paint): readonly string[] {
  return [
    ...field('attack', [`${counted(attack.length, 'event')}, on which every premise holds`], paint),
    ...traceLines(attack, paint),
    ...field('fails', [attack.violated], paint),
    ...field('breaks', [prose(attack.breaks)], paint),
    ...field('again', [attack.reproduce], paint),
  ];
}

/** A trace for people, event by event. */
export function traceLines({ events, memory, names, instance }: ToldTrace, paint: Paint): readonly string[] {
  const held = memory.map(({ location, value }) => `${location} holds ${value}`);
  const width = `${events.length}`.length;
  const rows = events.flatMap(({ time, brief, changes, note, matters }) => {
    const changed = changes.map(({ location, brief: value }) => `${location} = ${value}`).join(', ');
    const row = `${`${time}`.padStart(width)}  ${brief}${changed === '' ? '' : paint.faint(`   ${changed}`)}`;
    const said =
      note === undefined ? [] : [`${' '.repeat(width + 4)}${matters ? paint.warning(note) : paint.faint(note)}`];
    return [row, ...said];
  });
  return [
    ...field('at first', held, paint),
    ...field('events', rows, paint),
    ...field(
      'where',
      names.map(({ name, value }) => `${name} = ${value}`),
      paint,
    ),
    ...field(
      'for',
      instance.length === 0 ? [] : [instance.map(({ name, value }) => `${name} = ${value}`).join(', ')],
      paint,
    ),
  ];
}

/** What was looked at in vain. */
export function searchText({ directed, every, stopped }: CheckedSearch): string {
  const part = directed.isOver ? 'all of ' : '';
  const found = `none in ${part}${counted(directed.states, 'state')} of the directed search`;
  if (stopped !== undefined) return `${found}: ${inWords[stopped]}`;
  return every === undefined
    ? `${found} (docs/attacks.md)`
    : `none among all traces of up to ${counted(every.events, 'event')} of a small scope (${every.traces}), ${found} (docs/attacks.md)`;
}
