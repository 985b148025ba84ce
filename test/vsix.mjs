/**
 * Packages the extension for VS Code as dist/ls2.vsix: `npm run vsix`. Its own packages are installed beside a copy, and not with ls2: nobody but who packages it needs them. The
 * packaging tool checks the manifest, and fails where something in it is wrong.
 */
import { spawnSync } from 'node:child_process';
import { copyFileSync, cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));
const place = mkdtempSync(join(tmpdir(), 'ls2-vsix-'));

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

try {
  cpSync(join(root, 'src/editor/vscode'), place, { recursive: true });
  copyFileSync(join(root, 'LICENSE'), join(place, 'LICENSE'));
  run('npm', 'install', '--ignore-scripts', '--no-audit', '--no-fund', '--no-package-lock');
  await build({
    entryPoints: [join(place, 'extension.mjs')],
    outfile: join(place, 'extension.js'),
    bundle: true,
    minify: true,
    platform: 'node',
    format: 'cjs',
    external: ['vscode'],
  });
  mkdirSync(join(root, 'dist'), { recursive: true });
  run('npx', 'vsce', 'package', '--no-dependencies', '--out', join(root, 'dist/ls2.vsix'));
} finally {
  rmSync(place, { recursive: true, force: true });
}
