import { spawn, spawnSync } from 'node:child_process';
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chainOf } from '../bench/chain.mjs';

const program = fileURLToPath(new URL('../../bin/ls2.js', import.meta.url));
const root = fileURLToPath(new URL('../..', import.meta.url));

/**
 * Something that runs for long.
 *
 * @typedef {object} Subject
 * @property {string} name
 * @property {readonly string[]} args of ls2
 */

/** A program that jumps to itself: the search for an attack has no end by itself. */
const endless = `machine B(b) {
  memory l
  pcr s
  on reset run ROM(b)
}

program ROM(b: B) {
  x = read b.l
  extend b.pcr.s, x
  jump ROM(b)
}

program P(b: B) {}

theorem Loop(b: B, t: Time)
  assume ∀w, I. Reset(b, I) @ w ⊃ IsLocked(b.pcr.s, I) @ w
  assume Mem(b.pcr.s, seq(sinit; P(b), P(b))) @ t
  show ∃J, u. u < t ∧ Jump(J, ROM(b)) @ u
`;

/**
 * The commands that may run for long, each with something to run for minutes on.
 *
 * @param {string} directory where files for them are written
 * @returns {readonly Subject[]}
 */
export function subjects(directory) {
  const put = (/** @type {string} */ name, /** @type {string} */ text) => {
    const file = join(directory, name);
    writeFileSync(file, text);
    return file;
  };
  const loop = put('loop.ls2', endless);
  const chain = put('chain.ls2', chainOf(48));
  const long = put('long.ls2', chainOf(2000));
  const traces = join(directory, 'traces.ndjson');
  const simulated = ['simulate', chain, '--runs', '20', '--events', '500', '--adversary', 'full', '--out', traces];
  if (spawnSync(process.execPath, [program, ...simulated]).status !== 0) throw new Error('no traces to validate');
  return [
    { name: 'check', args: ['check', loop, chain, join(root, 'proofs'), '--no-cache', '--states', '100000'] },
    { name: 'prove', args: ['check', long, '--no-cache', '--no-attack'] },
    { name: 'attack', args: ['attack', 'Loop', loop, '--states', '1000000', '--events', '1000000'] },
    {
      name: 'simulate',
      args: ['simulate', chain, '--runs', '1000000', '--adversary', 'full', '--out', join(directory, 'runs.ndjson')],
    },
    {
      name: 'validate',
      args: ['validate', ...Array.from({ length: 200 }, () => traces), '--against', 'Booted', '--in', chain],
    },
    { name: 'fuzz', args: ['fuzz', '--runs', '1000000', '--jobs', '1', '--findings', join(directory, 'findings')] },
    { name: 'mutate', args: ['check', '--mutate', chain, '--no-cache'] },
  ];
}

/**
 * How a run ended that was interrupted.
 *
 * @typedef {object} Ended
 * @property {number | null} code
 * @property {number} milliseconds from the signal on
 * @property {string} [problem] what is not as it should be
 */

/** The latest moment of a signal, in milliseconds from the beginning. */
const latest = 6000;

/**
 * Runs a command again and again, and interrupts it at random moments, which are the same for a seed.
 *
 * @param {Subject} subject
 * @param {{ readonly moments: number, readonly seed: number, readonly directory: string }} how
 * @returns {Promise<readonly Ended[]>}
 */
export async function interrupted(subject, { moments, seed, directory }) {
  const before = readdirSync(directory);
  const ends = [];
  let state = seed;
  for (let i = 0; i < moments; i++) {
    state = (state * 48_271) % 2_147_483_647;
    const ended = await once(subject, 100 + (state % latest));
    const left = readdirSync(directory).filter((name) => !before.includes(name) && name !== 'findings');
    ends.push(left.length === 0 ? ended : { ...ended, problem: `it left ${left.join(', ')} behind` });
  }
  return ends;
}

/**
 * @param {Subject} subject
 * @param {number} moment
 * @returns {Promise<Ended>}
 */
function once({ args }, moment) {
  const child = spawn(process.execPath, [program, ...args], { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  child.stdout.resume();
  child.stderr.setEncoding('utf8').on('data', (text) => {
    said += text;
  });
  let from = Number.NaN;
  const timer = setTimeout(() => {
    from = performance.now();
    child.kill('SIGINT');
  }, moment);
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => {
      clearTimeout(timer);
      const milliseconds = performance.now() - from;
      // Before Node has begun, the signal ends it as it ends any process.
      const isRight = code === 130 || signal === 'SIGINT';
      resolve({
        code,
        milliseconds,
        ...(!isRight && { problem: `it ended with ${code ?? signal}: ${said.slice(-500)}` }),
      });
    });
  });
}
