import { outcome } from '../check/check-result.js';
import { fateOf, independentOf, type MutationResult, scoreOf } from '../mutation/mutation-result.js';
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
    ...independentText(independentLines({ mutants, stopped }), paint),
    ...(open.length === 0 ? [] : [paragraph(`Not proved, and so not held against mutants: ${open.join(', ')}`)]),
    [
      mutationSummary({ mutants, leftOut }).join('\n'),
      ...(stopped === undefined ? [] : [paint.warning(`${inWords[stopped]} before all were tried`)]),
    ].join('; '),
  ];
  return `${blocks.join('\n\n')}\n`;
}

/** What no theorem depends on; of mutants that were not tried nothing is known. */
export const independentLines = ({
  mutants,
  stopped,
}: Pick<MutationResult, 'mutants'> & { readonly stopped?: MutationResult['stopped'] | undefined }): readonly {
  what: string;
  file: string;
  mutants: number;
}[] =>
  (stopped === undefined ? independentOf(mutants) : []).map(({ file, declaration, part, mutants: count }) => {
    const { kind, name } = declaration;
    const what = part === undefined ? `${kind} ${name}` : `${part.kind} ${part.at} of ${name}: \`${part.text}\``;
    return { what, file, mutants: count };
  });

function independentText(independent: ReturnType<typeof independentLines>, paint: Paint): readonly string[] {
  if (independent.length === 0) return [];
  const lines = independent.map(
    ({ what, file, mutants }) => `    ${what}  ${paint.faint(`${file}, ${counted(mutants, 'mutant')}`)}`,
  );
  return [[paint.strong('No theorem depends on'), ...lines].join('\n')];
}

/** How many mutants there are of each fate, the score, and what was left out; a line each. */
export function mutationSummary({ mutants, leftOut }: Pick<MutationResult, 'mutants' | 'leftOut'>): readonly string[] {
  const { killed, survived, undecided, implied, score } = scoreOf(mutants);
  const { unreadable, same, repeated } = leftOut;
  const possible = killed + survived + undecided;
  return [
    `${counted(possible + implied, 'mutant')}: ${killed} killed, ${survived} survived, ${undecided} undecided, ${implied} implied (they claim less, or assume more)`,
    ...(score === undefined ? [] : [`score: ${percent(score)}, ${killed} killed of ${possible} that are not implied`]),
    `${counted(unreadable + same + repeated, 'change')} left out: ${unreadable} make no model, ${same} change nothing, ${repeated} were there already`,
  ];
}

/** Rounded down: nothing is called complete that is not. */
const percent = (share: number): string => `${Math.floor(100 * share)} %`;
