import { match } from 'ts-pattern';
import {
  type CodeAction,
  CodeActionKind,
  type CodeLens,
  type Diagnostic,
  DiagnosticSeverity,
  type Range,
} from 'vscode-languageserver';
import { type CheckedTheorem, outcome, type Standing, standing } from '../../check/check-result.js';
import type { Ast } from '../../language/index.js';
import { usedAsWell } from '../../prover/advice.js';
import { overlap, rangeOf } from '../places.js';
import type { Known } from '../verdicts.js';
import type { Analysis } from '../workspace.js';

/** A command that a client may run with a theorem's file and name. */
export const showVerdict = 'ls2.show';

type Of = (name: string) => Known;

const theoremsIn = ({ parsed }: Analysis): readonly Ast.TheoremDeclaration[] =>
  parsed.file.declarations.filter(
    (each): each is Ast.TheoremDeclaration => each.kind === 'theorem' || each.kind === 'lemma',
  );

/** A theorem of a file, and what came of it in a line. */
export interface Told {
  readonly name: string;
  /** Where its name stands. */
  readonly range: Range;
  readonly title: string;
  /** How a verdict stands to what is expected; `running` where there is none yet. */
  readonly standing: Standing | 'running' | 'stopped' | 'not-checked';
}

/** The theorems of a file in order, with what came of each. */
export function toldTheorems(analysis: Analysis, of: Of): Told[] {
  const { model } = analysis.checked;
  return theoremsIn(analysis).map(({ name }) => {
    const place = { name: name.name, range: rangeOf(name.span) };
    const isChecked = model.theorems.some((each) => !each.imported && each.name === name.name);
    if (!isChecked) return { ...place, title: '– not checked: an error is in its way', standing: 'not-checked' };
    const known = of(name.name);
    const now = known.kind === 'verdict' ? standing(known.theorem) : known.kind === 'open' ? 'running' : 'stopped';
    return { ...place, title: titleOf(known), standing: now };
  });
}

/** Above each theorem what came of it. */
export const lenses = (analysis: Analysis, uri: string, of: Of): CodeLens[] =>
  toldTheorems(analysis, of).map(({ name, range, title }) => ({
    range,
    command: { title, command: showVerdict, arguments: [uri, name] },
  }));

function titleOf(known: Known): string {
  if (known.kind !== 'verdict') return known.kind === 'open' ? '… proving' : '– stopped';
  const { theorem, seconds } = known;
  const expected =
    standing(theorem) === 'as-expected'
      ? theorem.expected === 'proved'
        ? ''
        : ', as expected'
      : `, expected ${theorem.expected}`;
  const so = `${expected}, ${seconds.toFixed(1)} s`;
  return match(outcome(theorem))
    .with('proved', () => `✓ proved${so}`)
    .with('vacuous', () => `✓ vacuous: its premises contradict each other${so}`)
    .with('unfinished', () => `… unfinished: ${theorem.admitted?.length ?? 0} admitted${so}`)
    .with('refuted', () => `✗ refuted by ${theorem.attack?.length ?? 0} events${so}: show attack`)
    .with('unknown', () => `? unknown${so}${openIn(theorem)}`)
    .exhaustive();
}

/** More letters of a goal are not shown above its theorem. */
const mostLetters = 60;

/** The step at which a proof is stuck, and what is to be shown there. */
function openIn({ failure }: CheckedTheorem): string {
  if (failure === undefined) return '';
  const goal = failure.goal?.replace(/\s+/g, ' ') ?? '';
  const short = goal.length > mostLetters ? `${goal.slice(0, mostLetters)}…` : goal;
  return `: ${failure.step.replace(/ \(line \d+\)$/, '')}${goal === '' ? '' : `, to show ${short}`}`;
}

/** What is not as expected, at the step where a proof fails, with its goal and what is known there. */
export function failures(analysis: Analysis, of: Of): Diagnostic[] {
  return theoremsIn(analysis).flatMap((declaration): Diagnostic[] => {
    const known = of(declaration.name.name);
    if (known.kind !== 'verdict' || standing(known.theorem) === 'as-expected') return [];
    return [
      {
        range: rangeOf(stepOf(declaration, known.theorem)?.span ?? declaration.name.span),
        severity: DiagnosticSeverity.Warning,
        source: 'ls2 verdict',
        message: reasonOf(known.theorem),
      },
    ];
  });
}

function reasonOf(theorem: CheckedTheorem): string {
  const { attack, failure, name } = theorem;
  const head = `${name} is ${outcome(theorem)}, expected ${theorem.expected}`;
  if (attack !== undefined) return `${head}: on a trace of ${attack.length} events, ${attack.breaks}`;
  if (failure === undefined) return head;
  const goal = failure.goal === undefined ? [] : [`to show: ${failure.goal}`];
  const known = failure.known.length === 0 ? [] : ['known:', ...failure.known.map((fact) => `  ${fact}`)];
  return [
    `${head}: ${failure.step}: ${failure.reason}`,
    ...goal,
    ...known,
    ...(failure.remedy ? [failure.remedy] : []),
  ].join('\n');
}

/** The step of a script that failed: the prover names its line, as the text was then. */
function stepOf(declaration: Ast.TheoremDeclaration, { failure, line }: CheckedTheorem): Ast.ProofStep | undefined {
  const { proof, span } = declaration;
  const at = failure?.step.startsWith('lemma ') ? undefined : failure?.step.match(/\(line (\d+)\)$/)?.[1];
  if (proof?.kind !== 'script' || at === undefined) return undefined;
  const now = Number(at) - line + span.start.line;
  return allSteps(proof.steps).find((step) => step.span.start.line === now);
}

const allSteps = (steps: readonly Ast.ProofStep[]): readonly Ast.ProofStep[] =>
  steps.flatMap((step) => {
    const inside =
      step.kind === 'suppose' ? step.steps : step.kind === 'cases' ? step.cases.flatMap((each) => each.steps) : [];
    return [step, ...allSteps(inside)];
  });

/** Lets a step that fails use what it goes through with. */
export function remedies(analysis: Analysis, range: Range, of: Of, uri: string): CodeAction[] {
  return theoremsIn(analysis).flatMap((declaration): CodeAction[] => {
    const known = of(declaration.name.name);
    if (known.kind !== 'verdict') return [];
    const step = stepOf(declaration, known.theorem);
    const more = usedAsWell(known.theorem.failure?.remedy ?? '');
    // Without `using` a step uses all that is known: there, naming one thing would leave out the rest.
    const last = step !== undefined && 'by' in step ? step.by.uses.at(-1) : undefined;
    if (step === undefined || more === undefined || last === undefined || !overlap(rangeOf(step.span), range))
      return [];
    const { end } = rangeOf(last.span);
    return [
      {
        title: `Let it use \`${more}\` as well`,
        kind: CodeActionKind.QuickFix,
        isPreferred: true,
        edit: { changes: { [uri]: [{ range: { start: end, end }, newText: `, ${more}` }] } },
      },
    ];
  });
}

/** A verdict in words, for who asks to see it. */
export function verdictText(known: Known, name: string): string {
  if (known.kind !== 'verdict') return `${name}: no verdict yet`;
  const { theorem } = known;
  const { attack, restsOn, failure } = theorem;
  const lines = [`${name}: ${outcome(theorem)}`];
  if (attack !== undefined) {
    lines.push(`On this trace every premise holds, and ${attack.violated} does not: ${attack.breaks}`);
    for (const { time, brief, changes, note } of attack.events) {
      const changed = changes.map((each) => `${each.location} = ${each.brief}`).join(', ');
      lines.push(`${String(time).padStart(4)}  ${brief}${changed === '' ? '' : `   ${changed}`}`);
      if (note !== undefined) lines.push(`        ${note}`);
    }
    lines.push(attack.reproduce);
  } else if (failure !== undefined) lines.push(reasonOf(theorem));
  const rests: readonly (readonly [string, readonly string[]])[] = [
    ['assumes', restsOn.assumptions],
    ['axioms', restsOn.axioms],
    ['definitions', restsOn.definitions],
    ['rules', restsOn.rules],
  ];
  for (const [what, list] of rests) if (list.length > 0) lines.push(`${what}: ${list.join(', ')}`);
  return lines.join('\n');
}
