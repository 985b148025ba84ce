import { close } from './change.js';
import type { Piece, Pieces } from './pieces.js';
import { shown } from './show.js';
import { keyOf, type Sign } from './symbols.js';
import type { Definition, Family, Logic, MachineKind, Program, Theory } from './theory.js';

/** What the words of formulas mean, as text. */
export interface Meaning {
  readonly definitions: readonly string[];
  readonly programs: readonly string[];
  readonly machines: readonly string[];
  readonly declares: readonly string[];
}

/** All that formulas speak of, directly or through what they speak of: definitions, programs and kinds of machines with what they are, in the model's order. */
export function meaningOf(
  formulas: readonly Piece[],
  { definitions, programs, kinds, families }: Theory,
  signs: Logic['signs'],
  pieces: Pieces,
  taken: ReadonlySet<string>,
): Meaning {
  const symbols = new Set<Sign>();
  // Grows while it is gone through.
  const found = new Set(formulas);
  for (const { head, parts } of found) {
    for (const part of parts) found.add(part);
    if (!('symbol' in head) || symbols.has(head.symbol)) continue;
    const { reset, lateLaunch } = kinds.get(head.symbol) ?? {};
    const { program, kinds: over = [] } = families.get(head.symbol) ?? {};
    for (const symbol of [head.symbol, reset, lateLaunch, program, ...over]) {
      if (symbol === undefined || symbols.has(symbol)) continue;
      symbols.add(symbol);
      const body = definitions.get(symbol)?.body ?? programs.get(symbol)?.body;
      if (body !== undefined) found.add(body);
    }
  }
  const among = <T extends { readonly symbol: Sign }>(items: ReadonlyMap<Sign, T>): readonly T[] =>
    [...items.values()].filter(({ symbol }) => symbols.has(symbol));
  const isOwn = (sign: Sign): boolean =>
    signs.get(keyOf(sign)) !== sign && !definitions.has(sign) && !programs.has(sign) && !kinds.has(sign);
  const show = shower(pieces, taken);
  return {
    definitions: among(definitions).map(
      (definition) => `${headOf(definition, taken)} ≡ ${show(definition, definition.body)}`,
    ),
    programs: among(programs).map((program) =>
      program.body === undefined
        ? `${headOf(program, taken)}: any code`
        : `${headOf(program, taken)}: ${show(program, program.body)}`,
    ),
    machines: among(kinds).map(kindText),
    declares: [...symbols].filter(isOwn).map((sign) => {
      const family = families.get(sign);
      return family === undefined ? declarationText(sign) : familyText(family);
    }),
  };
}

/** Parameters are called by their sorts and places: so that none has the name of something else. */
function paramNames({ params }: Program | Definition, taken: ReadonlySet<string>): readonly string[] {
  const names: string[] = [];
  for (const _ of params) {
    let name = `x${names.length}`;
    while (taken.has(name)) name += "'";
    names.push(name);
  }
  return names;
}

const headOf = (item: Program | Definition, taken: ReadonlySet<string>): string => {
  const names = paramNames(item, taken);
  const params = item.params.map(({ sort }, i) => `${names[i]}: ${sort}`);
  return params.length === 0 ? item.symbol.name : `${item.symbol.name}(${params.join(', ')})`;
};

const shower =
  (pieces: Pieces, taken: ReadonlySet<string>) =>
  (item: Program | Definition, body: Piece): string => {
    const names = paramNames(item, taken);
    return shown(close(pieces, body, item.params), new Set([...taken, ...names]), names);
  };

function kindText({ symbol, reset, lateLaunch }: MachineKind): string {
  const runs = [
    ...(reset === undefined ? [] : [`a reset runs ${reset.name}`]),
    ...(lateLaunch === undefined ? [] : [`a late launch runs ${lateLaunch.name}`]),
  ];
  return runs.length === 0 ? symbol.name : `${symbol.name}: ${runs.join(', ')}`;
}

/** `P.*Host(x, S)` is all `P(x, m)` for machines m of the kind Host, and S. */
function familyText({ symbol, program, kinds }: Family): string {
  const args = kinds.map((kind, i) => (kind === undefined ? `x${i}` : `m${i}`));
  const given = [...args.filter((_, i) => kinds[i] === undefined), 'S'];
  const over = kinds.flatMap((kind, i) => (kind === undefined ? [] : [`${args[i]}: ${kind.name}`]));
  return `${symbol.name}(${given.join(', ')}): ${program.name}(${args.join(', ')}) for all ${over.join(', ')}, and S`;
}

function declarationText(sign: Sign): string {
  const args = sign.args.length === 0 ? '' : `(${sign.args.join(', ')})`;
  const result = 'result' in sign && sign.result !== undefined ? `: ${sign.result}` : '';
  return `${sign.kind} ${sign.name}${args}${result}`;
}
