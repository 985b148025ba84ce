import { existsSync } from 'node:fs';
import { notCheckedIn } from '../check/index.js';
import type { Diagnostic } from '../diagnostics/index.js';
import {
  type Checked,
  type Model,
  showAxiom,
  showChain,
  showDefinition,
  showProgram,
  type TheoremDecl,
} from '../language/index.js';
import { notCheckedText } from '../report/check-text.js';
import type { Paint } from '../report/paint.js';
import { errorsAbout, errorsOf, isIn, tellErrors } from './errors-told.js';
import { type ExitCode, exit } from './exit.js';
import { explainTheorem } from './explain-theorem.js';
import type { SolvingOptions } from './options.js';
import type { Output } from './output.js';
import { readFiles, readLogic } from './reading.js';
import { filesUnder } from './sources.js';
import { instead } from './unknown-name.js';
import { UsageError } from './usage-error.js';

/**
 * Explains what is declared under a name, in the files or with the logic. Errors matter, and are told, in files that declare it or that those import, and
 * where they are in texts that have the name in them; what else is broken is nobody's business here.
 */
export async function explainName(
  name: string,
  paths: readonly string[],
  options: SolvingOptions,
  output: Output,
): Promise<ExitCode> {
  const places = paths.length > 0 ? paths : ['proofs', 'models'].filter((place) => existsSync(place));
  const read = places.length > 0 ? readFiles(filesUnder(places)) : readLogic();
  const found = { texts: new Set<string>(), errors: new Set<Diagnostic>() };
  const roots = new Set(read.map(({ model }) => model.root));
  for (const checked of read) {
    for (const { text, file } of [
      ...declarationsCalled(name, checked.model),
      ...notCheckedCalled(name, checked, output.paint),
    ]) {
      found.texts.add(text);
      if (isOf(file, checked, roots)) for (const error of errorsOf([checked])) found.errors.add(error);
    }
  }
  for (const { checked, decl } of theoremsCalled(name, read)) {
    found.texts.add(await explainTheorem(checked, decl, options, output.paint));
    for (const error of errorsOf([checked])) found.errors.add(error);
  }
  if (found.texts.size === 0) return nothingFound(name, read, output);
  tellErrors([...found.errors], output.paint);
  output.write(`${[...found.texts].join('\n\n')}\n`);
  return found.errors.size === 0 ? exit.ok : exit.malformed;
}

interface Found {
  readonly checked: Checked;
  readonly decl: TheoremDecl;
}

/** Each theorem of that name once, in the model of its own file where that was read. */
function theoremsCalled(name: string, read: readonly Checked[]): readonly Found[] {
  const found = new Map<string, Found>();
  for (const checked of read) {
    for (const decl of checked.model.theorems) {
      if (decl.name === name && (!decl.imported || !found.has(decl.file))) found.set(decl.file, { checked, decl });
    }
  }
  return [...found.values()];
}

/** What stands under a name, as text, and the file that declares it. */
interface Explained {
  readonly text: string;
  readonly file: string;
}

/** Whether what is declared in a file is to be judged by the errors of this model: it is that file's, or that file is in no model of its own. */
const isOf = (file: string, { model }: Checked, roots: ReadonlySet<string>): boolean =>
  file === model.root || (!roots.has(file) && model.files.some(({ path, role }) => path === file && role === 'import'));

/** What is declared under a name besides theorems. */
function declarationsCalled(name: string, model: Model): readonly Explained[] {
  const documented = ({ doc, file }: { readonly doc?: string; readonly file: string }, text: string): Explained => ({
    text: doc === undefined ? text : `${doc.trim()}\n\n${text}`,
    file,
  });
  return [
    ...model.chains
      .filter(called(name))
      .map((chain) => documented(chain, `The chain ${name} stands for:\n\n${showChain(chain, model)}`)),
    ...model.axioms.filter(called(name)).map((axiom) => documented(axiom, showAxiom(axiom, model))),
    ...model.definitions.filter(called(name)).map((decl) => documented(decl, showDefinition(decl.definition, model))),
    ...model.theory.programs
      .filter(({ symbol }) => symbol.name === name)
      .map((program) => ({ text: showProgram(program, model), file: fileNaming(name, model) })),
  ];
}

/** The file of a program: the first of a model in which its name stands, as those that are imported come first. */
const fileNaming = (name: string, { files, root }: Model): string =>
  files.find(({ path, role }) => role !== 'logic' && isIn(name, path))?.path ?? root;

/** What stands under that name in a file and cannot be checked, with the error in the way. */
const notCheckedCalled = (name: string, { model, diagnostics }: Checked, paint: Paint): readonly Explained[] =>
  notCheckedIn({ ...model, axioms: [] }, diagnostics)
    .filter(called(name))
    .map((claim) => ({ text: notCheckedText(claim, paint), file: claim.file }));

const called =
  (name: string) =>
  (decl: { readonly name: string }): boolean =>
    decl.name === name;

/** The name may be declared in what could not be read: of the errors, those matter that are in texts with the name in them. */
function nothingFound(name: string, read: readonly Checked[], { paint }: Output): ExitCode {
  const errors = errorsAbout(name, read);
  if (errors.length === 0) throw new UsageError(`nothing is called ${name}${nearest(name, read)}`);
  tellErrors(errors, paint);
  process.stderr.write(`ls2: nothing that could be read is called ${name}\n`);
  return exit.malformed;
}

/** What may be meant by a name that nothing has. */
function nearest(name: string, read: readonly Checked[]): string {
  const names = read.flatMap(({ model }) => [
    ...[...model.theorems, ...model.chains, ...model.axioms, ...model.definitions].map((decl) => decl.name),
    ...model.theory.programs.map(({ symbol }) => symbol.name),
  ]);
  return instead([name], [...new Set(names)]);
}
