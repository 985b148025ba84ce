import { type ChainDecl, type Model, showTerm } from '../../language/index.js';
import { escaped } from './escape.js';
import { type Quote, quotesOf } from './quotes.js';
import { picture, widthOf } from './svg.js';

/** How the terms of a chain are written. */
type Shown = (term: ChainDecl['registers'][number]['sequence']) => string;

/** Pixels. */
const size = { row: 44, box: 32, gap: 36, margin: 20, head: 64, arrow: 80 };

const widest = (texts: readonly string[], least: number): number => Math.max(least, ...texts.map(widthOf)) + 24;

/** A measurement: what a stage reads, and which register it extends by what. */
interface Row {
  readonly y: number;
  readonly from: string | undefined;
  readonly by: string;
  readonly register: number;
}

/** Where a stage's box is, and what is beside it. */
interface Placed {
  readonly name: string;
  readonly top: number;
  readonly height: number;
  readonly rows: readonly Row[];
}

function placed({ stages, registers }: ChainDecl, shown: Shown): readonly Placed[] {
  let top = size.head;
  let count = 0;
  return stages.map(({ name, measures }, i) => {
    const height = Math.max(1, measures.length) * size.row - (size.row - size.box);
    const rows = measures.map(({ location, register, entry, isNext }, j): Row => {
      count += 1;
      return {
        y: top + size.box / 2 + j * size.row,
        from: location === undefined ? undefined : shown(location),
        by: `${count}. extends by ${isNext ? (stages[i + 1]?.name ?? '') : shown(entry)}`,
        register: registers.findIndex(({ term }) => term === register),
      };
    });
    const stage = { name, top, height, rows };
    top += height + size.gap;
    return stage;
  });
}

/** Where the columns are: memory, stages, and a line for each register. */
interface Columns {
  readonly memory: { readonly x: number; readonly width: number };
  readonly stage: { readonly x: number; readonly width: number };
  readonly registers: readonly number[];
  readonly width: number;
}

/** With how an arrow's tip is called. */
interface Drawn extends Columns {
  readonly tip: string;
}

function columnsOf(
  stages: readonly Placed[],
  heads: readonly string[],
  { foot, quotes }: { readonly foot: readonly string[]; readonly quotes: readonly Quote[] },
): Columns {
  const rows = stages.flatMap((stage) => stage.rows);
  const read = rows.flatMap(({ from }) => from ?? []);
  const memory = { x: size.margin, width: read.length + quotes.length === 0 ? 0 : widest(read, 60) };
  const stage = {
    x: memory.x + memory.width + (memory.width === 0 ? 0 : size.arrow),
    width: widest([...stages.map(({ name }) => name), ...quotes.map(({ program }) => program)], 80),
  };
  let x = stage.x + stage.width + widest([...rows.map(({ by }) => by), ...quotes.map(signs)], 120) + 16;
  const registers = heads.map((head, i) => {
    const here = i === 0 ? x : x + widthOf(head) / 2 + 24;
    x = here + widthOf(head) / 2;
    return here;
  });
  return {
    memory,
    stage,
    registers,
    width: Math.max(x, ...foot.map((text) => size.margin + widthOf(text))) + size.margin,
  };
}

/**
 * A chain as a picture: its stages in order, what each reads from where, what it extends which register by, and what the registers hold at the end. A line a register; its
 * lock is held along it by the boot thread, as the chain's `Protected` says. Below, the programs that sign what they read from a register, and whether that leaves. Texts stay texts.
 */
export function chainSvg(chain: ChainDecl, model: Model): string {
  const shown: Shown = (term) => showTerm(term, model, { width: 60 });
  const quotes = quotesOf(model, chain);
  const stages = placed(chain, shown);
  const heads = chain.registers.map(({ term }) => shown(term));
  const foot = chain.registers.flatMap(({ term, sequence }) =>
    `${shown(term)} at the end: ${shown(sequence)}`.split('\n'),
  );
  const guard = chain.protectedBy.predicate.name;
  const lock = `${guard}: the boot thread holds the lock of ${heads.join(', ')}`;
  const columns = columnsOf(stages, heads, { foot: [...foot, lock], quotes });
  const last = stages.at(-1);
  const full = last === undefined ? size.head : last.top + last.height + 12;
  const end = full + quotes.length * size.row + (quotes.length > 0 ? size.gap : 0);
  const height = end + 28 + (foot.length + 1) * 22;
  const tip = `tip-${chain.name.replace(/\W/g, '-')}`;
  const drawn: Drawn = { ...columns, tip: `url(#${tip})` };
  const since = chain.register.kind === 'dpcr' ? 'the late launch' : 'the reset';
  const parts = [
    `<defs><marker id="${tip}" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8" orient="auto"><path class="tip" d="M0 0L8 4L0 8z"/></marker></defs>`,
    ...heads.map((head, i) => registerOf(head, columns.registers[i] ?? 0, end)),
    ...columns.registers.map((x) => lockOf(x, `${guard}: the boot thread has the lock from ${since} on`)),
    ...stages.map((stage, i) => stageOf(stage, stages[i + 1], drawn)),
    ...quotes.map((quote, i) => quoteOf(quote, full + size.gap / 2 + i * size.row, drawn)),
    ...[...foot, lock].map(
      (text, i) =>
        `<text class="${i < foot.length ? 'end' : 'faint'}" x="${size.margin}" y="${end + 28 + i * 22}">${escaped(text)}</text>`,
    ),
  ];
  return picture({ name: 'ls2-chain', title: `the chain ${chain.name}`, width: columns.width, height, style, parts });
}

const style = [
  '.ls2-chain .stage rect{fill:var(--panel);stroke:var(--ink);stroke-width:1.5}',
  '.ls2-chain .stage text{font-weight:bold}',
  '.ls2-chain .memory rect{fill:var(--ground);stroke:var(--line)}',
  '.ls2-chain .register{stroke:var(--good);stroke-width:3}',
  '.ls2-chain .head{font-weight:bold;fill:var(--good)}',
  '.ls2-chain .arrow{stroke:var(--line);stroke-width:1.5;fill:none}',
  '.ls2-chain .reads{stroke-dasharray:5 4}',
  '.ls2-chain .tip{fill:var(--line)}',
  '.ls2-chain .dot{fill:var(--good)}',
  '.ls2-chain .lock path,.ls2-chain .lock rect{fill:var(--ground);stroke:var(--good);stroke-width:2}',
  '.ls2-chain .quote rect{fill:var(--ground);stroke:var(--good);stroke-width:1.5}',
].join('');

const registerOf = (head: string, x: number, end: number): string =>
  `<text class="head" x="${x}" y="30" text-anchor="middle">${escaped(head)}</text><line class="register" x1="${x}" y1="42" x2="${x}" y2="${end}"/>`;

/** A padlock on a register's line, above all that is extended. */
const lockOf = (x: number, says: string): string =>
  `<g class="lock"><title>${escaped(says)}</title><path d="M${x - 5} 47v-4a5 5 0 0 1 10 0v4"/><rect x="${x - 8}" y="47" width="16" height="12" rx="2"/></g>`;

const signs = ({ by }: Quote): string => `signs it as ${by}`;

/** A program that reads registers and signs what it read; what it sends goes out to the left. */
function quoteOf(quote: Quote, top: number, { memory, stage, registers, tip }: Drawn): string {
  const y = top + size.box / 2;
  const right = stage.x + stage.width;
  const lines = quote.registers.map((register) => {
    const x = registers[register] ?? right;
    return `<line class="arrow" x1="${x}" y1="${y}" x2="${right + 2}" y2="${y}" marker-end="${tip}"/><circle class="dot" cx="${x}" cy="${y}" r="3"/>`;
  });
  const out = quote.leaves
    ? `<line class="arrow" x1="${stage.x}" y1="${y}" x2="${memory.x + 2}" y2="${y}" marker-end="${tip}"/><text class="faint" x="${(memory.x + stage.x) / 2}" y="${y - 6}" text-anchor="middle">a quote leaves</text>`
    : '';
  return `<g class="quote"><rect x="${stage.x}" y="${top}" width="${stage.width}" height="${size.box}" rx="16"/><text x="${stage.x + stage.width / 2}" y="${y + 5}" text-anchor="middle">${escaped(quote.program)}</text>${lines.join('')}<text x="${right + 10}" y="${y - 6}">${escaped(signs(quote))}</text>${out}</g>`;
}

function stageOf({ name, top, height, rows }: Placed, next: Placed | undefined, columns: Drawn): string {
  const { x, width } = columns.stage;
  const middle = x + width / 2;
  const jump =
    next === undefined
      ? ''
      : `<line class="arrow" x1="${middle}" y1="${top + height}" x2="${middle}" y2="${next.top}" marker-end="${columns.tip}"/><text class="faint" x="${middle + 10}" y="${top + height + size.gap / 2 + 4}">jumps</text>`;
  return [
    `<g class="stage"><rect x="${x}" y="${top}" width="${width}" height="${height}" rx="5"/><text x="${middle}" y="${top + height / 2 + 5}" text-anchor="middle">${escaped(name)}</text></g>`,
    jump,
    ...rows.map((row) => rowOf(row, columns)),
  ].join('');
}

function rowOf({ y, from, by, register }: Row, { memory, stage, registers, tip }: Drawn): string {
  const edge = memory.x + memory.width;
  const right = stage.x + stage.width;
  const line = registers[register] ?? right;
  const read =
    from === undefined
      ? ''
      : `<g class="memory"><rect x="${memory.x}" y="${y - 14}" width="${memory.width}" height="28"/><text x="${memory.x + memory.width / 2}" y="${y + 5}" text-anchor="middle">${escaped(from)}</text></g><line class="arrow reads" x1="${edge}" y1="${y}" x2="${stage.x}" y2="${y}" marker-end="${tip}"/><text class="faint" x="${edge + size.arrow / 2}" y="${y - 6}" text-anchor="middle">reads</text>`;
  return `${read}<line class="arrow" x1="${right}" y1="${y}" x2="${line - 5}" y2="${y}" marker-end="${tip}"/><circle class="dot" cx="${line}" cy="${y}" r="5"/><text x="${right + 10}" y="${y - 6}">${escaped(by)}</text>`;
}
