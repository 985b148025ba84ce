import { describe, expect, test } from 'vitest';
import { huntIn } from '../../src/attack/begin.js';
import { guided } from '../../src/attack/guided.js';
import { claimOf } from '../../src/attack/index.js';
import { settingOf } from '../../src/attack/setting.js';
import type { Model, TheoremDecl } from '../../src/language/index.js';
import { unstopped } from '../../src/stop/index.js';
import { model, textsUnder } from '../language/texts.js';

const broken = textsUnder('test/models/broken').flatMap(({ path, text }) =>
  model(text)
    .theorems.filter(({ expected }) => expected === 'refuted')
    .map(({ name }) => ({ path, name, text })),
);

/** How long the first trace is that a search finds, and up to what length it has looked at all; with no weight it knows nothing of what is still needed. */
function searched(read: Model, decl: TheoremDecl, weight: number): { found?: number; upTo: number | undefined } {
  const hunt = huntIn(read.theory, settingOf(read, claimOf(decl)), unstopped);
  let found: number | undefined;
  const { upTo } = guided(hunt, { states: 2_000, events: 400, weight, stop: unstopped }, ({ state }) => {
    found = state.cost;
    return true;
  });
  return { ...(found !== undefined && { found }), upTo };
}

describe('what is still needed, at least', () => {
  test.each(broken)('$path: knowing it, the search for $name misses nothing shorter', ({ text, name }) => {
    const read = model(text);
    const decl = read.theorems.find((each) => each.name === name) as TheoremDecl;
    const { found = Number.NaN } = searched(read, decl, 1);
    const blind = searched(read, decl, 0);
    if (blind.found !== undefined) expect(blind.found).toBe(found);
    else expect(blind.upTo).toBeLessThan(found);
  });
});

test('a bound is no greater than the limit on events', () => {
  const base = model(textsUnder('test/models/broken').find(({ path }) => path.endsWith('base-static.ls2'))?.text ?? '');
  const local = base.theorems.find(({ name }) => name === 'Local') as TheoremDecl;
  const hunt = huntIn(base.theory, settingOf(base, claimOf(local)), unstopped);
  expect(guided(hunt, { states: 2_000, events: 400, weight: 1, stop: unstopped }, () => true).upTo).toBe(undefined);
  expect(guided(hunt, { states: 2_000, events: 6, weight: 1, stop: unstopped }, () => true).upTo).toBe(6);
});
