import { type CheckedTheorem, outcome } from '../check/check-result.js';
import { fateOf, independentOf, type JudgedMutant, type MutationResult, scoreOf } from '../mutation/mutation-result.js';
import { diagnosticJson, placeJson } from './diagnostics-json.js';
import { expectedJson } from './expected-json.js';

/**
 * What breaking the models came to, for programs: docs/mutate.schema.json says what stands in it.
 *
 * @param textOf the text of a file as it is
 */
export function mutationJson(
  { tool, theorems, mutants, leftOut, diagnostics, stopped }: MutationResult,
  textOf: (file: string) => string | undefined,
): string {
  const result = {
    schemaVersion: 1,
    tool,
    theorems: theorems.map(theoremJson),
    mutants: mutants.map((mutant) => mutantJson(mutant, textOf)),
    score: scoreOf(mutants),
    leftOut,
    // Of mutants that were not tried nothing is known.
    independent: stopped === undefined ? independentOf(mutants) : [],
    diagnostics: diagnostics.map(diagnosticJson),
    ...(stopped && { stopped }),
  };
  return `${JSON.stringify(result, undefined, 2)}\n`;
}

function theoremJson(theorem: CheckedTheorem): object {
  const { name, file, line, verdict, expected } = theorem;
  const vacuous = outcome(theorem) === 'vacuous' && { vacuous: true };
  return { name, file, line, verdict, ...vacuous, ...expectedJson(expected) };
}

function mutantJson(judged: JudgedMutant, textOf: (file: string) => string | undefined): object {
  const { mutant, verdict, theorems } = judged;
  const { id, kind, what, file, span, affects, text } = mutant;
  return {
    id,
    kind,
    what,
    file,
    ...placeJson(span),
    ...affects,
    change: changeOf(textOf(file) ?? '', text),
    fate: fateOf(judged),
    verdict,
    theorems,
  };
}

/** The lines in which two texts differ, from the first to the last, and where they begin. */
function changeOf(before: string, after: string): { readonly line: number; readonly was: string; readonly is: string } {
  const [old, changed] = [before.split('\n'), after.split('\n')];
  const most = Math.min(old.length, changed.length);
  let start = 0;
  while (start < most && old[start] === changed[start]) start++;
  let end = 0;
  while (end < most - start && old.at(-1 - end) === changed.at(-1 - end)) end++;
  const between = (lines: readonly string[]): string => lines.slice(start, lines.length - end).join('\n');
  return { line: start + 1, was: between(old), is: between(changed) };
}
