import type { Diagnostic } from '../diagnostics/index.js';
import type { Theorem } from '../kernel/index.js';
import { type FileSource, type LoadedFile, type Model, reader, showTerm, type TheoremDecl } from '../language/index.js';
import { type Prover, proverOf } from '../prover/index.js';
import type { TextSolver } from '../solver/index.js';
import { heed, type Stop, Stopped, unstopped, whenStopped } from '../stop/index.js';
import { arriving } from './arriving.js';
import type { SeenTrace } from './attacking.js';
import { checkAxioms, ownAxioms } from './axioms.js';
import type { CheckedAxiom, CheckedTheorem, NotChecked } from './check-result.js';
import { keptProofs, noKeptProofs } from './kept-proofs.js';
import { isError, notCheckedIn, searchIn } from './not-checked.js';
import { decider, oracleOf } from './oracle.js';
import { namesShowing, type Remembered } from './remembered.js';
import type { Solving } from './solving.js';
import { toldTraces, uselessTraces } from './told-traces.js';
import { contradictionOf } from './vacuity.js';
import { checkTheorem, type Search } from './verdict.js';

/** What is to be checked, and with what. Nothing here knows a terminal, a process or a disk. */
export interface CheckRequest {
  readonly files: readonly string[];
  /** Where files come from: a disk, an editor's buffers, a commit, the memory of a page. */
  readonly source: FileSource;
  readonly solving: Solving;
  /** The names of the theorems that are wanted; all, where it is absent. */
  readonly only?: readonly string[] | undefined;
  /** How the axioms that files declare are held against the semantics; they are not, where it is absent. */
  readonly standing?: StandingRequest | undefined;
  /** Ends the run: what is not decided then is unknown, and the solver is closed. */
  readonly stop?: Stop | undefined;
  /** How far attacks and witnesses are looked for; `none`, where that is left out. */
  readonly search?: Search | undefined;
  /** Whether everything is searched for anew, and nothing that is kept beside the files tried. */
  readonly anew?: boolean | undefined;
  /** Verdicts of earlier checks with the same limits in this process: where they stand, they are not made again. */
  readonly remembered?: Remembered | undefined;
}

export interface StandingRequest {
  /** The models whose worlds are small enough for all their short traces; they have to be readable from the request's source. */
  readonly smallModels: readonly string[];
  readonly ask: TextSolver['ask'];
}

/** What a check says on its way, in the order in which it comes to it. */
export type CheckEvent =
  /** All files are read; so many theorems are to be decided. */
  | { readonly kind: 'read'; readonly files: readonly ReadFile[]; readonly theorems: number }
  /** What no verdict is given on, since something that it reaches could not be read. */
  | { readonly kind: 'not-checked'; readonly file: string; readonly notChecked: NotChecked }
  | { readonly kind: 'begun'; readonly file: string; readonly name: string }
  /** What is being done for a theorem, or for the axioms of a file. */
  | { readonly kind: 'doing'; readonly file: string; readonly what: string }
  /** A verdict, and where it is `proved` the kernel's theorem; and the one that its premises contradict each other, where that was shown. */
  | {
      readonly kind: 'theorem';
      readonly file: string;
      readonly checked: CheckedTheorem;
      readonly theorem?: Theorem;
      readonly contradiction?: Theorem;
      /** Whether all of it was kept beside the file, and went through. */
      readonly kept: boolean;
      /** All names in what shows it; see {@link Judged}. */
      readonly speaksOf: () => readonly string[] | undefined;
    }
  /** How the axioms that a file declares stand to the semantics. */
  | { readonly kind: 'axioms'; readonly file: string; readonly axioms: readonly CheckedAxiom[] };

export interface ReadFile {
  readonly file: string;
  readonly model: Model;
  /** The texts that it was read of. */
  readonly texts: readonly LoadedFile[];
  readonly diagnostics: readonly Diagnostic[];
}

/** The theorems and lemmas of a model's own file that could be read, with all that they reach. */
export const ownTheorems = ({ theorems }: Model): readonly TheoremDecl[] =>
  theorems.filter(({ imported }) => !imported);

/**
 * Reads files, proves their theorems or refutes them, and holds their axioms against the semantics. Verdicts come as they are made, in no order. Throws what
 * a source throws, and {@link Stopped} where the run is stopped before all is read; a fault of ls2 on the way to a verdict is that theorem's alone.
 */
export async function* check(request: CheckRequest): AsyncGenerator<CheckEvent, void, undefined> {
  const { solving, stop = unstopped } = request;
  const release = whenStopped(stop, () => void solving.solver.close());
  try {
    yield* checked(request, stop);
  } finally {
    release();
  }
}

async function* checked(request: CheckRequest, stop: Stop): AsyncGenerator<CheckEvent, void, undefined> {
  // One reader, so that all models share the logic's symbols, that of the small world too.
  const { read } = reader(request.source);
  const seen = new Map<Model, SeenTrace[]>();
  const files: ReadFile[] = [];
  for (const file of request.files) {
    heed(stop);
    yield { kind: 'doing', file, what: `reading ${file}` };
    const { model, diagnostics, texts } = read(file);
    const told = diagnostics.some(isError) ? [] : wantedOf(model, request.only);
    const useless = await uselessTraces(model, request.source, told);
    files.push({ file, model, texts, diagnostics: [...diagnostics, ...useless] });
  }
  heed(stop);
  const wanted = files.map(({ model }) => wantedOf(model, request.only));
  yield { kind: 'read', files, theorems: wanted.flat().length };
  for (const { file, model, diagnostics } of files) {
    for (const notChecked of notCheckedIn(model, diagnostics))
      if (isWanted(notChecked, request.only)) yield { kind: 'not-checked', file, notChecked };
  }
  const events = arriving<CheckEvent>();
  const all = files.map((file, i) => {
    const traces: SeenTrace[] = [];
    seen.set(file.model, traces);
    const note = (trace: SeenTrace): void => void traces.push(trace);
    return decideModel(file, wanted[i] ?? [], { ...request, stop }, { say: events.push, seen: note });
  });
  Promise.all(all).then(
    () => events.end(),
    (error: unknown) => events.end({ error }),
  );
  yield* events;
  const { standing } = request;
  if (standing === undefined || request.only !== undefined) return;
  const declaring = files.filter(({ model, diagnostics }) => ownAxioms(model).length > 0 && !diagnostics.some(isError));
  if (declaring.length === 0) return;
  yield* standings(declaring, (model) => seen.get(model) ?? [], {
    small: standing.smallModels.map((path) => read(path).model),
    ask: standing.ask,
    stop,
  });
}

const wantedOf = (model: Model, only: readonly string[] | undefined): readonly TheoremDecl[] =>
  ownTheorems(model).filter((theorem) => isWanted(theorem, only));

const isWanted = ({ name }: { readonly name: string }, only: readonly string[] | undefined): boolean =>
  only === undefined || only.includes(name);

/** Decides theorems of a model, all at once; those that it imports are proved only where they are needed. */
async function decideModel(
  { model, diagnostics, texts }: ReadFile,
  wanted: readonly TheoremDecl[],
  { solving, search, stop, source, anew, standing, remembered }: CheckRequest & { readonly stop: Stop },
  { say, seen }: { readonly say: (event: CheckEvent) => void; readonly seen: (trace: SeenTrace) => void },
): Promise<void> {
  const options = {
    decide: decider(solving, model.root, stop),
    showTerm: (term: Parameters<typeof showTerm>[0]) => showTerm(term, model),
  };
  // What is kept was found of a whole model, and traces of one that lacks something tell nothing.
  const isTried = anew !== true && !diagnostics.some(isError);
  const kept = isTried ? keptProofs(model, source, oracleOf(model.theory, options.decide), seen) : noKeptProofs;
  const told = diagnostics.some(isError) ? undefined : toldTraces(model, source, seen);
  const prover = proverOf(model, { ...options, advises: true, kept: kept.theorem });
  const file = model.root;
  // Axioms are held against the traces that are seen here; and beside an error less is looked for.
  const seesAxioms = standing !== undefined && ownAxioms(model).length > 0;
  const isRemembered = !seesAxioms && !diagnostics.some(isError);
  const reaches = isRemembered ? remembered?.reaches.in(file, texts, source) : undefined;

  await Promise.all(
    wanted.map(async (decl) => {
      say({ kind: 'begun', file, name: decl.name });
      const reach = reaches?.get(decl.name);
      const before = reach && remembered?.get(file, decl.name, reach);
      if (before !== undefined) {
        const checked = { ...before, line: decl.span.start.line };
        say({ kind: 'theorem', file, checked, kept: false, speaksOf: () => undefined });
        return;
      }
      let contradiction: Theorem | undefined;
      const isVacuous = async (): Promise<boolean> => {
        contradiction = await contradictionOf(model, decl, { ...options, kept: kept.contradiction });
        return contradiction !== undefined;
      };
      const doing = (what: string): void => say({ kind: 'doing', file, what: `${decl.name}: ${what}` });
      const how = { search: searchIn(diagnostics, search), stop, doing, seen, kept, told };
      const making = { prover, solver: solving.tool, isVacuous, ...how };
      const checked = await checkTheorem(model, decl, making);
      const theorems = { ...(await made(prover, checked)), ...(contradiction && { contradiction }) };
      const speaksOf = (): readonly string[] | undefined => namesShowing(checked, theorems);
      if (reach !== undefined && stop.reason() === undefined)
        remembered?.set(file, reach, { checked, speaksOf: speaksOf() });
      say({ kind: 'theorem', file, checked, ...theorems, kept: kept.hadAll(checked), speaksOf });
    }),
  );
}

/** The kernel's theorem behind a verdict. */
async function made(prover: Prover, { name, verdict }: CheckedTheorem): Promise<{ readonly theorem?: Theorem }> {
  if (verdict !== 'proved') return {};
  const attempt = await prover.prove(name);
  return attempt.proved ? { theorem: attempt.theorem } : {};
}

/** How the axioms stand that some files declare. */
async function* standings(
  files: readonly ReadFile[],
  seen: (model: Model) => readonly SeenTrace[],
  { small, ask, stop }: { readonly small: readonly Model[]; readonly ask: TextSolver['ask']; readonly stop: Stop },
): AsyncGenerator<CheckEvent, void, undefined> {
  try {
    for (const { model } of files) {
      yield { kind: 'doing', file: model.root, what: `${model.root}: how its axioms stand to the semantics` };
      yield { kind: 'axioms', file: model.root, axioms: await checkAxioms(model, small, seen(model), { ask, stop }) };
    }
  } catch (error) {
    if (!(error instanceof Stopped)) throw error;
  }
}
