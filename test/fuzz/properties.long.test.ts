import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, describe, expect, test } from 'vitest';
import { propertiesOf, readFinding, Setting } from '../../src/fuzz/index.js';
import { ground } from './ground.js';

const setting = new Setting(ground);
const trials = propertiesOf(setting);
afterAll(() => setting.close());

/** What has to be covered in one run of a property, or in a few: a property that never meets what it is about says nothing. */
const covered: Readonly<Record<string, { readonly runs: number; readonly of: readonly string[] }>> = {
  contradictions: { runs: 8, of: ['verdicts proved', 'verdicts refuted', 'adversary actions Extend'] },
  survives: { runs: 2, of: ['traces holds', 'traces premise-fails', 'births Reset'] },
  axioms: { runs: 1, of: ['axioms holds'] },
  stability: { runs: 4, of: ['verdicts proved'] },
  proofs: { runs: 6, of: ['verdicts unknown'] },
  kernel: { runs: 2, of: ['rules ∀I', 'rules ∃E', 'rules ⊃E'] },
  solvers: { runs: 2, of: ['z3 valid', 'z3 invalid'] },
  evaluator: { runs: 2, of: ['formulas true', 'formulas false', 'claims violated', 'claims holds'] },
  domains: { runs: 6, of: ['statements violated', 'statements holds', 'proofs proved', 'proofs not proved'] },
  schedules: { runs: 1, of: ['events events'] },
  printing: { runs: 1, of: ['declarations theorem', 'declarations setup'] },
  texts: { runs: 3, of: ['texts with an error', 'texts that are not read'] },
  broken: { runs: 3, of: ['texts with an error elsewhere', 'texts with an error in the way'] },
  traces: { runs: 1, of: ['events events'] },
  'mutated-traces': { runs: 3, of: ['files LS2-1001'] },
  tpm: { runs: 1, of: ['commands extend done'] },
  'event-logs': { runs: 3, of: ['logs malformed', 'logs read'] },
};

test('every property is tried here', () => {
  expect(trials.map(({ name }) => name)).toEqual(Object.keys(covered));
});

test('every property is a line of the table in docs/fuzzing.md, in this order', () => {
  const page = readFileSync(new URL('../../docs/fuzzing.md', import.meta.url), 'utf8');
  const rows = trials.map(({ name, target, compares, says }) => `| \`${name}\` | ${target} | ${compares} | ${says} |`);
  expect(page).toContain(`|---|---|---|---|\n${rows.join('\n')}\n\n`);
});

describe.each(trials.map((trial) => [trial.name, trial] as const))('%s', (name, trial) => {
  const { runs, of } = covered[name] as (typeof covered)[string];

  test.skipIf(trial.missing() !== undefined)('holds, and meets what it is about', async () => {
    const met = new Set<string>();
    for (let seed = 1; seed <= runs; seed++) {
      const { found, counts } = await trial.run(seed);
      expect(found?.message).toBeUndefined();
      for (const [group, each] of Object.entries(counts))
        for (const what of Object.keys(each)) met.add(`${group} ${what}`);
    }
    expect(of.filter((each) => !met.has(each))).toEqual([]);
  });

  test.skipIf(trial.missing() !== undefined)('is the same for the same seed', async () => {
    expect(await trial.run(5)).toEqual(await trial.run(5));
  });

  test('does not take for a case what is none', () => {
    for (const none of [undefined, null, 7, { plan: { stages: ['dances'] } }, [[]]])
      expect(trial.again(none)).toBeUndefined();
  });
});

/** What fuzzing has found: files as it wrote them. */
const kept = new URL('./kept/', import.meta.url);

describe('what was found once', () => {
  test.each(readdirSync(kept))('%s is found no more', async (file) => {
    const finding = readFinding(readFileSync(new URL(file, kept), 'utf8'));
    const outcome = await trials.find(({ name }) => name === finding?.property)?.again(finding?.case);
    expect(outcome).toBeDefined();
    expect(outcome?.found?.message).toBeUndefined();
  });
});
