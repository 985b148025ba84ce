import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { placeWith } from '../support/command.js';
import { chain } from '../support/models.js';

const crooked = 'constant    a : Term // kept\n';
const straight = 'constant a: Term // kept\n';

describe('ls2 fmt', () => {
  test('formats in place, and then finds nothing to do', async () => {
    const place = placeWith({ 'models/a.ls2': crooked, 'proofs/b.ls2': straight });
    expect(await place.ls2('fmt')).toEqual({
      code: 0,
      stdout: 'models/a.ls2 formatted\n2 files: 1 formatted, 1 formatted already\n',
      stderr: '',
    });
    expect(readFileSync(join(place.directory, 'models/a.ls2'), 'utf8')).toBe(straight);
    expect(readdirSync(join(place.directory, 'models'))).toEqual(['a.ls2']);
    expect(await place.ls2('fmt', '--check')).toEqual({
      code: 0,
      stdout: '2 files: 2 formatted already\n',
      stderr: '',
    });
  });

  test('--check changes nothing, and ends with 1', async () => {
    const place = placeWith({ 'a.ls2': crooked });
    expect(await place.ls2('fmt', '--check', 'a.ls2')).toEqual({
      code: 1,
      stdout: 'a.ls2 is not formatted\n1 file: 1 not formatted\n',
      stderr: '',
    });
    expect(readFileSync(join(place.directory, 'a.ls2'), 'utf8')).toBe(crooked);
  });

  test('leaves a file alone that it cannot read, says why, and formats the others', async () => {
    const place = placeWith({ 'a.ls2': 'constant', 'b.ls2': crooked });
    const ran = await place.ls2('fmt', '.');
    expect(ran.code).toBe(3);
    expect(ran.stdout).toMatch(/^error\[LS2-01\d\d\] .*b\.ls2 formatted\n2 files: 1 formatted, 1 not readable\n$/s);
    expect(readFileSync(join(place.directory, 'a.ls2'), 'utf8')).toBe('constant');
    expect(readFileSync(join(place.directory, 'b.ls2'), 'utf8')).toBe(straight);
    const json = JSON.parse((await place.ls2('fmt', '--check', '.', '--format', 'json')).stdout);
    expect(json.files).toEqual([
      { file: 'a.ls2', outcome: 'unreadable' },
      { file: 'b.ls2', outcome: 'same' },
    ]);
    expect(json.diagnostics).toHaveLength(1);
  });

  test('changes no meaning: a chain stays that chain', async () => {
    const place = placeWith({ 'a.ls2': chain });
    const before = await place.ls2('explain', 'Boot', '.');
    writeFileSync(join(place.directory, 'a.ls2'), chain.replaceAll('\n', '\n\n  '));
    await place.ls2('fmt', '.');
    expect((await place.ls2('explain', 'Boot', '.')).stdout).toBe(before.stdout);
  });
});
