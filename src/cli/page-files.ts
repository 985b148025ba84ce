import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { keptPath } from '../certificate/kept.js';
import { packageRoot } from '../disk/about.js';
import { UsageError } from './usage-error.js';
import { reasonOf } from './whole-file.js';

/** What a host has to send along so that a page may have the memory that Z3's WebAssembly needs, which threads share. */
export const isolation = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
} as const;

/** The page's files by their paths in it, with where each stands on this machine. Throws {@link UsageError} where there are none. */
export function pageFiles(): ReadonlyMap<string, string> {
  const folder = join(packageRoot, 'dist/page');
  if (!existsSync(join(folder, 'index.html')))
    throw new UsageError('the page is not built: in a checkout of ls2, `npm run page` builds it');
  const z3 = join(dirname(createRequire(import.meta.url).resolve('z3-solver/package.json')), 'build/z3-built.wasm');
  return new Map([
    ...filesUnder(folder).map((path) => [path, join(folder, path)] as const),
    // The package leaves these out, which stand elsewhere in it, or in another package.
    ...keptIn(folder),
    ['z3-built.wasm', z3] as const,
  ]);
}

/** What is kept of the page's examples stands beside these. */
function keptIn(folder: string): readonly (readonly [string, string])[] {
  const listed: unknown = JSON.parse(readFileSync(join(folder, 'kept/list.json'), 'utf8'));
  return (Array.isArray(listed) ? listed : []).flatMap((path) => {
    const beside = join(packageRoot, keptPath(`${path}`));
    return existsSync(beside) ? [[`kept/${path}`, beside] as const] : [];
  });
}

const filesUnder = (folder: string, inside = ''): readonly string[] =>
  readdirSync(join(folder, inside))
    .sort()
    .flatMap((name) => {
      const path = inside === '' ? name : `${inside}/${name}`;
      return statSync(join(folder, path)).isDirectory() ? filesUnder(folder, path) : [path];
    });

/** Puts the files into a folder, which is made. Throws {@link UsageError} where that cannot be done. */
export function copyPage(files: ReadonlyMap<string, string>, folder: string): void {
  try {
    for (const [path, from] of files) {
      const to = join(folder, path);
      mkdirSync(dirname(to), { recursive: true });
      copyFileSync(from, to);
    }
  } catch (error) {
    throw new UsageError(`${folder} cannot be written: ${reasonOf(error)}`);
  }
}
