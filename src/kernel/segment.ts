import { type Segment, type Step, step, stop } from './piece.js';

/**
 * IS(P): the initial segments of a program, from the empty one to the whole. A thread that began P has done exactly one of them since,
 * whatever has happened to it (ls2.md, section 3).
 */
export function initialSegments(program: Segment): readonly Segment[] {
  const steps: Step[] = [];
  let end = program;
  for (; end.kind === 'step'; end = end.rest) steps.push(end);
  const upTo = (count: number): Segment =>
    steps.slice(0, count).reduceRight<Segment>((rest, { action, args, hint }) => step(action, args, hint, rest), stop);
  const open = [...steps.keys(), steps.length].map(upTo);
  return end.kind === 'stop' ? open : [...open, program];
}
