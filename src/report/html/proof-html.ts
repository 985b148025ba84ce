import { match } from 'ts-pattern';
import type { Ast } from '../../language/index.js';
import { escaped } from './escape.js';

/** A proof as it is written, a step a line; what a step contains is folded into it. */
export function proofHtml(proof: Ast.ProofText, text: string, failedAt: number | undefined): string {
  if (proof.kind === 'auto') return '<p>by <b>auto</b></p>';
  return `<ol class="proof">${stepsHtml(proof.steps, { text, failedAt })}</ol>`;
}

interface Writing {
  readonly text: string;
  /** The line of the step that does not go through. */
  readonly failedAt: number | undefined;
}

const stepsHtml = (steps: readonly Ast.ProofStep[], writing: Writing): string =>
  steps.map((step) => stepHtml(step, writing)).join('');

function stepHtml(step: Ast.ProofStep, writing: Writing): string {
  const { text, failedAt } = writing;
  const from = ({ span }: { readonly span: Ast.ProofStep['span'] }): string =>
    escaped(text.slice(span.start.offset, span.end.offset).replace(/\s+/g, ' '));
  const name = 'name' in step && step.name !== undefined ? `<b>${escaped(step.name.name)}</b>: ` : '';
  const mark = step.span.start.line === failedAt ? ' class="failed"' : '';
  const line = (what: string, said: string, by = ''): string =>
    `<li${mark}><b class="word">${what}</b> ${name}<code>${said}</code>${by === '' ? '' : ` <span class="by">by ${by}</span>`}</li>`;
  const folded = (what: string, said: string, inside: string): string =>
    `<li${mark}><details open><summary><b class="word">${what}</b> ${name}<code>${said}</code></summary><ol>${inside}</ol></details></li>`;
  return match(step)
    .with({ kind: 'have' }, ({ formula, by }) => line('have', from(formula), from(by)))
    .with({ kind: 'obtain' }, ({ binders, formula, by }) =>
      line('obtain', `${escaped(binders.map((each) => each.name).join(', '))} with ${from(formula)}`, from(by)),
    )
    .with({ kind: 'fix' }, ({ binders }) => line('fix', escaped(binders.map((each) => each.name).join(', '))))
    .with({ kind: 'show' }, ({ by }) => line('show', 'the goal', from(by)))
    .with({ kind: 'suppose' }, ({ formula, steps }) => folded('suppose', from(formula), stepsHtml(steps, writing)))
    .with({ kind: 'cases' }, ({ of, cases }) =>
      folded(
        'cases',
        from(of),
        cases
          .map(
            (each) =>
              `<li><details open><summary><b class="word">case</b> ${each.name === undefined ? '' : `<b>${escaped(each.name.name)}</b>: `}<code>${from(each.formula)}</code></summary><ol>${stepsHtml(each.steps, writing)}</ol></details></li>`,
          )
          .join(''),
      ),
    )
    .exhaustive();
}
