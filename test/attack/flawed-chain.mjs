/**
 * A chain of so many stages that measure, its quote, and what follows from either; one stage may do something else.
 *
 * @param {number} stages
 * @param {number} [place] the stage that is broken
 * @param {string} [flaw] in what way
 */
export function flawedChain(stages, place, flaw) {
  const numbers = Array.from({ length: stages }, (_, i) => i);
  /** @param {number} i */
  const program = (i) => {
    const isBroken = i === place;
    const actions = [
      `x = read m.l${i}`,
      ...(isBroken && flaw === 'does not extend' ? [] : ['extend m.pcr.s, x']),
      ...(isBroken && flaw === 'unlocks' ? ['unlock m.pcr.s'] : []),
      ...(isBroken && flaw === 'reads again' ? [`y = read m.l${i}`, 'jump y'] : ['jump x']),
    ];
    return `program S${i}(m: Box) { ${actions.join('; ')} }`;
  };
  const times = numbers.map((i) => `t${i + 1}`);
  const last = times.at(-1) ?? '';
  return `machine Box(m) {
  memory ${numbers.map((i) => `l${i}`).join(', ')}
  pcr s
  principal AK
  on reset run S0(m)
}
${numbers.map(program).join('\n')}
program S${stages}(m: Box) { … }
program Quote(m: Box) { w = read m.pcr.s; r = sign (PCR(s), w), AK(m)⁻¹; send r }
program Verifier(m: Box) { q = receive; v = verify q, AK(m); match v, (PCR(s), All(m)) }
define All(m: Box): Term ≡ seq(sinit; ${numbers.map((i) => `S${i + 1}(m)`).join(', ')})
define Protected(m: Box) ≡ ∀t, K. Reset(m, K) @ t ⊃ IsLocked(m.pcr.s, K) @ t
define Booted(m: Box, t: Time) ≡
  ∃t0, ${times.join(', ')}, J.
    t0 < ${times.join(' < ')} ≤ t
    ∧ Reset(m, J) @ t0
    ${times
      .slice(0, -1)
      .map((time, i) => `∧ Jump(J, S${i + 1}(m)) @ ${time}`)
      .join('\n    ')}
    ∧ Extend(J, m.pcr.s, S${stages}(m)) @ ${last}
    ∧ ¬Reset(m) on (t0, t]
    ${times.map((time, i) => `∧ ¬Jump(J) on (t${i}, ${time})`).join('\n    ')}
    ∧ (∀x, w. t${stages - 1} < w ∧ w ≤ t ∧ Jump(J, x) @ w ∧ ¬Jump(J) on (t${stages - 1}, w) ⊃ x = S${stages}(m))

theorem Local(m: Box, t: Time)
  assume Protected(m)
  assume Mem(m.pcr.s, All(m)) @ t
  show Booted(m, t)

theorem Remote(m: Box, V: Thread, tb: Time, te: Time)
  assume ^V ≠ AK(m)
  assume Honest(AK(m), {Quote(m)})
  assume Protected(m)
  show [Verifier(m)]_V^{tb, te} ∃t. t < te ∧ Booted(m, t)
`;
}
