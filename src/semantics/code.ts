import { type Segment, step } from '../kernel/index.js';

/** A piece of program at which it does not branch. */
type Straight = Exclude<Segment, { kind: 'choice' }>;

/** The pieces that a program may go on with: itself, or where it branches, those of its branches. */
export const ways = (code: Segment): readonly Straight[] =>
  code.kind === 'choice' ? [...ways(code.first), ...ways(code.second)] : [code];

/** All that may be left of a program, itself first; of what branches the branches. */
export function* restsOf(code: Segment): Iterable<Straight> {
  for (const way of ways(code)) {
    yield way;
    if (way.kind === 'step') yield* restsOf(way.rest);
  }
}

/** A program as lists of actions, one for each way through its branches. */
export function pathsOf(code: Segment): readonly Segment[] {
  return ways(code).flatMap((way) => {
    if (way.kind !== 'step' || !branches(way)) return [way];
    const { action, args, hint, rest } = way;
    return pathsOf(rest).map((path) => step(action, args, hint, path));
  });
}

const branches = (code: Segment): boolean => (code.kind === 'step' ? branches(code.rest) : code.kind === 'choice');
