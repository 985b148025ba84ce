import type { Solving } from '../check/index.js';
import { type FileSource, type Model, reader, type TheoremDecl } from '../language/index.js';
import { heed, type Stop, Stopped } from '../stop/index.js';
import { type Foundations, keepsProof, type Mutant, type Mutations, withText } from './index.js';
import { type JudgedMutant, type MutantTheorem, verdictOf } from './mutation-result.js';
import { tryAnew } from './trying-anew.js';

export interface Judging {
  readonly source: FileSource;
  readonly asked: Solving;
  /** Ends the run: what is being tried then is left out. */
  readonly stop: Stop;
  /** Told when a mutant is begun; the result is called when it is judged. */
  begin(mutant: Mutant): () => void;
  /** Told how many of how many mutants are judged. */
  progress(done: number, total: number): void;
}

/** A model, and its theorems that are proved: what its mutants are held against. */
export interface Subject {
  readonly model: Model;
  readonly theorems: readonly Proved[];
}

/** A theorem of a model as it is, and what its proof takes from the model. */
export interface Proved {
  readonly decl: TheoremDecl;
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
    try {
      for (let at = next++; at < mutants.length; at = next++) {
        const mutant = mutants[at] as Mutant;
        const end = judging.begin(mutant);
        const theorems = await judgeMutant(mutant, touches, subjects, judging);
        end();
        judged[at] = { mutant, verdict: verdictOf(theorems), theorems };
        judging.progress(++done, mutants.length);
      }
    } catch (error) {
      if (!(error instanceof Stopped)) throw error;
    }
  };
  judging.progress(0, mutants.length);
  await Promise.all(Array.from({ length: atOnce }, work));
  // Without those that were not tried to the end.
  return judged.filter((each) => each !== undefined);
}

async function judgeMutant(
  mutant: Mutant,
  touches: Mutations['touches'],
  subjects: readonly Subject[],
  { source, asked, stop }: Judging,
): Promise<readonly MutantTheorem[]> {
  const { read } = reader(withText(source, mutant.file, mutant.text));
  const fates: MutantTheorem[] = [];
  for (const { model, theorems } of subjects) {
    const touched = theorems.filter(({ decl }) => touches(mutant, model, decl.name));
    const changed = touched.length === 0 ? model : read(model.root).model;
    const open = touched.filter(({ decl, foundations }) => !isKept(decl, foundations, model, changed));
    const anew = await tryAnew(changed, new Set(open.map(({ decl }) => decl.name)), asked, stop);
    heed(stop);
    for (const theorem of theorems) {
      const { name, file } = theorem.decl;
      const basis = touched.includes(theorem) ? 'kept' : 'outside';
      fates.push(anew.get(name) ?? { name, file, verdict: 'proved', basis });
    }
  }
  return fates;
}

const isKept = (decl: TheoremDecl, foundations: Foundations | undefined, model: Model, changed: Model): boolean =>
  foundations !== undefined && keepsProof(foundations, decl, model, changed);
