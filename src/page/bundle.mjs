/**
 * Bundles the page into a folder that any static host can serve: `npm run page` (dist/page, or the folder that is named). Everything it will ever ask for is in it.
 */
import { execFileSync } from 'node:child_process';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('../..', import.meta.url));
const require = createRequire(import.meta.url);
const out = process.argv[2] ?? join(root, 'dist/page');

/** @param {string} path */
const read = (path) => readFileSync(join(root, path), 'utf8');

/**
 * All files under a folder, by their paths from the repository.
 *
 * @param {string} folder
 * @returns {string[]}
 */
const filesUnder = (folder) =>
  readdirSync(join(root, folder))
    .sort()
    .flatMap((name) => {
      const path = `${folder}/${name}`;
      return statSync(join(root, path)).isDirectory() ? filesUnder(path) : [path];
    })
    .filter((path) => path.endsWith('.ls2'));

/** @param {string[]} paths */
const textsOf = (paths) => Object.fromEntries(paths.map((path) => [path, read(path)]));

const board = /^```ls2 board\.ls2\n(.*?)^```$/ms.exec(read('README.md'))?.[1];
if (board === undefined) throw new Error('README.md has no board.ls2');
const logic = textsOf(filesUnder('logic'));
const files = { 'board.ls2': board, ...textsOf([...filesUnder('models'), ...filesUnder('proofs')]) };

/** @param {string} path */
const keptOf = (path) => path.replace(/\.ls2$/, '.kept.json');

/** What `ls2 check --save` keeps of a model that stands in no file, as the kept proofs of all others. @param {string} text */
function keptOfText(text) {
  const place = mkdtempSync(join(tmpdir(), 'ls2-page-'));
  try {
    writeFileSync(join(place, 'model.ls2'), text);
    execFileSync(process.execPath, [join(root, 'bin/ls2.js'), 'check', 'model.ls2', '--save'], { cwd: place });
    return readFileSync(join(place, 'model.kept.json'), 'utf8');
  } finally {
    rmSync(place, { recursive: true, force: true });
  }
}

/** @param {string} group */
const example =
  (group) =>
  (/** @type {[string, string]} */ [path, title]) => ({
    path,
    title,
    group,
    isKept: path === 'board.ls2' || existsSync(join(root, keptOf(path))),
  });

/** @type {[string, string][]} */
const casebook = filesUnder('models/casebook').map((path) => [path, read(path).split('\n')[0]?.slice(3) ?? path]);
const examples = [
  ...[
    ['board.ls2', 'A first board (README)'],
    ['models/templates/quote.ls2', 'A quote with a nonce'],
    ['models/templates/registers.ls2', 'Several registers'],
    ['models/templates/sealed.ls2', 'A sealed key'],
    ['models/templates/vm.ls2', 'A virtual machine and its host'],
  ].map((each) => example('To begin with')(/** @type {[string, string]} */ (each))),
  ...[
    ['proofs/tvp-qt/printed/theorems.ls2', 'As printed: what is wrong with the statements'],
    ['proofs/tvp-qt/auto.ls2', 'Corrected, proved automatically'],
    ['proofs/tvp-qt/script.ls2', 'Corrected, proved by script'],
  ].map((each) => example('TVP-QT')(/** @type {[string, string]} */ (each))),
  ...casebook.map(example('Casebook: public flaws, and their repairs')),
];
for (const { path } of examples) if (!(path in files)) throw new Error(`there is no ${path}`);

/** Node takes the parser's package as one file, found by its place; here it is bundled by its name. @type {import('esbuild').Plugin} */
const parserByName = {
  name: 'parser-by-name',
  setup(building) {
    building.onResolve({ filter: /\/chevrotain\.js$/ }, ({ resolveDir, path }) => ({
      path: join(resolveDir, dirname(path), 'chevrotain-modules.ts'),
    }));
  },
};

const z3 = dirname(require.resolve('z3-solver/package.json'));
const { version } = /** @type {{ version: string }} */ (require('z3-solver/package.json'));
/** @type {import('esbuild').BuildOptions} */
const options = {
  bundle: true,
  minify: true,
  outdir: out,
  platform: 'browser',
  target: 'es2022',
  logLevel: 'warning',
  legalComments: 'linked',
};

rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });
await Promise.all([
  build({
    ...options,
    entryPoints: ['main.ts', 'server-worker.ts', 'prover-worker.ts'].map((name) => join(root, 'src/page', name)),
    format: 'esm',
    splitting: true,
    chunkNames: 'part-[hash]',
    plugins: [parserByName],
    define: {
      SHIPPED: JSON.stringify({ logic, files, examples }),
      Z3_VERSION: JSON.stringify(version),
      // Nobody's turn comes before a timer's where there is no other queue.
      setImmediate: 'setTimeout',
    },
  }),
  // A script of its own: it is loaded when something is asked. Of Node it knows only that this is not Node.
  build({
    ...options,
    entryPoints: [join(root, 'src/page/z3-worker.mjs')],
    format: 'iife',
    external: ['node:*', 'fs', 'path', 'crypto', 'worker_threads', 'module', 'url'],
  }),
]);
for (const name of ['index.html', 'page.css']) copyFileSync(join(root, 'src/page', name), join(out, name));
copyFileSync(join(z3, 'build/z3-built.wasm'), join(out, 'z3-built.wasm'));
const kept = examples.filter(({ isKept }) => isKept).map(({ path }) => path);
for (const path of kept) {
  const to = join(out, 'kept', path);
  mkdirSync(dirname(to), { recursive: true });
  if (path === 'board.ls2') writeFileSync(to, keptOfText(board));
  else copyFileSync(join(root, keptOf(path)), to);
}
// The package has all but the first beside the models; `ls2 page` takes them from there.
writeFileSync(join(out, 'kept/list.json'), `${JSON.stringify(kept)}\n`);
