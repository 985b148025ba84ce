import { outcome } from '../../check/check-result.js';
import { type Fate, fateOf, type JudgedMutant, type MutationResult } from '../../mutation/mutation-result.js';
import { counted } from '../layout.js';
import { independentLines, mutationSummary } from '../mutation-text.js';
import { diagnosticsHtml, pageOf } from './parts.js';
import { codeHtml, faintHtml, sectionHtml, stressed, tableHtml } from './table.js';

/** It is good that a mutant is killed. */
const stress = { killed: 'good', survived: 'bad', undecided: 'open', implied: 'faint' } as const;
const titles = { killed: 'Killed', survived: 'Survived', undecided: 'Undecided', implied: 'Implied' } as const;
const order: readonly Fate[] = ['survived', 'undecided', 'killed', 'implied'];

/** What breaking the models came to, as a page: the mutants in tables, those first that tell something, with what becomes of each theorem. */
export function mutationHtml(result: MutationResult): string {
  const { mutants, theorems, diagnostics, stopped } = result;
  const open = theorems.filter((theorem) => outcome(theorem) !== 'proved').map(({ name }) => name);
  const title = counted(mutants.length, 'mutant');
  return pageOf('ls2 check --mutate', title, result, [
    diagnosticsHtml(diagnostics),
    `<p>${mutationSummary(result).map(escapedLine).join('<br>')}</p>`,
    ...order.map((fate) => {
      const of = mutants.filter((judged) => fateOf(judged) === fate);
      const rows = of.map((judged) => mutantRow(judged, fate));
      return sectionHtml(titles[fate], [tableHtml(`${counted(of.length, 'mutant')} ${fate}`, heads, rows)]);
    }),
    sectionHtml('No theorem depends on', [
      tableHtml('what no theorem depends on', ['what', 'file', 'mutants'], independentRows(result)),
    ]),
    open.length === 0 || stopped !== undefined
      ? ''
      : sectionHtml('Not proved, and so not held against mutants', [`<p>${open.map(codeHtml).join(', ')}</p>`]),
  ]);
}

const heads = ['mutant', 'what is changed', 'where', 'what becomes of the theorems'];

const escapedLine = (line: string): string => faintHtml(line);

const mutantRow = ({ mutant, theorems }: JudgedMutant, fate: Fate): readonly string[] => [
  `${stressed(stress[fate], mutant.id)}`,
  `${codeHtml(mutant.what)}<br>${faintHtml(mutant.kind)}`,
  faintHtml(`${mutant.file}:${mutant.span.start.line}`),
  `<ul>${theorems.map((theorem) => `<li>${becomes(theorem)}</li>`).join('')}</ul>`,
];

const bases = { anew: 'proved anew', kept: 'its proof stands', outside: 'not about it' } as const;

function becomes(theorem: JudgedMutant['theorems'][number]): string {
  const { name, basis, attack, failure } = theorem;
  const said = (how: 'good' | 'bad' | 'open' | 'faint', text: string): string =>
    `${stressed(how, text)} ${codeHtml(name)}`;
  switch (outcome(theorem)) {
    case 'refuted':
      return `${said('good', 'refuted')}: ${faintHtml(`${counted(attack?.length ?? 0, 'event')}, ${attack?.breaks ?? ''}`)}`;
    case 'vacuous':
      return `${said('good', 'vacuous')}: ${faintHtml('its premises contradict each other')}`;
    case 'proved':
      return `${said('faint', 'proved')}: ${faintHtml(bases[basis])}`;
    default:
      return `${said('open', 'unknown')}${failure === undefined ? '' : `: ${faintHtml(`${failure.step}: ${failure.reason}`)}`}`;
  }
}

const independentRows = (result: MutationResult): readonly (readonly string[])[] =>
  independentLines(result).map(({ what, file, mutants }) => [codeHtml(what), faintHtml(file), `${mutants}`]);
