import { type Segment, step, stop } from './piece.js';

/**
 * IS(P): the initial segments of a program, from the empty one to the whole; where it branches, those of either branch. None of them has a branch: a thread that
 * began P has done exactly one of them since, whatever has happened to it (ls2.md, section 3).
 */
export function initialSegments(program: Segment): readonly Segment[] {
  if (program.kind === 'stop') return [stop];
  if (program.kind === 'choice')
    return [...initialSegments(program.first), ...initialSegments(program.second).slice(1)];
  if (program.kind !== 'step') return [stop, program];
  const { action, args, hint, rest } = program;
  return [stop, ...initialSegments(rest).map((segment) => step(action, args, hint, segment))];
}
