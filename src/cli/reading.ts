import { type Diagnostic, inOrder } from '../diagnostics/index.js';
import { type Model, reader } from '../language/index.js';
import { disk } from './disk.js';

/** What some files say. */
export interface Reading {
  /** One for each file, with what it imports. */
  readonly models: readonly Model[];
  /** In order, each once, though files may share imports. */
  readonly diagnostics: readonly Diagnostic[];
  /** The text of a file that was read, for showing places in it. */
  readonly textOf: (file: string) => string | undefined;
}

export function readAll(files: readonly string[]): Reading {
  const source = disk();
  const { read } = reader(source);
  const checked = files.map(read);
  const logic = new Map(source.logic.map(({ path, text }) => [path, text]));
  return {
    models: checked.map(({ model }) => model),
    diagnostics: inOrder(once(checked.flatMap(({ diagnostics }) => diagnostics))),
    textOf: (file) => logic.get(file) ?? source.read(file),
  };
}

/** The logic by itself. */
export function readLogic(): Reading {
  const source = disk();
  const { model, diagnostics } = reader({ ...source, read: () => '' }).read('');
  const logic = new Map(source.logic.map(({ path, text }) => [path, text]));
  return { models: [model], diagnostics, textOf: (file) => logic.get(file) };
}

function once(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  const byContent = new Map(diagnostics.map((diagnostic) => [JSON.stringify(diagnostic), diagnostic]));
  return [...byContent.values()];
}
