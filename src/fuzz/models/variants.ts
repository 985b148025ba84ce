import { type Ast, parse } from '../../language/index.js';
import { printFile } from '../../language/printer.js';
import { Random } from '../../semantics/index.js';
import { tokensOf } from '../arbitraries/mutations.js';

/** What can be changed in a model without a change of what it says. */
export const variants = ['renamed', 'reordered', 'a machine more', 'an assumption more'] as const;
export type Variant = (typeof variants)[number];

/** The model in another way; of several, a seed says in which. */
export function variantOf(text: string, variant: Variant, seed: number): string {
  switch (variant) {
    case 'renamed':
      return renamed(text, new Random(seed));
    case 'reordered':
      return reordered(text, new Random(seed));
    case 'a machine more':
      return `${text}\n${anotherMachine}`;
    case 'an assumption more':
      return withAssumption(text, irrelevant[seed % irrelevant.length] as string);
  }
}

const anotherMachine = `machine Another_Box(z) {
  memory z_loc
  pcr z_pcr
  on reset run Another_Rom(z)
}

program Another_Rom(z: Another_Box) {
  x = read z.z_loc
  extend z.pcr.z_pcr, x
  jump x
}
`;

/** True on every trace, and of nothing that a claim is about. */
const irrelevant = ['∀z: Term. z = z', 'sinit ≠ dinit', "∀z, z': Time. z < z' ⊃ ¬z' < z", '⊤'];

/** The last theorem with an assumption before its own. */
function withAssumption(text: string, formula: string): string {
  const place = text.indexOf('\n', text.lastIndexOf('theorem '));
  return `${text.slice(0, place)}\n  assume ${formula}${text.slice(place)}`;
}

function reordered(text: string, random: Random): string {
  const { file } = parse(text, 'model.ls2');
  return printFile({ ...file, declarations: shuffled(file.declarations, random) });
}

function shuffled<T>(list: readonly T[], random: Random): readonly T[] {
  const left = [...list];
  return list.map(() => left.splice(random.below(left.length), 1)[0] as T);
}

/** Every name that the model declares, and every variable that it binds, by another. The theorem keeps its own. */
function renamed(text: string, random: Random): string {
  const { declarations } = parse(text, 'model.ls2').file;
  const chains = declarations.flatMap((each) => (each.kind === 'chain' ? [each.name.name] : []));
  const names = shuffled([...new Set(declarations.flatMap(namesIn))].sort(), random);
  const others = new Map(names.map((name, i) => [name, `${name.charAt(0)}${i}x`]));
  const other = (token: string): string => {
    // Of `[P]_I^…`, the subscript.
    if (token.startsWith('_')) return `_${other(token.slice(1))}`;
    const chain = chains.find((each) => token.endsWith(`_${each}`));
    if (chain === undefined) return others.get(token) ?? token;
    return `${token.slice(0, -chain.length)}${others.get(chain) ?? chain}`;
  };
  return tokensOf(text).map(other).join('');
}

function namesIn(declaration: Ast.Declaration): readonly string[] {
  switch (declaration.kind) {
    case 'machine':
      return [
        declaration.name.name,
        declaration.self.name,
        ...declaration.items.flatMap((item) => ('names' in item ? item.names.map(({ name }) => name) : [])),
      ];
    case 'chain':
      return [declaration.name.name, ...declaration.stages.map(({ name }) => name.name)];
    case 'program':
    case 'define':
      return [declaration.name.name, ...declaration.params.map(({ name }) => name)];
    case 'theorem':
      return declaration.params.map(({ name }) => name);
    default:
      return [];
  }
}
