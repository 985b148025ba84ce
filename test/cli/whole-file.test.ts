import {
  chmodSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { UsageError } from '../../src/cli/usage-error.js';
import { demandWritable, writeWhole } from '../../src/cli/whole-file.js';
import { scratchDirectory } from '../support/scratch.js';

describe('writing a file whole', () => {
  test('makes it, and leaves nothing else behind', () => {
    const directory = scratchDirectory();
    writeWhole(join(directory, 'result'), 'text');
    expect(readFileSync(join(directory, 'result'), 'utf8')).toBe('text');
    expect(readdirSync(directory)).toEqual(['result']);
  });

  test('keeps its permissions, and the link that leads to it', () => {
    const directory = scratchDirectory();
    const [file, link] = [join(directory, 'file'), join(directory, 'link')];
    writeFileSync(file, 'before');
    chmodSync(file, 0o640);
    symlinkSync('file', link);
    writeWhole(link, 'after');
    expect(readFileSync(file, 'utf8')).toBe('after');
    expect(statSync(file).mode & 0o777).toBe(0o640);
    expect(lstatSync(link).isSymbolicLink()).toBe(true);
  });

  test('fails whole: what stood there stays, and nothing is left beside it', () => {
    const directory = scratchDirectory();
    const occupied = join(directory, 'occupied');
    mkdirSync(occupied);
    writeFileSync(join(occupied, 'something'), '');
    expect(() => writeWhole(occupied, 'text')).toThrow(UsageError);
    expect(() => writeWhole(join(directory, 'nowhere', 'result'), 'text')).toThrow(
      'cannot be written: no such file or directory',
    );
    expect(readdirSync(directory)).toEqual(['occupied']);
  });

  test('writes to a device, and leaves the device there', () => {
    writeWhole('/dev/null', 'text');
    expect(statSync('/dev/null').isCharacterDevice()).toBe(true);
  });

  test('can be known beforehand to fail', () => {
    const directory = scratchDirectory();
    expect(() => demandWritable(join(directory, 'nowhere', 'result'))).toThrow(UsageError);
    expect(() => demandWritable(directory)).toThrow('it is a directory');
    demandWritable(join(directory, 'result'));
    expect(readdirSync(directory)).toEqual([]);
  });
});
