import type { Declaration } from '../language/ast.js';
import { chainNames } from '../language/chain-names.js';
import { type FileSource, type Model, parse, reader } from '../language/index.js';
import type { Edit } from './edit.js';
import { type File, fileEdits } from './file-edits.js';
import type { Mutant } from './mutant.js';
import { reachIn } from './reach.js';
import { sayTheSame } from './same.js';
import type { Scope } from './scope.js';
import { usesIn } from './uses.js';
import { vocabularyOf } from './vocabulary.js';
import { piecesOf } from './written-out.js';

/** The mutants of a model, and how many changes made none. */
export interface Mutations {
  readonly mutants: readonly Mutant[];
  /** Changes that nobody can make: what comes of them is no model. */
  readonly unreadable: number;
  /** Changes that change nothing. */
  readonly same: number;
  /** Changes that another has made already. */
  readonly repeated: number;
  /** Whether what a theorem says depends on what a mutant changes. Where it does not, it holds of the mutant exactly if it holds of the model. */
  readonly touches: (mutant: Mutant, theorem: string) => boolean;
}

/** Reads a model as it is with one file changed. The logic is read once, whatever is changed. */
export const withText = (source: FileSource, file: string, text: string): FileSource => ({
  ...source,
  read: (path) => (source.identity(path) === source.identity(file) ? text : source.read(path)),
});

/** Every mutant of a file and its imports, the logic aside, in the order in which things are declared. The model has no errors. */
export function mutantsOf(source: FileSource, model: Model): Mutations {
  const trees = model.files
    .filter(({ role }) => role !== 'logic')
    .map(({ path }) => ({ path, text: source.read(path) ?? '' }))
    .map(({ path, text }) => ({ path, text, tree: parse(text, path).file }));
  const programs = new Set(
    trees.flatMap(({ tree }) => tree.declarations.flatMap((d) => (d.kind === 'program' ? [d.name.name] : []))),
  );
  const files = trees.map(({ path, text, tree }): File => ({ path, text, pieces: piecesOf(tree, model, programs) }));
  const declarations = files.flatMap(({ pieces }) =>
    pieces.flatMap(({ parts }) => parts.map(({ declaration }) => declaration)),
  );
  const about = { vocabulary: vocabularyOf(declarations), uses: usesIn(declarations) };
  const setUp = new Set(declarations.flatMap((d) => (d.kind === 'setup' ? [d.name.name] : [])));
  const name = naming();
  const mutants: Mutant[] = [];
  const count = { unreadable: 0, same: 0, repeated: 0 };
  for (const file of files) {
    const ownKinds = new Set(
      file.pieces.flatMap(({ origin }) => (origin.kind === 'machine' ? [origin.name.name] : [])),
    );
    const scope: Scope = { vocabulary: about.vocabulary, variables: [], ownKinds };
    const texts = new Set<string>();
    for (const { edit, text } of fileEdits(file, scope, about.uses, setUp)) {
      const made = texts.has(text) ? 'repeated' : madeBy(withText(source, file.path, text), model);
      texts.add(text);
      if (made === 'mutant') mutants.push({ ...mutantBy(edit, name), file: file.path, text });
      else count[made]++;
    }
  }
  return { mutants, ...count, touches: touching(declarations, model) };
}

/** What comes of a change of the model's files. */
function madeBy(changed: FileSource, model: Model): 'mutant' | 'unreadable' | 'same' {
  const read = reader(changed).read(model.root);
  if (read.diagnostics.some(({ severity }) => severity === 'error')) return 'unreadable';
  return sayTheSame(model, read.model) ? 'same' : 'mutant';
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

function touching(declarations: readonly Declaration[], { chains }: Model): Mutations['touches'] {
  const reach = reachIn(declarations);
  const reached = new Map(
    declarations.flatMap((d) =>
      d.kind === 'theorem' || d.kind === 'lemma' ? [[d.name.name, reach.ofStatement(d)] as const] : [],
    ),
  );
  const parts = new Map(
    chains.map(({ name, stages }) => [name, [...chainNames(name), ...stages.map((stage) => stage.name)]]),
  );
  return ({ affects: { declaration } }, theorem) => {
    const { kind, name } = declaration;
    if (kind === 'theorem') return name === theorem;
    const names = kind === 'chain' ? (parts.get(name) ?? []) : [name];
    return names.some((each) => reached.get(theorem)?.has(each) === true);
  };
}
