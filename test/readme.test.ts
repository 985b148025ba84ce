import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { placeWith } from './support/command.js';

const read = (path: string): string => readFileSync(fileURLToPath(new URL(`../${path}`, import.meta.url)), 'utf8');
const readme = read('README.md');

/** The fenced blocks of a kind, such as `ls2 board.ls2` or `console`. */
const blocks = (kind: string): readonly string[] =>
  [...readme.matchAll(/^```([^\n]*)\n(.*?)^```$/gms)].flatMap(([, info, text]) =>
    info === kind && text ? [text] : [],
  );

describe('the README', () => {
  const [board] = blocks('ls2 board.ls2');
  const [console, attack] = blocks('console');
  const [rereads] = blocks('ls2');

  it('shows a first model that proves, and what ls2 prints of it', async () => {
    const { code, stdout } = await placeWith({ 'board.ls2': board ?? '' }).ls2('check', 'board.ls2');
    const [command, ...shown] = (console ?? '').trimEnd().split('\n');
    expect(command).toBe('$ npx ls2 check board.ls2');
    expect(stdout.split('\n').slice(0, shown.length)).toEqual(shown);
    expect(code).toBe(0);
  });

  it('says what happens without the assumption that the register is protected', async () => {
    const unprotected = (board ?? '').replace('  assume Protected_Boot(b)\n', '');
    expect(unprotected).not.toBe(board);
    const { code, stdout } = await placeWith({ 'board.ls2': unprotected }).ls2('check', 'board.ls2');
    expect(stdout).toContain('✗ BootIsMeasured  refuted');
    // A reset, a thread of foreign code, and an entry for each of the three programs that never ran.
    expect(stdout).toContain('5 events');
    expect(code).toBe(1);
    const [command, ...shown] = (attack ?? '').trimEnd().split('\n');
    expect(command).toBe('$ npx ls2 attack BootIsMeasured board.ls2');
    const attacked = await placeWith({ 'board.ls2': unprotected }).ls2('attack', 'BootIsMeasured', 'board.ls2');
    expect(attacked.stdout.split('\n').slice(0, shown.length)).toEqual(shown);
    expect(attacked.code).toBe(1);
  });

  it('says what happens when a stage reads a second time before it jumps', async () => {
    const ls2 = placeWith({ 'board.ls2': longhand(board ?? '', rereads ?? '') });
    const { code, stdout } = await ls2.ls2('check', 'board.ls2');
    expect(stdout).toContain('✗ BootIsMeasured  refuted');
    expect(stdout).toContain('not what I1 read there at 5');
    expect(code).toBe(1);
  });

  it('links to pages that are there', () => {
    const links = [...readme.matchAll(/\]\(([^)#:]+)\)/g)].map(([, path]) => path ?? '');
    expect(links.length).toBeGreaterThan(5);
    for (const path of links) expect(path.endsWith('/') || read(path).length > 0, path).toBe(true);
  });
});

/** The model with its programs written out instead of the chain, and one of them replaced. */
function longhand(model: string, replaced: string): string {
  const stage = (name: string, from: string): string =>
    `program ${name}(b: Board) { x = read b.${from}; extend b.pcr.boot, x; jump x }\n`;
  const programs = `${stage('ROM', 'spl_loc')}${replaced}${stage('UBoot', 'kernel_loc')}program Kernel(b: Board) { ... }\n`;
  const body = model.replace(/chain Boot.*?\n}\n/s, programs);
  return body
    .replace('Protected_Boot(b)', '∀u, J. Reset(b, J) @ u ⊃ IsLocked(b.pcr.boot, J) @ u')
    .replace('Sequence_Boot(b)', 'seq(sinit; SPL(b), UBoot(b), Kernel(b))')
    .replace(
      'MeasuredBoot_Boot(b, t)',
      '∃J, t0, t1, t2. t0 < t1 < t2 ≤ t ∧ Reset(b, J) @ t0 ∧ Jump(J, SPL(b)) @ t1 ∧ Jump(J, UBoot(b)) @ t2',
    );
}
