import { readdirSync, readFileSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import type { FileSource } from '../language/files.js';
import { packageRoot } from './about.js';
import { fromHere, textOf } from './paths.js';

/** The files of this machine, by their paths from the current directory, and the logic as it is installed with this package. */
export function disk(): FileSource {
  const directory = join(packageRoot, 'logic');
  const logic = readdirSync(directory)
    .filter((name) => name.endsWith('.ls2'))
    .sort()
    .map((name) => {
      const file = join(directory, name);
      return { path: fromHere(file), text: readFileSync(file, 'utf8'), identity: realpathSync(file) };
    });
  if (!isSame(logic, lastLogic)) lastLogic = logic;
  return { read: textOf, identity, logic: lastLogic };
}

type Logic = FileSource['logic'];

/** As it was read last: what is made of it is kept by this list. */
let lastLogic: Logic = [];

const isSame = (one: Logic, other: Logic): boolean =>
  one.length === other.length &&
  one.every(({ path, text, identity: own }, i) => {
    const second = other[i];
    return path === second?.path && text === second.text && own === second.identity;
  });

function identity(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}
