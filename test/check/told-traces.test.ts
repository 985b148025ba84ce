import { afterAll, describe, expect, test } from 'vitest';
import { type CheckedTheorem, check, toldPath } from '../../src/check/index.js';
import { type Diagnostic, entryOf } from '../../src/diagnostics/index.js';
import { createSolver } from '../../src/solver/index.js';
import { inMemory } from '../language/texts.js';
import { booted, chain } from '../support/models.js';

const solver = createSolver('z3', { jobs: 1 });
const solving = { solver, limits: { rlimit: 1_000_000, seconds: 30 }, tool: { name: 'z3', version: 'as tested' } };
afterAll(() => solver.close());

interface Run {
  readonly theorems: readonly CheckedTheorem[];
  readonly diagnostics: readonly Diagnostic[];
  /** What was looked for on the way. */
  readonly looked: readonly string[];
}

async function run(files: Readonly<Record<string, string>>): Promise<Run> {
  const theorems: CheckedTheorem[] = [];
  const looked: string[] = [];
  let diagnostics: readonly Diagnostic[] = [];
  for await (const event of check({ files: ['a.ls2'], source: inMemory(files), solving })) {
    if (event.kind === 'read') diagnostics = event.files.flatMap((each) => each.diagnostics);
    if (event.kind === 'doing' && event.what.includes('looking for')) looked.push(event.what);
    if (event.kind === 'theorem') theorems.push(event.checked);
  }
  return { theorems, diagnostics, looked };
}

const header =
  '{"ls2trace":1,"model":"a.ls2","machines":[{"name":"m","kind":"Box"}],"memory":{"m.loader_loc":"Loader(m)","m.kernel_loc":"Kernel(m)"},"foreign":["malware"]}';
/** A boot to its end, whose first thread has these locks; one event more than it takes, which a search would leave out. */
const boot = (locks: string): string => `${header}
{"t":1,"event":"Reset","args":["m","I"],"birth":{"owner":"Operator","machine":"m","locks":[${locks}]}}
{"t":2,"event":"Read","args":["I","m.loader_loc","Loader(m)"]}
{"t":3,"event":"Extend","args":["I","m.pcr.s","Loader(m)"]}
{"t":4,"event":"Jump","args":["I","Loader(m)"]}
{"t":5,"event":"Read","args":["I","m.kernel_loc","Kernel(m)"]}
{"t":6,"event":"Extend","args":["I","m.pcr.s","Kernel(m)"]}
{"t":7,"event":"Jump","args":["I","Kernel(m)"]}
`;
const protectedBoot = boot('"m.pcr.s"');
/** Nobody boots: foreign code extends the register. */
const forged = `${header}
{"t":1,"event":"Reset","args":["m","I"],"birth":{"owner":"Operator","machine":"m","locks":[]}}
{"t":2,"event":"Start","args":["J","malware"],"birth":{"owner":"Mallory","machine":"m","locks":[]}}
{"t":3,"event":"Extend","args":["J","m.pcr.s","Loader(m)"]}
{"t":4,"event":"Extend","args":["J","m.pcr.s","Kernel(m)"]}
`;
const unprotected = booted.replace('Booted(', 'Unprotected(').replace('  assume Protected_Boot(m)\n', '');
const text = `${chain}\n${booted}\n${unprotected.replace('  by auto', '  expect refuted\n  by auto')}`;
const [ofBooted, ofUnprotected] = [toldPath('a.ls2', 'Booted'), toldPath('a.ls2', 'Unprotected')];

describe('a trace beside a file', () => {
  test('is the attack, or the witness, and nothing is searched for', async () => {
    const told = await run({ 'a.ls2': text, [ofBooted]: protectedBoot, [ofUnprotected]: forged });
    expect(told.diagnostics).toEqual([]);
    expect(told.looked).toEqual([]);
    const of = new Map(told.theorems.map((each) => [each.name, each]));
    expect(of.get('Booted')).toMatchObject({ verdict: 'proved', witness: { kind: 'trace', length: 7 } });
    expect(of.get('Unprotected')).toMatchObject({ verdict: 'refuted', attack: { length: 4 } });
  });

  test.each([
    ['on which the premises do not hold', boot('')],
    ['that the semantics does not allow', protectedBoot.replace('"t":4,"event":"Jump"', '"t":4,"event":"Send"')],
    ['of a machine that there is none of', protectedBoot.replaceAll('Box', 'Crate')],
    ['that is cut', protectedBoot.slice(0, -30)],
    ['that refutes another theorem', forged],
    ['of no event', entryOf('LS2-0907').example],
    ['that is none', ''],
  ])('%s is nothing, and says so', async (_, trace) => {
    const told = await run({ 'a.ls2': text, [ofBooted]: trace });
    expect(told.diagnostics.map(({ code, severity, file }) => [code, severity, file])).toEqual([
      ['LS2-0907', 'warning', ofBooted],
    ]);
    expect(told.theorems.find(({ name }) => name === 'Booted')).toMatchObject({ verdict: 'proved' });
    expect(told.looked.some((what) => what.startsWith('Booted'))).toBe(true);
  });
});
