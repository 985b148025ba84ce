import { type CheckedTheorem, type CheckResult, standing } from '../../check/check-result.js';
import { inWords } from '../../stop/index.js';
import { counted } from '../layout.js';
import { chainsHtml, type DrawnChain } from './chains-html.js';
import { escaped } from './escape.js';
import { page } from './page.js';
import { type TextOf, theoremHtml, verdictHtml, written } from './theorem-html.js';

/** What a check came to, as a page: the theorems of its JSON, with what is written about them in the sources, and the chains of these. */
export function checkHtml(result: CheckResult, textOf: TextOf, chains: readonly DrawnChain[]): string {
  const { theorems, tool, stopped } = result;
  const find = written(textOf);
  const ids = new Map(theorems.map((theorem, i) => [theorem, `theorem-${i + 1}`]));
  const expected = theorems.filter((theorem) => standing(theorem) === 'as-expected').length;
  const body = [
    '<header>',
    `<h1>${counted(theorems.length, 'theorem')}, ${expected} as expected</h1>`,
    `<p class="faint">${escaped(tool.name)} ${escaped(tool.version)}, ${escaped(tool.solver.name)} ${escaped(tool.solver.version)}</p>`,
    stopped === undefined ? '' : `<p class="open">${inWords[stopped]}: what is not decided is unknown</p>`,
    '</header>',
    '<main>',
    diagnosticsHtml(result),
    tableHtml(theorems, ids),
    notCheckedHtml(result),
    axiomsHtml(result),
    chainsHtml(chains),
    ...theorems.map((theorem) => theoremHtml(theorem, ids.get(theorem) ?? '', find(theorem))),
    '</main>',
  ];
  return page('ls2 check', body.filter((part) => part !== '').join('\n'));
}

function tableHtml(theorems: readonly CheckedTheorem[], ids: ReadonlyMap<CheckedTheorem, string>): string {
  if (theorems.length === 0) return '';
  const rows = theorems.map(
    (theorem) =>
      `<tr><td><a href="#${ids.get(theorem)}">${escaped(theorem.name)}</a></td><td>${verdictHtml(theorem)}</td><td class="faint">${escaped(theorem.file)}:${theorem.line}</td></tr>`,
  );
  return `<table><thead><tr><th scope="col">theorem</th><th scope="col">verdict</th><th scope="col">where</th></tr></thead><tbody>${rows.join('\n')}</tbody></table>`;
}

function diagnosticsHtml({ diagnostics }: CheckResult): string {
  if (diagnostics.length === 0) return '';
  const items = diagnostics.map(
    ({ code, severity, message, file, span, fix }) =>
      `<li><span class="${severity === 'error' ? 'bad' : 'open'}">${code}</span> ${escaped(message)} <span class="faint">${escaped(file)}:${span.start.line}:${span.start.column}</span>${fix === undefined ? '' : `<br>${escaped(fix.message)}`}</li>`,
  );
  return `<section aria-labelledby="wrong"><h2 id="wrong">In the texts</h2><ul>${items.join('')}</ul></section>`;
}

function notCheckedHtml({ notChecked }: CheckResult): string {
  if (notChecked.length === 0) return '';
  const items = notChecked.map(
    ({ role, name, file, line, because }) =>
      `<li>${role} <b>${escaped(name)}</b> <span class="faint">${escaped(file)}:${line}</span>: ${because.code} ${escaped(because.message)}</li>`,
  );
  return `<section aria-labelledby="not-checked"><h2 id="not-checked">Not checked</h2><ul>${items.join('')}</ul></section>`;
}

function axiomsHtml({ axioms }: CheckResult): string {
  if (axioms.length === 0) return '';
  const rows = axioms.map(
    ({ name, standing: of, unproved }) =>
      `<tr><td>${escaped(name)}</td><td class="${of === 'violated' ? 'bad' : ''}">${of}</td><td>${escaped(unproved ?? '')}</td></tr>`,
  );
  return `<section aria-labelledby="axioms"><h2 id="axioms">Axioms, against the semantics</h2><table><thead><tr><th scope="col">axiom</th><th scope="col">standing</th><th scope="col">why it is not proved</th></tr></thead><tbody>${rows.join('')}</tbody></table></section>`;
}
