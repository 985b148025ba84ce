import type { Term } from '../kernel/index.js';
import { argsOf, isApplication, placeOf, type World } from '../semantics/index.js';
import { visible } from '../trace/index.js';
import type { Course } from './course.js';
import { unify } from './unify.js';

/** A way in which a signature may come to be said. */
export interface Saying {
  /** So many events at least. */
  readonly least: number;
  /** Whether who says it may say others as well. */
  readonly isOfMany: boolean;
}

/** How many events it takes until all of some signatures are said. */
export class Sayings {
  readonly #signatures: Term[] = [];
  #most = 0;
  #sum = 0;
  /** Whether each has to be said by somebody of its own. */
  #areApart = true;

  add(signature: Term, ways: readonly Saying[]): void {
    const least = Math.min(...ways.map((way) => way.least));
    this.#most = Math.max(this.#most, least);
    this.#sum += least;
    this.#areApart &&=
      ways.every(({ isOfMany }) => !isOfMany) && this.#signatures.every((each) => unify(each, signature) === undefined);
    this.#signatures.push(signature);
  }

  /** No fewer events than these. */
  get least(): number {
    return this.#areApart ? this.#sum : this.#most;
  }
}

const several = new WeakMap<Course, boolean>();

/** Whether a course says more than one signature. */
export function saysSeveral(world: World, course: Course): boolean {
  const known = several.get(course) ?? count(world, course) > 1;
  several.set(course, known);
  return known;
}

/** What is said that is open may be any number of signatures, but for what a register holds. */
function count(world: World, { says, reads }: Course): number {
  const held = reads.filter(([location]) => placeOf(world, location)?.space !== 'memory').map(([, value]) => value);
  return says
    .flatMap((message) => [...visible(world, message)])
    .reduce((sum, part) => {
      if (part.kind === 'variable') return held.includes(part) ? sum : Number.POSITIVE_INFINITY;
      return isApplication(part) && argsOf(world.words.SIG, part) !== undefined ? sum + 1 : sum;
    }, 0);
}
