import type { Verdict } from '../check/index.js';
import {
  type Independent,
  independentOf,
  type JudgedMutant,
  type LeftOut,
  type MutantTheorem,
  type MutationResult,
} from '../mutation/mutation-result.js';
import { inWords } from '../stop/index.js';
import { searchText } from './attack-text.js';
import { diagnosticText } from './diagnostics-text.js';
import { counted, field, paragraph, prose, wrapped } from './layout.js';
import type { Paint } from './paint.js';

/**
 * What breaking the models came to, for people: each mutant with what becomes of the theorems, what no theorem depends on, and a summary.
 *
 * @param textOf the text of a file, of which diagnostics show lines
 */
export function mutationText(
  { theorems, mutants, leftOut, diagnostics, stopped }: MutationResult,
  textOf: (file: string) => string | undefined,
  paint: Paint,
): string {
  const open = theorems.filter(({ verdict }) => verdict !== 'proved').map(({ name }) => name);
  const blocks = [
    ...diagnostics.map((diagnostic) => diagnosticText(diagnostic, textOf, paint)),
    ...mutants.map((mutant) => mutantText(mutant, paint)),
    // Of mutants that were not tried nothing is known.
    ...independentText(stopped === undefined ? independentOf(mutants) : [], paint),
    ...(open.length === 0 ? [] : [paragraph(`Not proved, and so not held against mutants: ${open.join(', ')}`)]),
    [
      summary(mutants, leftOut),
      ...(stopped === undefined ? [] : [paint.warning(`${inWords[stopped]} before all were tried`)]),
    ].join('; '),
  ];
  return `${blocks.join('\n\n')}\n`;
}

const marks = { proved: '✓', refuted: '✗', unknown: '?' } as const;

function mutantText({ mutant, verdict, theorems }: JudgedMutant, paint: Paint): string {
  const stress = { proved: paint.name, refuted: paint.good, unknown: paint.warning }[verdict];
  const place = paint.faint(`${mutant.file}:${mutant.span.start.line}`);
  return [
    `${stress(marks[verdict])} ${paint.strong(mutant.id)}  ${stress(verdict)}  ${place}`,
    ...field('mutant', [prose(`${mutant.what} (${mutant.kind})`)], paint),
    ...theorems.flatMap((theorem) => fateText(theorem, paint)),
    ...provedText(theorems, paint),
  ].join('\n');
}

/** What becomes of a theorem that is not proved. */
function fateText({ name, verdict, attack, failure, search }: MutantTheorem, paint: Paint): readonly string[] {
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
  const proved = theorems.filter(({ verdict }) => verdict === 'proved');
  const empty = proved.filter(({ witness }) => witness?.kind === 'none').map(({ name }) => name);
  return [
    ...(['anew', 'kept', 'outside'] as const).flatMap((basis) => {
      const names = proved.filter((each) => each.basis === basis).map(({ name }) => name);
      return field(bases[basis], names.length === 0 ? [] : [wrapped(names).join('\n')], paint);
    }),
    ...field('of nothing', empty.length === 0 ? [] : [emptyText(empty)], paint),
  ];
}

const emptyText = (names: readonly string[]): string =>
  prose(`no trace was found on which the premises of ${names.join(', ')} hold`);

function independentText(independent: readonly Independent[], paint: Paint): readonly string[] {
  if (independent.length === 0) return [];
  const lines = independent.map(({ file, declaration, part, mutants }) => {
    const { kind, name } = declaration;
    const what = part === undefined ? `${kind} ${name}` : `${part.kind} ${part.at} of ${name}: \`${part.text}\``;
    return `    ${what}  ${paint.faint(`${file}, ${counted(mutants, 'mutant')}`)}`;
  });
  return [[paint.strong('No theorem depends on'), ...lines].join('\n')];
}

function summary(mutants: readonly JudgedMutant[], { unreadable, same, repeated }: LeftOut): string {
  const count = (wanted: Verdict): number => mutants.filter(({ verdict }) => verdict === wanted).length;
  const counts = `${count('refuted')} refuted, ${count('proved')} proved, ${count('unknown')} unknown`;
  return [
    `${counted(mutants.length, 'mutant')}: ${counts}`,
    `${counted(unreadable + same + repeated, 'change')} left out: ${unreadable} make no model, ${same} change nothing, ${repeated} were there already`,
  ].join('\n');
}
