import { existsSync } from 'node:fs';
import {
  type Checked,
  type Model,
  nearestName,
  showAxiom,
  showChain,
  showDefinition,
  showProgram,
  type TheoremDecl,
} from '../language/index.js';
import { diagnosticText } from '../report/diagnostics-text.js';
import { type ExitCode, exit } from './exit.js';
import { explainTheorem } from './explain-theorem.js';
import type { SolvingOptions } from './options.js';
import type { Output } from './output.js';
import { readFiles, readLogic } from './reading.js';
import { filesUnder, textOf } from './sources.js';
import { UsageError } from './usage-error.js';

/** Explains what is declared under a name, in the files or with the logic. */
export async function explainName(
  name: string,
  paths: readonly string[],
  options: SolvingOptions,
  output: Output,
): Promise<ExitCode> {
  const places = paths.length > 0 ? paths : ['proofs', 'models'].filter((place) => existsSync(place));
  const read = places.length > 0 ? readFiles(filesUnder(places)) : readLogic();
  const models = read.map(({ model }) => model);
  const theorems = theoremsCalled(name, models);
  const texts = declarationsCalled(name, models);
  for (const { model, decl } of theorems) texts.push(await explainTheorem(model, decl, options, output.paint));
  if (texts.length === 0) return nothingFound(name, read, output);
  output.write(`${texts.join('\n\n')}\n`);
  return exit.ok;
}

interface Found {
  readonly model: Model;
  readonly decl: TheoremDecl;
}

/** Each theorem of that name once, in the model of its own file where that was read. */
function theoremsCalled(name: string, models: readonly Model[]): readonly Found[] {
  const found = new Map<string, Found>();
  for (const model of models) {
    for (const decl of model.theorems) {
      if (decl.name === name && (!decl.imported || !found.has(decl.file))) found.set(decl.file, { model, decl });
    }
  }
  return [...found.values()];
}

/** What is declared under a name besides theorems, as text, each once. */
function declarationsCalled(name: string, models: readonly Model[]): string[] {
  const texts = models.flatMap((model) => [
    ...model.chains
      .filter(called(name))
      .map((chain) => documented(chain, `The chain ${name} stands for:\n\n${showChain(chain, model)}`)),
    ...model.axioms.filter(called(name)).map((axiom) => documented(axiom, showAxiom(axiom, model))),
    ...model.definitions.filter(called(name)).map((decl) => documented(decl, showDefinition(decl.definition, model))),
    ...model.theory.programs.filter(({ symbol }) => symbol.name === name).map((program) => showProgram(program, model)),
  ]);
  return [...new Set(texts)];
}

const called =
  (name: string) =>
  (decl: { readonly name: string }): boolean =>
    decl.name === name;

const documented = ({ doc }: { readonly doc?: string }, text: string): string =>
  doc === undefined ? text : `${doc.trim()}\n\n${text}`;

function nothingFound(name: string, read: readonly Checked[], { paint }: Output): ExitCode {
  const models = read.map(({ model }) => model);
  const errors = read.flatMap(({ diagnostics }) => diagnostics).filter(({ severity }) => severity === 'error');
  if (errors.length === 0) throw new UsageError(`nothing is called ${name}${nearest(name, models)}`);
  for (const error of errors) process.stderr.write(`${diagnosticText(error, textOf, paint)}\n\n`);
  process.stderr.write(`ls2: nothing that could be read is called ${name}\n`);
  return exit.malformed;
}

/** What may be meant by a name that nothing has. */
function nearest(name: string, models: readonly Model[]): string {
  const names = models.flatMap((model) => [
    ...[...model.theorems, ...model.chains, ...model.axioms, ...model.definitions].map((decl) => decl.name),
    ...model.theory.programs.map(({ symbol }) => symbol.name),
  ]);
  const best = nearestName(name, names);
  return best === undefined ? '' : `; did you mean ${best}?`;
}
