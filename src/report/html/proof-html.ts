import { match } from 'ts-pattern';
import type { Ast } from '../../language/index.js';
import { escaped } from './escape.js';

/** A proof as it is written, a step a line, with what is to be shown there; what a step contains is folded into it. */
export function proofHtml(
  { proof, conclusion }: Pick<Ast.TheoremDeclaration, 'proof' | 'conclusion'>,
  text: string,
  failedAt: number | undefined,
): string {
  if (proof === undefined) return '';
  if (proof.kind === 'auto') return '<p>by <b>auto</b></p>';
  return `<ol class="proof">${stepsHtml(proof.steps, { text, failedAt, goal: goalOf(conclusion, text) })}</ol>`;
}

/** What is left to be shown when so many variables are fixed, as it is written; with the names that it is written with, where they are others. */
type Goal = (fixed: readonly string[]) => string;

function goalOf(conclusion: Ast.Expr | undefined, text: string): Goal {
  return (fixed) => {
    let at = conclusion;
    let open: readonly Ast.Binder[] = at?.kind === 'forall' ? at.binders : [];
    const renamed: string[] = [];
    for (const name of fixed) {
      const [first, ...others] = open;
      if (at?.kind !== 'forall' || first === undefined) break;
      if (first.name !== name) renamed.push(`${name} for ${first.name}`);
      open = others;
      if (others.length > 0) continue;
      at = at.body;
      open = at.kind === 'forall' ? at.binders : [];
    }
    if (at === undefined) return 'the goal';
    // Of a quantifier over several variables some may be left.
    const body = at.kind === 'forall' && open.length < at.binders.length ? at.body : undefined;
    const said = text.slice((body ?? at).span.start.offset, at.span.end.offset);
    const rest = body === undefined ? '' : `∀${open.map(({ name }) => name).join(', ')}. `;
    return `${rest}${said.replace(/\s+/g, ' ')}${renamed.length === 0 ? '' : ` (${renamed.join(', ')})`}`;
  };
}

interface Writing {
  readonly text: string;
  /** The line of the step that does not go through. */
  readonly failedAt: number | undefined;
  readonly goal: Goal;
}

const stepsHtml = (steps: readonly Ast.ProofStep[], writing: Writing): string =>
  steps.map((step, i) => stepHtml(step, after(steps.slice(0, i), writing))).join('');

/** Where some steps are made: their variables are fixed. */
function after(steps: readonly Ast.ProofStep[], writing: Writing): Writing {
  const fixed = steps.flatMap((step) => (step.kind === 'fix' ? step.binders.map(({ name }) => name) : []));
  return fixed.length === 0 ? writing : { ...writing, goal: (more) => writing.goal([...fixed, ...more]) };
}

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
    .with({ kind: 'show' }, ({ by }) => line('show', escaped(writing.goal([])), from(by)))
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
