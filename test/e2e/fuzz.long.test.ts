import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, test } from 'vitest';
import { entryOf } from '../../src/diagnostics/index.js';
import { placeWith } from '../support/command.js';
import { booted, chain, malformed } from '../support/models.js';

const schema: object = JSON.parse(readFileSync(new URL('../../docs/fuzz.schema.json', import.meta.url), 'utf8'));

/** Its author believes it, and forgets that anybody may extend a register that is not held. */
const believed = `theorem Believed(m: Box, t: Time)
  assume Mem(m.pcr.s, seq(sinit; Loader(m))) @ t
  show ∃J, e, u. u < t ∧ Read(J, m.loader_loc, e) @ u
`;

describe('ls2 fuzz with a model', () => {
  test('finds nothing in one that survives, and says what was covered', async () => {
    const { ls2 } = placeWith({ 'box.ls2': chain + booted });
    const { code, stdout } = await ls2('fuzz', 'box.ls2', '--runs', '20');
    expect(code).toBe(0);
    expect(stdout).toMatch(/✓ survives {2}20 runs/);
    expect(stdout).toMatch(/statements holds\n +Booted \d+/);
    expect(stdout).toMatch(/premises held on \d+\.\d %/);
    expect(stdout).toMatch(/adversary actions\n.*LateLaunch|adversary actions\n.*Extend/s);
    expect(stdout).toMatch(/20 runs of seed 1: nothing found\n$/);
  });

  test('finds a theorem that is false, with a trace and a command that shows it', async () => {
    const { ls2, directory } = placeWith({ 'box.ls2': chain + believed });
    const { code, stdout, stderr } = await ls2('fuzz', 'box.ls2', '--runs', '20');
    expect(code).toBe(1);
    expect(stderr).not.toContain('mistake');
    const command = /ls2 (validate findings\/survives-\d+\.ndjson --against Believed --in box\.ls2)/.exec(stdout)?.[1];
    const trace = readFileSync(join(directory, command?.split(' ')[1] as string), 'utf8');
    // Its first line says whose trace it is. A reset, and an extension by somebody whom it started, are all that it takes.
    expect(trace.trimEnd().split('\n').length).toBeLessThanOrEqual(5);
    expect((await ls2(...(command as string).split(' '))).code).toBe(1);
    const [finding] = readdirSync(join(directory, 'findings')).filter((file) => file.endsWith('.json'));
    const again = await ls2('fuzz', 'box.ls2', '--seed', /\d+/.exec(finding as string)?.[0] as string, '--runs', '1');
    expect(again.code).toBe(1);
  });

  test('says of one that cannot be read what is wrong', async () => {
    const { code, stderr } = await placeWith({ 'box.ls2': malformed }).ls2('fuzz', 'box.ls2');
    expect(code).toBe(3);
    expect(stderr).toContain('LS2-0201');
  });

  test('wants a theorem about a machine', async () => {
    const { code, stderr } = await placeWith({ 'box.ls2': chain }).ls2('fuzz', 'box.ls2');
    expect(code).toBe(2);
    expect(stderr).toBe('ls2: box.ls2: there is no theorem about a machine\n');
  });
});

describe('ls2 fuzz', () => {
  const some = ['--property', 'printing', '--property', 'kernel', '--runs', '4', '--seed', '3'];

  test('is the same with one job and with several', async () => {
    const { ls2 } = placeWith({});
    const [one, several] = await Promise.all(['1', '3'].map((jobs) => ls2('fuzz', ...some, '--jobs', jobs)));
    expect(one?.code).toBe(0);
    expect(one?.stdout).toMatch(/✓ kernel {2}2 runs/);
    expect(several?.stdout).toBe(one?.stdout);
  });

  test('goes on where its state says that it has come to', async () => {
    const { ls2 } = placeWith({});
    const kept = ['--state', 'state.json', '--jobs', '1'];
    const part = some.with(5, '2');
    expect((await ls2('fuzz', ...part, ...kept)).stdout).toContain('2 runs of seed 3');
    const { stdout } = await ls2('fuzz', ...some, ...kept);
    expect(stdout).toBe((await ls2('fuzz', ...some, '--jobs', '1')).stdout);
    expect((await ls2('fuzz', '--property', 'kernel', ...kept)).code).toBe(2);
  });

  test('prints what the schema says', async () => {
    const { stdout } = await placeWith({}).ls2('fuzz', ...some, '--jobs', '1', '--format', 'json');
    const validate = new Ajv2020().compile(schema);
    expect(validate(JSON.parse(stdout)), JSON.stringify(validate.errors)).toBe(true);
  });

  test('says which properties there are', async () => {
    const { code, stderr } = await placeWith({}).ls2('fuzz', '--property', 'everything');
    expect(code).toBe(2);
    expect(stderr).toMatch(/^ls2: no property is called everything; there is contradictions, survives, /);
  });

  test('says that a file is none of its own', async () => {
    const { example } = entryOf('LS2-1401');
    const { ls2 } = placeWith({ 'finding.json': example, 'state.json': '{"ls2campaign":1}' });
    for (const args of [['finding.json'], ['--property', 'kernel', '--runs', '1', '--state', 'state.json']]) {
      const { code, stderr } = await ls2('fuzz', ...args);
      expect(code).toBe(3);
      expect(stderr).toContain('LS2-1401');
    }
  });
});
