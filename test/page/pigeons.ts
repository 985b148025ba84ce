const pigeons = [0, 1, 2, 3, 4, 5, 6];
const holes = [0, 1, 2, 3, 4, 5];
const sits = (pigeon: number, hole: number): string => `In${pigeon}${hole}`;
const shared = holes.flatMap((hole) =>
  pigeons.flatMap((a) => pigeons.slice(a + 1).map((b) => `(${sits(a, hole)}(t) ∧ ${sits(b, hole)}(t))`)),
);

/** Seven pigeons in six holes: two share one. More cases than the kernel's own procedure looks at, and nothing for Z3. */
export const sevenPigeons = `${pigeons.flatMap((a) => holes.map((hole) => `predicate ${sits(a, hole)}(Time)`)).join('\n')}

theorem Pigeons(t: Time)
${pigeons.map((a) => `  assume Somewhere${a}: ${holes.map((hole) => `${sits(a, hole)}(t)`).join(' ∨ ')}`).join('\n')}
  show ${shared.join(' ∨ ')}
proof
  show by z3 using ${pigeons.map((a) => `Somewhere${a}`).join(', ')}
qed
`;
