import { outcome } from '../check/check-result.js';
import type {
  CheckedAttack,
  CheckedFailure,
  CheckedSearch,
  CheckedTheorem,
  CheckedWitness,
  Tool,
  Verdict,
} from '../check/index.js';
import type { Diagnostic } from '../diagnostics/index.js';
import type { StopReason } from '../stop/index.js';
import type { Declared, Mutant, Part } from './index.js';

/** What a run of `ls2 check --mutate` came to. */
export interface MutationResult {
  readonly tool: Tool;
  /** The theorems of the models as they are. */
  readonly theorems: readonly CheckedTheorem[];
  readonly mutants: readonly JudgedMutant[];
  /** Changes that came to nothing: no model, the same model, or a mutant that there is already. */
  readonly leftOut: LeftOut;
  readonly diagnostics: readonly Diagnostic[];
  /** Where the run was stopped before its end: then not all mutants were tried. */
  readonly stopped?: StopReason;
}

export interface LeftOut {
  readonly unreadable: number;
  readonly same: number;
  readonly repeated: number;
}

/** A mutant, and what becomes of the theorems that are proved of the models as they are. */
export interface JudgedMutant {
  readonly mutant: Mutant;
  /** `refuted`: some theorem is. `proved`: all are; the mutant survives. `unknown`: none is refuted, and of some nothing is known. */
  readonly verdict: Verdict;
  readonly theorems: readonly MutantTheorem[];
}

/** What becomes of a theorem in a mutant. */
export interface MutantTheorem {
  readonly name: string;
  readonly file: string;
  readonly verdict: Verdict;
  /**
   * `outside`: its statement does not depend on what is changed. `kept`: it does, but the proof takes nothing that is changed, so that it is a proof of
   * the mutant as it stands. `anew`: it was tried again.
   */
  readonly basis: 'outside' | 'kept' | 'anew';
  /** The trace that refutes it. */
  readonly attack?: CheckedAttack;
  /** Of one that is unknown: how far the proof came, and how far the search for an attack. */
  readonly failure?: CheckedFailure;
  readonly search?: CheckedSearch;
  /** Of one that is proved anew: what shows that it still says something. */
  readonly witness?: CheckedWitness;
}

/**
 * What testers by mutation call it. `killed`: some theorem is refuted, or the kernel proves that it says nothing any more. `survived`: all are proved.
 * `undecided`: of some nothing is known. `implied`: all are proved, as they have to be, since the mutant only claims less, or assumes more.
 */
export type Fate = 'killed' | 'survived' | 'undecided' | 'implied';

export function fateOf(judged: Pick<JudgedMutant, 'mutant' | 'verdict' | 'theorems'>): Fate {
  const { verdict, theorems } = judged;
  if (verdict === 'refuted' || theorems.some((theorem) => outcome(theorem) === 'vacuous')) return 'killed';
  if (verdict === 'unknown') return 'undecided';
  return tells(judged) ? 'survived' : 'implied';
}

export type Score = Readonly<Record<Fate, number>> & {
  /** What share of those was killed that might have been, from 0 to 1: of all but the implied ones. Absent where there are none. */
  readonly score?: number;
};

export function scoreOf(mutants: readonly JudgedMutant[]): Score {
  const fates = mutants.map(fateOf);
  const count = (wanted: Fate): number => fates.filter((fate) => fate === wanted).length;
  const [killed, survived, undecided, implied] = [
    count('killed'),
    count('survived'),
    count('undecided'),
    count('implied'),
  ];
  const possible = killed + survived + undecided;
  return { killed, survived, undecided, implied, ...(possible > 0 && { score: killed / possible }) };
}

export const verdictOf = (theorems: readonly MutantTheorem[]): Verdict => {
  const verdicts = new Set(theorems.map(({ verdict }) => verdict));
  return (['refuted', 'unknown'] as const).find((verdict) => verdicts.has(verdict)) ?? 'proved';
};

/** What no theorem depends on: a declaration, or a piece of it, of which every mutant survives. */
export interface Independent {
  readonly file: string;
  readonly declaration: Declared;
  readonly part?: Part;
  /** How many mutants of it there are. */
  readonly mutants: number;
}

/** A claim that says less, and a theorem that assumes more, hold whatever they depend on. */
const tells = ({ mutant: { kind } }: Pick<JudgedMutant, 'mutant'>): boolean =>
  kind !== 'weaker claim' && kind !== 'stronger assumption';

/** What no theorem depends on: declarations; and of the others actions, assumptions and conjuncts. */
export function independentOf(mutants: readonly JudgedMutant[]): readonly Independent[] {
  const declarations = grouped(mutants.filter(tells), ({ mutant }) => [mutant.file, mutant.affects.declaration]);
  return declarations.flatMap((all) => {
    const [first] = all;
    if (first === undefined) return [];
    const { file, affects } = first.mutant;
    const { declaration } = affects;
    if (all.every(survives)) return [{ file, declaration, mutants: all.length }];
    return grouped(all, ({ mutant }) => mutant.affects.part).flatMap((some) => {
      const part = some[0]?.mutant.affects.part;
      return part !== undefined && some.every(survives) ? [{ file, declaration, part, mutants: some.length }] : [];
    });
  });
}

const survives = (judged: JudgedMutant): boolean => fateOf(judged) === 'survived';

/** Those of equal keys together, in the order of the first of each. */
function grouped<T>(items: readonly T[], key: (item: T) => unknown): readonly (readonly T[])[] {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const name = JSON.stringify(key(item)) ?? '';
    const group = groups.get(name) ?? [];
    group.push(item);
    groups.set(name, group);
  }
  return [...groups.values()];
}
