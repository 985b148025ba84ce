import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { CheckedFile } from '../../src/cli/checked-file.js';
import { openVerdicts, type Question, type Verdicts } from '../../src/cli/verdict-cache.js';
import { scratchDirectory } from '../support/scratch.js';

const question: Question = { solver: { name: 'z3', version: '1' }, rlimit: 10 };
const checked: CheckedFile = {
  names: ['T'],
  theorems: [],
  notChecked: [],
  axioms: [],
  said: { statements: [], declarations: [], axioms: [] },
  diagnostics: [],
};

/** A cache that knows what a file with an import came to. */
function filled(): {
  readonly cache: string;
  readonly file: string;
  readonly imported: string;
  open(other?: Partial<Question>): Verdicts;
} {
  const [cache, directory] = [scratchDirectory(), scratchDirectory()];
  const [file, imported] = [join(directory, 'a.ls2'), join(directory, 'b.ls2')];
  writeFileSync(file, 'import "b.ls2"');
  writeFileSync(imported, '');
  const open = (other: Partial<Question> = {}): Verdicts => openVerdicts(cache, { ...question, ...other });
  open().set(file, [imported, file], checked);
  return { cache, file, imported, open };
}

describe('the cache of verdicts', () => {
  test('knows a file that is as it was', () => {
    const { file, open } = filled();
    expect(open().get(file)).toEqual(checked);
  });

  test.each(['file', 'imported'] as const)('does not know one whose %s text changed', (which) => {
    const { open, ...paths } = filled();
    writeFileSync(paths[which], '// changed');
    expect(open().get(paths.file)).toBeUndefined();
  });

  test('does not know another file with the same text', () => {
    const { file, open } = filled();
    writeFileSync(`${file}.ls2`, readFileSync(file));
    expect(open().get(`${file}.ls2`)).toBeUndefined();
  });

  test('does not know what another solver, another version or another limit came to', () => {
    const { file, open } = filled();
    expect(open({ solver: { name: 'cvc5', version: '1' } }).get(file)).toBeUndefined();
    expect(open({ solver: { name: 'z3', version: '2' } }).get(file)).toBeUndefined();
    expect(open({ rlimit: 11 }).get(file)).toBeUndefined();
  });

  test('knows nothing by a damaged entry', () => {
    const { cache, file, open } = filled();
    const directory = join(cache, 'verdicts-1');
    const [name = ''] = readdirSync(directory);
    const entry = join(directory, name);
    const whole = readFileSync(entry, 'utf8');
    for (const damaged of ['', whole.slice(0, -20), whole.replace('"T"', '"U"'), whole.toUpperCase(), '\n', '{}']) {
      writeFileSync(entry, damaged);
      expect(open().get(file)).toBeUndefined();
    }
    writeFileSync(entry, whole);
    expect(open().get(file)).toEqual(checked);
  });

  test('that cannot be written is no failure', () => {
    const directory = scratchDirectory();
    writeFileSync(join(directory, 'a.ls2'), '');
    writeFileSync(join(directory, 'cache'), 'a file');
    const verdicts = openVerdicts(join(directory, 'cache'), question);
    verdicts.set(join(directory, 'a.ls2'), [join(directory, 'a.ls2')], checked);
    expect(verdicts.get(join(directory, 'a.ls2'))).toBeUndefined();
  });
});
