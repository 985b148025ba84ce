import { outcome } from '../check/check-result.js';
import {
  fateOf,
  type Independent,
  independentOf,
  type LeftOut,
  type MutationResult,
  type Score,
  scoreOf,
} from '../mutation/mutation-result.js';
import { inWords } from '../stop/index.js';
import { diagnosticText } from './diagnostics-text.js';
import { counted, paragraph } from './layout.js';
import { mutantLine, mutantText } from './mutant-text.js';
import type { Paint } from './paint.js';

/**
 * What breaking the models came to, for people: the mutants that survived and those that are undecided, one a line, what no theorem depends on, and the score.
 *
 * @param textOf the text of a file, of which diagnostics show lines
 * @param all whether each mutant is shown, with what becomes of each theorem
 */
export function mutationText(
  { theorems, mutants, leftOut, diagnostics, stopped }: MutationResult,
  textOf: (file: string) => string | undefined,
  paint: Paint,
  { all = false }: { readonly all?: boolean | undefined } = {},
): string {
  const open = theorems.filter((theorem) => outcome(theorem) !== 'proved').map(({ name }) => name);
  const telling = (['survived', 'undecided'] as const).map((fate) =>
    mutants.filter((judged) => fateOf(judged) === fate).map((judged) => mutantLine(judged, paint)),
  );
  const shown = all
    ? mutants.map((judged) => mutantText(judged, paint))
    : telling.flatMap((lines) => (lines.length === 0 ? [] : [lines.join('\n')]));
  const blocks = [
    ...diagnostics.map((diagnostic) => diagnosticText(diagnostic, textOf, paint)),
    ...shown,
    // Of mutants that were not tried nothing is known.
    ...independentText(stopped === undefined ? independentOf(mutants) : [], paint),
    ...(open.length === 0 ? [] : [paragraph(`Not proved, and so not held against mutants: ${open.join(', ')}`)]),
    [
      summary(scoreOf(mutants), leftOut),
      ...(stopped === undefined ? [] : [paint.warning(`${inWords[stopped]} before all were tried`)]),
    ].join('; '),
  ];
  return `${blocks.join('\n\n')}\n`;
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

function summary(score: Score, { unreadable, same, repeated }: LeftOut): string {
  const { killed, survived, undecided, implied } = score;
  const possible = killed + survived + undecided;
  return [
    `${counted(possible + implied, 'mutant')}: ${killed} killed, ${survived} survived, ${undecided} undecided, ${implied} implied (they claim less, or assume more)`,
    ...(score.score === undefined
      ? []
      : [`score: ${percent(score.score)}, ${killed} killed of ${possible} that are not implied`]),
    `${counted(unreadable + same + repeated, 'change')} left out: ${unreadable} make no model, ${same} change nothing, ${repeated} were there already`,
  ].join('\n');
}

/** Rounded down: nothing is called complete that is not. */
const percent = (share: number): string => `${Math.floor(100 * share)} %`;
