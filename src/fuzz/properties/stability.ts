import fc from 'fast-check';
import { modelText } from '../models/model-text.js';
import { type Plan, plans } from '../models/plan.js';
import { modelIn } from '../models/reading.js';
import { type Variant, variantOf, variants } from '../models/variants.js';
import { demand, type Property } from '../property.js';
import type { Setting } from '../setting.js';

interface Case {
  readonly plan: Plan;
  readonly variant: Variant;
  readonly seed: number;
}

const cases: fc.Arbitrary<Case> = fc.record({
  plan: plans,
  variant: fc.constantFrom(...variants),
  seed: fc.nat(1000),
});

/** Nothing that a theorem does not speak of changes what becomes of it. */
export const stability = (setting: Setting): Property<Case> => ({
  name: 'stability',
  target: 'prover, language',
  compares: 'a model with the same model renamed, reordered, with a machine or an assumption more that nobody needs',
  says: 'The verdict stays.',
  cases,
  perRun: 1,
  check: async ({ plan, variant, seed }, tally) => {
    const text = modelText(plan);
    const other = variantOf(text, variant, seed);
    const [before, after] = [await provedIn(setting, text), await provedIn(setting, other)];
    tally.count('variants', variant);
    tally.count('verdicts', before === undefined ? 'proved' : 'unknown');
    demand(
      (before === undefined) === (after === undefined),
      `it is ${before === undefined ? 'proved' : 'unknown'}, and ${after === undefined ? 'proved' : `unknown (${after})`} ${variant}:\n${other}`,
    );
  },
  show: ({ plan }) => modelText(plan),
  read: (given) => (cases.canShrinkWithoutContext(given) ? given : undefined),
});

/** Undefined if the last theorem of a text is proved; else why it is not. */
async function provedIn(setting: Setting, text: string): Promise<string | undefined> {
  const model = modelIn(setting, text);
  const attempt = await setting.prover(model).prove('Claim');
  return attempt.proved ? undefined : `${attempt.failure.step}: ${attempt.failure.reason}`;
}
