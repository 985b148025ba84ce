/**
 * A model and a theorem for `auto`: a chain of so many stages, each of which measures the next and gives it control.
 *
 * @param {number} stages at least two
 */
export function chainOf(stages) {
  const places = Array.from({ length: stages - 1 }, (_, i) => `stage${i + 1}_loc`);
  const lines = places.map((place, i) => `  Stage${i} reads m.${place}`);
  return `machine Board(m) {
  memory ${places.join(', ')}
  pcr s
  on reset run Stage0(m)
}

chain Boot(m: Board) on m.pcr.s {
${lines.join('\n')}
  Stage${stages - 1}
}

theorem Booted(m: Board, t: Time)
  assume Protected_Boot(m)
  assume Mem(m.pcr.s, Sequence_Boot(m)) @ t
  show MeasuredBoot_Boot(m, t)
  by auto
`;
}
