import type { CheckedTheorem } from '../check/check-result.js';
import type { Reach } from '../check/reach.js';
import { type Judged, Remembered } from '../check/remembered.js';
import type { Checked } from '../language/index.js';
import type { Workspace } from './workspace.js';

/** What is to be proved: theorems of a file, over texts that may be newer than those on the disk. */
export interface Task {
  readonly path: string;
  readonly theorems: readonly string[];
  readonly buffers: readonly (readonly [path: string, text: string])[];
}

/** Proves elsewhere, one task after the other. */
export interface Prover {
  /** Ends when the task has; what was stopped has said nothing of what was open. */
  prove(task: Task, heard: (judged: Judged) => void): Promise<void>;
  /** Ends the task that is running. */
  stop(): void;
  close(): void;
}

/** What is known of a theorem: a verdict on it as it stands, or that one is being made. */
export type Known =
  | {
      readonly kind: 'verdict';
      readonly theorem: CheckedTheorem;
      /** How long it took, in seconds. */
      readonly seconds: number;
    }
  | { readonly kind: 'open' | 'stopped' };

/** By the names of a file's theorems, what each reaches. */
type Reached = ReadonlyMap<string, Reach>;

/** Verdicts on the theorems of the files that are open, made in the background: those of the file that was changed last first. What no edit touches is not proved again. */
export class Verdicts {
  readonly #workspace: Workspace;
  readonly #prover: Prover;
  readonly #changed: (path: string) => void;
  readonly #remembered = new Remembered();
  readonly #seconds = new WeakMap<CheckedTheorem, number>();
  /** Files whose theorems are to be looked at, the next first. */
  #waiting: string[] = [];
  /** What is being proved, as it was then. */
  #running: { readonly path: string; readonly theorems: Reached } | undefined;
  #isStopped = false;
  readonly #reached = new WeakMap<Checked, Reached>();

  constructor(workspace: Workspace, prover: Prover, changed: (path: string) => void) {
    this.#workspace = workspace;
    this.#prover = prover;
    this.#changed = changed;
  }

  of(path: string, name: string): Known {
    const theorem = this.#known(path, name, this.#reaches(path).get(name));
    if (theorem === undefined) return { kind: this.#isStopped ? 'stopped' : 'open' };
    return { kind: 'verdict', theorem, seconds: this.#seconds.get(theorem) ?? 0 };
  }

  #known(path: string, name: string, reach: Reach | undefined): CheckedTheorem | undefined {
    return reach && this.#remembered.get(path, name, reach);
  }

  /** Has the theorems of files looked at again, the first first, before all that waits already. */
  want(paths: readonly string[]): void {
    this.#isStopped = false;
    this.#waiting = [...paths, ...this.#waiting.filter((path) => !paths.includes(path))];
    const running = this.#running;
    if (running === undefined) void this.#next();
    else if (running.path !== paths[0] || this.#isStale(running)) {
      if (!this.#waiting.includes(running.path)) this.#waiting.push(running.path);
      this.#prover.stop();
    }
  }

  /** Whether a theorem is being proved that is another now. */
  #isStale({ path, theorems }: { readonly path: string; readonly theorems: Reached }): boolean {
    const now = this.#reaches(path);
    return [...theorems].some(([name, reach]) => {
      if (this.#known(path, name, reach) !== undefined) return false;
      return reach.own !== now.get(name)?.own || reach.common !== now.get(name)?.common;
    });
  }

  /** Ends what is running, and what waits is not begun; until something changes. */
  stop(): void {
    this.#isStopped = true;
    this.#waiting = [];
    this.#prover.stop();
  }

  async #next(): Promise<void> {
    for (let path = this.#waiting.shift(); path !== undefined; path = this.#waiting.shift()) {
      const at = path;
      const open = [...this.#reaches(at)].filter(([name, reach]) => this.#known(at, name, reach) === undefined);
      if (open.length === 0) continue;
      const theorems = new Map(open);
      this.#running = { path: at, theorems };
      const { source } = this.#workspace;
      let before = performance.now();
      const buffers = this.#workspace.open.map((each) => [each, source.read(each) ?? ''] as const);
      await this.#prover.prove({ path: at, theorems: [...theorems.keys()], buffers }, (judged) => {
        const now = performance.now();
        this.#seconds.set(judged.checked, (now - before) / 1000);
        before = now;
        const reach = theorems.get(judged.checked.name);
        if (reach !== undefined) this.#remembered.set(at, reach, judged);
        this.#changed(at);
      });
      this.#running = undefined;
      this.#changed(at);
    }
  }

  /** What each theorem reaches that can be checked. */
  #reaches(path: string): Reached {
    const checked = this.#workspace.check(path);
    const known = this.#reached.get(checked) ?? this.#reachedIn(checked);
    this.#reached.set(checked, known);
    return known;
  }

  #reachedIn({ model, texts }: Checked): Reached {
    const all = this.#remembered.reaches.in(model.root, texts, this.#workspace.source);
    const names = new Set(model.theorems.filter(({ imported }) => !imported).map(({ name }) => name));
    return new Map([...all].filter(([name]) => names.has(name)));
  }
}
