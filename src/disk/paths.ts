import { readFileSync, statSync } from 'node:fs';
import { relative, sep } from 'node:path';

/** A path as it is shown: relative to the current directory, with `/`. */
export function fromHere(path: string): string {
  const shown = relative('.', path).split(sep).join('/');
  return shown === '' ? '.' : shown;
}

/** The text of a file; undefined where there is none that can be read. */
export function textOf(path: string): string | undefined {
  try {
    // A pipe or device may never come to its end.
    return statSync(path).isFile() ? readFileSync(path, 'utf8') : undefined;
  } catch {
    return undefined;
  }
}
