import { isDeepStrictEqual } from 'node:util';
import type { FreshTheorem, StandingTheorem } from './standing.js';

/** Which theorem of before is which now. */
export interface Pairs {
  readonly paired: readonly (readonly [before: StandingTheorem, now: FreshTheorem])[];
  readonly gone: readonly StandingTheorem[];
  readonly added: readonly FreshTheorem[];
}

/** A theorem is known again by its name in its file; else by its name in another file, or by what it says, where only one can be meant. */
export function pairs(before: readonly StandingTheorem[], now: readonly FreshTheorem[]): Pairs {
  const left = new Set(before);
  const fresh = new Set(now);
  const paired: (readonly [StandingTheorem, FreshTheorem])[] = [];
  for (const isSame of [sameName, sameNameElsewhere, sameStatement]) {
    for (const theorem of [...fresh]) {
      const meant = [...left].filter((old) => isSame(old, theorem));
      const [old] = meant;
      const rivals = [...fresh].filter((other) => old !== undefined && isSame(old, other));
      if (old === undefined || meant.length > 1 || rivals.length > 1) continue;
      paired.push([old, theorem]);
      left.delete(old);
      fresh.delete(theorem);
    }
  }
  return { paired, gone: [...left], added: [...fresh] };
}

type Same = (a: StandingTheorem, b: StandingTheorem) => boolean;

const sameNameElsewhere: Same = (a, b) => a.name === b.name;
const sameName: Same = (a, b) => a.file === b.file && sameNameElsewhere(a, b);
const sameStatement: Same = (a, b) =>
  a.statement.digest === b.statement.digest && isDeepStrictEqual(a.statement.about, b.statement.about);
