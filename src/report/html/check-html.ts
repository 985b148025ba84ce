import { type CheckedTheorem, type CheckResult, standing } from '../../check/check-result.js';
import { counted } from '../layout.js';
import { chainsHtml, type DrawnChain } from './chains-html.js';
import { escaped } from './escape.js';
import { diagnosticsHtml, pageOf } from './parts.js';
import { faintHtml, sectionHtml, stressed, tableHtml } from './table.js';
import { type TextOf, theoremHtml, verdictHtml, written } from './theorem-html.js';

/** What a check came to, as a page: the theorems of its JSON, with what is written about them in the sources, and the chains of these. */
export function checkHtml(result: CheckResult, textOf: TextOf, chains: readonly DrawnChain[]): string {
  const { theorems } = result;
  const find = written(textOf);
  const ids = new Map(theorems.map((theorem, i) => [theorem, `theorem-${i + 1}`]));
  const expected = theorems.filter((theorem) => standing(theorem) === 'as-expected').length;
  return pageOf('ls2 check', `${counted(theorems.length, 'theorem')}, ${expected} as expected`, result, [
    diagnosticsHtml(result.diagnostics),
    verdictsHtml(theorems, ids),
    notCheckedHtml(result),
    axiomsHtml(result),
    chainsHtml(chains),
    ...theorems.map((theorem) => theoremHtml(theorem, ids.get(theorem) ?? '', find(theorem))),
  ]);
}

const verdictsHtml = (theorems: readonly CheckedTheorem[], ids: ReadonlyMap<CheckedTheorem, string>): string =>
  tableHtml(
    'what came of each theorem',
    ['theorem', 'verdict', 'where'],
    theorems.map((theorem) => [
      `<a href="#${ids.get(theorem)}">${escaped(theorem.name)}</a>`,
      verdictHtml(theorem),
      faintHtml(`${theorem.file}:${theorem.line}`),
    ]),
  );

function notCheckedHtml({ notChecked }: CheckResult): string {
  if (notChecked.length === 0) return '';
  const items = notChecked.map(
    ({ role, name, file, line, because }) =>
      `<li>${role} <b>${escaped(name)}</b> <span class="faint">${escaped(file)}:${line}</span>: ${because.code} ${escaped(because.message)}</li>`,
  );
  return `<section aria-labelledby="not-checked"><h2 id="not-checked">Not checked</h2><ul>${items.join('')}</ul></section>`;
}

const axiomsHtml = ({ axioms }: CheckResult): string =>
  sectionHtml('Axioms, against the semantics', [
    tableHtml(
      'how each axiom stands',
      ['axiom', 'standing', 'why it is not proved'],
      axioms.map(({ name, standing: of, unproved }) => [
        escaped(name),
        of === 'violated' ? stressed('bad', of) : escaped(of),
        escaped(unproved ?? ''),
      ]),
    ),
  ]);
