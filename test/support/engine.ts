import { type CheckEvent, type CheckedTheorem, check } from '../../src/check/index.js';
import { createSolver } from '../../src/solver/index.js';
import { inMemory } from '../language/texts.js';

const solver = createSolver('z3', { jobs: 1 });
const solving = { solver, limits: { rlimit: 5_000_000, seconds: 600 }, tool: { name: 'z3', version: 'as tested' } };

/** Ends the solver that all of these tests share. */
export const closeEngine = (): Promise<void> => solver.close();

/** All that the engine says of files in memory. */
export async function said(
  files: Readonly<Record<string, string>>,
  roots: readonly string[],
  search?: 'none',
): Promise<readonly CheckEvent[]> {
  const events: CheckEvent[] = [];
  for await (const event of check({ files: roots, source: inMemory(files), solving, search })) events.push(event);
  return events;
}

/** What came of the theorems and lemmas of a text; without attacks and witnesses, if so asked. */
export async function checkedIn(text: string, search?: 'none'): Promise<readonly CheckedTheorem[]> {
  const events = await said({ 'example.ls2': text }, ['example.ls2'], search);
  return events.flatMap((event) => (event.kind === 'theorem' ? [event.checked] : []));
}
