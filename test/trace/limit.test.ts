import { expect, test } from 'vitest';
import { atom, core, equal, falsity, not, type Variable, variable } from '../../src/kernel/index.js';
import { Judge } from '../../src/trace/index.js';
import { board, historyOf, worldOf } from './short-traces.js';

const history = historyOf(worldOf(board), { adversary: 'full', seed: 1, length: 12 });

/** That there are no so many times, all different, at each of which some thread acts. */
function pigeons(count: number): ConstructorParameters<typeof Judge>[1] {
  const named = (name: string, sort: string): readonly Variable[] =>
    Array.from({ length: count }, (_, i) => variable(`${name}${i}`, sort));
  const [times, threads] = [named('t', 'Time'), named('I', 'Thread')];
  const act = times.map((t, i) => atom(core.acts, threads[i] as Variable, t));
  const differ = times.flatMap((t, i) => times.slice(i + 1).map((u) => not(equal(t, u))));
  return { name: 'pigeons', params: [...times, ...threads], premises: [...act, ...differ], conclusion: falsity };
}

test('what there are too many ways to try is undecided, and not waited for', () => {
  const verdict = (count: number) => new Judge(board.theory, pigeons(count)).judge(history).verdict;
  expect(verdict(4)).toBe('violated');
  // A thread that acts does so at one of twelve events. To see that thirteen times are too many, all twelve factorial ways would have to be tried.
  expect(history.events.length).toBe(12);
  expect(verdict(13)).toBe('undecided');
});
