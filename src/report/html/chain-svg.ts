import { instance } from '@viz-js/viz';
import type { ChainDecl } from '../../language/index.js';
import { coloursFor } from './colours.js';

/** How the terms of a chain are written. */
export type Shown = (term: ChainDecl['sequence']) => string;

/**
 * A chain as a picture: its stages in order, from where each reads the next, what it extends the register by, and what the register holds at the end. Laid out by Graphviz; texts
 * stay texts.
 */
export async function chainSvg(chain: ChainDecl, shown: Shown): Promise<string> {
  const viz = await instance();
  const drawn = viz.renderString(graphOf(chain, shown), { format: 'svg' });
  const svg = drawn.slice(drawn.indexOf('<svg')).trimEnd();
  const style = `<style>${coloursFor('.ls2-chain')}.ls2-chain text{fill:var(--ink)}.ls2-chain polygon,.ls2-chain path,.ls2-chain ellipse{stroke:var(--line)}.ls2-chain .graph>polygon{fill:var(--ground)}.ls2-chain .node polygon,.ls2-chain .node path{fill:var(--panel)}.ls2-chain .edge polygon{fill:var(--line)}</style>`;
  return svg.replace('<svg ', '<svg class="ls2-chain" role="img" ').replace('>', `>${style}`);
}

function graphOf({ name, stages, register, sequence }: ChainDecl, shown: Shown): string {
  const place = shown(register.term);
  const node = (id: string, label: string, more = ''): string => `${id} [label=${quoted(label)}${more}];`;
  const nodes = stages.map((stage, i) => node(`stage${i}`, stage.name));
  const memory = stages.flatMap(({ reads }, i) =>
    reads === undefined ? [] : [node(`memory${i}`, shown(reads), ',shape=cylinder')],
  );
  const edges = stages.flatMap(({ reads }, i) => {
    const next = stages[i + 1];
    if (next === undefined) return [];
    const read = reads === undefined ? [] : [`memory${i} -> stage${i} [label="reads",style=dashed,constraint=false];`];
    const measured = `stage${i} -> register [label=${quoted(`${i + 1}. extends by ${next.name}`)},style=dotted,constraint=false];`;
    return [...read, measured, `stage${i} -> stage${i + 1} [label="measures, then jumps to",weight=9];`];
  });
  return [
    `digraph ${quoted(name)} {`,
    'rankdir=TB; nodesep=0.6; ranksep=0.5; bgcolor=white;',
    'node [shape=box,style="rounded,filled",fillcolor="#f4f4f2",fontname="Courier",fontsize=12];',
    'edge [fontname="Courier",fontsize=10];',
    ...nodes,
    ...memory,
    ...stages.flatMap(({ reads }, i) => (reads === undefined ? [] : [`{rank=same; memory${i}; stage${i};}`])),
    node('register', `${place}\nat the end: ${shown(sequence)}`, ',shape=box3d'),
    `stage${stages.length - 1} -> register [style=invis];`,
    ...edges,
    '}',
  ].join('\n');
}

const quoted = (text: string): string =>
  `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n')}"`;
