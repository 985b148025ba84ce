import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { type CheckResult, check, checkAll, checkJson, memory, type Said, Stopped } from '../../src/api/index.js';
import { name, version } from '../../src/api/version.js';
import { logic as shipped } from '../language/texts.js';
import { placeWith } from '../support/command.js';
import { booted, chain, malformed } from '../support/models.js';
import { blocksOf, board } from '../support/readme.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const logic = Object.fromEntries(shipped.map(({ path, text }) => [path, text]));
const source = (text: string) => memory({ 'example.ls2': text }, logic);
const files = ['example.ls2'];

/** All that is said, and the result; `heard` is called on the way. */
async function all(
  saying: AsyncGenerator<Said, CheckResult>,
  heard: (said: Said) => unknown = () => undefined,
): Promise<{ readonly said: readonly Said[]; readonly result: CheckResult }> {
  const said: Said[] = [];
  for (;;) {
    const { done, value } = await saying.next();
    if (done === true) return { said, result: value };
    said.push(value);
    heard(value);
  }
}

describe('the engine as a library', () => {
  it('is called as package.json says', () => {
    const manifest: unknown = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
    expect(manifest).toMatchObject({ name, version });
  });

  it('gives diagnostics first, then verdicts, then what ls2 check reports', async () => {
    const text = `${chain}${booted}${malformed}`;
    const { said, result } = await all(check({ files, source: source(text) }));
    const kinds = said.map(({ kind }) => kind).filter((kind) => kind !== 'doing');
    expect(kinds).toEqual(['read', 'not-checked', 'verdict']);
    expect(structuredClone(said)).toEqual(said);
    expect(result.theorems.map((each) => [each.name, each.verdict])).toEqual([['Booted', 'proved']]);
    expect(result.notChecked.map((each) => each.name)).toEqual(['Broken']);
    const { stdout, code } = await placeWith({ 'example.ls2': text }).ls2('check', 'example.ls2', '--format', 'json');
    expect(code).toBe(3);
    const { tool: _, ...printed } = JSON.parse(stdout) as CheckResult;
    const { tool: __, ...made } = JSON.parse(checkJson(result)) as CheckResult;
    expect(withoutSolver(made)).toEqual(withoutSolver(printed));
  });

  it('leaves unknown what is not decided when its signal is aborted', async () => {
    const end = new AbortController();
    const saying = check({ files, source: source(`${chain}${booted}`), signal: end.signal });
    const { result } = await all(saying, ({ kind }) => kind === 'read' && end.abort());
    expect(result.stopped).toBe('interrupted');
    expect(result.theorems.map(({ verdict }) => verdict)).toEqual(['unknown']);
  });

  it('throws where it is stopped before all is read', async () => {
    await expect(checkAll({ files, source: source(chain), deadline: 0 })).rejects.toThrow(Stopped);
    await expect(checkAll({ files, source: source(chain), signal: AbortSignal.abort() })).rejects.toThrow(Stopped);
  });

  it('does what docs/api.md shows', () => {
    const place = placeWith({
      'board.ls2': board,
      'api.mjs': blocksOf('docs/api.md', 'js api.mjs')[0] ?? '',
    }).directory;
    mkdirSync(join(place, 'node_modules'));
    symlinkSync(root, join(place, 'node_modules', 'ls2'));
    writeFileSync(join(place, 'package.json'), '{}');
    const { stdout, stderr } = spawnSync(process.execPath, ['api.mjs'], { cwd: place, encoding: 'utf8' });
    expect(stderr).toBe('');
    expect(stdout).toBe(blocksOf('docs/api.md', 'text')[0]);
  });
});

/** The library was given no solver, and names none. */
const withoutSolver = (result: Omit<CheckResult, 'tool'>) => ({
  ...result,
  theorems: result.theorems.map(({ restsOn, ...theorem }) => ({
    ...theorem,
    restsOn: { ...restsOn, oracle: restsOn.oracle.obligations },
  })),
});
