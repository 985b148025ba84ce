/**
 * Builds the documentation as a site in dist/site, the page in a browser among it: `npm run site`, after `npm run page`. The generator is installed beside a copy, and not with ls2: nobody
 * but who builds the site needs it. Links that lead nowhere end it. With `--check` the site is then clicked through in Debian's Chromium.
 */
import { spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import { checkSite } from './check-site.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const place = mkdtempSync(join(tmpdir(), 'ls2-site-'));
const out = join(root, 'dist/site');

/**
 * Runs a command in the copy; throws where it fails.
 *
 * @param {string} command
 * @param {string[]} args
 */
function run(command, ...args) {
  const { status } = spawnSync(command, args, { cwd: place, stdio: ['ignore', 'inherit', 'inherit'] });
  if (status !== 0) throw new Error(`${command} ${args.join(' ')} failed`);
}

/** Files that pages link to and that are no pages: they go along as they are. @type {Set<string>} */
const linked = new Set();

/**
 * A page with its links as they are on the site: other pages by their names, whatever else there is in the repository below `files/`.
 *
 * @param {string} text
 * @param {string} folder where the page is in the repository
 */
const relinked = (text, folder) =>
  text.replaceAll('```ebnf', '```text').replace(/\]\((?![a-z]+:|#)([^)\s]*)\)/g, (_, /** @type {string} */ target) => {
    const [path = '', ...anchor] = target.split('#');
    const file = posix.join(folder, path);
    const behind = anchor.length === 0 ? '' : `#${anchor.join('#')}`;
    if (!existsSync(join(root, file))) throw new Error(`${folder || '.'}: ${target} leads nowhere`);
    if (file === 'README.md') return `](/index.md${behind})`;
    if (/^docs\/[^/]+\.md$/.test(file)) return `](/${posix.basename(file)}${behind})`;
    const isFolder = statSync(join(root, file)).isDirectory();
    const shown = isFolder ? readdirSync(join(root, file)).map((name) => posix.join(file, name)) : [file];
    for (const each of shown) if (statSync(join(root, each)).isFile()) linked.add(each);
    // A static host lists no folders.
    const to = isFolder ? (shown.find((each) => each.endsWith('.ls2') || each.endsWith('.md')) ?? shown[0]) : file;
    return `](/files/${to}){target="_self"}`;
  });

try {
  const source = join(place, 'docs');
  mkdirSync(join(source, 'public'), { recursive: true });
  writeFileSync(join(source, 'index.md'), relinked(readFileSync(join(root, 'README.md'), 'utf8'), ''));
  for (const name of readdirSync(join(root, 'docs'))) {
    const path = join(root, 'docs', name);
    if (name.endsWith('.md')) writeFileSync(join(source, name), relinked(readFileSync(path, 'utf8'), 'docs'));
  }
  for (const file of linked) cpSync(join(root, file), join(source, 'public/files', file), { recursive: true });
  mkdirSync(join(source, '.vitepress'));
  cpSync(fileURLToPath(new URL('config.mjs', import.meta.url)), join(source, '.vitepress/config.mjs'));
  cpSync(join(root, 'src/editor/vscode/syntaxes/ls2.tmLanguage.json'), join(source, '.vitepress/ls2.tmLanguage.json'));
  cpSync(fileURLToPath(new URL('package.json', import.meta.url)), join(place, 'package.json'));
  run('npm', 'install', '--ignore-scripts', '--no-audit', '--no-fund', '--no-package-lock');
  rmSync(out, { recursive: true, force: true });
  mkdirSync(dirname(out), { recursive: true });
  run('npx', 'vitepress', 'build', 'docs', '--outDir', out);
  cpSync(join(root, 'dist/page'), join(out, 'page'), { recursive: true });
} finally {
  rmSync(place, { recursive: true, force: true });
}
if (process.argv.includes('--check')) await checkSite(out);
