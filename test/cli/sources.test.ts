import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { filesUnder, usualPlaces } from '../../src/cli/sources.js';
import { UsageError } from '../../src/cli/usage-error.js';
import { fromHere } from '../../src/disk/paths.js';
import { scratchDirectory } from '../support/scratch.js';

/** Goes into a directory with these files for the time of a test. */
function within(...files: readonly string[]): string {
  const directory = scratchDirectory();
  for (const file of files) {
    mkdirSync(join(directory, file, '..'), { recursive: true });
    writeFileSync(join(directory, file), '');
  }
  const before = process.cwd();
  process.chdir(directory);
  onTestFinished(() => process.chdir(before));
  return directory;
}

describe('the files under paths', () => {
  beforeEach(() => {
    within('b.ls2', 'a/z.ls2', 'a/y.ls2', 'a/notes.md', '.hidden/x.ls2', 'node_modules/m/x.ls2', 'plain.txt');
  });

  test('are the .ls2 files in directories and below, in order, hidden and installed ones left out', () => {
    expect(filesUnder(['.'])).toEqual(['a/y.ls2', 'a/z.ls2', 'b.ls2']);
  });

  test('are each there once, however they are named', () => {
    symlinkSync('b.ls2', 'c.ls2');
    expect(filesUnder(['b.ls2', './b.ls2', join(process.cwd(), 'b.ls2')])).toEqual(['b.ls2']);
    expect(filesUnder(['c.ls2', 'b.ls2'])).toHaveLength(1);
  });

  test('include a file of any name that is named itself', () => {
    expect(filesUnder(['plain.txt'])).toEqual(['plain.txt']);
  });

  test.each(['nowhere', 'nowhere.ls2'])('are none for %s, which is wrong usage', (path) => {
    expect(() => filesUnder([path])).toThrow(UsageError);
  });

  test('of a directory without any are wrong usage, too', () => {
    mkdirSync('empty');
    expect(() => filesUnder(['empty'])).toThrow('there is no .ls2 file under empty');
  });
});

test('a path is shown from here', () => {
  const directory = within('a/x.ls2');
  expect(fromHere(join(directory, 'a', 'x.ls2'))).toBe('a/x.ls2');
  expect(fromHere('.')).toBe('.');
});

test('the usual places are those that exist', () => {
  within('proofs/x.ls2');
  expect(usualPlaces('models', 'proofs')).toEqual(['proofs']);
  expect(() => usualPlaces('models')).toThrow('there is no directory models/ here');
});
