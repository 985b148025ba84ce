import { execFile } from 'node:child_process';
import { accessSync, constants, existsSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { promisify } from 'node:util';
import { equal, variable } from '../kernel/index.js';
import type { Finding } from '../report/findings.js';
import { cacheDirectory, createSolver, type SolverName, solverVersion } from '../solver/index.js';

/** The oldest major version of Node that ls2 runs on. */
const oldestNode = 20;

/** Looks at this machine. Nothing is changed or installed. */
export function examine(): Promise<readonly Finding[]> {
  return Promise.all([
    node(),
    z3(),
    nativeSolver('native-z3', 'z3', 'z3'),
    nativeSolver('cvc5', 'cvc5', 'cvc5'),
    program({
      name: 'swtpm',
      command: 'swtpm',
      version: /version ([^\s,]+)/,
      usedFor: 'a real TPM 2.0 in software, with which the simulator is compared',
      remedy: 'install swtpm and swtpm-tools (Debian packages of these names)',
    }),
    program({
      name: 'tpm2-tools',
      command: 'tpm2_quote',
      version: /version="([^"]+)"/,
      usedFor: 'quotes that others have made, with which those of the simulator are compared',
      remedy: 'install tpm2-tools (the Debian package of this name)',
    }),
    cache(),
  ]);
}

function node(): Finding {
  const version = process.versions.node;
  const recent = Number.parseInt(version, 10) >= oldestNode;
  return {
    name: 'Node',
    state: recent ? 'ok' : 'broken',
    detail: recent ? version : `${version} is too old`,
    needed: true,
    usedFor: 'runs ls2',
    ...(!recent && { remedy: `install Node ${oldestNode} or newer` }),
  };
}

/** Asks it something, so as to know that it works. */
async function z3(): Promise<Finding> {
  const about = { name: 'z3', needed: true, usedFor: 'Z3 in WebAssembly: decides the obligations of proofs' } as const;
  const remedy = 'install the packages of ls2 again (`npm ci`)';
  const version = await solverVersion('z3').catch(() => undefined);
  if (version === undefined) return { ...about, state: 'missing', remedy };
  const solver = createSolver('z3', { jobs: 1 });
  const x = variable('x', 'Term');
  const answer = await solver.decide(equal(x, x), 'doctor');
  await solver.close();
  if (answer.verdict === 'valid') return { ...about, state: 'ok', detail: version };
  return {
    ...about,
    state: 'broken',
    detail: answer.verdict === 'unknown' ? answer.detail : 'it calls x = x false',
    remedy,
  };
}

async function nativeSolver(name: SolverName, command: string, debianPackage: string): Promise<Finding> {
  const version = await solverVersion(name);
  return {
    name: name === 'native-z3' ? 'native z3' : name,
    state: version === undefined ? 'missing' : 'ok',
    ...(version !== undefined && { detail: version }),
    needed: false,
    usedFor: `a second opinion on obligations: \`ls2 check --solver ${name}\``,
    ...(version === undefined && {
      remedy: `install ${command} (Debian package ${debianPackage}), so that it is on the PATH`,
    }),
  };
}

async function program(wanted: {
  readonly name: string;
  readonly command: string;
  readonly version: RegExp;
  readonly usedFor: string;
  readonly remedy: string;
}): Promise<Finding> {
  const { name, usedFor } = wanted;
  const about = { name, needed: false, usedFor } as const;
  try {
    const { stdout } = await promisify(execFile)(wanted.command, ['--version'], { timeout: 10_000 });
    const version = wanted.version.exec(stdout)?.[1];
    return { ...about, state: 'ok', detail: version ?? 'of a version that it does not say' };
  } catch {
    return { ...about, state: 'missing', remedy: wanted.remedy };
  }
}

function cache(): Finding {
  const about = {
    name: 'cache',
    needed: false,
    usedFor: 'remembers what solvers answered, so that nothing is asked twice',
  } as const;
  const detail = cachePlace();
  try {
    const directory = nearestExisting(cacheDirectory());
    accessSync(directory, constants.W_OK);
    if (!statSync(directory).isDirectory()) throw new Error('not a directory');
    return { ...about, state: 'ok', detail };
  } catch {
    return {
      ...about,
      state: 'broken',
      detail: `${detail} cannot be written`,
      remedy: 'let LS2_CACHE_DIR name a directory that can',
    };
  }
}

/** The cache's directory in the terms that it is chosen by. */
function cachePlace(): string {
  const { LS2_CACHE_DIR, XDG_CACHE_HOME } = process.env;
  if (LS2_CACHE_DIR !== undefined && LS2_CACHE_DIR !== '') return '$LS2_CACHE_DIR';
  return XDG_CACHE_HOME !== undefined && XDG_CACHE_HOME !== '' ? '$XDG_CACHE_HOME/ls2' : '~/.cache/ls2';
}

function nearestExisting(path: string): string {
  return existsSync(path) || dirname(path) === path ? path : nearestExisting(dirname(path));
}
