import type { Piece } from './pieces.js';
import { demand } from './refusal.js';
import { core } from './symbols.js';

/** A longer text is refused: nobody could read it. */
const longest = 2_000_000;

/** What bound variables are called, by their sorts; a number tells those of one sort apart. */
const letters: Readonly<Record<string, string>> = {
  Time: 't',
  Thread: 'I',
  Machine: 'm',
  Principal: 'A',
  Location: 'l',
  Name: 'k',
  Term: 'e',
  Event: 'a',
  Programs: 'S',
};

/** A text still to be written, or a piece with what its outer bound variables are called, the innermost last. */
type Part = string | { readonly piece: Piece; readonly scope: readonly string[] };

/**
 * A term, formula or program as text. Only what is the same has the same text, among pieces whose symbols have different names: everything that
 * has parts but a function's or predicate's name before its arguments stands in brackets, and no bound variable has a name of `taken`.
 *
 * @param scope what bound variables are called whose binders are outside, the innermost last
 *
 * Throws a {@link Refusal} where it is too long.
 */
export function shown(root: Piece, taken: ReadonlySet<string>, scope: readonly string[] = []): string {
  const written: string[] = [];
  let [length, binders] = [0, 0];
  const stack: Part[] = [{ piece: root, scope }];
  const fresh = (sort: string): string => {
    const letter = letters[sort] ?? 'x';
    for (;;) {
      const name = `${letter}${++binders}`;
      if (!taken.has(name)) return name;
    }
  };

  for (let part = stack.pop(); part !== undefined; part = stack.pop()) {
    if (typeof part !== 'string') {
      stack.push(...partsOf(part.piece, part.scope, fresh).toReversed());
      continue;
    }
    written.push(part);
    length += part.length;
    demand(length <= longest, `its text is over ${longest} characters long`);
  }
  return written.join('');
}

function partsOf({ head, parts }: Piece, scope: readonly string[], fresh: (sort: string) => string): readonly Part[] {
  const at = (piece: Piece | undefined, names = scope): Part[] =>
    piece === undefined ? [] : [{ piece, scope: names }];
  const joined = (pieces: readonly Piece[], between: string): Part[] =>
    pieces.flatMap((piece, i) => [...(i === 0 ? [] : [between]), ...at(piece)]);
  const applied = (name: string, args: readonly Piece[]): Part[] =>
    args.length === 0 ? [name] : [`${name}(`, ...joined(args, ', '), ')'];
  const infix = (sign: string): Part[] => ['(', ...joined(parts, ` ${sign} `), ')'];
  switch (head.kind) {
    case 'variable':
      return [head.name];
    case 'bound':
      return [scope[scope.length - 1 - head.index] ?? `#${head.index}`];
    case 'apply':
      return applied(head.symbol.name, parts);
    case 'atom':
      if (head.symbol === core.at) return infix('@');
      if (head.symbol === core.before || head.symbol === core.notAfter)
        return infix(head.symbol === core.before ? '<' : '≤');
      return applied(head.symbol.name, parts);
    case '=':
      return infix('=');
    case 'and':
      return parts.length < 2 ? ['∧', ...infix('∧')] : infix('∧');
    case 'or':
      return parts.length < 2 ? ['∨', ...infix('∨')] : infix('∨');
    case '=>':
      return infix('⊃');
    case 'not':
      return ['¬', ...at(parts[0])];
    case 'true':
      return ['⊤'];
    case 'false':
      return ['⊥'];
    case 'forall':
    case 'exists': {
      const name = fresh(head.sort);
      return [`(${head.kind === 'forall' ? '∀' : '∃'}${name}: ${head.sort}. `, ...at(parts[0], [...scope, name]), ')'];
    }
    case 'ran': {
      const [segment, thread, from, to] = parts;
      return ['[', ...at(segment), ']_', ...at(thread), '^{', ...at(from), ', ', ...at(to), '}'];
    }
    case 'stop':
      return ['·'];
    case 'latelaunch':
      return ['latelaunch'];
    case 'jump':
      return ['jump ', ...at(parts[0])];
    case 'choice':
      return infix('+');
    case 'step': {
      const [rest, ...args] = parts;
      const { name: action, result } = head.symbol;
      const name = result === undefined ? undefined : fresh(result);
      const after = at(rest, name === undefined ? scope : [...scope, name]);
      return [name === undefined ? '' : `${name} = `, ...applied(action, args), '; ', ...after];
    }
  }
}
