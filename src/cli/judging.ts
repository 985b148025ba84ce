import type { Tool } from '../check/index.js';
import { decider } from '../check/index.js';
import type { Judge } from '../gate/compared.js';
import { judgeBy } from '../gate/judge.js';
import { disk } from './disk.js';
import { whenInterrupted } from './interrupt.js';
import type { SolvingOptions } from './options.js';
import { solving } from './solving.js';

/** Starts to judge statements, with the solver of a run. */
export function startJudging(
  options: SolvingOptions,
  solver: Tool['solver'],
): { readonly judge: Judge; close(): Promise<void> } {
  const asked = solving(options, solver);
  const release = whenInterrupted(asked.abandon);
  return {
    judge: judgeBy(disk(), decider(asked, 'the gate')),
    async close() {
      release();
      await asked.close();
    },
  };
}
