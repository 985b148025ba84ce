import type { CheckedAxiom } from '../../src/check/index.js';
import { checkTheorem } from '../../src/check/index.js';
import { standingOf } from '../../src/cli/standing.js';
import { compare } from '../../src/gate/compare.js';
import type { Comparison } from '../../src/gate/finding.js';
import { judgeBy } from '../../src/gate/judge.js';
import { outOfDate } from '../../src/gate/stale.js';
import type { FreshStanding } from '../../src/gate/standing.js';
import { saidBy } from '../../src/gate/statement.js';
import { reader } from '../../src/language/index.js';
import type { Decide } from '../../src/prover/index.js';
import { createSolver } from '../../src/solver/index.js';
import { brief, inMemory } from '../language/texts.js';
import { proverFor } from '../support/proving.js';

export type Files = Readonly<Record<string, string>>;

const solver = createSolver('z3', { jobs: 1 });
const tool = { name: 'z3', version: 'as tested' };

/** Ends the solver that all of these tests share. */
export const closeSolver = (): Promise<void> => solver.close();

const decide: Decide = async (obligation, step) => {
  const answer = await solver.decide(obligation, step);
  if (answer.verdict === 'valid') return { valid: true, answer: answer.confirmed };
  const said = { valid: false, reason: answer.verdict } as const;
  return answer.verdict === 'invalid' ? { ...said, refused: true } : { ...said, limit: true };
};

/** Far enough for what these tests refute. As far as usual takes ten times as long where a theorem is true and has no proof. */
const search = { states: 600 };

/** What stands of some files in memory; how axioms stand is given. */
export async function standing(
  files: Files,
  roots: readonly string[],
  axioms: readonly CheckedAxiom[] = [],
): Promise<FreshStanding> {
  const { read } = reader(inMemory(files));
  const checked = roots.map(async (root) => {
    const { model, diagnostics } = read(root);
    const errors = diagnostics.filter(({ severity }) => severity === 'error').map(brief);
    if (errors.length > 0) throw new Error(`unexpected in ${root}: ${errors.join('; ')}`);
    const prover = proverFor(model, decide);
    const own = model.theorems.filter(({ imported }) => !imported);
    return {
      names: own.map(({ name }) => name),
      theorems: await Promise.all(
        own.map((decl) =>
          checkTheorem(model, decl, { prover, solver: tool, search, isVacuous: () => Promise.resolve(false) }),
        ),
      ),
      notChecked: [],
      axioms: axioms.filter(({ file }) => file === root),
      said: saidBy(model),
      diagnostics,
    };
  });
  return standingOf(await Promise.all(checked), tool);
}

/** What stands of some files to somebody who finds a proof of whatever they claim: only what is said is judged then. */
export function claimed(files: Files, roots: readonly string[]): FreshStanding {
  const { read } = reader(inMemory(files));
  const checked = roots.map((root) => {
    const { model, diagnostics } = read(root);
    const errors = diagnostics.filter(({ severity }) => severity === 'error').map(brief);
    if (errors.length > 0) throw new Error(`unexpected in ${root}: ${errors.join('; ')}`);
    const own = model.theorems.filter(({ imported }) => !imported);
    const rests = { axioms: [], assumptions: [], definitions: [], rules: [] };
    return {
      names: own.map(({ name }) => name),
      theorems: own.map(({ name, role, file, span, expected }) => ({
        ...{ name, role, file, line: span.start.line, expected, verdict: 'proved' as const },
        restsOn: {
          ...rests,
          oracle: { solver: tool.name, version: tool.version, obligations: 0 },
        },
      })),
      notChecked: [],
      axioms: [],
      said: saidBy(model),
      diagnostics,
    };
  });
  return standingOf(checked, tool);
}

/** What the gate makes of two states of files, of which the second is judged with its files; and what a lock file of the first does not say. */
export async function gated(
  before: FreshStanding,
  now: FreshStanding,
  files: Files,
): Promise<Comparison & { readonly stale: readonly string[] }> {
  const comparison = await compare(before, now, judgeBy(inMemory(files), decide));
  return { ...comparison, stale: outOfDate(before, now) };
}
