import type { Taken, World } from '../semantics/index.js';
import { History } from '../trace/index.js';

/** Traces for the evaluator: one history that goes back to where two of them part, and on from there. Their steps were taken already. */
export class Past {
  readonly #history: History;
  readonly #steps: Taken[] = [];

  constructor(world: World) {
    this.#history = new History(world, true);
  }

  /** The trace of these steps, in a world in which they were taken: until it is asked for another. */
  of(steps: readonly Taken[], world: World): History {
    let same = 0;
    while (same < this.#steps.length && this.#steps[same] === steps[same]) same++;
    while (this.#steps.length > same) {
      this.#steps.pop();
      this.#history.undo();
    }
    for (const step of steps.slice(same)) {
      this.#steps.push(step);
      this.#history.took(step.occurrence, step.next);
    }
    this.#history.world = world;
    return this.#history;
  }
}
