/**
 * What an editor waits for, printed as one object of JSON: seconds of the processor from a key stroke to the diagnostics of a file of so many lines, the median of some; and
 * the same until a file's verdicts are there, cold and again after an edit of one program.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { proverInThread } from '../../dist/editor/node/prover.js';
import { Verdicts } from '../../dist/editor/verdicts.js';
import { Workspace } from '../../dist/editor/workspace.js';
import { memory } from '../../dist/index.js';

/**
 * @typedef {{ readonly lines: number, readonly seconds: number }} Stroke
 * @typedef {{ readonly theorems: number, readonly cold: number, readonly edited: number }} Edit
 * @typedef {{ readonly strokes: readonly Stroke[], readonly verdicts: Edit }} Keys
 */

/** @param {string} path */
const read = (path) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
const logic = Object.fromEntries(
  readdirSync(new URL('../../logic', import.meta.url))
    .filter((name) => name.endsWith('.ls2'))
    .map((name) => [`logic/${name}`, read(`logic/${name}`)]),
);
const board = /^```ls2 board\.ls2\n(.*?)^```$/ms.exec(read('README.md'))?.[1] ?? '';

/**
 * README's board so many times, each under names of its own.
 *
 * @param {number} boards
 */
const texts = (boards) =>
  Array.from({ length: boards }, (_, i) =>
    board.replace(/\b(\w*?)(Board|Boot|ROM|SPL|UBoot|Kernel|BootIsMeasured)\b/g, (name) => `${name}${i + 1}`),
  ).join('\n');

/** @param {readonly number[]} values */
const middle = (values) => [...values].sort((a, b) => a - b)[values.length >> 1] ?? Number.NaN;

/** Proves nothing. */
const idle = { prove: () => Promise.resolve(), stop: () => undefined, close: () => undefined };

/**
 * @param {number} lines
 * @returns {Stroke}
 */
function stroke(lines) {
  const text = texts(Math.round(lines / (board.split('\n').length + 1)));
  const workspace = new Workspace(memory({}, logic));
  const verdicts = new Verdicts(workspace, idle, () => undefined);
  const at = text.indexOf('  by auto', text.length / 2);
  const seconds = Array.from({ length: 40 }, (_, i) => {
    const before = process.cpuUsage();
    workspace.write('keys.ls2', `${text.slice(0, at)}  // ${'x'.repeat(i)}\n${text.slice(at)}`);
    const { diagnostics } = workspace.analysis('keys.ls2').checked;
    verdicts.of('keys.ls2', 'BootIsMeasured1');
    if (diagnostics.length > 0) throw new Error(diagnostics[0]?.message);
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1e6;
  });
  // The first ones read the logic, and are compiled.
  return { lines: text.split('\n').length, seconds: middle(seconds.slice(20)) };
}

/** @returns {Promise<Edit>} */
async function verdicts() {
  const boards = 20;
  const first = texts(boards);
  const second = first.replace('ROM1 reads b.spl_loc', 'ROM1 measures b.spl_loc as SPL1(b)\n  reads b.spl_loc');
  const path = 'keys.ls2';
  const names = Array.from({ length: boards }, (_, i) => `BootIsMeasured${i + 1}`);
  /** @param {readonly string[]} texts one after the other, in an editor of its own; seconds of each */
  const proved = async (texts) => {
    const workspace = new Workspace(memory({}, logic));
    const prover = proverInThread();
    /** @type {() => void} */
    let heard = () => undefined;
    const all = new Verdicts(workspace, prover, () => heard());
    const seconds = [];
    for (const text of texts) {
      const before = process.cpuUsage();
      workspace.write(path, text);
      all.want([path]);
      while (names.some((name) => all.of(path, name).kind !== 'verdict'))
        await new Promise((resolve) => {
          heard = () => resolve(undefined);
        });
      const { user, system } = process.cpuUsage(before);
      seconds.push((user + system) / 1e6);
    }
    prover.close();
    return seconds;
  };
  const [, edited = Number.NaN] = await proved([first, second]);
  const [cold = Number.NaN] = await proved([second]);
  return { theorems: boards, cold, edited };
}

/** @type {Keys} */
const keys = { strokes: [1000, 10_000].map(stroke), verdicts: await verdicts() };
process.stdout.write(`${JSON.stringify(keys)}\n`);
