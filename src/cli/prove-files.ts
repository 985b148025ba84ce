import { inOrderOf } from '../check/check-result.js';
import type {
  CheckEvent,
  CheckedAxiom,
  CheckedTheorem,
  Found,
  NotChecked,
  ReadFile,
  StandingRequest,
  Tool,
} from '../check/index.js';
import { about } from '../disk/about.js';
import { disk } from '../disk/disk.js';
import { textOf } from '../disk/paths.js';
import type { FileSource, Model, TheoremDecl } from '../language/index.js';
import { whenStopped } from '../stop/index.js';
import type { CheckedFile, CheckOptions, Circumstances } from './checked-file.js';
import { searchOf } from './limits.js';
import { doing, lastWords, progressOf, stop } from './run/work.js';
import { type Solving, solving } from './solving.js';
import { smallModels, standingSolver } from './standing-solver.js';

/** What a file came to, and the files that this depends on: itself, all that it imports, and the traces that are said beside it, be they there or not. */
export interface ProvedFile {
  readonly checked: CheckedFile;
  readonly sources: readonly string[];
  /** Whether the same would come out again: not where a limit may have cut something off, files are missing that may appear, or ls2 is at fault. */
  readonly final: boolean;
}

/** Has the engine check files, and shows how far it is. */
export async function proveFiles(
  files: readonly string[],
  options: CheckOptions,
  circumstances: Circumstances,
): Promise<readonly ProvedFile[]> {
  const { solver, clock, source = disk(), remembered } = circumstances;
  const asked = solving(options, solver);
  const held = standingSolver(options);
  const release = whenStopped(stop(), held.abandon);
  try {
    // Loaded here, so that the solver starts meanwhile where it is needed.
    const [{ check, ownTheorems, toldPath }, { saidBy }] = await Promise.all([
      import('../check/index.js'),
      import('../gate/statement.js'),
    ]);
    clock.lap('loading the language and the prover');
    const standing: StandingRequest = { smallModels: smallModels(), ask: held.ask };
    const request = {
      files,
      source: withSmallModels(source),
      solving: asked,
      only: options.theorem,
      standing,
      stop: stop(),
      search: searchOf(options),
      // Who names a solver wants it to be asked.
      anew: options.kept === false || options.solver !== 'auto',
      remembered,
    };
    const found = await gathered(check(request), circumstances);
    clock.lap('proving');
    const stopped = stop().reason();
    if (options.save === true && stopped === undefined) await saved(found, request.source, solver);
    return found.files.map(({ file, model, diagnostics }) => {
      const theorems = inOrderOf(ownTheorems(model), found.theorems.get(file) ?? []);
      return {
        checked: {
          names: namesOf(model, ownTheorems(model)),
          theorems,
          notChecked: found.notChecked.get(file) ?? [],
          axioms: found.axioms.get(file) ?? [],
          // What is not whole is not compared with anything.
          said: stopped === undefined ? saidBy(model) : nothingSaid,
          diagnostics,
        },
        sources: [
          ...model.files.filter(({ role }) => role !== 'logic').map(({ path }) => path),
          ...ownTheorems(model).map(({ name }) => toldPath(file, name)),
        ],
        // Why something was not found earlier is not known any more.
        final:
          isFinal(theorems, diagnostics, asked) &&
          stopped === undefined &&
          (remembered === undefined || theorems.every(({ verdict }) => verdict !== 'unknown')),
      };
    });
  } finally {
    release();
    await Promise.all([asked.close(), held.close()]);
    clock.note(statistics(asked));
  }
}

/** Keeps what was found of the files that could be read. */
async function saved({ files, found }: Gathered, source: FileSource, solver: Tool['solver']): Promise<void> {
  const { save } = await import('./saving.js');
  const whole = files.filter(({ diagnostics }) => diagnostics.every(({ severity }) => severity !== 'error'));
  const kept = whole.map(({ model }) => ({ model, found: found.get(model.root) ?? new Map<TheoremDecl, Found>() }));
  await save(kept, source, { ...about(), solver });
}

const nothingSaid: CheckedFile['said'] = { statements: [], declarations: [], axioms: [] };

interface Gathered {
  readonly files: readonly ReadFile[];
  readonly theorems: ReadonlyMap<string, readonly CheckedTheorem[]>;
  readonly notChecked: ReadonlyMap<string, readonly NotChecked[]>;
  readonly axioms: ReadonlyMap<string, readonly CheckedAxiom[]>;
  /** By the model's file: what is known of theorems besides their verdicts. */
  readonly found: ReadonlyMap<string, ReadonlyMap<TheoremDecl, Found>>;
}

/** All that a check says, by file. */
async function gathered(
  events: AsyncIterable<CheckEvent>,
  { clock, certifying, found }: Circumstances,
): Promise<Gathered> {
  let files: readonly ReadFile[] = [];
  let [done, total] = [0, 0];
  const progress = progressOf('theorems');
  const keep = lastWords();
  const theorems = new Map<string, CheckedTheorem[]>();
  const notChecked = new Map<string, NotChecked[]>();
  const axioms = new Map<string, readonly CheckedAxiom[]>();
  const ends = new Map<string, () => void>();
  const known = new Map<string, Map<TheoremDecl, Found>>();
  for await (const event of events) {
    switch (event.kind) {
      case 'read':
        [files, total] = [event.files, event.theorems];
        clock.lap('reading');
        progress(done, total);
        break;
      case 'not-checked':
        notChecked.set(event.file, [...(notChecked.get(event.file) ?? []), event.notChecked]);
        break;
      case 'doing':
        doing(event.what);
        break;
      case 'begun':
        ends.set(`${event.file}: ${event.name}`, clock.begin(`${event.file}: ${event.name}`));
        break;
      case 'theorem': {
        const { file, checked, theorem, contradiction, kept } = event;
        ends.get(`${file}: ${checked.name}`)?.();
        theorems.set(file, [...(theorems.get(file) ?? []), checked]);
        const model = files.find((each) => each.model.root === file)?.model;
        const decl = model?.theorems.find(({ name, imported }) => name === checked.name && !imported);
        if (theorem !== undefined && model !== undefined && decl !== undefined) certifying?.add(model, decl, theorem);
        if (decl !== undefined) {
          const ofFile = known.get(file) ?? new Map<TheoremDecl, Found>();
          known.set(file, ofFile.set(decl, { checked, theorem, contradiction, kept }));
        }
        progress(++done, total);
        if (found !== undefined) keep(() => found([...theorems.values()].flat()));
        break;
      }
      case 'axioms':
        axioms.set(event.file, event.axioms);
    }
  }
  return { files, theorems, notChecked, axioms, found: known };
}

/** The names of a file's theorems and lemmas, be they readable or not. */
const namesOf = ({ unchecked }: Model, theorems: readonly { readonly name: string }[]): readonly string[] => [
  ...theorems.map(({ name }) => name),
  ...unchecked.filter(({ imported, role }) => !imported && role !== 'axiom').map(({ name }) => name),
];

/** The small models are those of this ls2, wherever the files come from. */
function withSmallModels(source: FileSource): FileSource {
  const ours = smallModels();
  return { ...source, read: (path) => source.read(path) ?? (ours.includes(path) ? textOf(path) : undefined) };
}

function isFinal(
  theorems: readonly CheckedTheorem[],
  diagnostics: CheckedFile['diagnostics'],
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
