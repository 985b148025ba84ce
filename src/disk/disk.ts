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
  return { read: textOf, identity, logic };
}

function identity(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}
