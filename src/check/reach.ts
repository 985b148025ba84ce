import { declaredNames, namesIn } from '../language/declared-names.js';
import type { Ast, FileSource, LoadedFile } from '../language/index.js';
import { toldPath } from './told-traces.js';

/** What the verdict on a theorem may depend on, as texts: whose texts are the same has the same verdict, in one process. */
export interface Reach {
  /** What every theorem may depend on: how names are declared that are neither programs nor chains, definitions nor theorems. */
  readonly common: string;
  /** All that the theorem's own text, its proof and the axioms speak of, what that speaks of, and so on. */
  readonly own: string;
  /** All texts there are: what a search for traces or for a proof may have looked at. */
  readonly whole: string;
  /** Whether something of that name is declared that the theorem does not reach. */
  isOutside(name: string): boolean;
}

/** A declaration in the text, and the names in it. */
interface Part {
  readonly text: string;
  readonly declaration: Ast.Declaration;
  readonly declares: readonly string[];
  readonly speaksOf: readonly string[];
}

/** What texts of declarations declare and speak of, by the text: who types changes one of many. */
type Names = ReadonlyMap<string, Pick<Part, 'declares' | 'speaksOf'>>;

/** Finds what theorems reach, from one state of the files to the next. */
export class Reaches {
  readonly #names = new Map<string, Names>();

  /**
   * What the theorems and lemmas of a model's own file reach, by their names. As in `in-the-way.ts`, a name leads to all that may declare it: more is reached than is meant, but
   * no less.
   *
   * @param files of the model, those of the logic apart
   */
  in(root: string, files: readonly LoadedFile[], source: FileSource): ReadonlyMap<string, Reach> {
    const before = this.#names.get(root);
    const parts = new Map(files.map((file) => [file, partsOf(file, before)]));
    const all = [...parts.values()].flat();
    this.#names.set(root, new Map(all.map(({ text, declares, speaksOf }) => [text, { declares, speaksOf }])));
    const table = new Map<string, Part[]>();
    for (const part of all) for (const name of part.declares) table.set(name, [...(table.get(name) ?? []), part]);
    const common = textOf(all.filter(({ declaration }) => !isByItself(declaration)));
    const axioms = all.filter(({ declaration }) => declaration.kind === 'axiom');
    const own = files.filter(({ path }) => path === root).flatMap((file) => parts.get(file) ?? []);
    const theorems = own.filter(({ declaration: { kind } }) => kind === 'theorem' || kind === 'lemma');
    const told = theorems.map(({ declares: [name = ''] }) => source.read(toldPath(root, name)) ?? '');
    const whole = [...files.map(({ path, text }) => `${path}\n${text}`), ...told].join('\n');
    return new Map(
      theorems.map((theorem, i) => {
        const reached = closure([theorem, ...axioms], table);
        const inside = new Set([...reached].flatMap(({ declares }) => declares));
        return [
          theorem.declares[0] ?? '',
          {
            common,
            own: `${theorem.text}\n${told[i]}\n${textOf([...reached])}`,
            whole,
            isOutside: (name) => table.has(name) && !inside.has(name),
          },
        ];
      }),
    );
  }
}

const partsOf = ({ text, parsed }: LoadedFile, known: Names | undefined): readonly Part[] =>
  parsed.file.declarations.map((declaration) => {
    const { start, end } = declaration.span;
    const said = text.slice(start.offset, end.offset);
    const names = known?.get(said) ?? { declares: declaredNames(declaration), speaksOf: [...namesIn(declaration)] };
    return { text: said, declaration, ...names };
  });

/** What matters to those alone that speak of it. */
const isByItself = ({ kind }: Ast.Declaration): boolean =>
  kind === 'program' || kind === 'chain' || kind === 'define' || kind === 'theorem' || kind === 'lemma';

function closure(begin: readonly Part[], table: ReadonlyMap<string, readonly Part[]>): ReadonlySet<Part> {
  const reached = new Set(begin);
  for (const { speaksOf } of reached)
    for (const name of speaksOf) for (const part of table.get(name) ?? []) reached.add(part);
  return reached;
}

const textOf = (parts: readonly Part[]): string => parts.map(({ text }) => text).join('\n');
