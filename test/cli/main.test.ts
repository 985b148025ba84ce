import { afterEach, describe, expect, test, vi } from 'vitest';
import { commands } from '../../src/cli/commands.js';
import { main } from '../../src/cli/main.js';

/** What the command line wrote. */
function listening(): { readonly out: () => string; readonly err: () => string } {
  const texts = { out: '', err: '' };
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    texts.out += String(text);
    return true;
  });
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
    texts.err += String(text);
    return true;
  });
  return { out: () => texts.out, err: () => texts.err };
}

vi.mock('../../src/cli/check-files.js', () => ({
  checkFiles: () => Promise.reject(new Error('the sky fell')),
}));

afterEach(() => {
  vi.restoreAllMocks();
});

describe('the command line', () => {
  test.each([
    ['atack', 'did you mean attack?'],
    ['chekc', 'did you mean check?'],
    ['toString', `there is ${[...commands.keys()].join(', ')}`],
  ])('does not know the command %s, and says what there is', async (name, instead) => {
    const heard = listening();
    expect(await main([name])).toBe(2);
    expect(heard.err()).toBe(`ls2: there is no command \`${name}\` (\`ls2 --help\` says more); ${instead}\n`);
    expect(heard.out()).toBe('');
  });

  test('wants a command', async () => {
    const heard = listening();
    expect(await main([])).toBe(2);
    expect(heard.err()).toContain('Usage: ls2 COMMAND');
    expect(heard.out()).toBe('');
  });

  test.each([
    [['check', '--sovler', 'z3'], "unknown option '--sovler'\n(Did you mean --solver?)"],
    [['check', '--jobs', '0'], "option '--jobs <n>' argument '0' is invalid. It takes a whole number, 1 or more."],
    [['check', '--rlimit', '1e3'], 'It takes a whole number, 0 or more.'],
    [['check', '--time-limit', '0'], 'It takes seconds, over 0 and up to 2000000.'],
    [['check', '--solver', 'yices'], 'Allowed choices are auto, z3, native-z3, cvc5.'],
    [['explain', 'LS2-0101', '--format', 'json'], 'Allowed choices are text, svg.'],
    [['explain'], "missing required argument 'what'"],
    [['check', 'no-such-file.ls2'], 'there is no file or directory no-such-file.ls2'],
  ])('refuses %j', async (args, message) => {
    const heard = listening();
    expect(await main(args)).toBe(2);
    expect(heard.err()).toContain(message);
    expect(heard.err()).toMatch(/^ls2: /);
    expect(heard.out()).toBe('');
  });

  test.each([
    [['--help']],
    [['check', '--help']],
    [['help', 'check']],
    [['explain', '--help']],
    [['attack', '--help']],
    [['fmt', '-h']],
    [['doctor', '-h']],
  ])('%j shows examples first', async (args) => {
    const heard = listening();
    expect(await main(args)).toBe(0);
    expect(heard.out()).toMatch(/^(ls2 proves .*\n\n)?Examples:\n {2}ls2 /);
    expect(heard.err()).toBe('');
  });

  test('says its version', async () => {
    const heard = listening();
    expect(await main(['--version'])).toBe(0);
    expect(heard.out()).toMatch(/^\d+\.\d+\.\d+\n$/);
  });

  test('owns up to a fault, and says how to report it', async () => {
    const heard = listening();
    expect(await main(['check', 'logic'])).toBe(70);
    expect(heard.err()).toMatch(/^ls2: internal fault: Error: the sky fell\n/);
    expect(heard.err()).toContain('Please report it');
    expect(heard.err()).not.toContain(process.cwd());
    expect(heard.out()).toBe('');
  });
});
