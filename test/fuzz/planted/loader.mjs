import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { bugs } from './bugs.mjs';

const { file: path, from, to } = planted();
const file = new URL(`../../../dist/${path}`, import.meta.url).href;

/** The bug that the environment names. */
function planted() {
  const bug = bugs[process.env['LS2_PLANTED'] ?? ''];
  if (bug === undefined) throw new Error('LS2_PLANTED names no bug');
  return bug;
}

/**
 * Puts the bug's text in place of what the file says, as the file is read.
 *
 * @type {import('node:module').LoadHook}
 */
export function load(url, context, next) {
  if (url !== file) return next(url, context);
  // Read anew: another loader, of another thread, may have been here before.
  const parts = readFileSync(fileURLToPath(url), 'utf8').split(from);
  if (parts.length !== 2) throw new Error(`${path} does not have exactly once: ${from}`);
  return { format: 'module', source: parts.join(to), shortCircuit: true };
}
