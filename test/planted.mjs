/**
 * Plants a mistake in each part of ls2 (test/fuzz/planted/bugs.mjs), or those that are named, and lets it be found. `npm run planted` builds dist first. Ends with 1 if one is
 * not found, or found without a case that is small.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bugs } from './fuzz/planted/bugs.mjs';

const program = fileURLToPath(new URL('../bin/ls2.js', import.meta.url));
const register = new URL('./fuzz/planted/register.mjs', import.meta.url).href;
const findings = mkdtempSync(join(tmpdir(), 'ls2-'));

/** @param {string} line */
const say = (line) => process.stdout.write(`${line}\n`);

const only = process.argv.slice(2);

let failed = false;
for (const [name, { part, what, property, runs, isSmall }] of Object.entries(bugs)) {
  if (only.length > 0 && !only.includes(name)) continue;
  const began = performance.now();
  const args = ['fuzz', '--property', property, '--runs', `${runs}`, '--jobs', '1', '--format', 'json'];
  const { stdout, stderr } = spawnSync(
    process.execPath,
    ['--import', register, program, ...args, '--findings', findings],
    { encoding: 'utf8', env: { ...process.env, LS2_PLANTED: name }, maxBuffer: 1 << 28 },
  );
  const seconds = ((performance.now() - began) / 1000).toFixed(0);
  /** @type {{ findings: { message: string, shown: string }[] }} */
  const result = stdout === '' ? { findings: [] } : JSON.parse(stdout);
  const [found] = result.findings;
  const good = found !== undefined && isSmall.test(found.message);
  failed ||= !good;
  say(`${good ? '✓' : '✗'} ${part}: ${what}; ${property}, ${seconds} s`);
  say(`    ${found?.message.split('\n')[0] ?? `not found: ${stderr}`}`);
}
rmSync(findings, { recursive: true, force: true });
process.exitCode = failed ? 1 : 0;
