import type { Oracle } from '../certificate/replay.js';
import { type Formula, logic, type Theory } from '../kernel/index.js';
import type { Decide, Decision } from '../prover/index.js';
import type { Answer, Limits } from '../solver/index.js';
import { heed, type Stop, unstopped } from '../stop/index.js';
import type { Solving } from './solving.js';

/** Lets the prover of a file ask the solver, as long as the run goes on: after that it throws {@link Stopped}. */
export function decider({ solver, limits, tool, everything }: Solving, file: string, stop: Stop = unstopped): Decide {
  const decide = async (obligation: Formula, step: string): Promise<Decision> => {
    heed(stop);
    const answer = await solver.decide(obligation, `${file}, ${step}`);
    heed(stop);
    return decision(answer, tool, limits);
  };
  return Object.assign(decide, { everything: everything === true, heed: () => heed(stop) });
}

function decision(answer: Answer, { name }: Solving['tool'], limits: Limits): Decision {
  switch (answer.verdict) {
    case 'valid':
      return { valid: true, answer: answer.confirmed };
    case 'invalid':
      return {
        valid: false,
        refused: true,
        reason: `${name} finds that it does not follow from what is known here${answer.exact ? '' : ', quantified parts being taken as they stand'}`,
      };
    case 'unknown':
      return { valid: false, ...unanswered(answer, name, limits) };
  }
}

type Unanswered = Extract<Answer, { verdict: 'unknown' }>;

function unanswered(
  { why, detail }: Unanswered,
  solver: string,
  { rlimit, seconds }: Limits,
): Omit<Extract<Decision, { valid: false }>, 'valid'> {
  switch (why) {
    case 'gave-up':
      return {
        limit: true,
        reason: `${solver} gave up at its limit of steps (--rlimit ${rlimit})`,
        remedy: 'Raise --rlimit, or prove something in between first.',
      };
    case 'time-limit':
      return {
        limit: true,
        reason: `${solver} did not answer in time (--time-limit ${seconds})`,
        remedy: 'Raise --time-limit, or prove something in between first.',
      };
    case 'outside-fragment':
      return { reason: `no solver was asked: ${detail}`, remedy: 'Prove it in smaller steps.' };
    case 'no-solver':
      return {
        limit: true,
        reason: `${solver} does not start: ${detail}`,
        remedy: '`ls2 doctor` says what is missing.',
      };
    case 'solver-died':
      return {
        limit: true,
        reason: `${solver} died: ${detail}`,
        remedy: 'Try another --solver, or prove something in between first.',
      };
    case 'not-an-answer':
      return { limit: true, reason: `${solver} gave no answer: ${detail}`, remedy: 'Try another --solver.' };
    case 'closed':
      return { limit: true, reason: 'the run was ended before the answer' };
  }
}

/** Obligations of kept derivations, asked again. */
export const oracleOf =
  (theory: Theory, decide: Decide): Oracle =>
  async (obligation) => {
    const decision = await decide(obligation, 'a kept proof');
    return decision.valid ? logic.oracle(theory, decision.answer) : undefined;
  };
