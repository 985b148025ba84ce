/**
 * Prover, search and simulator on many small random models: none contradicts another, and each has something to say. `npm run contradictions` builds
 * dist first; `npm run contradictions -- --models N --seed S` (default 2000 of seed 1). Ends with 1 if they contradict each other, or if hardly any
 * model is proved, or refuted.
 */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const { values } = parseArgs({
  options: {
    models: { type: 'string', default: '2000' },
    seed: { type: 'string', default: '1' },
    jobs: { type: 'string' },
    findings: { type: 'string', default: 'findings' },
  },
});

const program = fileURLToPath(new URL('../bin/ls2.js', import.meta.url));
const args = [
  'fuzz',
  '--property',
  'contradictions',
  '--runs',
  values.models,
  '--seed',
  values.seed,
  '--format',
  'json',
];
const { status, stdout } = spawnSync(
  process.execPath,
  [program, ...args, '--findings', values.findings, ...(values.jobs === undefined ? [] : ['--jobs', values.jobs])],
  { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'], maxBuffer: 1 << 28 },
);

/** @param {string} line */
const say = (line) => process.stdout.write(`${line}\n`);

/** @type {{ properties: { covered: Record<string, Record<string, number>> }[], findings: { message: string, reproduce: string[] }[] }} */
const { properties, findings } = JSON.parse(stdout);
const covered = properties[0]?.covered ?? {};
for (const group of ['verdicts', 'premises of what is proved', 'search', 'traces', 'events of attacks', 'features']) {
  const counts = Object.entries(covered[group] ?? {}).sort(([, a], [, b]) => b - a);
  if (counts.length > 0) say(`${group}: ${counts.map(([what, count]) => `${what} ${count}`).join(', ')}`);
}
for (const { message, reproduce } of findings) say(`✗ ${message}\n  ${reproduce.join('\n  ')}`);

/** Of models that are all unknown nothing is learnt. */
const least = Number(values.models) / 10;
const scarce = ['proved', 'refuted'].filter((verdict) => (covered['verdicts']?.[verdict] ?? 0) < least);
for (const verdict of scarce) say(`✗ hardly any model is ${verdict}`);
say(`${values.models} models of seed ${values.seed}: ${findings.length === 0 ? 'no contradiction' : 'contradictions'}`);
process.exitCode = status === 0 && scarce.length === 0 ? 0 : 1;
