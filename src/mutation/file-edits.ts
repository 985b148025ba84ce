import type { ChainDeclaration, Declaration, MachineDeclaration, SetupDeclaration } from '../language/ast.js';
import { printDeclaration } from '../language/printer.js';
import { identifier } from '../language/show/nodes.js';
import type { Edit } from './edit.js';
import { editsOf } from './edits.js';
import type { Addition, Scope } from './scope.js';
import type { Uses } from './uses.js';
import { type Piece, withContents } from './written-out.js';

/** A file of a model, taken apart. */
export interface File {
  readonly path: string;
  readonly text: string;
  readonly pieces: readonly Piece[];
}

/** An edit, and the file's text with it. Only the declarations that change are printed anew. */
export interface FileEdit {
  readonly edit: Edit;
  readonly text: string;
}

/** @param setUp the kinds of machine that some file of the model sets up */
export function fileEdits(file: File, scope: Scope, uses: Uses, setUp: ReadonlySet<string>): readonly FileEdit[] {
  return file.pieces.flatMap((piece) => {
    const { origin, parts } = piece;
    const whole = origin.kind === 'chain' ? editsOf(origin, scope, uses) : [];
    return [
      ...whole.map((edit) => ({ edit, text: textWith(file, new Map([[origin, [edit.declaration]]]), edit.adds) })),
      ...parts.flatMap(({ declaration, from }) =>
        editsOf(declaration, scope, uses).map((edit) => ({
          edit: { ...edit, ...(from && { span: from }) },
          text: textOf(file, piece, edit, declaration, setUp),
        })),
      ),
    ];
  });
}

type Replacements = Map<Declaration, readonly Declaration[]>;

/** A machine that runs another program has no chain that begins with it any more: its chains are written out, as that of a part is. */
function textOf(file: File, piece: Piece, edit: Edit, part: Declaration, setUp: ReadonlySet<string>): string {
  const { origin } = piece;
  const chains = file.pieces.filter((each) => {
    if (each.origin.kind !== 'chain') return false;
    return each === piece || (origin.kind === 'machine' && kindOf(each.origin) === origin.name.name);
  });
  const replacements: Replacements = new Map();
  if (origin.kind !== 'chain') replacements.set(origin, [edit.declaration]);
  for (const chain of chains)
    replacements.set(
      chain.origin,
      chain.parts.map(({ declaration }) => (declaration === part ? edit.declaration : declaration)),
    );
  setUpAgain(
    file,
    chains.flatMap((each) => (each.origin.kind === 'chain' ? [each.origin] : [])),
    replacements,
    setUp,
  );
  return textWith(file, replacements, edit.adds);
}

const kindOf = ({ params }: ChainDeclaration): string | undefined => params[0]?.sort?.name;

/** What chains say of the setup of their machines is said there, unless another file sets them up. */
function setUpAgain(
  { pieces }: File,
  chains: readonly ChainDeclaration[],
  replacements: Replacements,
  setUp: ReadonlySet<string>,
): void {
  const setups = pieces.flatMap(({ origin }): readonly SetupDeclaration[] => (origin.kind === 'setup' ? [origin] : []));
  for (const kind of new Set(chains.flatMap((chain) => kindOf(chain) ?? []))) {
    const own = setups.find((setup) => setup.name.name === kind);
    const [first, ...others] = chains.filter((chain) => kindOf(chain) === kind);
    if (first === undefined || (own === undefined && setUp.has(kind))) continue;
    const setup = withContents(own, kind, [first, ...others]);
    if (own !== undefined) replacements.set(own, [setup]);
    else replacements.set(first, [...(replacements.get(first) ?? []), setup]);
  }
}

function textWith(file: File, replacements: Replacements, adds: Addition | undefined): string {
  const all = new Map(replacements);
  for (const { origin } of file.pieces)
    if (origin.kind === 'machine' && origin.name.name === adds?.kind) all.set(origin, [withItem(origin, adds)]);
  let [text, from] = ['', 0];
  for (const { origin } of file.pieces) {
    const declarations = all.get(origin);
    if (declarations === undefined) continue;
    const { span } = origin;
    text += file.text.slice(from, span.start.offset) + printed(declarations);
    from = span.end.offset;
  }
  return text + file.text.slice(from);
}

/** Without their comments, of which what is before the declaration stays. */
const printed = (declarations: readonly Declaration[]): string =>
  declarations.map(({ doc: _, ...declaration }) => printDeclaration(declaration).trimEnd()).join('\n\n');

const withItem = (machine: MachineDeclaration, { item, name }: Addition): MachineDeclaration => ({
  ...machine,
  items: [...machine.items, { kind: item, names: [identifier(name)], span: machine.span }],
});
