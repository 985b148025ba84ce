import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readEventLog, replay } from '../../src/tpm/index.js';
import { placeWith } from '../support/command.js';
import { malformed } from '../support/models.js';
import { installed } from '../support/programs.js';
import { bootedBox } from '../support/traces.js';

const place = () => placeWith({ 'box.ls2': bootedBox });

describe('ls2 simulate', () => {
  test('gives the same trace for the same seed, and another for another', async () => {
    const { ls2 } = place();
    const [once, again, other] = await Promise.all(
      ['7', '7', '8'].map((seed) => ls2('simulate', 'box.ls2', '--seed', seed, '--adversary', 'full')),
    );
    expect(once?.code).toBe(0);
    expect(once?.stdout.split('\n').length).toBeGreaterThan(100);
    expect(again?.stdout).toBe(once?.stdout);
    expect(other?.stdout).not.toBe(once?.stdout);
  });

  test('boots an honest machine to the end of its chain', async () => {
    const { stdout, stderr } = await place().ls2('simulate', 'box.ls2', '--events', '20');
    const events = stdout
      .trimEnd()
      .split('\n')
      .slice(1)
      .map((line) => JSON.parse(line) as { event: string; args: string[] });
    const jumps = events.filter(({ event }) => event === 'Jump').map(({ args }) => args[1]);
    expect(events[0]?.event).toBe('Reset');
    expect(jumps.slice(0, 2)).toEqual(['Loader(box1)', 'Kernel(box1)']);
    expect(stderr).toMatch(/^1 run, \d+ events?; the TPM agrees\n$/);
  });

  test('runs many times, each with its first line', async () => {
    const { stdout } = await place().ls2('simulate', 'box.ls2', '--runs', '5', '--adversary', 'local');
    const headers = stdout.split('\n').filter((line) => line.startsWith('{"ls2trace"'));
    expect(headers.map((line) => (JSON.parse(line) as { run: number }).run)).toEqual([0, 1, 2, 3, 4]);
  });

  test('has as many machines as it is told', async () => {
    const { stdout } = await place().ls2('simulate', 'box.ls2', '--machines', '2', '--adversary', 'full');
    expect(JSON.parse(stdout.split('\n')[0] ?? '')).toMatchObject({
      machines: [
        { name: 'box1', kind: 'Box' },
        { name: 'box2', kind: 'Box' },
      ],
    });
  });

  test('writes ITF', async () => {
    const { stdout } = await place().ls2('simulate', 'box.ls2', '--format', 'itf', '--events', '10');
    const trace = JSON.parse(stdout) as { vars: string[]; states: unknown[] };
    expect(trace.states).toHaveLength(11);
    expect(trace.vars.length).toBeGreaterThan(2);
  });

  test.each<readonly [string, number, readonly string[]]>([
    ['a model with errors', 3, ['broken.ls2']],
    ['no such model', 2, ['nowhere.ls2']],
    ['a quote of several runs', 2, ['box.ls2', '--runs', '2', '--quote', 'q']],
    ['an event log nowhere', 2, ['box.ls2', '--event-log', 'no/where']],
    ['a trace nowhere', 2, ['box.ls2', '--out', 'no/where']],
    ['an unknown adversary', 2, ['box.ls2', '--adversary', 'god']],
    ['a nonce that is no hexadecimal', 2, ['box.ls2', '--quote', 'q', '--nonce', 'xy']],
  ])('%s: exit code %i, and nothing is written', async (_, code, args) => {
    const { ls2, directory } = placeWith({ 'box.ls2': bootedBox, 'broken.ls2': malformed });
    const ran = await ls2('simulate', ...args);
    expect(ran.code, ran.stderr).toBe(code);
    expect(ran.stdout).toBe('');
    expect(ran.stderr).not.toBe('');
    expect(readdirSync(directory).sort()).toEqual(['box.ls2', 'broken.ls2']);
  });

  test('measures the image of a program where a setup names one', async () => {
    const setup = 'setup Box(m) { image Loader "loader.bin" }\n';
    const { ls2, directory } = placeWith({ 'box.ls2': bootedBox + setup, 'loader.bin': 'the code of the loader' });
    const { code, stderr } = await ls2('simulate', 'box.ls2', '--event-log', 'log');
    expect(code, stderr).toBe(0);
    const log = readEventLog(readFileSync(join(directory, 'log')));
    const first = log.ok ? log.value.events.find(({ pcr }) => pcr === 8) : undefined;
    const digest = first?.digests.find(({ bank }) => bank === 'sha256')?.digest;
    expect(Buffer.from(digest ?? [])).toEqual(createHash('sha256').update('the code of the loader').digest());
  });

  test('says that an image is missing', async () => {
    const { ls2 } = placeWith({ 'box.ls2': `${bootedBox}setup Box(m) { image Loader "loader.bin" }\n` });
    expect(await ls2('simulate', 'box.ls2')).toMatchObject({ code: 2, stderr: expect.stringContaining('loader.bin') });
  });
});

describe.runIf(installed('tpm2_checkquote'))('what a simulated machine leaves behind', () => {
  const tool = (directory: string, command: string, ...args: readonly string[]): string =>
    execFileSync(command, args, { cwd: directory, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });

  const left = ['--event-log', 'log', '--quote', 'q', '--nonce', '00ff10'];

  test.each(['simulator', ...(installed('swtpm') ? ['swtpm'] : [])])('%s: tpm2-tools accept it', async (tpm) => {
    const { ls2, directory } = place();
    const { code, stderr } = await ls2('simulate', 'box.ls2', '--tpm', tpm, ...left);
    expect(code, stderr).toBe(0);
    const quoted = ['-u', 'q.pem', '-m', 'q.msg', '-s', 'q.sig', '-f', 'q.pcrs', '-g', 'sha256'];
    const accepted = tool(directory, 'tpm2_checkquote', ...quoted, '-q', '00ff10');
    expect(() => tool(directory, 'tpm2_checkquote', ...quoted, '-q', '00ff11')).toThrow();
    const log = readEventLog(readFileSync(join(directory, 'log')));
    const value = log.ok ? replay(log.value).find(({ bank, pcr }) => bank === 'sha256' && pcr === 8) : undefined;
    const shown = Buffer.from(value?.digest ?? []).toString('hex');
    expect(shown).toHaveLength(64);
    expect(accepted.toLowerCase()).toContain(shown);
    expect(tool(directory, 'tpm2_eventlog', 'log')).toContain(shown);
  });

  test.runIf(installed('swtpm'))('a real TPM and the simulator end with the same registers', async () => {
    const logs = await Promise.all(
      ['simulator', 'swtpm'].map(async (tpm) => {
        const { ls2, directory } = place();
        await ls2('simulate', 'box.ls2', '--tpm', tpm, '--adversary', 'full', '--out', 'trace', ...left);
        return ['trace', 'log', 'q.pcrs'].map((file) => readFileSync(join(directory, file)));
      }),
    );
    expect(logs[0]?.every((file) => file.length > 0)).toBe(true);
    expect(logs[1]).toEqual(logs[0]);
  });
});

test('an interrupted run leaves no trace behind', async () => {
  const { start, directory } = place();
  const { process: child, ended } = start('simulate', 'box.ls2', '--runs', '1000000', '--out', 'trace');
  await new Promise((resolve) => setTimeout(resolve, 1500));
  child.kill('SIGINT');
  // Null, where the machine is so slow that Node has not begun yet: the signal then ends it as it ends any process.
  expect([130, null]).toContain((await ended).code);
  expect(existsSync(join(directory, 'trace'))).toBe(false);
  expect(readdirSync(directory)).toEqual(['box.ls2']);
});
