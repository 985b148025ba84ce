import { type Ast, parse } from '../../language/index.js';
import type { Ground } from '../setting.js';

/** Up to so many declarations in a row, which is what a change is felt in. */
const window = 6;

/** The texts of a campaign in pieces, each with the imports of the whole: what mutants are made from. */
export function piecesOf({ texts, logic }: Ground): readonly string[] {
  return [...texts, ...logic].flatMap(({ path, text }) => {
    const { declarations } = parse(text, path).file;
    const source = ({ span }: Ast.Declaration): string => text.slice(span.start.offset, span.end.offset);
    const imports = declarations.filter(({ kind }) => kind === 'import').map(source);
    const others = declarations.filter(({ kind }) => kind !== 'import').map(source);
    return Array.from({ length: Math.ceil(others.length / window) }, (_, i) =>
      [...imports, ...others.slice(i * window, (i + 1) * window)].join('\n\n'),
    );
  });
}
