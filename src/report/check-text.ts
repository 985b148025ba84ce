import { asExpected, type CheckResult, type CheckedFailure, type CheckedTheorem, type RestsOn } from './check-result.js';
import { diagnosticText } from './diagnostics-text.js';
import { counted, field, wrapped } from './layout.js';
import type { Paint } from './paint.js';

/**
 * What a check came to, for people: what is wrong with the texts, each theorem with what it rests on or where its proof fails, and a summary.
 *
 * @param textOf the text of a file, of which diagnostics show lines
 */
export function checkText({ theorems, diagnostics }: CheckResult, textOf: (file: string) => string | undefined, paint: Paint): string {
  const blocks = [
    ...diagnostics.map((diagnostic) => diagnosticText(diagnostic, textOf, paint)),
    ...theorems.map((theorem) => theoremText(theorem, paint)),
    summary({ theorems, diagnostics }, paint),
  ];
  return `${blocks.join('\n\n')}\n`;
}

/** A theorem's verdict, and what it rests on or where its proof fails. */
export function theoremText(theorem: CheckedTheorem, paint: Paint): string {
  const { name, role, file, line, restsOn, failure } = theorem;
  const { mark, stress } = looks(theorem, paint);
  const title = role === 'lemma' ? `lemma ${name}` : name;
  const lines = [`${stress(mark)} ${paint.strong(title)}  ${stress(verdictWords(theorem))}  ${paint.faint(`${file}:${line}`)}`];
  if (failure === undefined) lines.push(...restsOnLines(restsOn, paint));
  else lines.push(...failureLines(failure, theorem, paint));
  return lines.join('\n');
}

function looks(theorem: CheckedTheorem, paint: Paint): { readonly mark: string; readonly stress: (text: string) => string } {
  const mark = { proved: '✓', refuted: '✗', unknown: '?' }[theorem.verdict];
  if (asExpected(theorem)) return { mark, stress: paint.good };
  return { mark, stress: theorem.failure?.kind === 'limit' ? paint.warning : paint.error };
}

function verdictWords(theorem: CheckedTheorem): string {
  const { verdict, expected } = theorem;
  if (asExpected(theorem)) return expected === 'proved' ? verdict : `${verdict}, as expected`;
  return expected === 'proved' ? verdict : `${verdict}, but expected to be ${expected}`;
}

/** The kernel's rules of programs; its other rules are those of every logic. */
const programRules = new Set(['Act', 'Seq', 'Jump', 'Reset', 'LateLaunch', 'Honesty']);

function restsOnLines({ axioms, assumptions, definitions, rules, oracle }: RestsOn, paint: Paint): readonly string[] {
  const special = rules.filter((rule) => programRules.has(rule));
  const deduction = [special.join(', '), 'natural deduction'].filter((part) => part !== '').join(', ');
  return [
    ...field('assumes', assumptions, paint),
    ...field('axioms', wrapped(axioms), paint),
    ...field('definitions', wrapped(definitions), paint),
    ...field('rules', [deduction], paint),
    ...field('oracle', oracle.obligations === 0 ? [] : [`${oracle.solver} (${oracle.version}), ${counted(oracle.obligations, 'obligation')}`], paint),
  ];
}

function failureLines(failure: CheckedFailure, theorem: CheckedTheorem, paint: Paint): readonly string[] {
  const { step, reason, goal, known, knownBefore, remedy } = failure;
  const brief = asExpected(theorem) && failure.kind !== 'fault';
  if (brief) return [...field('stuck at', [step], paint), ...field('because', [reason], paint)];
  const before = knownBefore === 0 ? [] : [paint.faint(`(and ${counted(knownBefore, 'fact')} before)`)];
  return [
    ...field(failure.kind === 'stuck' ? 'stuck at' : 'ended at', [step], paint),
    ...field('to show', goal === undefined ? [] : [goal], paint),
    ...field('known', [...before, ...known], paint),
    ...field('because', [reason], paint),
    ...field('help', [remedy ?? `\`ls2 explain ${theorem.name} ${theorem.file}\` goes through the proof step by step`], paint),
  ];
}

function summary({ theorems, diagnostics }: Pick<CheckResult, 'theorems' | 'diagnostics'>, paint: Paint): string {
  const verdicts = (['proved', 'refuted', 'unknown'] as const).flatMap((verdict) => {
    const count = theorems.filter((theorem) => theorem.verdict === verdict).length;
    return count === 0 ? [] : [`${count} ${verdict}`];
  });
  const surprising = theorems.filter((theorem) => !asExpected(theorem)).length;
  const parts = [theorems.length === 0 ? 'no theorems' : `${counted(theorems.length, 'theorem')}: ${verdicts.join(', ')}`];
  if (theorems.length > 0) parts.push(surprising === 0 ? 'all as expected' : paint.error(`${surprising} not as expected`));
  for (const severity of ['error', 'warning'] as const) {
    const count = diagnostics.filter((diagnostic) => diagnostic.severity === severity).length;
    if (count > 0) parts.push(paint[severity](counted(count, severity)));
  }
  return parts.join('; ');
}
