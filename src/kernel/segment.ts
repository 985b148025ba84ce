import { brand, demand } from './brand.js';
import { hashText, mix } from './hash.js';
import { type ActionSymbol, isSymbol } from './symbol.js';
import { facts, isTerm, type Node, sameTerm, type Term } from './term.js';

/** The end of what a thread has done so far: `·`. */
export interface Stop extends Node {
  readonly kind: 'stop';
}

/** `jump e`: the thread goes on with the program e. */
export interface JumpTo extends Node {
  readonly kind: 'jump';
  readonly target: Term;
}

/** `latelaunch`: ends the program. */
export interface Launch extends Node {
  readonly kind: 'latelaunch';
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
export type Segment = Stop | JumpTo | Launch | Step;

const segments = brand();

export const isSegment = (value: unknown): boolean => segments.owns(value);

export const stop: Stop = segments.make({ kind: 'stop', ...facts(hashText('stop'), []) });

export const latelaunch: Launch = segments.make({ kind: 'latelaunch', ...facts(hashText('latelaunch'), []) });

export function jump(target: Term): JumpTo {
  demand(isTerm(target) && target.sort === 'Term', 'a jump goes to a term');
  return segments.make({ kind: 'jump', target, ...facts(hashText('jump'), [target]) });
}

/** `hint` is the result's name in print; in `rest` the result is the bound variable 0. */
export function step(action: ActionSymbol, args: readonly Term[], hint: string, rest: Segment): Step {
  demand(isSymbol(action) && isSegment(rest), `${action.name}: not an action and a segment of the kernel`);
  demand(args.length === action.args.length, `${action.name} takes ${action.args.length} arguments`);
  for (const [i, arg] of args.entries())
    demand(
      isTerm(arg) && arg.sort === action.args[i],
      `argument ${i + 1} of ${action.name} must be a ${action.args[i]}`,
    );
  const own = facts(mix(action.event.hash, rest.hash), args);
  const after = binderFacts(rest, action.result === undefined ? 0 : 1);
  return segments.make({
    kind: 'step',
    action,
    args: Object.freeze([...args]),
    hint,
    rest,
    ...facts(own.hash, [own, after]),
  });
}

/** What is known of a node from outside of so many binders around it. */
export const binderFacts = (body: Node, binders: number): Node => ({
  hash: body.hash,
  loose: Math.max(0, body.loose - binders),
  free: body.free,
});

export function sameSegment(a: Segment, b: Segment): boolean {
  if (a === b) return true;
  if (a.hash !== b.hash) return false;
  if (a.kind === 'jump' && b.kind === 'jump') return sameTerm(a.target, b.target);
  if (a.kind !== 'step' || b.kind !== 'step') return a.kind === b.kind && a.kind !== 'jump';
  return (
    a.action === b.action && a.args.every((arg, i) => sameTerm(arg, b.args[i] as Term)) && sameSegment(a.rest, b.rest)
  );
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
