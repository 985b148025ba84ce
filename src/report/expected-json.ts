import { type Outcome, verdictIn } from '../check/check-result.js';

/** What is expected of a theorem, in the words of verdicts: what is vacuous is proved, of what is unfinished nothing is known. */
export const expectedJson = (expected: Outcome): object => ({
  expected: verdictIn(expected),
  ...(expected === 'vacuous' && { expectedVacuous: true }),
  ...(expected === 'unfinished' && { expectedUnfinished: true }),
});
