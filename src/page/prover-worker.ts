import { memory } from '../api/memory.js';
import { keptPath } from '../certificate/kept.js';
import type { FromThread, ToThread } from '../editor/messages.js';
import { prove } from '../editor/proving.js';
import { noSolver } from '../solver/none.js';
import { solverOver } from '../solver/solver.js';
import { workerBackend } from '../solver/worker-backend.js';
import { shipped } from './shipped.js';
import { z3Version, z3Worker } from './z3.js';

/** The worker that proves: a task at a time. */
const files = memory(shipped.files, shipped.logic);

/** One Z3 for all tasks, since it takes a second to start; it needs memory that threads share, which a page has if it came with two headers. */
const z3 = (() => {
  if (!globalThis.crossOriginIsolated) return noSolver;
  const engine = {
    name: 'z3',
    version: () => Promise.resolve(z3Version),
    backends: (options: Parameters<typeof workerBackend>[0]) => [workerBackend(options, z3Worker)],
  } as const;
  // It is 35 MB to load: not before something is asked.
  return { ...solverOver(engine, {}), prewarm: () => undefined };
})();

const tell = (message: FromThread): void => postMessage(message);

/** What was found about a file before, as the page's host has it: nobody believes it, so that it may be lost. */
async function keptOf(path: string): Promise<string | undefined> {
  if (!shipped.examples.some((example) => example.path === path && example.isKept)) return undefined;
  const answer = await fetch(new URL(`kept/${path}`, import.meta.url)).catch(() => undefined);
  return answer?.ok === true ? answer.text() : undefined;
}

self.addEventListener('message', ({ data }: MessageEvent<ToThread>) => void work(data));

async function work(data: ToThread): Promise<void> {
  const kept = await keptOf(data.task.path);
  const read = (path: string): string | undefined => (path === keptPath(data.task.path) ? kept : files.read(path));
  await prove(data, { ...files, read }, { ...z3, close: () => Promise.resolve() }, tell);
  tell({ kind: 'done' });
}
