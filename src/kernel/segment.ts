import { brand, demand } from './brand.js';
import { hashText, mix } from './hash.js';
import { type ActionSymbol, demandText, isActionSymbol } from './symbol.js';
import { checkedArgs, facts, isTerm, type Node, type Term, underBinder } from './term.js';

/** `·`, the end of what a thread has done so far; and `latelaunch`, which ends its program. */
export interface End<Kind extends 'stop' | 'latelaunch'> extends Node {
  readonly kind: Kind;
}

/** `jump e`: the thread goes on with the program e. */
export interface JumpTo extends Node {
  readonly kind: 'jump';
  readonly target: Term;
}

/** `x = a; rest`. Where the action has a result, `rest` is under a binder for it. */
export interface Step extends Node {
  readonly kind: 'step';
  readonly action: ActionSymbol;
  readonly args: readonly Term[];
  readonly hint: string;
  readonly rest: Segment;
}

/** A piece of program: actions in order, and how they end. */
export type Segment = End<'stop'> | End<'latelaunch'> | JumpTo | Step;

const segments = brand();

export const isSegment = (value: unknown): value is Segment => segments.owns(value);

export const stop: End<'stop'> = segments.make({ kind: 'stop', ...facts(hashText('stop'), []) });
export const latelaunch: End<'latelaunch'> = segments.make({
  kind: 'latelaunch',
  ...facts(hashText('latelaunch'), []),
});

export function jump(target: Term): JumpTo {
  demand(isTerm(target) && target.sort === 'Term', 'a jump goes to a term');
  return segments.make({ kind: 'jump', target, ...facts(hashText('jump'), [target]) });
}

/** `hint` is the result's name in print; in `rest` the result is the bound variable 0. */
export function step(action: ActionSymbol, given: readonly Term[], hint: string, rest: Segment): Step {
  demand(isActionSymbol(action) && isSegment(rest), 'not an action and a segment of the kernel');
  demandText(hint);
  const args = checkedArgs(action, given);
  const after = action.result === undefined ? rest : underBinder(rest, action.result);
  return segments.make({
    kind: 'step',
    action,
    args,
    hint,
    rest,
    ...facts(mix(hashText('step'), action.hash), [...args, after]),
  });
}

/**
 * IS(P): the initial segments of a program, from the empty one to the whole. A thread that began P has done exactly one of them since,
 * whatever has happened to it (ls2.md, section 3).
 */
export function initialSegments(program: Segment): readonly Segment[] {
  if (program.kind === 'stop') return [stop];
  if (program.kind !== 'step') return [stop, program];
  const { action, args, hint, rest } = program;
  return [stop, ...initialSegments(rest).map((segment) => step(action, args, hint, segment))];
}
