import type { Segment, Term } from '../kernel/index.js';
import { pathsOf, type Words } from '../semantics/index.js';
import { type Course, courseOf, Names } from './course.js';

interface Node {
  readonly next: Map<object, Node>;
  courses?: readonly Course[];
}

/** What threads have left to do, worked out once for each place in a program and each list of results: states share most of it. */
export class Courses {
  readonly #words: Words;
  readonly #machine: Term | undefined;
  readonly #names = new Names();
  readonly #root: Node = { next: new Map() };

  /** @param machine the only one of the world, if there is but one */
  constructor(words: Words, machine?: Term) {
    this.#words = words;
    this.#machine = machine;
  }

  /**
   * The courses of what is left of a program, after these results: one for each way through its branches on which it can come to its end.
   *
   * @param who whose it is, so that no two threads' courses share variables; nobody's where it is of a program that somebody may be started with
   * @param where the machine that it runs on
   */
  of(rest: Segment, results: readonly Term[], who?: Term, where = this.#machine): readonly Course[] {
    let node = child(child(this.#root, who ?? this), rest);
    for (const result of results) node = child(node, result);
    node.courses ??= pathsOf(rest).flatMap((path) => courseOf(this.#words, this.#names, path, results, where) ?? []);
    return node.courses;
  }
}

function child({ next }: Node, key: object): Node {
  const known = next.get(key);
  if (known !== undefined) return known;
  const made: Node = { next: new Map() };
  next.set(key, made);
  return made;
}
