import {
  type CheckResult,
  inOrderOf,
  isReported,
  type Outcome,
  outcome,
  type Standing,
  standing,
} from '../check/check-result.js';
import {
  type CheckEvent,
  type CheckedTheorem,
  check as checkFiles,
  type NotChecked,
  ownTheorems,
  type ReadFile,
  type Search,
  type Tool,
} from '../check/index.js';
import { type Diagnostic, inOrder, once } from '../diagnostics/index.js';
import type { FileSource } from '../language/files.js';
import { defaultLimits, type Limits } from '../solver/answer.js';
import { noSolver } from '../solver/none.js';
import type { Solver } from '../solver/solver.js';
import { type Ending, stopBy } from './stop-by.js';
import { name, version } from './version.js';

/** What is to be checked, and how far. */
export interface CheckOptions extends Ending {
  /** The files whose theorems are wanted, by their paths in the source. What they import is read as well. */
  readonly files: readonly string[];
  readonly source: FileSource;
  /** The names of the theorems that are wanted; all, where it is absent. */
  readonly theorems?: readonly string[] | undefined;
  /** Who is asked what the kernel's own procedures leave open; nobody, where it is absent. It is not closed here, unless the run is stopped. */
  readonly solver?: Solver | undefined;
  readonly limits?: Limits | undefined;
  /** How far attacks and witnesses are looked for; as far as usual, where it is absent. */
  readonly search?: Search | undefined;
  /** Whether everything is searched for anew, whatever the source has kept beside the files. */
  readonly anew?: boolean | undefined;
}

/** What a check says, as it comes to it; plain data, which may be sent to another thread. */
export type Said =
  /** All is read: what is wrong with the texts, and how many theorems and lemmas are to be decided. */
  | { readonly kind: 'read'; readonly diagnostics: readonly Diagnostic[]; readonly theorems: number }
  /** Of this nothing is said, since something that it reaches could not be read. */
  | { readonly kind: 'not-checked'; readonly notChecked: NotChecked }
  /** What is being done, in words. */
  | { readonly kind: 'doing'; readonly file: string; readonly what: string }
  /** A verdict. `outcome` is the verdict, or `vacuous`; `standing` says how that stands to what is expected. */
  | {
      readonly kind: 'verdict';
      readonly theorem: CheckedTheorem;
      readonly outcome: Outcome;
      readonly standing: Standing;
    };

/**
 * Proves the theorems of files or refutes them. Verdicts come as they are made, in no order; those of lemmas too. The value at the end is all of it, as `ls2 check` puts it together:
 * {@link checkAll} for who wants only that. What is not decided when a run is stopped is unknown; where it is stopped before all is read, `Stopped` is thrown. Axioms that
 * files declare are believed, and not held against the semantics.
 */
export async function* check(options: CheckOptions): AsyncGenerator<Said, CheckResult, undefined> {
  const { files, source, solver = noSolver, limits = defaultLimits, theorems: only, search, anew } = options;
  const stop = stopBy(options);
  const tool: Tool = { name, version, solver: { name: solver.name, version: (await solver.version()) ?? 'none' } };
  const solving = { solver, limits, tool: tool.solver };
  let read: readonly ReadFile[] = [];
  const theorems: CheckedTheorem[] = [];
  const notChecked: NotChecked[] = [];
  for await (const event of checkFiles({ files, source, solving, only, stop, search, anew })) {
    if (event.kind === 'read') read = event.files;
    if (event.kind === 'not-checked') notChecked.push(event.notChecked);
    if (event.kind === 'theorem') theorems.push(event.checked);
    const said = saidOf(event);
    if (said !== undefined) yield said;
  }
  const stopped = stop.reason();
  return {
    tool,
    theorems: read.flatMap(({ file, model }) => {
      const own = theorems.filter((theorem) => theorem.file === file);
      return inOrderOf(ownTheorems(model), own).filter((theorem) => isReported(theorem, only));
    }),
    notChecked,
    axioms: [],
    diagnostics: diagnosticsOf(read),
    ...(stopped && { stopped }),
    ...(search === 'none' && { searched: false }),
  };
}

/** The same at its end. */
export async function checkAll(options: CheckOptions): Promise<CheckResult> {
  const saying = check(options);
  for (;;) {
    const { done, value } = await saying.next();
    if (done === true) return value;
  }
}

const diagnosticsOf = (read: readonly ReadFile[]): readonly Diagnostic[] =>
  inOrder(once(read.flatMap(({ diagnostics }) => diagnostics)));

function saidOf(event: CheckEvent): Said | undefined {
  switch (event.kind) {
    case 'read':
      return { kind: 'read', diagnostics: diagnosticsOf(event.files), theorems: event.theorems };
    case 'not-checked':
      return { kind: 'not-checked', notChecked: event.notChecked };
    case 'doing':
      return { kind: 'doing', file: event.file, what: event.what };
    case 'theorem': {
      const { checked } = event;
      return { kind: 'verdict', theorem: checked, outcome: outcome(checked), standing: standing(checked) };
    }
    case 'begun':
    case 'axioms':
      return undefined;
  }
}
