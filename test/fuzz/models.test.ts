import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Setting } from '../../src/fuzz/index.js';
import { modelText } from '../../src/fuzz/models/model-text.js';
import {
  claims,
  featuresOf,
  isPattern,
  type Plan,
  plans,
  protections,
  sequences,
  ways,
} from '../../src/fuzz/models/plan.js';
import { variantOf, variants } from '../../src/fuzz/models/variants.js';
import { format } from '../../src/language/index.js';
import { check } from '../language/texts.js';
import { ground } from './ground.js';

const sample = fc.sample(plans, { numRuns: 1500, seed: 11 });

const errorsIn = (text: string): readonly string[] =>
  check(text)
    .diagnostics.filter(({ severity }) => severity === 'error')
    .map(({ code, message }) => `${code} ${message}`);

describe('random models', () => {
  test('are read, whatever they break, and so are their variants', () => {
    for (const [i, plan] of sample.slice(0, 250).entries()) {
      const text = modelText(plan);
      expect(errorsIn(text), text).toEqual([]);
      const variant = variants[i % variants.length] as (typeof variants)[number];
      const other = variantOf(text, variant, i);
      expect(errorsIn(other), other).toEqual([]);
      expect(other, variant).not.toBe(text);
    }
  });

  test('have everything in them, and keep to the pattern often enough', () => {
    const seen = new Set(sample.flatMap(featuresOf));
    const wanted = [
      ...ways.map((way) => `stage ${way}`),
      ...protections.map((each) => `lock ${each}`),
      ...sequences.map((each) => `sequence ${each}`),
      ...claims.map((each) => `claim ${each}`),
      ...[
        'nonce none',
        'nonce told',
        'nonce fresh',
        'two registers at-once',
        'two registers one-by-one',
        'signer absent',
        'signer signs-anything',
        'verifier may be the signer',
      ],
      ...[
        '2 stages',
        '3 stages',
        '4 stages',
        'register pcr',
        'register dpcr',
        'a neighbour',
        'launched beside',
        'local',
      ],
    ];
    expect(wanted.filter((feature) => !seen.has(feature))).toEqual([]);
    const kept = sample.filter(isPattern).length;
    expect(kept).toBeGreaterThan(sample.length / 5);
    expect(kept).toBeLessThan(sample.length / 2);
  });

  test('are texts that can be formatted', () => {
    for (const plan of sample.slice(0, 50)) expect(format(modelText(plan), 'model.ls2').kind).toBe('formatted');
  });

  test('are renamed throughout: no name of the model is left but the theorem', () => {
    const plan = sample.find((each) => each.remote?.nonce === 'told' && each.neighbour) as Plan;
    const other = variantOf(modelText(plan), 'renamed', 1);
    expect(other).not.toMatch(/Stage|loc1|Box|AIK|Verifier|Quote/);
    expect(other).toContain('theorem Claim(');
  });

  test('are all different to the setting that reads them', () => {
    const setting = new Setting(ground);
    const [one, other] = sample.slice(0, 2).map((plan) => setting.read(modelText(plan)).model);
    expect(one?.theorems.length).toBe(1);
    expect(one?.theory).not.toBe(other?.theory);
  });
});
