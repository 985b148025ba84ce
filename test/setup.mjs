/**
 * Brings a fresh clone to where the tests can run: installs the npm packages when they are missing or not those of the
 * lock file, builds dist, and looks for the programs that some tests compare with. As root on Debian in CI (CI=true) it
 * installs those that are missing; elsewhere it says in a line what will be skipped. Plain Node, no package needed.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const inCI = process.env['CI'] === 'true';

/** Programs the tests run beside ls2: command, Debian package, what is not tested without it. */
const programs = [
  { command: 'z3', package: 'z3', for: 'the second opinion of native Z3' },
  { command: 'cvc5', package: 'cvc5', for: 'the second opinion of cvc5' },
  { command: 'swtpm', package: 'swtpm', for: 'the agreement of the simulator with a real TPM' },
  { command: 'chromium', package: 'chromium', for: 'the engine and the pages in a browser' },
  { command: 'redis-server', package: 'redis-server', for: 'queues of evidence' },
  { command: 'zsh', package: 'zsh', for: 'completion in zsh' },
  { command: 'fish', package: 'fish', for: 'completion in fish' },
  { command: 'tpm2_quote', package: 'tpm2-tools', for: 'quotes and event logs as tpm2-tools read and write them' },
];

/** @param {string} line */
function say(line) {
  process.stderr.write(`setup: ${line}\n`);
}

/**
 * Runs a command to its end with the terminal's streams; ends this process with its code if it fails.
 *
 * @param {string} command
 * @param {string[]} args
 */
function run(command, args, env = process.env) {
  const { status, error } = spawnSync(command, args, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'], env });
  if (status === 0) return;
  say(`${command} ${args.join(' ')} failed${error === undefined ? '' : `: ${error.message}`}`);
  process.exit(status ?? 1);
}

/**
 * The packages a lock file names, by their path.
 *
 * @param {string} file
 * @returns {[string, { integrity?: string, optional?: boolean }][]}
 */
function packagesOf(file) {
  const { packages } = JSON.parse(readFileSync(join(root, file), 'utf8'));
  return Object.entries(packages).filter(([path]) => path !== '');
}

/** Whether node_modules holds what the lock file names; what is optional may be absent (it is for other platforms). */
function npmPackagesAreCurrent() {
  if (!existsSync(join(root, 'node_modules/.package-lock.json'))) return false;
  const installed = new Map(packagesOf('node_modules/.package-lock.json'));
  return packagesOf('package-lock.json').every(([path, wanted]) => {
    const found = installed.get(path);
    return found === undefined ? wanted.optional === true : found.integrity === wanted.integrity;
  });
}

/** @param {string} command */
function onPath(command) {
  return (process.env['PATH'] ?? '')
    .split(delimiter)
    .some((folder) => folder !== '' && existsSync(join(folder, command)));
}

function preparePrograms() {
  const missing = programs.filter((program) => !onPath(program.command));
  if (missing.length === 0) return;
  if (inCI && process.getuid?.() === 0 && onPath('apt-get')) {
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    run('apt-get', ['update', '-qq'], env);
    run(
      'apt-get',
      ['install', '-y', '-qq', '--no-install-recommends', ...missing.map((program) => program.package)],
      env,
    );
    return;
  }
  for (const program of missing) {
    say(`${program.command} (Debian package ${program.package}) is not installed: skipping ${program.for}`);
  }
}

preparePrograms();
if (npmPackagesAreCurrent()) run('npm', ['run', '--silent', 'build']);
else run('npm', ['ci', '--no-audit', '--no-fund']);
