/**
 * How long ls2 takes to end once it is told to: SIGINT at random moments of commands that would run for long. `npm run interrupts` builds dist first;
 * `npm run interrupts -- --moments N` (default 50) sends it so often to each command, `--seed N` (default 1) chooses the moments, `--json` prints one object.
 * Ends with 1 where a run takes more than a second, leaves a file behind, or ends otherwise than as interrupted.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { interrupted, subjects } from './interrupts/interrupted.mjs';

const { values } = parseArgs({
  options: {
    moments: { type: 'string', default: '50' },
    seed: { type: 'string', default: '1' },
    json: { type: 'boolean', default: false },
  },
});
const [moments, seed] = [Number(values.moments), Number(values.seed)];
if (!Number.isSafeInteger(moments) || moments < 1) throw new Error('--moments takes a whole number, 1 or more');

/** Milliseconds that a run may take to end. */
const aim = 1000;

const scratch = mkdtempSync(join(tmpdir(), 'ls2-interrupts-'));
try {
  const rows = [];
  for (const subject of subjects(scratch)) {
    const runs = await interrupted(subject, { moments, seed, directory: scratch });
    const times = runs.map(({ milliseconds }) => milliseconds).sort((a, b) => a - b);
    const row = {
      command: subject.name,
      moments: runs.length,
      early: runs.filter(({ code }) => code === 0).length,
      median: Math.round(times[Math.floor(times.length / 2)] ?? Number.NaN),
      maximum: Math.round(times.at(-1) ?? Number.NaN),
      problems: [...new Set(runs.flatMap(({ problem }) => problem ?? []))],
    };
    rows.push(row);
    if (!values.json)
      process.stdout.write(
        `${row.command.padEnd(10)} ${row.moments} times: median ${row.median} ms, maximum ${row.maximum} ms${row.maximum > aim ? '  over a second' : ''}${row.problems.map((problem) => `\n  ${problem}`).join('')}\n`,
      );
  }
  if (values.json) process.stdout.write(`${JSON.stringify({ seed, rows }, undefined, 2)}\n`);
  if (rows.some(({ maximum, problems }) => maximum > aim || problems.length > 0)) process.exitCode = 1;
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
