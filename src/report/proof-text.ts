import type { Case, Proof, Step } from '../language/index.js';
import { counted } from './layout.js';
import type { Paint } from './paint.js';

/** What became of the steps of a proof. */
export interface Progress {
  /** How many obligations the solver found valid on behalf of what, in the order in which they were asked. */
  readonly asked: ReadonlyMap<string, number>;
  /** The step that failed, if one did, in the prover's words. */
  readonly failedAt?: string;
}

/** More steps of the tactic than this are not shown. */
const mostSteps = 40;

/** A proof step by step: of a script its steps with their reasons, of the tactic what it proved on the way. */
export function proofText(proof: Proof, progress: Progress, paint: Paint): string {
  switch (proof.kind) {
    case 'none':
      return 'It has no proof.';
    case 'auto':
      return tacticText(progress, paint);
    case 'script':
      return stepsText(proof.steps, '', { progress, paint }).join('\n');
  }
}

function tacticText({ asked, failedAt }: Progress, paint: Paint): string {
  const steps = [...asked].filter(([, count]) => count > 0);
  const lines = steps
    .slice(0, mostSteps)
    .map(([step, count], i) => `  ${String(i + 1).padStart(3)}  ${step}${obligations(count, paint)}`);
  const more = steps.length > mostSteps ? [`       … and ${counted(steps.length - mostSteps, 'step')} more`] : [];
  const failed = failedAt === undefined ? [] : [`    ${paint.error('?')}  ${failedAt}`];
  return [`${paint.strong('by auto')}: the tactic for chains of trust proved`, ...lines, ...more, ...failed].join('\n');
}

interface Writing {
  readonly progress: Progress;
  readonly paint: Paint;
}

function stepsText(steps: readonly Step[], prefix: string, writing: Writing): readonly string[] {
  return steps.flatMap((step, i) => stepText(step, `${prefix}${i + 1}`, writing));
}

function stepText(step: Step, number: string, writing: Writing): readonly string[] {
  const { paint } = writing;
  const head = (text: string): string => `${mark(step, writing)} ${paint.faint(number.padEnd(6))} ${text}`;
  const name = 'name' in step && step.name !== undefined ? `${paint.name(step.name)}: ` : '';
  switch (step.kind) {
    case 'have':
      return [head(`${paint.strong('have')} ${name}${step.text}`), reason(step, writing)];
    case 'obtain': {
      const variables = step.variables.map((v) => v.name).join(', ');
      return [head(`${paint.strong('obtain')} ${variables} with ${name}${step.text}`), reason(step, writing)];
    }
    case 'fix':
      return [head(step.text)];
    case 'suppose':
      return [head(`${paint.strong('suppose')} ${name}${step.text}`), ...stepsText(step.steps, `${number}.`, writing)];
    case 'cases':
      return [
        head(`${paint.strong('cases')} ${step.text}`),
        ...step.cases.flatMap((one, i) => caseText(one, `${number}.${i + 1}`, writing)),
      ];
    case 'show':
      return [head(`${paint.strong('show')} the goal`), reason(step, writing)];
  }
}

function caseText({ name, text, steps }: Case, number: string, writing: Writing): readonly string[] {
  const { paint } = writing;
  const called = name === undefined ? '' : `${paint.name(name)}: `;
  return [
    `  ${paint.faint(number.padEnd(6))} ${paint.strong('case')} ${called}${text}`,
    ...stepsText(steps, `${number}.`, writing),
  ];
}

function reason(
  { by, span }: Extract<Step, { kind: 'have' | 'obtain' | 'show' }>,
  { progress, paint }: Writing,
): string {
  const count = [...progress.asked].reduce((sum, [step, n]) => (isAt(step, span.start.line) ? sum + n : sum), 0);
  return `           ${paint.faint(by.text)}${obligations(count, paint)}`;
}

/** `?` for the step that failed. */
function mark({ span }: Step, { progress: { failedAt }, paint }: Writing): string {
  return failedAt !== undefined && isAt(failedAt, span.start.line) ? paint.error('?') : ' ';
}

/** Whether the prover's words for a step are of the step that begins on this line. */
const isAt = (step: string, line: number): boolean => step.includes(`(line ${line})`) && !step.startsWith('lemma ');

const obligations = (count: number, paint: Paint): string =>
  count === 0 ? '' : paint.faint(`  [${counted(count, 'obligation')}]`);
