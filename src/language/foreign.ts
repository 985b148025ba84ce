import type { TokenType } from './chevrotain.js';
import * as T from './tokens.js';

/** A sign of another language or of mathematics: what it is read as here, so that reading can go on, and how that is written. */
export interface Foreign {
  readonly type: TokenType;
  /** What it is taken for. */
  readonly meant: string;
  /** How that is written. */
  readonly write: string;
}

const groups: readonly (readonly [signs: string, type: TokenType, meant: string, write: string])[] = [
  ['-> --> ==> → ⇒ ⟹ ⟶ ⊐', T.Implies, 'an implication', '`⊃`, or `=>`'],
  ['<-> <--> <=> <==> ↔ ⇔ ⟷', T.Iff, 'an equivalence', '`⟺`, or `iff`'],
  ['&& & ⋀ ∩', T.And, 'a conjunction', '`∧`, or `/\\`'],
  ['|| | ⋁ ∪', T.Or, 'a disjunction', '`∨`, or `\\/`'],
  ['! ￢ −', T.Not, 'a negation', '`¬`, or `~`'],
  ['!== /= =/= <> ≢', T.Unequal, 'an inequality', '`≠`, or `!=`'],
  ['=== ≟ ≈', T.Equals, 'an equation', '`=`'],
  ['=< ⩽ ≦ ≼ ⪯', T.AtMost, '"at most"', '`≤`, or `<=`'],
  ['>= ≥ ⩾', T.AtMost, '"at least"', '`≤`, or `<=`, the other way round'],
  ['> ≻', T.Less, '"later than"', '`<`, the other way round'],
  [':: ∷', T.Colon, 'what begins a sort', '`:`'],
  ['∈', T.Colon, 'a sort', '`x: SORT`'],
  ['≔ ≜', T.Defines, 'a definition', '`≡`, or `==`'],
  ['.. ⋯', T.Ellipsis, 'code that is not given', '`…`, or `...`'],
  ['• ∙ ⋅', T.Stop, 'the empty program', '`·`'],
  ['⊨ ⊩', T.Turnstile, 'what follows', '`⊢`, or `|-`'],
];

export const foreignSigns: ReadonlyMap<string, Foreign> = new Map(
  groups.flatMap(([signs, type, meant, write]) => signs.split(' ').map((sign) => [sign, { type, meant, write }])),
);

/** `:=` and its like: an equation in a program, `≡` in a definition. */
export const assigns: ReadonlySet<string> = new Set([':=', '<-', '←']);

/** The words of LaTeX, after `\`, by the signs they stand for. */
export const latex: ReadonlyMap<string, string> = new Map(
  [
    'forall ∀ A ∀ exists ∃ E ∃ land ∧ wedge ∧ lor ∨ vee ∨ neg ¬ lnot ¬ to ⊃ rightarrow ⊃ Rightarrow ⊃ implies ⊃ supset ⊃',
    'iff ⟺ Leftrightarrow ⟺ equiv ≡ neq ≠ ne ≠ leq ≤ le ≤ lt < vdash ⊢ top ⊤ bot ⊥ ldots … dots … cdot ·',
  ]
    .join(' ')
    .split(' ')
    .flatMap((word, i, all) => (i % 2 === 0 ? [[word, all[i + 1] ?? ''] as const] : [])),
);

/** Blanks and marks that no one sees, and that are none of the language's own. */
export const unseen: RegExp = /^[\p{C}\p{Z}\p{Default_Ignorable_Code_Point}]/u;

const names: Readonly<Record<string, string>> = {
  a0: 'a no-break space',
  ad: 'a soft hyphen',
  '200b': 'a space of no width',
  '200c': 'a mark of no width',
  '200d': 'a mark of no width',
  '200e': 'a mark of writing direction',
  '200f': 'a mark of writing direction',
  '2028': 'a line separator',
  '3000': 'a wide space',
};

/** `U+00A0`, and what it is where nobody can see it. */
export function codePoint(character: string): string {
  const code = (character.codePointAt(0) ?? 0).toString(16);
  const name = names[code] ?? (unseen.test(character) ? 'a character that is not seen' : undefined);
  return `U+${code.toUpperCase().padStart(4, '0')}${name === undefined ? '' : `, ${name}`}`;
}
