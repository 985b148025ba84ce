import { outcome } from '../check/check-result.js';
import { type Fate, fateOf, type JudgedMutant, type MutantTheorem } from '../mutation/mutation-result.js';
import { searchText } from './attack-text.js';
import { counted, field, prose, wrapped } from './layout.js';
import type { Paint } from './paint.js';

/** As testers by mutation mark them: it is good that a mutant is killed. */
const marks: Readonly<Record<Fate, string>> = { killed: '✓', survived: '✗', undecided: '?', implied: '·' };

const stressOf = (fate: Fate, paint: Paint): ((text: string) => string) =>
  ({ killed: paint.good, survived: paint.error, undecided: paint.warning, implied: paint.faint })[fate];

/** More characters of what a mutant changes are not shown on its one line. */
const mostCharacters = 160;

/** A mutant on one line: what became of it, its name, where it is, and what is changed. */
export function mutantLine(judged: JudgedMutant, paint: Paint): string {
  const { mutant, theorems } = judged;
  const fate = fateOf(judged);
  const stress = stressOf(fate, paint);
  const empty = fate === 'survived' ? mayBeEmpty(theorems) : [];
  const what = [...mutant.what];
  const shown = what.length > mostCharacters ? `${what.slice(0, mostCharacters).join('')}…` : mutant.what;
  const place = paint.faint(`${mutant.file}:${mutant.span.start.line}`);
  const note = empty.length === 0 ? [] : [paint.warning(`of nothing, perhaps: ${empty.join(', ')}`)];
  return [`${stress(marks[fate])} ${stress(fate)}`, paint.strong(mutant.id), place, shown, ...note].join('  ');
}

/** A mutant, and what becomes of each theorem. */
export function mutantText(judged: JudgedMutant, paint: Paint): string {
  const { mutant, theorems } = judged;
  const fate = fateOf(judged);
  const stress = stressOf(fate, paint);
  const place = paint.faint(`${mutant.file}:${mutant.span.start.line}`);
  return [
    `${stress(marks[fate])} ${stress(fate)}  ${paint.strong(mutant.id)}  ${place}`,
    ...field('mutant', [prose(`${mutant.what} (${mutant.kind})`)], paint),
    ...theorems.flatMap((theorem) => openText(theorem, paint)),
    ...provedText(theorems, paint),
  ].join('\n');
}

/** What becomes of a theorem that is not proved. */
function openText({ name, verdict, attack, failure, search }: MutantTheorem, paint: Paint): readonly string[] {
  if (attack !== undefined)
    return field('refuted', [prose(`${name}, by ${counted(attack.length, 'event')}: ${attack.breaks}`)], paint);
  if (verdict !== 'unknown') return [];
  const stuck = failure && `${name}, stuck at ${failure.step}: ${failure.reason}`;
  return [
    ...field('unknown', [prose(stuck ?? name)], paint),
    ...field('', search === undefined ? [] : [prose(searchText(search))], paint),
  ];
}

const bases = { anew: 'proved anew', kept: 'proof kept', outside: 'not about it' } as const;

/** Those that are proved, by why. */
function provedText(theorems: readonly MutantTheorem[], paint: Paint): readonly string[] {
  const vacuous = theorems.filter((theorem) => outcome(theorem) === 'vacuous').map(({ name }) => name);
  const proved = theorems.filter((theorem) => outcome(theorem) === 'proved');
  const empty = mayBeEmpty(theorems);
  const contradict = `the premises of ${vacuous.join(', ')} contradict each other`;
  const unseen = `no trace was found on which the premises of ${empty.join(', ')} hold`;
  return [
    ...field('vacuous', vacuous.length === 0 ? [] : [prose(contradict)], paint),
    ...(['anew', 'kept', 'outside'] as const).flatMap((basis) => {
      const names = proved.filter((each) => each.basis === basis).map(({ name }) => name);
      return field(bases[basis], names.length === 0 ? [] : [wrapped(names).join('\n')], paint);
    }),
    ...field('of nothing', empty.length === 0 ? [] : [prose(unseen)], paint),
  ];
}

/** Those that are proved, and that may say nothing any more. */
const mayBeEmpty = (theorems: readonly MutantTheorem[]): readonly string[] =>
  theorems.filter((each) => outcome(each) === 'proved' && each.witness?.kind === 'none').map(({ name }) => name);
