import type { CheckedAttack, ToldEvent } from '../../check/index.js';
import { escaped } from './escape.js';
import { font, picture, widthOf } from './svg.js';

/** Pixels. */
const size = { row: 46, head: 44, gap: 24, margin: 16, time: 34, least: 90, most: 320 };

interface Lane {
  /** Absent for what no thread does. */
  readonly thread: string | undefined;
  readonly x: number;
  readonly width: number;
  /** Whether all that is done in it is done by foreign code. */
  readonly foreign: boolean;
}

/** A text in at most so many letters. */
const cut = (text: string, letters: number): string =>
  text.length <= letters ? text : `${text.slice(0, Math.max(1, letters - 1))}…`;

function lanesOf(events: readonly ToldEvent[]): readonly Lane[] {
  let x = size.margin + size.time;
  return [...new Set(events.map(({ thread }) => thread))].map((thread) => {
    const texts = events.filter((event) => event.thread === thread).map(({ brief }) => widthOf(brief));
    const width = Math.min(size.most, Math.max(size.least, ...texts) + 16);
    const foreign = events.every((event) => event.thread !== thread || event.foreign);
    const lane = { thread, x, width, foreign };
    x += width + size.gap;
    return lane;
  });
}

/**
 * An attack as a sequence chart: a lane a thread, an event a row, what memory and registers hold afterwards beside it, and last what fails. What each step does is its title,
 * in words. Nothing is drawn that the attack's JSON has not.
 */
export function attackSvg(attack: CheckedAttack, title: string): string {
  const lanes = lanesOf(attack.events);
  const beside = (lanes.at(-1)?.x ?? 0) + (lanes.at(-1)?.width ?? 0) + size.gap;
  const changes = attack.events.map((event) =>
    event.changes.map(({ location, brief }) => `${location} = ${brief}`).join(', '),
  );
  const width =
    beside +
    Math.max(200, ...changes.map(widthOf), ...[attack.violated].map((text) => widthOf(cut(text, 60)))) +
    size.margin;
  const rows = attack.events.map((event, i) => rowOf(event, changes[i] ?? '', { i, lanes, beside }));
  const end = size.head + attack.events.length * size.row;
  const height = end + size.row + size.margin;
  const fails = `<g class="fails"><title>${escaped(attack.breaks)}</title><text x="${size.margin}" y="${end + 28}">✗ ${escaped(cut(attack.violated, Math.floor((width - 40) / font.letter)))}</text></g>`;
  const parts = [...lanes.map((lane) => laneOf(lane, end)), ...rows, fails];
  return picture({ name: 'ls2-attack', title, width, height, style, parts });
}

const style = [
  '.ls2-attack .lane{stroke:var(--line);stroke-dasharray:3 4}',
  '.ls2-attack .head{font-weight:bold}',
  '.ls2-attack .event rect{fill:var(--panel);stroke:var(--line)}',
  '.ls2-attack .foreign rect{fill:var(--foreign);stroke:var(--bad)}',
  '.ls2-attack .matters text.what{font-weight:bold}',
  '.ls2-attack .now rect{stroke:var(--ink);stroke-width:2.5}',
  '.ls2-attack .fails text{fill:var(--bad);font-weight:bold}',
].join('');

function laneOf({ thread, x, width, foreign }: Lane, end: number): string {
  const middle = x + width / 2;
  const name = thread ?? 'machine';
  return [
    `<text class="head" x="${middle}" y="24" text-anchor="middle">${escaped(name)}${foreign ? ' (foreign)' : ''}</text>`,
    `<line class="lane" x1="${middle}" y1="32" x2="${middle}" y2="${end}"/>`,
  ].join('');
}

function rowOf(
  { time, thread, event, brief, note, matters, foreign }: ToldEvent,
  changed: string,
  { i, lanes, beside }: { readonly i: number; readonly lanes: readonly Lane[]; readonly beside: number },
): string {
  const lane = lanes.find((each) => each.thread === thread);
  if (lane === undefined) return '';
  const top = size.head + i * size.row;
  const classes = ['event', ...(foreign ? ['foreign'] : []), ...(matters ? ['matters'] : [])].join(' ');
  const letters = Math.floor((lane.width - 12) / font.letter);
  return [
    `<g class="${classes}" data-step="${i + 1}"><title>${escaped(note === undefined ? event : `${event}: ${note}`)}</title>`,
    `<text class="faint" x="${size.margin + size.time - 10}" y="${top + 22}" text-anchor="end">${time}</text>`,
    `<rect x="${lane.x}" y="${top + 4}" width="${lane.width}" height="28" rx="4"/>`,
    `<text class="what" x="${lane.x + lane.width / 2}" y="${top + 23}" text-anchor="middle">${escaped(cut(brief, letters))}</text>`,
    changed === '' ? '' : `<text class="faint" x="${beside}" y="${top + 23}">${escaped(changed)}</text>`,
    '</g>',
  ].join('');
}
