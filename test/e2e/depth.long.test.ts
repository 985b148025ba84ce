import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { placeWith } from '../support/command.js';

const model = `machine B(b) {
  memory l
  pcr s
  on reset run ROM(b)
}

program ROM(b: B) { x = read b.l; extend b.pcr.s, x; jump ROM(b) }

theorem T(b: B, t: Time)
  assume Mem(b.pcr.s, seq(sinit; ROM(b))) @ t
  show ∃J, u. u < t ∧ Jump(J, ROM(b)) @ u
`;

const many = 100_000;

const header = (value = 'malware'): string =>
  JSON.stringify({
    ls2trace: 1,
    model: 'm.ls2',
    machines: [{ name: 'b1', kind: 'B' }],
    honest: [],
    memory: { 'b1.l': value },
    foreign: ['malware'],
    data: [],
  });
const reset = '{"t":1,"event":"Reset","args":["b1","I1"],"birth":{"owner":"Operator","machine":"b1","locks":[]}}';
const event = (t: number, name: string, ...args: readonly string[]): string => JSON.stringify({ t, event: name, args });

const deep = `seq(sinit; ${Array.from({ length: many }, () => 'malware').join(', ')})`;
const lines = (...texts: readonly string[]): string => `${texts.join('\n')}\n`;

/** A round of the program is three events. */
const rounds = Array.from({ length: Math.ceil(many / 3) }, (_, i) => [
  event(3 * i + 2, 'Read', 'I1', 'b1.l', 'malware'),
  event(3 * i + 3, 'Extend', 'I1', 'b1.pcr.s', 'malware'),
  event(3 * i + 4, 'Jump', 'I1', 'ROM(b1)'),
]).flat();

const traces: readonly (readonly [what: string, text: string, code: number, says: RegExp])[] = [
  ['a trace of 100,000 events', lines(header(), reset, ...rounds), 0, /holds, since its premises hold nowhere/],
  [
    'a value of 100,000 extends',
    lines(header(deep), reset, event(2, 'Read', 'I1', 'b1.l', deep), event(3, 'Extend', 'I1', 'b1.pcr.s', deep)),
    0,
    /holds, since its premises hold nowhere/,
  ],
  ['such a value where it may not be', lines(header(), reset, event(2, 'Read', 'I1', 'b1.l', deep)), 3, /LS2-1008/],
  [
    'terms in terms',
    lines(header(), reset, event(2, 'Read', 'I1', 'b1.l', `${'H('.repeat(many)}malware${')'.repeat(many)}`)),
    3,
    /LS2-1013/,
  ],
  [
    'lists in lists',
    lines(header(), reset, `{"t":2,"event":"Read","args":${'['.repeat(many)}${']'.repeat(many)}}`),
    3,
    /LS2-1001.*more than 64 deep/,
  ],
  [
    'objects in the first line',
    lines(header().replace('"honest":[]', `"honest":${'{"a":'.repeat(many)}1${'}'.repeat(many)}`)),
    3,
    /LS2-1001.*more than 64 deep/,
  ],
  ['a line of 20 MB', lines(header(), 'x'.repeat(20_000_000)), 3, /LS2-1010/],
];

describe('however deep or long a trace is, something is said of it', () => {
  test.each(traces)('%s', async (_, text, code, says) => {
    const ran = await placeWith({ 'm.ls2': model, 'trace.ndjson': text }).ls2(
      'validate',
      'trace.ndjson',
      '--against',
      'T',
      '--in',
      'm.ls2',
    );
    expect(ran.stderr).toBe('');
    expect(ran.stdout).toMatch(says);
    expect(ran.code).toBe(code);
    expect(ran.stdout.length).toBeLessThan(3000);
  });
});

describe.skipIf(process.platform === 'win32')('what is no plain file', () => {
  const commands = [
    ['validate', 'FILE', '--against', 'T', '--in', 'm.ls2'],
    ['validate', 'trace.ndjson', '--against', 'T', '--in', 'FILE'],
    ['check', 'FILE'],
    ['fmt', '--check', 'FILE'],
    ['recheck', 'FILE'],
    ['simulate', 'FILE'],
    ['attack', 'T', 'FILE'],
    ['explain', 'T', 'FILE'],
    ['attest', '--event-log', 'FILE'],
  ];
  test.each(commands.map((command) => [command.join(' '), command] as const))(
    'is not waited for: %s',
    async (_, command) => {
      const place = placeWith({ 'm.ls2': model, 'trace.ndjson': lines(header(), reset) });
      execFileSync('mkfifo', [join(place.directory, 'pipe')]);
      const { code, stdout, stderr } = await place.ls2(...command.map((word) => (word === 'FILE' ? 'pipe' : word)));
      expect([2, 3]).toContain(code);
      expect(stdout + stderr).toContain('pipe');
      expect(stderr).not.toContain('internal fault');
    },
  );

  test('and has no end', async () => {
    const place = placeWith({ 'm.ls2': model });
    const { code, stdout } = await place.ls2('validate', '/dev/zero', '--against', 'T', '--in', 'm.ls2');
    expect([code, stdout]).toEqual([3, expect.stringContaining('LS2-1010')]);
  });
});
