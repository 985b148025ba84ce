import { instance } from '@viz-js/viz';
import type { ChainDecl } from '../../language/index.js';
import { coloursFor } from './colours.js';
import { escaped } from './escape.js';

/** How the terms of a chain are written. */
export type Shown = (term: ChainDecl['registers'][number]['sequence']) => string;

/**
 * A chain as a picture: its stages in order, from where each reads what, what it extends registers by, and what these hold at the end. Laid out by Graphviz; texts
 * stay texts.
 */
export async function chainSvg(chain: ChainDecl, shown: Shown): Promise<string> {
  const viz = await instance();
  const drawn = viz.renderString(graphOf(chain, shown), { format: 'svg' });
  const svg = drawn.slice(drawn.indexOf('<svg')).trimEnd();
  const style = `<style>${coloursFor('.ls2-chain')}.ls2-chain text{fill:var(--ink)}.ls2-chain polygon,.ls2-chain path,.ls2-chain ellipse{stroke:var(--line)}.ls2-chain .graph>polygon{fill:var(--ground)}.ls2-chain .node polygon,.ls2-chain .node path{fill:var(--panel)}.ls2-chain .edge polygon{fill:var(--line)}</style>`;
  return svg
    .replace('<svg ', `<svg class="ls2-chain" role="img" aria-label="${escaped(`the chain ${chain.name}`)}" `)
    .replace('>', `>${style}`);
}

function graphOf({ name, stages, registers }: ChainDecl, shown: Shown): string {
  const node = (id: string, label: string, more = ''): string => `${id} [label=${quoted(label)}${more}];`;
  const nodes = stages.map((stage, i) => node(`stage${i}`, stage.name));
  const all = stages.flatMap(({ measures }, i) => measures.map((measured, j) => ({ ...measured, i, id: `${i}_${j}` })));
  const read = all.flatMap((each) => (each.location === undefined ? [] : [{ ...each, location: each.location }]));
  const memory = read.map(({ location, id }) => node(`memory${id}`, shown(location), ',shape=cylinder'));
  const places = registers.map(({ term }) => term);
  const extensions = all.map(({ i, register, entry, isNext }, count) => {
    const by = isNext ? (stages[i + 1]?.name ?? '') : shown(entry);
    const label = quoted(`${count + 1}. extends by ${by}`);
    return `stage${i} -> register${places.indexOf(register)} [label=${label},style=dotted,constraint=false];`;
  });
  const edges = stages.slice(1).map((_, i) => `stage${i} -> stage${i + 1} [label="measures, then jumps to",weight=9];`);
  return [
    `digraph ${quoted(name)} {`,
    'rankdir=TB; nodesep=0.6; ranksep=0.5; bgcolor=white;',
    'node [shape=box,style="rounded,filled",fillcolor="#f4f4f2",fontname="Courier",fontsize=12];',
    'edge [fontname="Courier",fontsize=10];',
    ...nodes,
    ...memory,
    ...read.map(({ id, i }) => `{rank=same; memory${id}; stage${i};}`),
    ...registers.map(({ term, sequence }, i) =>
      node(`register${i}`, `${shown(term)}\nat the end: ${shown(sequence)}`, ',shape=box3d'),
    ),
    ...registers.map((_, i) => `stage${stages.length - 1} -> register${i} [style=invis];`),
    ...read.map(({ id, i }) => `memory${id} -> stage${i} [label="reads",style=dashed,constraint=false];`),
    ...extensions,
    ...edges,
    '}',
  ].join('\n');
}

const quoted = (text: string): string =>
  `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n')}"`;
