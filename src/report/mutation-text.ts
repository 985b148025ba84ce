import type { CheckedTheorem, Verdict } from './check-result.js';
import { counted, field, prose, wrapped } from './layout.js';
import {
  type Independent,
  independentOf,
  type JudgedMutant,
  type LeftOut,
  type MutantTheorem,
  type MutationResult,
} from './mutation-result.js';
import type { Paint } from './paint.js';

/** What breaking the models came to, for people: each mutant with what becomes of the theorems, what no theorem depends on, and a summary. */
export function mutationText({ mutants, leftOut }: MutationResult, paint: Paint): string {
  const blocks = [
    ...mutants.map((mutant) => mutantText(mutant, paint)),
    ...independentText(independentOf(mutants), paint),
    summary(mutants, leftOut),
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
    ...theorems.filter(({ checked }) => checked.verdict !== 'proved').flatMap((theorem) => fateText(theorem, paint)),
    ...provedText(theorems, paint),
  ].join('\n');
}

/** What becomes of a theorem that is not proved. */
function fateText({ checked }: MutantTheorem, paint: Paint): readonly string[] {
  const { name, failure } = checked;
  const said = failure === undefined ? name : `${name}: stuck at ${failure.step}; ${failure.reason}`;
  return field(checked.verdict, [prose(said)], paint);
}

const bases = { anew: 'proved anew', kept: 'proof kept', outside: 'not about it' } as const;

/** Those that are proved, by why. */
function provedText(theorems: readonly MutantTheorem[], paint: Paint): readonly string[] {
  const proved = theorems.filter(({ checked }) => checked.verdict === 'proved');
  return (['anew', 'kept', 'outside'] as const).flatMap((basis) => {
    const names = proved.filter((each) => each.basis === basis).map(({ checked }) => checked.name);
    return field(bases[basis], names.length === 0 ? [] : [wrapped(names).join('\n')], paint);
  });
}

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

/** Whether mutants were held against a theorem: only what is proved of the model as it is can be broken. */
export const isHeldAgainst = ({ role, verdict }: CheckedTheorem): boolean => role === 'theorem' && verdict === 'proved';
