import type { Model } from '../../language/index.js';
import { chainSvg } from './chain-svg.js';
import { escaped } from './escape.js';

/** A chain with its picture; plain data. */
export interface DrawnChain {
  readonly name: string;
  readonly file: string;
  readonly line: number;
  readonly doc?: string;
  readonly svg: string;
}

/** The chains that a model's file declares or imports. */
export const chainsOf = (model: Model): readonly DrawnChain[] =>
  model.chains.map((chain) => ({
    name: chain.name,
    file: chain.file,
    line: chain.span.start.line,
    ...(chain.doc !== undefined && { doc: chain.doc }),
    svg: chainSvg(chain, model),
  }));

export const drawnHtml = ({ name, file, line, doc, svg }: DrawnChain): string =>
  `<h3>${escaped(name)} <span class="faint">${escaped(file)}:${line}</span></h3>${doc === undefined ? '' : `<p>${escaped(doc)}</p>`}<div class="picture" tabindex="0" role="group" aria-label="the chain ${escaped(name)}">${svg}</div>`;

/** A section with pictures of chains, each once. */
export function chainsHtml(chains: readonly DrawnChain[]): string {
  const once = new Map(chains.map((chain) => [`${chain.file}#${chain.name}`, chain]));
  if (once.size === 0) return '';
  return `<section aria-labelledby="chains"><h2 id="chains">Chains</h2>${[...once.values()].map(drawnHtml).join('')}</section>`;
}
