import { coloursFor } from './colours.js';
import { escaped } from './escape.js';

/** Pixels; a letter of the font that is asked for is 0.6 of its size wide. */
export const font = { size: 13, letter: 7.8 };

export const widthOf = (text: string): number => text.length * font.letter;

interface Picture {
  /** Its class, which all its styles are below. */
  readonly name: string;
  readonly title: string;
  readonly width: number;
  readonly height: number;
  readonly style: string;
  readonly parts: readonly string[];
}

/** A picture on its ground, in colours for day and night; texts stay texts. */
export function picture({ name, title, width, height, style, parts }: Picture): string {
  const [w, said] = [Math.ceil(width), escaped(title)];
  const letters = `.${name} text{font:${font.size}px ui-monospace,Menlo,Consolas,monospace;fill:var(--ink)}.${name} .ground{fill:var(--ground)}.${name} .faint{fill:var(--faint)}`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" class="${name}" viewBox="0 0 ${w} ${height}" width="${w}" height="${height}" role="img" aria-label="${said}">`,
    `<title>${said}</title>`,
    `<style>${coloursFor(`.${name}`)}${letters}${style}</style>`,
    '<rect class="ground" width="100%" height="100%"/>',
    ...parts,
    '</svg>',
  ].join('\n');
}

/** Pictures under each other, as one. */
export function together(pictures: readonly string[], title: string): string {
  const [first, ...others] = pictures;
  if (first !== undefined && others.length === 0) return first;
  let [width, height] = [0, 0];
  const placed = pictures.map((each) => {
    const [, w = '0', h = '0'] = /^<svg [^>]*? width="(\d+)" height="(\d+)"/.exec(each) ?? [];
    const at = height;
    height += Number(h);
    width = Math.max(width, Number(w));
    return each.replace('<svg ', `<svg y="${at}" `);
  });
  return picture({ name: 'ls2-pictures', title, width, height, style: '', parts: placed });
}
