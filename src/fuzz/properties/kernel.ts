import { Choices, tapes } from '../choices.js';
import { derive, refuted } from '../kernel/derivations.js';
import { sequentText } from '../kernel/sequent-text.js';
import { demand, type Property } from '../property.js';

const cases = tapes(0, 400);

/** Whatever rules are applied to whatever, what the kernel makes is true in every interpretation. */
export const kernel = (): Property<readonly number[]> => ({
  name: 'kernel',
  target: 'kernel',
  compares: 'theorems that random rules make with finite interpretations',
  says: 'No theorem is false in an interpretation.',
  cases,
  perRun: 40,
  check: (tape, tally) => {
    const choices = new Choices(tape);
    derive(
      (most) => choices.below(most),
      (theorem) => {
        tally.count('rules', theorem.origin.rule);
        demand(!refuted(theorem), `${theorem.origin.rule} made what is false: ${sequentText(theorem)}`);
      },
      () => choices.isAtEnd,
    );
  },
  show: (tape) => {
    const choices = new Choices(tape);
    const lines: string[] = [];
    derive(
      (most) => choices.below(most),
      (theorem) => lines.push(`${theorem.origin.rule}: ${sequentText(theorem)}`),
      () => choices.isAtEnd,
    );
    return lines.join('\n');
  },
  read: (given) => (cases.canShrinkWithoutContext(given) ? given : undefined),
});
