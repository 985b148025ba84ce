import type { Formula } from '../../kernel/index.js';
import { type Model, sceneryOf } from '../../language/index.js';
import { worldOf } from '../../semantics/index.js';
import type { Reply } from '../../solver/index.js';
import { Unspeakable } from './formula-text.js';
import { invariants } from './invariants.js';
import { Lexicon } from './lexicon.js';
import { type Induction, inductionForInvariant, inductionsFor, type Setting } from './obligations.js';

/** How an axiom stands to the operational semantics: whether it was shown to hold on every trace, by induction over the trace's length. */
export type Standing = 'proved' | { readonly unproved: string };

/** Evaluates an SMT-LIB text. Anything but `unsat` shows nothing. */
export type Ask = (text: string) => Promise<Reply>;

/** Standings of formulas over a model's vocabulary. */
export interface Standings {
  of(formula: Formula): Promise<Standing>;
}

/** What traces have in common is shown once, and when it is first needed. */
export function standingsOf(model: Model, ask: Ask): Standings {
  const { theory } = model;
  const setting: Setting = { words: worldOf(sceneryOf(model), { machines: [] }).words, theory };
  let invariants: Promise<readonly string[]> | undefined;
  return {
    async of(formula) {
      try {
        const alone = inductionsFor(formula, setting, []);
        for (const [i, induction] of alone.entries()) {
          if ((await outcome(induction, ask)) === 'proved') continue;
          // What the solver gets lost in depends on where it begins as well.
          if ((await outcome(otherwise(induction), ask)) === 'proved') continue;
          // More to know is more to get lost in, so it is left to the second attempt.
          invariants ??= provedInvariants(setting, ask);
          const helped = inductionsFor(formula, setting, await invariants)[i] as Induction;
          const standing = await outcome(helped, ask);
          if (standing !== 'proved') return standing;
        }
        return 'proved';
      } catch (error) {
        if (error instanceof Unspeakable) return { unproved: error.message };
        throw error;
      }
    },
  };
}

/** How one axiom stands; for several of a model, {@link standingsOf} does less. */
export const standingOf = (axiom: { readonly formula: Formula }, model: Model, ask: Ask): Promise<Standing> =>
  standingsOf(model, ask).of(axiom.formula);

/** Those invariants of traces that are proved; one that is not is not used. */
async function provedInvariants(setting: Setting, ask: Ask): Promise<readonly string[]> {
  const proved: string[] = [];
  for (const { name } of invariants(new Lexicon(setting.words)))
    if ((await outcome(inductionForInvariant(name, setting, proved), ask)) === 'proved') proved.push(name);
  return proved;
}

/** The same, begun elsewhere: what is unsatisfiable is so wherever the solver begins. */
const otherwise = ({ base, step }: Induction): Induction => {
  const begun = (text: string): string => `(set-option :smt.random_seed 1)\n${text}`;
  return { base: begun(base), step: begun(step) };
};

async function outcome({ base, step }: Induction, ask: Ask): Promise<Standing> {
  const atFirst = await ask(base);
  if (atFirst.kind !== 'unsat') return { unproved: reason('of a trace without events', atFirst) };
  const afterwards = await ask(step);
  return afterwards.kind === 'unsat' ? 'proved' : { unproved: reason('after one more event', afterwards) };
}

const reason = (where: string, reply: Exclude<Reply, { kind: 'unsat' }>): string =>
  reply.kind === 'sat' ? `it need not hold ${where}` : `not shown to hold ${where}: ${reply.detail}`;
