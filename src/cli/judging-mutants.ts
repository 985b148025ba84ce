import { type FileSource, type Model, reader, showTerm, type TheoremDecl } from '../language/index.js';
import { type Foundations, keepsProof, type Mutant, type Mutations, withText } from '../mutation/index.js';
import { proverOf } from '../prover/index.js';
import type { CheckedTheorem } from '../report/check-result.js';
import { type JudgedMutant, type MutantTheorem, verdictOf } from '../report/mutation-result.js';
import { decider } from './oracle.js';
import type { Progress } from './progress.js';
import type { Solving } from './solving.js';
import { checkTheorem } from './verdict.js';

export interface Judging {
  readonly source: FileSource;
  readonly asked: Solving;
  readonly progress: Progress;
}

/** A model, and its theorems that are proved: what its mutants are held against. */
export interface Subject {
  readonly model: Model;
  readonly theorems: readonly Proved[];
}

/** A theorem of a model as it is, and what its proof takes from the model. */
export interface Proved {
  readonly decl: TheoremDecl;
  readonly checked: CheckedTheorem;
  readonly foundations: Foundations | undefined;
}

/** How many mutants are tried at once: enough that terms are built while the solver has something to do. */
const atOnce = 2;

/** Holds mutants against the theorems that they touch, in order. */
export async function judgeMutants(
  { mutants, touches }: Mutations,
  subjects: readonly Subject[],
  judging: Judging,
): Promise<readonly JudgedMutant[]> {
  const judged: JudgedMutant[] = [];
  let [next, done] = [0, 0];
  const work = async (): Promise<void> => {
    for (let at = next++; at < mutants.length; at = next++) {
      const mutant = mutants[at] as Mutant;
      const theorems = await judgeMutant(mutant, touches, subjects, judging);
      judged[at] = { mutant, verdict: verdictOf(theorems), theorems };
      judging.progress.set(++done, mutants.length);
    }
  };
  judging.progress.set(0, mutants.length);
  await Promise.all(Array.from({ length: atOnce }, work));
  return judged;
}

async function judgeMutant(
  mutant: Mutant,
  touches: Mutations['touches'],
  subjects: readonly Subject[],
  { source, asked }: Judging,
): Promise<readonly MutantTheorem[]> {
  const { read } = reader(withText(source, mutant.file, mutant.text));
  const fates: MutantTheorem[] = [];
  for (const { model, theorems } of subjects) {
    const touched = theorems.filter(({ decl }) => touches(mutant, model, decl.name));
    const changed = touched.length === 0 ? model : read(model.root).model;
    const open = touched.filter(({ decl, foundations }) => !isKept(decl, foundations, model, changed));
    const anew = await proveAnew(changed, open, asked);
    for (const theorem of theorems) {
      const at = open.indexOf(theorem);
      const basis = at >= 0 ? 'anew' : touched.includes(theorem) ? 'kept' : 'outside';
      fates.push({ checked: anew[at] ?? theorem.checked, basis });
    }
  }
  return fates;
}

const isKept = (decl: TheoremDecl, foundations: Foundations | undefined, model: Model, changed: Model): boolean =>
  foundations !== undefined && keepsProof(foundations, decl, model, changed);

/** Theorems of a mutant. A script is about the model as it was: where it does not go through, the tactic may. */
async function proveAnew(
  model: Model,
  theorems: readonly Proved[],
  asked: Solving,
): Promise<readonly CheckedTheorem[]> {
  const names = new Set(theorems.map(({ decl }) => decl.name));
  const decls = model.theorems.filter(({ name, imported }) => !imported && names.has(name));
  const asWritten = await checkAll(model, decls, asked);
  const scripts = decls.filter(({ proof }, i) => proof.kind === 'script' && asWritten[i]?.verdict === 'unknown');
  if (scripts.length === 0) return asWritten;
  const byTactic = new Map(scripts.map((decl) => [decl, automatic(decl)]));
  const other: Model = { ...model, theorems: model.theorems.map((decl) => byTactic.get(decl) ?? decl) };
  const again = await checkAll(other, [...byTactic.values()], asked);
  return decls.map((decl, i) => {
    const second = again[scripts.indexOf(decl)];
    return second?.verdict === 'proved' ? second : (asWritten[i] as CheckedTheorem);
  });
}

const automatic = (decl: TheoremDecl): TheoremDecl =>
  decl.proof.kind === 'script' ? { ...decl, proof: { kind: 'auto', span: decl.proof.span } } : decl;

/** By one prover, which tries once what several theorems need. */
function checkAll(model: Model, decls: readonly TheoremDecl[], asked: Solving): Promise<readonly CheckedTheorem[]> {
  const prover = proverOf(model, { decide: decider(asked, model.root), showTerm: (term) => showTerm(term, model) });
  return Promise.all(decls.map((decl) => checkTheorem(model, decl, prover, asked.tool)));
}
