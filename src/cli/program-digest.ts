import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../disk/about.js';

/** Names ls2 as it is installed, whatever its version says: the digest of its code and of the logic. */
export function programDigest(): string {
  computed ??= compute();
  return computed;
}

let computed: string | undefined;

function compute(): string {
  const hash = createHash('sha256');
  for (const folder of ['dist', 'logic']) {
    for (const file of filesIn(join(packageRoot, folder)))
      hash
        .update(file.length.toString())
        .update(file)
        .update(readFileSync(join(packageRoot, folder, file)));
  }
  return hash.update(process.version).digest('hex');
}

const filesIn = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(m?js|ls2)$/.test(name))
    .sort();
