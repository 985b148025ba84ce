import type { Diagnostic } from '../diagnostics/index.js';
import type { FileSource, Model } from '../language/index.js';
import type { CheckedAxiom, CheckedTheorem } from '../report/check-result.js';
import type { CheckedFile, CheckOptions, Circumstances } from './checked-file.js';
import { disk } from './disk.js';
import { whenInterrupted } from './interrupt.js';
import { showProgress } from './progress.js';
import { type Solving, solving } from './solving.js';
import { textOf } from './sources.js';

/** What a file came to, and the files that this depends on: itself and all that it imports. */
export interface ProvedFile {
  readonly checked: CheckedFile;
  readonly sources: readonly string[];
  /** Whether the same would come out again: not where a limit may have cut something off, files are missing that may appear, or ls2 is at fault. */
  readonly final: boolean;
}

/** Reads files and proves their theorems, all at once. */
export async function proveFiles(
  files: readonly string[],
  options: CheckOptions,
  { solver, clock, source = disk(), certifying }: Circumstances,
): Promise<readonly ProvedFile[]> {
  const asked = solving(options, solver);
  const release = whenInterrupted(asked.abandon);
  const progress = showProgress();
  try {
    // Loaded here, so that the solver starts meanwhile where it is needed.
    const [{ readFiles }, { ownTheorems, proveTheorems }, { saidBy }] = await Promise.all([
      import('./reading.js'),
      import('./proving.js'),
      import('../gate/statement.js'),
    ]);
    clock.lap('loading the language and the prover');
    const read = readFiles(files, source);
    clock.lap('reading');
    const models = read.map(({ model }) => model);
    const theorems = await proveTheorems(models, { asked, only: options.theorem, clock, progress, certifying });
    clock.lap('proving');
    const axioms = options.theorem === undefined ? await standings(files, models, options, source) : [];
    clock.lap('holding axioms against the semantics');
    return read.map(({ model, diagnostics }, i) => ({
      checked: {
        names: ownTheorems(model).map(({ name }) => name),
        theorems: theorems[i] ?? [],
        axioms: axioms[i] ?? [],
        said: saidBy(model),
        diagnostics,
      },
      sources: model.files.filter(({ role }) => role !== 'logic').map(({ path }) => path),
      final: isFinal(theorems[i] ?? [], diagnostics, asked),
    }));
  } finally {
    progress.end();
    release();
    await asked.close();
    clock.note(statistics(asked));
  }
}

/** How the axioms stand that some files declare, if any of them does. */
async function standings(
  files: readonly string[],
  models: readonly Model[],
  options: CheckOptions,
  source: FileSource,
): Promise<readonly (readonly CheckedAxiom[])[]> {
  if (models.every(({ axioms, root }) => axioms.every(({ file }) => file !== root))) return [];
  const [{ checkAxioms, smallModel }, { readFiles }] = await Promise.all([
    import('./axioms.js'),
    import('./reading.js'),
  ]);
  // Read anew together, so that the models share the logic's symbols; the small model is that of this ls2.
  const ours = smallModel();
  const withOurs = { ...source, read: (path: string) => (path === ours ? textOf(path) : source.read(path)) };
  const read = readFiles([...files, ours], withOurs).map(({ model }) => model);
  const small = read.at(-1) as Model;
  const checked: (readonly CheckedAxiom[])[] = [];
  for (const model of read.slice(0, -1)) checked.push(await checkAxioms(model, small, options));
  return checked;
}

function isFinal(
  theorems: readonly CheckedTheorem[],
  diagnostics: readonly Diagnostic[],
  { solver }: Solving,
): boolean {
  const answered = solver.statistics().unknown === 0;
  return (
    answered &&
    diagnostics.every(({ severity }) => severity === 'warning') &&
    theorems.every(({ failure }) => failure?.kind !== 'fault')
  );
}

function statistics({ solver }: Solving): string {
  const { asked, distinct, fromCache, fromSolver, started } = solver.statistics();
  return `${asked} obligations asked, ${distinct} distinct: ${fromCache} from the cache, ${fromSolver} from the solver; ${started} solvers started`;
}
