import type { SearchLimits } from '../attack/index.js';
import { type FileSource, type Model, reader, showTerm, type TheoremDecl } from '../language/index.js';
import { type Foundations, keepsProof, type Mutant, type Mutations, withText } from '../mutation/index.js';
import { proverOf } from '../prover/index.js';
import type { CheckedTheorem } from '../report/check-result.js';
import { type JudgedMutant, type MutantTheorem, verdictOf } from '../report/mutation-result.js';
import { attackMutant } from './attack-mutant.js';
import { decider } from './oracle.js';
import type { Progress } from './progress.js';
import type { Solving } from './solving.js';
import type { Timing } from './timing.js';
import { checkTheorem } from './verdict.js';

export interface Judging {
  readonly source: FileSource;
  readonly asked: Solving;
  readonly clock: Timing;
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
      const end = judging.clock.begin(mutant.id);
      const theorems = await judgeMutant(mutant, touches, subjects, judging);
      end();
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
    const anew = await tryAnew(changed, new Set(open.map(({ decl }) => decl.name)), asked);
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

/** Most attacks are found after a few steps of a search, which takes less time than a proof that fails. */
const quick: Partial<SearchLimits> = { states: 150, every: 0 };

/** Theorems of a mutant, by name: attacked for a moment, then proved, then attacked for as long as it takes. */
async function tryAnew(
  model: Model,
  names: ReadonlySet<string>,
  asked: Solving,
): Promise<ReadonlyMap<string, MutantTheorem>> {
  const decls = model.theorems.filter(({ name, imported }) => !imported && names.has(name));
  const fates = new Map<string, MutantTheorem>();
  const left: TheoremDecl[] = [];
  for (const decl of decls) {
    const { name, file } = decl;
    const { attack } = attackMutant(model, decl, quick);
    if (attack === undefined) left.push(decl);
    else fates.set(name, { name, file, verdict: 'refuted', basis: 'anew', attack });
  }
  for (const { decl, checked } of await proveAnew(model, left, asked)) {
    const { name, file } = decl;
    const { failure } = checked;
    if (failure === undefined) fates.set(name, { name, file, verdict: 'proved', basis: 'anew' });
    else {
      const { attack, bound } = attackMutant(model, decl, {});
      const about = { name, file, basis: 'anew' } as const;
      fates.set(
        name,
        attack === undefined
          ? { ...about, verdict: 'unknown', failure, bound }
          : { ...about, verdict: 'refuted', attack },
      );
    }
  }
  return fates;
}

interface Tried {
  readonly decl: TheoremDecl;
  readonly checked: CheckedTheorem;
}

/** A script is about the model as it was: where it does not go through, the tactic may. */
async function proveAnew(model: Model, decls: readonly TheoremDecl[], asked: Solving): Promise<readonly Tried[]> {
  const asWritten = await checkAll(model, decls, asked);
  const byTactic = new Map(
    asWritten.flatMap(({ decl, checked }) =>
      decl.proof.kind === 'script' && checked.verdict === 'unknown' ? [[decl, automatic(decl, decl.proof.span)]] : [],
    ),
  );
  if (byTactic.size === 0) return asWritten;
  const other: Model = { ...model, theorems: model.theorems.map((decl) => byTactic.get(decl) ?? decl) };
  const again = await checkAll(other, [...byTactic.values()], asked);
  const proved = new Set(again.filter(({ checked }) => checked.verdict === 'proved'));
  return asWritten.map((tried) => [...proved].find(({ decl }) => decl === byTactic.get(tried.decl)) ?? tried);
}

const automatic = (decl: TheoremDecl, span: TheoremDecl['span']): TheoremDecl => ({
  ...decl,
  proof: { kind: 'auto', span },
});

/** By one prover, which tries once what several theorems need. */
function checkAll(model: Model, decls: readonly TheoremDecl[], asked: Solving): Promise<readonly Tried[]> {
  const prover = proverOf(model, { decide: decider(asked, model.root), showTerm: (term) => showTerm(term, model) });
  return Promise.all(
    decls.map(async (decl) => ({ decl, checked: await checkTheorem(model, decl, prover, asked.tool) })),
  );
}
