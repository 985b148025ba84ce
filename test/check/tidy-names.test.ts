import { describe, expect, test } from 'vitest';
import { tidyNames } from '../../src/check/tidy-names.js';

describe('names that the prover made up', () => {
  test('get the least numbers that keep them apart, in all texts alike', () => {
    expect(tidyNames(['Jump(J₁₂, x) @ t₄₀ ∧ t₄₀ < t₇', 'J₁₂ = J₉'])).toEqual(['Jump(J, x) @ t ∧ t < t₁', 'J = J₁']);
  });

  test("never become one of the text's own", () => {
    expect(tidyNames(["∃J, e'. P(J₃, e'₈, x₁)", 'x'])).toEqual(["∃J, e'. P(J₁, e'₁, x₁)", 'x']);
  });

  test('leave everything else as it is', () => {
    const text = "∀t_s, J. t_s < t0 ⊃ P(K⁻¹, ^J, e')";
    expect(tidyNames([text])).toEqual([text]);
  });
});
