import type { Tool } from '../../check/index.js';
import type { Diagnostic } from '../../diagnostics/index.js';
import { inWords, type StopReason } from '../../stop/index.js';
import { escaped } from './escape.js';
import { page } from './page.js';

/** A page of what a run came to: its heading, what made it, and its parts; those that are empty are left out. */
export function pageOf(
  command: string,
  heading: string,
  {
    tool,
    stopped,
  }: { readonly tool: Omit<Tool, 'solver'> & Partial<Pick<Tool, 'solver'>>; readonly stopped?: StopReason },
  parts: readonly string[],
): string {
  const by = [tool, ...(tool.solver === undefined ? [] : [tool.solver])].map(
    ({ name, version }) => `${name} ${version}`,
  );
  const body = [
    '<header>',
    `<h1>${escaped(heading)}</h1>`,
    `<p class="faint">${escaped(by.join(', '))}</p>`,
    stopped === undefined ? '' : `<p class="open">${inWords[stopped]}: what is not decided is unknown</p>`,
    '</header>',
    '<main>',
    ...parts,
    '</main>',
  ];
  return page(command, body.filter((part) => part !== '').join('\n'));
}

/** What is wrong with the texts. */
export function diagnosticsHtml(diagnostics: readonly Diagnostic[]): string {
  if (diagnostics.length === 0) return '';
  const items = diagnostics.map(
    ({ code, severity, message, file, span, fix }) =>
      `<li><span class="${severity === 'error' ? 'bad' : 'open'}">${code}</span> ${escaped(message)} <span class="faint">${escaped(file)}:${span.start.line}:${span.start.column}</span>${fix === undefined ? '' : `<br>${escaped(fix.message)}`}</li>`,
  );
  return `<section aria-labelledby="wrong"><h2 id="wrong">In the texts</h2><ul>${items.join('')}</ul></section>`;
}
