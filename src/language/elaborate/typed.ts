import { bound, type Term } from '../../kernel/index.js';
import type { Local, Reading, Scope } from './context.js';
import type { Surface } from './entities.js';
import { raise } from './macros.js';

/** Where an expression stands. */
export interface Context {
  readonly reading: Reading;
  readonly scope: Scope | undefined;
  /** How many binders of the kernel are around it. */
  readonly depth: number;
  /** The time of the formula around it. */
  readonly time?: Term;
  /** What this stands in, if that is known to everybody and so contains no secrets. */
  readonly open?: 'a program' | 'a setup' | 'a platform';
  /** Names that are bound in one branch of an `if` only, and not here. */
  readonly elsewhere?: ReadonlySet<string>;
}

/** What a register, or a sequence's own text, begins with. */
export type Init = 'sinit' | 'dinit';

export interface Typed {
  readonly term: Term;
  readonly surface: Surface;
}

/** A variable where it is spoken of; undefined where nothing is known of it. */
export function termOfLocal({ variable, surface, level }: Local, depth: number): Term | undefined {
  return variable ?? (surface && bound(depth - 1 - level, surface.sort));
}

/** The inside of so many more binders; the time around it stays what it was. */
export const under = (context: Context, binders: number): Context => ({
  ...context,
  depth: context.depth + binders,
  ...(context.time && { time: raise(context.time, binders) }),
});
