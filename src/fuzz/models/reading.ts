import type { Model } from '../../language/index.js';
import { demand } from '../property.js';
import type { Setting } from '../setting.js';
import { modelText } from './model-text.js';
import type { Plan } from './plan.js';

/** The model that a plan stands for. */
export function modelOf(setting: Setting, plan: Plan): Model {
  return modelIn(setting, modelText(plan));
}

/** A text read as a model; nothing is to be wrong with it. */
export function modelIn(setting: Setting, text: string): Model {
  const { model, diagnostics } = setting.read(text);
  const errors = diagnostics.filter(({ severity }) => severity === 'error');
  demand(errors.length === 0, `a model is not read: ${errors.map(({ message }) => message).join('; ')}`);
  return model;
}
