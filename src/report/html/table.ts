import { escaped } from './escape.js';

/** A table with a head and a caption that says what it is of; cells are HTML. Nothing, where it has no rows. */
export function tableHtml(caption: string, heads: readonly string[], rows: readonly (readonly string[])[]): string {
  if (rows.length === 0) return '';
  const head = heads.map((each) => `<th scope="col">${escaped(each)}</th>`).join('');
  const body = rows.map((row) => `<tr>${row.map((cell) => `<td>${cell}</td>`).join('')}</tr>`).join('\n');
  return `<div class="wide" tabindex="0" role="group" aria-label="${escaped(caption)}"><table><caption>${escaped(caption)}</caption><thead><tr>${head}</tr></thead><tbody>${body}</tbody></table></div>`;
}

export const codeHtml = (text: string): string => `<code>${escaped(text)}</code>`;

export const faintHtml = (text: string): string => `<span class="faint">${escaped(text)}</span>`;

/** A text in one of the colours that say how something stands. */
export const stressed = (how: 'good' | 'bad' | 'open' | 'faint', text: string): string =>
  `<span class="${how}">${escaped(text)}</span>`;

/** A section with a heading; nothing, where there is nothing in it. */
export function sectionHtml(title: string, parts: readonly string[]): string {
  const body = parts.filter((part) => part !== '').join('\n');
  return body === '' ? '' : `<section><h2>${escaped(title)}</h2>\n${body}\n</section>`;
}
