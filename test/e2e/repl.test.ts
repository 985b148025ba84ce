import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { placeWith } from '../support/command.js';
import { board } from '../support/readme.js';

const program = fileURLToPath(new URL('../../bin/ls2.js', import.meta.url));
const open = board.replace('  assume Protected_Boot(b)\n', '');

/** Runs a script of lines. */
async function ran(text: string, lines: readonly string[]) {
  const { directory } = placeWith({ 'board.ls2': text });
  const child = spawn(process.execPath, [program, 'repl', 'board.ls2'], { cwd: directory, stdio: 'pipe' });
  const said = { stdout: '', stderr: '' };
  child.stdout.on('data', (data) => {
    said.stdout += data;
  });
  child.stderr.on('data', (data) => {
    said.stderr += data;
  });
  child.stdin.on('error', () => undefined).end(lines.map((line) => `${line}\n`).join(''));
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  return { ...said, code, lines: said.stdout.trimEnd().split('\n') };
}

describe('ls2 repl', () => {
  it('steps by hand, and looks formulas up in what happened, by the names that are on the trace', async () => {
    const { lines, code, stderr } = await ran(open, [
      ':do 1 1 1',
      '∃I, t. Extend(I, board1.pcr.boot, SPL(board1)) @ t',
      '∃t. Extend(I1, board1.pcr.boot, Kernel(board1)) @ t',
      '∃m: Board, t. Mem(m.pcr.boot, seq(sinit; SPL(m))) @ t',
      '∀J, t. Reset(board1, J) @ t ⊃ J = I1',
      '∀J, t. Extend(J, board1.pcr.boot, SPL(board1)) @ t ⊃ ⊥',
      ':undo 2',
      '∃t. Extend(I1, board1.pcr.boot, SPL(board1)) @ t',
      ':new',
      ':trace',
    ]);
    expect(stderr).toBe('');
    expect(code).toBe(0);
    const answers = lines.filter((line) => /^(true|false|\d+ event|nothing|board)/.test(line));
    expect(answers).toEqual([
      'board.ls2: board1: Board',
      'true, for I = I1, t = 3',
      'false',
      'true, for m = board1, t = 3',
      'true',
      'false, for J = I1, t = 3',
      '1 event',
      'false',
      'board.ls2: board1: Board',
      'nothing has happened yet',
    ]);
    expect(lines).toContain(
      '                 3  Extend(I1, board1.pcr.boot, SPL(board1))   board1.pcr.boot = seq(sinit; SPL(board1))',
    );
  });

  it('makes an attack the trace, which can be kept and read again', async () => {
    const script = [
      ':attack BootIsMeasured',
      ':save attack.ndjson',
      ':new',
      ':holds BootIsMeasured',
      ':load attack.ndjson',
      ':holds BootIsMeasured',
    ];
    const { lines, code } = await ran(open, [...script, ':quit', 'nobody reads this']);
    expect(code).toBe(0);
    const violated = lines.filter((line) => line.includes('violated, for b = '));
    expect(violated).toHaveLength(2);
    expect(lines).toContain('attack.ndjson: 5 events');
    expect(lines).toContain('its premises hold nowhere on this trace');
    const proved = await ran(board, [':attack BootIsMeasured']);
    expect(proved.lines.at(-1)).toMatch(/^none in \d+ states/);
  });

  it('ends a script at the first line that is wrong, with the exit code of what is wrong', async () => {
    const malformed = await ran(open, ['∃I. Nonsense(I)', ':trace']);
    expect(malformed.code).toBe(3);
    expect(malformed.stderr).toContain('Nonsense');
    expect(malformed.lines).toEqual(['board.ls2: board1: Board']);
    const usage = await ran(open, [':dance']);
    expect([usage.code, usage.stderr]).toEqual([2, 'ls2: there is no :dance; `:help` lists what there is\n']);
    const broken = await ran('theorem', []);
    expect([broken.code, broken.stdout]).toEqual([3, '']);
  });
});
