import type { Declaration, SourceFile } from '../language/ast.js';
import { chainNames } from '../language/chain-names.js';
import { type FileSource, type Model, parse, reader } from '../language/index.js';
import { type Stop, unstopped } from '../stop/index.js';
import type { Edit } from './edit.js';
import { type File, fileEdits } from './file-edits.js';
import type { Mutant } from './mutant.js';
import { reachIn } from './reach.js';
import { sayTheSame } from './same.js';
import { usesIn } from './uses.js';
import { vocabularyOf } from './vocabulary.js';
import { piecesOf } from './written-out.js';

/** The mutants of some models, and how many changes made none. */
export interface Mutations {
  readonly mutants: readonly Mutant[];
  /** Changes that nobody can make: what comes of them is no model. */
  readonly unreadable: number;
  /** Changes that change nothing. */
  readonly same: number;
  /** Changes that another has made already. */
  readonly repeated: number;
  /**
   * Whether what a theorem of a model says depends on what a mutant changes. Where it does not, it holds of the mutant exactly if it holds of the
   * model.
   */
  readonly touches: (mutant: Mutant, model: Model, theorem: string) => boolean;
}

/** Reads files as they are with one of them changed. The logic is read once, whatever is changed. */
export const withText = (source: FileSource, file: string, text: string): FileSource => ({
  ...source,
  read: (path) => (source.identity(path) === source.identity(file) ? text : source.read(path)),
});

/**
 * Every mutant of the files that some models are made of, the logic aside, in the order in which things are declared. What a file is changed to
 * depends on what it sees itself, whoever imports it; what a change is to the theorems, on all of them. The models have no errors. Where the run is stopped,
 * there are as many as were made by then.
 */
export function mutantsOf(source: FileSource, models: readonly Model[], stop: Stop = unstopped): Mutations {
  const paths = new Set(models.flatMap(filesOf));
  const originals = reader(source);
  const trees = new Map([...paths].map((path) => [path, parse(source.read(path) ?? '', path).file]));
  const files = new Map(
    [...trees].map(([path, tree]): readonly [string, File] => {
      const { model } = originals.read(path);
      const programs = filesOf(model).flatMap((each) => programsIn(trees.get(each)));
      return [path, { path, text: source.read(path) ?? '', pieces: piecesOf(tree, model, new Set(programs)) }];
    }),
  );
  const seenFrom = (model: Model): readonly Declaration[] =>
    filesOf(model).flatMap((path) => declarationsOf(files.get(path)));
  const all = [...files.values()].flatMap(declarationsOf);
  const uses = usesIn(all);
  const setUp = new Set(all.flatMap((d) => (d.kind === 'setup' ? [d.name.name] : [])));
  const mutants: Mutant[] = [];
  const count = { unreadable: 0, same: 0, repeated: 0 };
  for (const file of files.values()) {
    const affected = models.filter((model) => filesOf(model).includes(file.path));
    const vocabulary = vocabularyOf(seenFrom(originals.read(file.path).model));
    const ownKinds = new Set(
      file.pieces.flatMap(({ origin }) => (origin.kind === 'machine' ? [origin.name.name] : [])),
    );
    const [texts, name] = [new Set<string>(), naming()];
    for (const { edit, text } of fileEdits(file, { vocabulary, variables: [], ownKinds }, uses, setUp)) {
      if (stop.reason() !== undefined) break;
      const made = texts.has(text) ? 'repeated' : madeBy(withText(source, file.path, text), affected);
      texts.add(text);
      if (made === 'mutant') mutants.push({ ...mutantBy(edit, name), file: file.path, text });
      else count[made]++;
    }
  }
  return { mutants, ...count, touches: touching(models, seenFrom) };
}

/** The files of a model that are its own: imported ones before those that import them. */
const filesOf = ({ files }: Model): readonly string[] =>
  files.filter(({ role }) => role !== 'logic').map(({ path }) => path);

const programsIn = (tree: SourceFile | undefined): readonly string[] =>
  (tree?.declarations ?? []).flatMap((d) => (d.kind === 'program' ? [d.name.name] : []));

const declarationsOf = (file: File | undefined): readonly Declaration[] =>
  (file?.pieces ?? []).flatMap(({ parts }) => parts.map(({ declaration }) => declaration));

/** What comes of a change of the models' files. */
function madeBy(changed: FileSource, models: readonly Model[]): 'mutant' | 'unreadable' | 'same' {
  const { read } = reader(changed);
  const results = models.map((model) => read(model.root));
  if (results.some(({ diagnostics }) => diagnostics.some(({ severity }) => severity === 'error'))) return 'unreadable';
  return models.every((model, i) => sayTheSame(model, results[i]?.model as Model)) ? 'same' : 'mutant';
}

const mutantBy = ({ kind, affects, what, span, label }: Edit, name: Naming): Omit<Mutant, 'file' | 'text'> => ({
  id: name(`${affects.declaration.name}:${label}`),
  kind,
  affects,
  what,
  span,
});

type Naming = (wanted: string) => string;

/** Makes names that are all different: those that are wanted, with a number from the second on. */
function naming(): Naming {
  const taken = new Map<string, number>();
  return (wanted) => {
    const number = (taken.get(wanted) ?? 0) + 1;
    taken.set(wanted, number);
    return number === 1 ? wanted : `${wanted}/${number}`;
  };
}

function touching(models: readonly Model[], seenFrom: (model: Model) => readonly Declaration[]): Mutations['touches'] {
  const reached = new Map(
    models.map((model) => {
      const declarations = seenFrom(model);
      const reach = reachIn(declarations);
      const statements = declarations.flatMap((d) =>
        d.kind === 'theorem' || d.kind === 'lemma' ? [[d.name.name, reach.ofStatement(d)] as const] : [],
      );
      return [model, new Map(statements)];
    }),
  );
  return ({ file, affects: { declaration } }, model, theorem) => {
    if (!filesOf(model).includes(file)) return false;
    const { kind, name } = declaration;
    if (kind === 'theorem') return name === theorem;
    const chain = kind === 'chain' ? model.chains.find((each) => each.name === name) : undefined;
    const names =
      chain === undefined
        ? [name]
        : [
            ...chainNames(
              name,
              chain.registers.map((register) => register.name),
            ),
            ...chain.stages.map((stage) => stage.name),
          ];
    return names.some((each) => reached.get(model)?.get(theorem)?.has(each) === true);
  };
}
