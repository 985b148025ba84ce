import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { commands } from '../../src/cli/commands.js';
import { described } from '../../src/cli/described.js';
import { completionFor, type Shell } from '../../src/report/completion.js';
import { manPage } from '../../src/report/man-page.js';

const program = await described(commands);
const has = (command: string): boolean => spawnSync(command, ['--version']).status === 0;
const run = (shell: string, ...args: readonly string[]): string => {
  const { stdout, stderr } = spawnSync(shell, args, { encoding: 'utf8' });
  expect(stderr).toBe('');
  return stdout;
};

/** A text as it stands in a manual page. */
const roff = (text: string): string => text.replaceAll('\\', '\\e').replaceAll('-', '\\-').replaceAll('\n', ' ');

/** What bash would offer where the last of these words is being written. */
function bashOffers(...words: readonly string[]): readonly string[] {
  const list = words.map((word) => `'${word}'`).join(' ');
  const script = `${completionFor('bash', program)}\nCOMP_WORDS=(${list}); COMP_CWORD=${words.length - 1}; _ls2; printf '%s\\n' "\${COMPREPLY[@]}"`;
  return run('bash', '--norc', '-c', script).trim().split('\n');
}

describe('completion', () => {
  it('in bash knows commands, options and values', () => {
    expect(bashOffers('ls2', 'ch')).toEqual(['check']);
    expect(bashOffers('ls2', 'check', '--the')).toEqual(['--theorem']);
    expect(bashOffers('ls2', 'check', '--format', '')).toEqual(['text', 'json', 'sarif', 'junit', 'html']);
    expect(bashOffers('ls2', 'completion', 'z')).toContain('zsh');
  });

  it.skipIf(!has('zsh') && process.env['CI'] !== 'true')('in zsh is read without a complaint, and completes', () => {
    const script = `autoload -Uz compinit; compinit -u -D\n${completionFor('zsh', program)}\nprint $+functions[_ls2] $_comps[ls2]`;
    expect(run('zsh', '-f', '-c', script)).toBe('1 _ls2\n');
  });

  it.skipIf(!has('fish') && process.env['CI'] !== 'true')('in fish knows commands, options and values', () => {
    const offers = (line: string): string =>
      run('fish', '--no-config', '-c', `${completionFor('fish', program)}\ncomplete -C ${JSON.stringify(line)}`);
    expect(offers('ls2 ch')).toMatch(/^check\t/);
    expect(offers('ls2 check --theor')).toMatch(/^--theorem\t/);
    expect(offers('ls2 check --format js')).toMatch(/^json/);
  });

  it.each(['bash', 'zsh', 'fish'] satisfies Shell[])('in %s names every command and option that there is', (shell) => {
    const text = completionFor(shell, program);
    for (const { name, options } of program.commands) {
      expect(text).toContain(name);
      for (const { long } of options) expect(text).toContain(shell === 'fish' ? `-l ${long.slice(2)}` : long);
    }
  });
});

describe('the manual page', () => {
  it('says of every command and option what --help says', () => {
    const page = manPage(program);
    for (const { name, description, options } of program.commands) {
      expect(page).toContain(`.SS ls2 ${name}\n`);
      expect(page).toContain(roff(description));
      for (const { long, description: said } of options)
        for (const text of [long, said]) expect(page).toContain(roff(text));
    }
  });

  it('has no line that roff would take for a request by mistake', () => {
    const requests = new Set(['.TH', '.SH', '.SS', '.B', '.I', '.PP', '.TP', '.nf', '.fi']);
    const lines = manPage(program)
      .split('\n')
      .filter((line) => /^[.']/.test(line));
    expect(lines.filter((line) => !requests.has(line.split(' ')[0] ?? ''))).toEqual([]);
  });
});
