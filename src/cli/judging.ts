import type { Tool } from '../check/index.js';
import { decider } from '../check/index.js';
import { disk } from '../disk/disk.js';
import type { Judge } from '../gate/compared.js';
import { judgeBy } from '../gate/judge.js';
import { whenStopped } from '../stop/index.js';
import type { SolvingOptions } from './options.js';
import { stop } from './run/work.js';
import { solving } from './solving.js';

/** Starts to judge statements, with the solver of a run. */
export function startJudging(
  options: SolvingOptions,
  solver: Tool['solver'],
): { readonly judge: Judge; close(): Promise<void> } {
  const asked = solving(options, solver);
  const release = whenStopped(stop(), asked.abandon);
  return {
    judge: judgeBy(disk(), decider(asked, 'the gate', stop())),
    async close() {
      release();
      await asked.close();
    },
  };
}
