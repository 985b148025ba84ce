import {
  type CheckedFailure,
  type CheckedTheorem,
  type CheckResult,
  type NotChecked,
  outcome,
  type RestsOn,
  type Standing,
  standing,
} from '../check/check-result.js';
import type { CheckedAttack } from '../check/index.js';
import { inWords } from '../stop/index.js';
import { attackLines, searchText } from './attack-text.js';
import { axiomCounts, axiomsText } from './axioms-text.js';
import { diagnosticText } from './diagnostics-text.js';
import { counted, field, prose, wrapped } from './layout.js';
import type { Paint } from './paint.js';

/** More of what is wrong than this is not shown; the first of it tends to be the cause of the rest. */
const mostDiagnostics = 50;

/**
 * What a check came to, for people: what is wrong with the texts, each theorem with what it rests on or where its proof fails, and a summary.
 *
 * @param textOf the text of a file, of which diagnostics show lines
 */
export function checkText(
  { theorems, notChecked, axioms, diagnostics, stopped, searched }: CheckResult,
  textOf: (file: string) => string | undefined,
  paint: Paint,
): string {
  const blocks = [
    ...diagnostics.slice(0, mostDiagnostics).map((diagnostic) => diagnosticText(diagnostic, textOf, paint)),
    ...(diagnostics.length > mostDiagnostics ? [`… and ${diagnostics.length - mostDiagnostics} more`] : []),
    ...theorems.map((theorem) => [theoremText(theorem, paint), ...next(theorem, paint)].join('\n')),
    ...notChecked.map((claim) => notCheckedText(claim, paint)),
    ...(axioms.length === 0 ? [] : [axiomsText(axioms, paint)]),
    [
      summary({ theorems, notChecked, axioms, diagnostics }, paint),
      ...(stopped === undefined ? [] : [paint.warning(`${inWords[stopped]} before its end`)]),
      ...(searched === false ? ['neither attacks nor witnesses were looked for'] : []),
    ].join('; '),
  ];
  return `${blocks.join('\n\n')}\n`;
}

/** What no verdict is given on, and the first error in the way. */
export function notCheckedText({ role, name, file, line, because, through }: NotChecked, paint: Paint): string {
  const title = role === 'theorem' ? name : `${role} ${name}`;
  const place = `${because.code} at ${because.file}:${because.line}`;
  return [
    `${paint.warning('–')} ${paint.strong(title)}  ${paint.warning('not checked')}  ${paint.faint(`${file}:${line}`)}`,
    ...field('because', [prose(`${place}: ${because.message}`)], paint),
    ...field('by way of', wrapped(through), paint),
  ].join('\n');
}

/** A theorem's verdict, and what it rests on or where its proof fails. */
export function theoremText(theorem: CheckedTheorem, paint: Paint): string {
  const { name, role, file, line, restsOn, failure, attack } = theorem;
  const { mark, stress } = looks(theorem, paint);
  const title = role === 'lemma' ? `lemma ${name}` : name;
  const lines = [
    `${stress(mark)} ${paint.strong(title)}  ${stress(verdictWords(theorem))}  ${paint.faint(`${file}:${line}`)}`,
  ];
  if (attack !== undefined) lines.push(...refutedLines(attack, theorem, paint));
  else if (failure === undefined) lines.push(...restsOnLines(restsOn, paint), ...witnessLines(theorem, paint));
  else lines.push(...failureLines(failure, theorem, paint));
  return lines.join('\n');
}

/** Of an attack that was expected, only what breaks. */
function refutedLines(attack: CheckedAttack, theorem: CheckedTheorem, paint: Paint): readonly string[] {
  if (!isAsExpected(theorem)) return attackLines(attack, paint);
  return field('attack', [`${counted(attack.length, 'event')}: ${prose(attack.breaks)}`], paint);
}

/** Whether the theorem says something. */
function witnessLines({ witness, expected }: CheckedTheorem, paint: Paint): readonly string[] {
  if (witness === undefined) return [];
  if (witness.kind === 'trace')
    return field(
      'witness',
      [`a trace of ${counted(witness.length, 'event')} on which all that it supposes holds`],
      paint,
    );
  const said =
    witness.vacuous === 'proved'
      ? 'none: its premises contradict each other, so that it says nothing'
      : 'none was found: it may say nothing';
  const isMeant = witness.vacuous === 'proved' && expected === 'vacuous';
  return [
    ...field('witness', [isMeant ? said : paint.warning(said)], paint),
    ...field('help', witness.vacuous === 'proved' && expected === 'proved' ? [prose(ifVacuous)] : [], paint),
  ];
}

const ifVacuous = 'Let it suppose less; or say `expect vacuous` after what it shows, if that is what it is to say.';

/** How to see more of a proof that fails. */
function next(theorem: CheckedTheorem, paint: Paint): readonly string[] {
  if (isAsExpected(theorem) || theorem.failure === undefined || theorem.attack !== undefined) return [];
  return field('see', [`ls2 explain ${theorem.name} ${theorem.file}`], paint);
}

function looks(
  theorem: CheckedTheorem,
  paint: Paint,
): { readonly mark: string; readonly stress: (text: string) => string } {
  const mark = { proved: '✓', vacuous: '∅', refuted: '✗', unknown: '?', unfinished: '…' }[outcome(theorem)];
  if (isAsExpected(theorem)) return { mark, stress: paint.good };
  return { mark, stress: standing(theorem) === 'open' ? paint.warning : paint.error };
}

function verdictWords(theorem: CheckedTheorem): string {
  const [came, { expected }] = [outcome(theorem), theorem];
  if (isAsExpected(theorem)) return expected === 'proved' ? came : `${came}, as expected`;
  return expected === 'proved' ? came : `${came}, but expected to be ${expected}`;
}

/** The kernel's rules of programs; its other rules are those of every logic. */
const programRules = new Set(['Act', 'Seq', 'Jump', 'Start', 'Reset', 'LateLaunch', 'Honesty']);

function restsOnLines({ axioms, assumptions, definitions, rules, oracle }: RestsOn, paint: Paint): readonly string[] {
  const special = rules.filter((rule) => programRules.has(rule));
  const deduction = [special.join(', '), 'natural deduction'].filter((part) => part !== '').join(', ');
  return [
    ...field('assumes', assumptions, paint),
    ...field('axioms', wrapped(axioms), paint),
    ...field('definitions', wrapped(definitions), paint),
    ...field('rules', [deduction], paint),
    ...field(
      'oracle',
      oracle.obligations === 0
        ? []
        : [`${oracle.solver} (${oracle.version}), ${counted(oracle.obligations, 'obligation')}`],
      paint,
    ),
  ];
}

function failureLines(failure: CheckedFailure, theorem: CheckedTheorem, paint: Paint): readonly string[] {
  const { step, reason, goal, known, knownBefore, remedy } = failure;
  const brief = isAsExpected(theorem) && failure.kind !== 'fault';
  if (theorem.admitted !== undefined) {
    const lines = field('admits', theorem.admitted, paint);
    return brief
      ? lines
      : [...lines, ...field('help', remedy === undefined ? [] : [prose(remedy)], paint), ...searched(theorem, paint)];
  }
  if (brief) return [...field('stuck at', [step], paint), ...field('because', [prose(reason)], paint)];
  const before = knownBefore === 0 ? [] : [paint.faint(`(and ${counted(knownBefore, 'fact')} before)`)];
  return [
    ...field(failure.kind === 'stuck' ? 'stuck at' : 'ended at', [step], paint),
    ...field('to show', goal === undefined ? [] : [goal], paint),
    ...field('known', [...before, ...known], paint),
    ...field('because', [prose(reason)], paint),
    ...field('help', remedy === undefined ? [] : [prose(remedy)], paint),
    ...searched(theorem, paint),
  ];
}

const searched = ({ search }: CheckedTheorem, paint: Paint): readonly string[] =>
  field('attack', search === undefined ? [] : [prose(searchText(search))], paint);

function summary({ theorems, notChecked, axioms, diagnostics }: Omit<CheckResult, 'tool'>, paint: Paint): string {
  const verdicts = (['proved', 'vacuous', 'refuted', 'unknown', 'unfinished'] as const).flatMap((wanted) => {
    const count = theorems.filter((theorem) => outcome(theorem) === wanted).length;
    return count === 0 ? [] : [`${count} ${wanted}`];
  });
  const parts =
    theorems.length === 0
      ? [axioms.length === 0 ? 'no theorems' : axiomCounts(axioms)]
      : [`${counted(theorems.length, 'theorem')}: ${verdicts.join(', ')}`, standings(theorems, paint)];
  if (notChecked.length > 0) parts.push(paint.warning(`${notChecked.length} not checked`));
  for (const severity of ['error', 'warning'] as const) {
    const count = diagnostics.filter((diagnostic) => diagnostic.severity === severity).length;
    if (count > 0) parts.push(paint[severity](counted(count, severity)));
  }
  return parts.join('; ');
}

function standings(theorems: readonly CheckedTheorem[], paint: Paint): string {
  const count = (wanted: Standing): number => theorems.filter((theorem) => standing(theorem) === wanted).length;
  const [violated, open] = [count('violated'), count('open')];
  if (violated === 0 && open === 0) return 'all as expected';
  const parts = [
    ...(violated === 0 ? [] : [paint.error(`${violated} not as expected`)]),
    ...(open === 0 ? [] : [paint.warning(`${open} without a verdict`)]),
  ];
  return parts.join(', ');
}

const isAsExpected = (theorem: CheckedTheorem): boolean => standing(theorem) === 'as-expected';
