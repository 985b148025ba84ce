/**
 * Asks the ground procedure, Z3 in WebAssembly, native z3 and cvc5, as far as they are there, about random obligations, and says whether they disagree:
 * `npm run agreement -- --obligations 10000`. Ends with 1 if they do.
 */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

/** Obligations in a run of the property. */
const perRun = 10;

const { values } = parseArgs({ options: { obligations: { type: 'string', default: '1000' } } });
const runs = Math.ceil(Number(values.obligations) / perRun);
const program = fileURLToPath(new URL('../bin/ls2.js', import.meta.url));
const { status } = spawnSync(process.execPath, [program, 'fuzz', '--property', 'solvers', '--runs', `${runs}`], {
  stdio: 'inherit',
});
process.exitCode = status ?? 1;
