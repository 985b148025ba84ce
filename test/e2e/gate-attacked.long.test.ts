import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type Place, placeWith } from '../support/command.js';
import { proved, unprovable } from '../support/models.js';

/** A theorem that says something, by axioms; and one of the same premises that says nothing. */
const later = `theorem Later(I: Thread, l: Location, e: Term, f: Term, t: Time)
  assume R: Read(I, l, e) @ t
  assume M: Mem(l, f) @ t
  show e = f
proof
  show by z3 using R, M, axiom READ(I, l, e, t), axiom MEM(l, e, f, t)
qed
`;
const weak = later.replace('show e = f', 'show Mem(l, f) @ t');

const files = { 'proofs/small/a.ls2': proved, 'proofs/large/b.ls2': later };

/** A repository with one commit, whose lock file guards all of it. */
async function guarded(): Promise<Place> {
  const place = placeWith(files);
  expect((await place.ls2('gate', '--accept')).code).toBe(0);
  const git = (...args: readonly string[]): void => {
    const author = ['-c', 'user.name=a', '-c', 'user.email=a@example.org', '-c', 'commit.gpgsign=false'];
    execFileSync('git', [...author, ...args], { cwd: place.directory, stdio: 'ignore' });
  };
  git('init');
  git('add', '.');
  git('commit', '-m', 'base');
  return place;
}

const at = ({ directory }: Place, file: string): string => join(directory, file);
const write = (place: Place, file: string, text: string): void => {
  mkdirSync(join(at(place, file), '..'), { recursive: true });
  writeFileSync(at(place, file), text);
};
const edit = (place: Place, file: string, change: (text: string) => string): void =>
  write(place, file, change(readFileSync(at(place, file), 'utf8')));

interface Attack {
  readonly attack: string;
  readonly make: (place: Place) => unknown;
  /** What stops it: an exit code, and what is said. */
  readonly code: number;
  readonly said: readonly string[];
}

const lock = 'ls2.lock.json';
const b = 'proofs/large/b.ls2';

const branches: readonly Attack[] = [
  {
    attack: 'a lock file of less, and a weaker theorem in what it leaves out',
    make: async (place) => {
      write(place, b, weak);
      await place.ls2('gate', '--accept', 'proofs/small');
    },
    code: 1,
    said: ['✗ Later says less than before', 'LS2-1204', 'no longer guards proofs/large/b.ls2', 'LS2-1217'],
  },
  {
    attack: 'a lock file of less alone, for a later branch to make use of',
    make: (place) => place.ls2('gate', '--accept', 'proofs/small'),
    code: 1,
    said: [`✗ ${lock} no longer guards proofs/large/b.ls2`, 'LS2-1217'],
  },
  {
    attack: 'no lock file',
    make: (place) => rmSync(at(place, lock)),
    code: 1,
    said: [`✗ ${lock} has gone`, 'LS2-1217'],
  },
  {
    attack: 'a lock file that cannot be read',
    make: (place) => write(place, lock, '{'),
    code: 1,
    said: [`✗ ${lock} cannot be read: it is no JSON`, 'LS2-1217'],
  },
  {
    attack: 'a lock file that has been accepted as it is, after the theorem was weakened',
    make: async (place) => {
      write(place, b, weak);
      await place.ls2('gate', '--accept');
    },
    code: 1,
    said: ['✗ Later says less than before', '  weaker        Later'],
  },
  {
    attack: 'all theorems in a directory that is hidden',
    make: (place) => renameSync(at(place, 'proofs/large'), at(place, 'proofs/.large')),
    code: 1,
    said: ['✗ Later has gone', 'LS2-1202'],
  },
  {
    attack: 'no proofs at all',
    make: (place) => rmSync(at(place, 'proofs'), { recursive: true }),
    code: 1,
    said: ['✗ Same has gone', '✗ Later has gone'],
  },
  {
    attack: 'a file that leads to a weaker one',
    make: (place) => {
      write(place, 'elsewhere/b.ls2', weak);
      rmSync(at(place, b));
      symlinkSync('../../elsewhere/b.ls2', at(place, b));
    },
    code: 1,
    said: ['✗ Later says less than before'],
  },
  {
    attack: 'a file of the logic beside the models, with an axiom that proves everything',
    make: (place) => {
      write(place, 'logic/axioms.ls2', 'axiom FALSE means "x" source "x" : ∀t: Time. t < t\n');
      edit(
        place,
        b,
        (text) => `import "../../logic/axioms.ls2"\n${text.replace('axiom MEM(l, e, f, t)', 'axiom FALSE(t)')}`,
      );
    },
    code: 1,
    said: ['✗ Later was proved, and is vacuous now', 'LS2-1203'],
  },
  {
    attack: 'a theorem that is new and wrong',
    make: (place) => edit(place, b, (text) => `${text}\n${unprovable}`),
    code: 1,
    said: ['✗ Wrong is new, is expected to be proved, and is refuted', 'LS2-1216'],
  },
  {
    attack: 'a program whose name has a letter that looks like another',
    make: (place) => edit(place, b, (text) => text.replace('theorem Later', 'theorem L\u0430ter')),
    code: 3,
    said: ['LS2-0101'],
  },
];

describe('a branch, compared with its base', () => {
  test.each(branches)('is stopped with $attack', async ({ make, code, said }) => {
    const place = await guarded();
    await make(place);
    const ran = await place.ls2('gate', '--base', 'HEAD');
    for (const text of said) expect(ran.stdout).toContain(text);
    expect(ran.code).toBe(code);
  });

  test('passes with a file moved to where only its own lock file looks', async () => {
    const place = await guarded();
    renameSync(at(place, 'proofs/large'), at(place, 'large'));
    await place.ls2('gate', '--accept', 'proofs', 'large');
    const ran = await place.ls2('gate', '--base', 'HEAD');
    expect(ran.stdout).toContain('+ Later has moved here from proofs/large/b.ls2  large/b.ls2:1');
    expect(ran.code).toBe(0);
  });

  test('is not stopped by what a base without a lock file does not guard', async () => {
    const place = placeWith(files);
    const git = (...args: readonly string[]): void => {
      execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@example.org', ...args], { cwd: place.directory });
    };
    git('init', '-q');
    git('add', '.');
    git('commit', '-qm', 'base');
    const ran = await place.ls2('gate', '--base', 'HEAD');
    expect(ran).toMatchObject({ code: 0, stdout: '2 theorems against HEAD: all stands as it stood\n' });
  });
});

/** What is done by hand to a lock file, and what the gate says then. The models stay as they are, but for those of the last. */
const edited: readonly (Attack & { readonly models?: string })[] = [
  {
    attack: 'an entry cut out',
    make: (place) =>
      edit(place, lock, (text) =>
        JSON.stringify({ ...JSON.parse(text), theorems: JSON.parse(text).theorems.slice(1) }),
      ),
    code: 1,
    said: ['LS2-1213'],
  },
  {
    attack: 'an entry twice',
    make: (place) =>
      edit(place, lock, (text) => {
        const json = JSON.parse(text);
        return JSON.stringify({ ...json, theorems: [...json.theorems, json.theorems[0]] });
      }),
    code: 3,
    said: ['LS2-1201', 'twice'],
  },
  {
    attack: 'a field twice, of which readers believe the second',
    make: (place) =>
      edit(place, lock, (text) => text.replace('"expected": "proved"', '"expected": "refuted",\n"expected": "proved"')),
    code: 3,
    said: ['LS2-1201', 'it says something twice'],
  },
  {
    attack: 'its end cut off',
    make: (place) => edit(place, lock, (text) => text.slice(0, -40)),
    code: 3,
    said: ['LS2-1201'],
  },
  {
    attack: 'its declarations cut out',
    make: (place) =>
      edit(place, lock, (text) => {
        const json = JSON.parse(text);
        json.theorems[0].about = { Safe: 'f'.repeat(64) };
        return JSON.stringify(json);
      }),
    code: 3,
    said: ['LS2-1201', 'speaks of Safe'],
  },
  {
    attack: 'the version of an older ls2',
    make: (place) => edit(place, lock, (text) => text.replace('"lockVersion": 2', '"lockVersion": 1')),
    code: 3,
    said: ['LS2-1201', 'it is of version 1, and this ls2 reads version 2'],
  },
  {
    attack: 'the digests of a weaker theorem under the words of the stronger one',
    make: async (place) => {
      const before = JSON.parse(readFileSync(at(place, lock), 'utf8'));
      write(place, b, weak);
      await place.ls2('gate', '--accept');
      const now = JSON.parse(readFileSync(at(place, lock), 'utf8'));
      for (const [i, { statement }] of before.theorems.entries()) now.theorems[i].statement = statement;
      write(place, lock, JSON.stringify(now));
    },
    code: 1,
    said: ['LS2-1205', 'its text, read with what is declared now, says something else'],
  },
];

describe('a lock file', () => {
  test.each(edited)('is not believed with $attack', async ({ make, code, said }) => {
    const place = placeWith(files);
    expect((await place.ls2('gate', '--accept')).code).toBe(0);
    await make(place);
    const ran = await place.ls2('gate');
    for (const text of said) expect(ran.stdout).toContain(text);
    expect(ran.code).toBe(code);
  });

  test('may be laid out otherwise', async () => {
    const place = placeWith(files);
    await place.ls2('gate', '--accept');
    edit(place, lock, (text) => JSON.stringify(JSON.parse(text)));
    expect((await place.ls2('gate')).code).toBe(0);
  });
});
