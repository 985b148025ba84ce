import type { Formula } from '../../src/kernel/index.js';
import { encode } from '../../src/solver/index.js';

export const unsatisfiable = '(declare-const x Bool)\n(assert (not (= x x)))\n(check-sat)\n';
export const satisfiable = '(declare-const x Bool)\n(assert x)\n(check-sat)\n';

/** The error leaves nothing asserted but a contradiction: the answer that comes after it is wrong. */
export const erroneous = '(declare-const x Bool)\n(assert (or x y))\n(assert false)\n(check-sat)\n';

/** Takes every solver minutes, and far more steps than any limit a test sets: random clauses of three literals, 4.26 for each variable. */
export const hard = randomClauses(500);

function randomClauses(variables: number): string {
  let state = 7;
  const below = (n: number): number => {
    state = Number((BigInt(state) * 6364136223846793005n + 1442695040888963407n) & 0x1fffffffffffffn);
    return Math.floor((state / 2 ** 53) * n);
  };
  const literal = (): string => (below(2) === 0 ? `x${below(variables)}` : `(not x${below(variables)})`);
  const lines = [...Array(variables).keys()].map((i) => `(declare-const x${i} Bool)`);
  for (let i = 0; i < variables * 4.26; i++) lines.push(`(assert (or ${literal()} ${literal()} ${literal()}))`);
  return `${lines.join('\n')}\n(check-sat)\n`;
}

export function textOf(formula: Formula): string {
  const encoded = encode(formula);
  if (encoded.kind === 'refused') throw new Error(encoded.reason);
  return encoded.text;
}
