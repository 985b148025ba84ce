import type { SearchLimits } from '../attack/index.js';
import {
  type Attacked,
  attacked,
  type CheckedFailure,
  Contradiction,
  decider,
  faultOf,
  proofFailure,
  type Solving,
  vacuity,
  witnessOf,
} from '../check/index.js';
import { type Model, showTerm, type TheoremDecl } from '../language/index.js';
import { type ProverOptions, proverOf } from '../prover/index.js';
import type { Stop } from '../stop/index.js';
import type { MutantTheorem } from './mutation-result.js';

/**
 * How far the searches go. Most attacks are found at once, in less time than it takes a proof to fail, so that a proof comes only then; what it leaves open
 * is searched for longer. A trace on which premises hold tells no more than how to read that a theorem is proved.
 */
const limits = {
  first: { states: 150, every: 0 },
  second: { states: 1_500, every: 200 },
  witness: { states: 200, every: 0 },
} as const satisfies Record<string, Partial<SearchLimits>>;

/** Theorems of a mutant, by name: attacked for a moment, then proved, then attacked for longer. */
export async function tryAnew(
  model: Model,
  names: ReadonlySet<string>,
  asked: Solving,
  stop: Stop,
): Promise<ReadonlyMap<string, MutantTheorem>> {
  const decls = model.theorems.filter(({ name, imported }) => !imported && names.has(name));
  const searched = decls.map((decl) => ({ decl, first: attacked(model, decl, { ...limits.first, stop }) }));
  const left = searched.flatMap(({ decl, first }) => (first.attacks.length === 0 ? [decl] : []));
  const failures = await failuresOf(model, left, asked, stop);
  const options = optionsFor(model, asked, stop);
  const tried = searched.map(async ({ decl, first }) => {
    const isVacuous = vacuity(model, decl, options);
    const fate = await fateOf(model, decl, { first, failure: failures.get(decl), isVacuous, stop });
    return [decl.name, fate] as const;
  });
  return new Map(await Promise.all(tried));
}

interface Tried {
  readonly first: Attacked;
  /** Why it is not proved, if that was tried and failed. */
  readonly failure: CheckedFailure | undefined;
  /** Whether the kernel proves that its premises contradict each other. */
  readonly isVacuous: () => Promise<boolean>;
  readonly stop: Stop;
}

async function fateOf(model: Model, decl: TheoremDecl, tried: Tried): Promise<MutantTheorem> {
  const { first, failure, isVacuous, stop } = tried;
  const { name, file } = decl;
  const about = { name, file, basis: 'anew' } as const;
  const isOver = first.attacks.length > 0 || first.search.directed.isOver;
  if (failure === undefined && first.attacks.length === 0) {
    try {
      const witness = witnessOf(model, decl, { ...limits.witness, stop });
      if (witness.kind === 'trace' || !(await isVacuous())) return { ...about, verdict: 'proved', witness };
      return { ...about, verdict: 'proved', witness: { kind: 'none', vacuous: 'proved' } };
    } catch (error) {
      if (error instanceof Contradiction) return { ...about, verdict: 'unknown', failure: faultOf(error) };
      throw error;
    }
  }
  const { attacks, search } = isOver ? first : attacked(model, decl, { ...limits.second, stop });
  const [attack] = attacks;
  if (attack !== undefined) return { ...about, verdict: 'refuted', attack };
  return { ...about, verdict: 'unknown', ...(failure && { failure }), search };
}

const optionsFor = (model: Model, asked: Solving, stop: Stop): ProverOptions => ({
  decide: decider(asked, model.root, stop),
  showTerm: (term) => showTerm(term, model),
});

type Failures = ReadonlyMap<TheoremDecl, CheckedFailure>;

/** Why theorems are not proved, of those that are not. A script is about the model as it was: where it does not go through, the tactic may. */
async function failuresOf(model: Model, decls: readonly TheoremDecl[], asked: Solving, stop: Stop): Promise<Failures> {
  const failures = await proveAll(model, decls, asked, stop);
  const byTactic = new Map(
    [...failures.keys()].flatMap((decl) => (decl.proof.kind === 'script' ? [[decl, automatic(decl)] as const] : [])),
  );
  if (byTactic.size === 0) return failures;
  const other: Model = { ...model, theorems: model.theorems.map((decl) => byTactic.get(decl) ?? decl) };
  const left = await proveAll(other, [...byTactic.values()], asked, stop);
  return new Map([...failures].filter(([decl]) => left.has(byTactic.get(decl) ?? decl) || !byTactic.has(decl)));
}

const automatic = (decl: TheoremDecl): TheoremDecl => ({ ...decl, proof: { kind: 'auto', span: decl.span } });

/** By one prover, which tries once what several theorems need. */
async function proveAll(model: Model, decls: readonly TheoremDecl[], asked: Solving, stop: Stop): Promise<Failures> {
  const prover = proverOf(model, optionsFor(model, asked, stop));
  const tried = await Promise.all(
    decls.map(async (decl) => ({ decl, failure: await proofFailure(model, decl, prover) })),
  );
  return new Map(tried.flatMap(({ decl, failure }) => (failure === undefined ? [] : [[decl, failure]])));
}
