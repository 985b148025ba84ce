import fc from 'fast-check';
import { type Model, showDefinition, showProgram, showTheorem } from '../../language/index.js';
import { changedText, changesOfText, type TextChange } from '../arbitraries/mutations.js';
import { modelText } from '../models/model-text.js';
import { type Plan, plans } from '../models/plan.js';
import { demand, type Property } from '../property.js';
import type { Setting } from '../setting.js';

interface Case {
  readonly plan: Plan;
  /** Which of the model's declarations is damaged, modulo how many there are. */
  readonly at: number;
  readonly changes: readonly TextChange[];
}

const cases: fc.Arbitrary<Case> = fc.record({ plan: plans, at: fc.nat(40), changes: changesOfText(2) });

/** Declarations are written with an empty line between them. */
const between = '\n\n';

/** A model with one declaration damaged, and without it. */
function damaged({ plan, at, changes }: Case): { readonly text: string; readonly without: string } {
  const declarations = modelText(plan).split(between);
  const place = at % declarations.length;
  const broken = changedText(declarations[place] as string, changes);
  return {
    text: declarations.with(place, broken).join(between),
    without: declarations.toSpliced(place, 1).join(between),
  };
}

/** What a model says, declaration by declaration, by name. */
function sayings(model: Model): ReadonlyMap<string, string> {
  const programs = model.theory.programs.map((each) => [each.symbol.name, showProgram(each, model)] as const);
  const definitions = model.definitions.map((each) => [each.name, showDefinition(each.definition, model)] as const);
  const theorems = model.theorems.map((each) => [each.name, showTheorem(each, model)] as const);
  return new Map([...programs, ...definitions, ...theorems]);
}

/** A verdict is given on a theorem of a text that has errors only if it is a verdict on what stands there without them. */
export const broken = (setting: Setting): Property<Case> => ({
  name: 'broken',
  target: 'language',
  compares:
    'random models in one of whose declarations characters are changed, so that there are errors, with the same models without that declaration',
  says: 'What is checked of the one is in the other, and says the same.',
  cases,
  perRun: 10,
  check: (given, tally) => {
    const { text, without } = damaged(given);
    const { model, diagnostics } = setting.read(text);
    if (diagnostics.every(({ severity }) => severity !== 'error')) return tally.count('texts', 'without an error');
    const isChecked = model.theorems.some(({ name }) => name === 'Claim');
    tally.count('texts', isChecked ? 'with an error elsewhere' : 'with an error in the way');
    if (!isChecked) return;
    const [said, whole] = [sayings(model), sayings(setting.read(without).model)];
    demand(whole.has('Claim'), `Claim is checked in spite of what is wrong:\n${text}`);
    for (const [name, saying] of whole)
      demand((said.get(name) ?? saying) === saying, `${name} says something else beside what is wrong:\n${text}`);
  },
  show: (given) => damaged(given).text,
  read: (given) => (cases.canShrinkWithoutContext(given) ? given : undefined),
});
