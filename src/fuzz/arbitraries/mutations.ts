import fc from 'fast-check';

/** Characters that texts seldom hold, and readers seldom think of. */
const oddities = [
  ...'\0\r\t\u2028\ufeff\u00a0\u0302\ud800"\\;{}()[]|⊢≡∀é𝔸'.split(''),
  '\ud83d\ude00',
  '//',
  '/*',
  '///',
];

/** One change of a list of pieces. Places are taken modulo what there is, so that any numbers make sense of any list. */
interface Edit {
  readonly kind: 'drop' | 'double' | 'swap' | 'put' | 'move' | 'repeat' | 'cut';
  readonly at: number;
  readonly to: number;
  readonly length: number;
}

const edits = (most: number): fc.Arbitrary<readonly Edit[]> =>
  fc.array(
    fc.record({
      kind: fc.oneof(
        { weight: 30, arbitrary: fc.constantFrom<Edit['kind']>('drop', 'double', 'swap', 'put', 'move') },
        { weight: 1, arbitrary: fc.constantFrom<Edit['kind']>('repeat', 'cut') },
      ),
      at: fc.nat(),
      to: fc.nat(),
      length: fc.integer({ min: 1, max: 6 }),
    }),
    { minLength: 1, maxLength: most },
  );

/** How often `repeat` repeats: enough to be nested more deeply than anyone writes. */
const many = 2500;

function edited(pieces: readonly string[], pool: readonly string[], changes: readonly Edit[]): string {
  const list = [...pieces];
  for (const { kind, at, to, length } of changes) {
    const [here, there] = [at % (list.length + 1), to % (list.length + 1)];
    const some = list.slice(here, here + length);
    const other = pool[to % pool.length] ?? '';
    switch (kind) {
      case 'drop':
        list.splice(here, length);
        break;
      case 'double':
        list.splice(here, 0, ...some);
        break;
      case 'swap': {
        const [one, two] = [list[here], list[there]];
        if (one !== undefined && two !== undefined) list.splice(here, 1, two);
        if (one !== undefined && two !== undefined) list.splice(there, 1, one);
        break;
      }
      case 'put':
        list.splice(here, to % 2, other);
        break;
      case 'move':
        list.splice(here, length);
        list.splice(there, 0, ...some);
        break;
      case 'repeat':
        list.splice(here, 0, ...Array.from({ length: many }, () => some[0] ?? other));
        break;
      case 'cut':
        list.splice(here);
        break;
    }
  }
  return list.join('');
}

/** Words, numbers, signs and the space between them; together they are the text. */
export const tokensOf = (text: string): readonly string[] =>
  text.match(/\s+|\/\/.*|"[^"\n]*"|[\p{L}_][\p{L}\p{M}\p{N}_']*|\d+|[^\s]/gu) ?? [];

/** One of the texts, with up to so many of its tokens changed, also to such as other texts have. */
export function tokenMutants(texts: readonly string[], most: number): fc.Arbitrary<string> {
  const pool = [...new Set(texts.flatMap(tokensOf))].sort();
  return fc
    .tuple(fc.constantFrom(...texts), edits(most))
    .map(([text, changes]) => edited(tokensOf(text), pool, changes));
}

/** A change of a text: characters dropped, doubled, moved, or others put in their place. */
export type TextChange = Edit;

export const changesOfText = (most: number): fc.Arbitrary<readonly TextChange[]> => edits(most);

/** A text with changes; what is put in comes from the text itself, or is odd. */
export const changedText = (text: string, changes: readonly TextChange[]): string =>
  edited([...text], [...new Set(text), ...oddities], changes);

/** One of the texts, with up to so many of its characters changed. */
export function characterMutants(texts: readonly string[], most: number): fc.Arbitrary<string> {
  const pool = [...new Set([...texts.join('')]), ...oddities].sort();
  return fc.tuple(fc.constantFrom(...texts), edits(most)).map(([text, changes]) => edited([...text], pool, changes));
}

/** Tokens of the texts in no order, and characters of any kind. */
export function soups(texts: readonly string[]): fc.Arbitrary<string> {
  const tokens = [...new Set(texts.flatMap(tokensOf))].filter((token) => token.trim() !== '').sort();
  return fc.oneof(
    fc.array(fc.constantFrom(...tokens), { maxLength: 60 }).map((list) => list.join(' ')),
    fc.string({ unit: 'binary', maxLength: 200 }),
    fc.array(fc.constantFrom(...oddities), { maxLength: 60 }).map((list) => list.join('')),
  );
}
