import type { CheckedTheorem } from '../check/check-result.js';
import { namesIn } from '../language/declared-names.js';
import type { Ast, Checked } from '../language/index.js';
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
  prove(task: Task, heard: (theorem: CheckedTheorem) => void): Promise<void>;
  /** Ends the task that is running. */
  stop(): void;
  close(): void;
}

/** What is known of a theorem: a verdict on it as it stands, or that one is being made. */
export type Known =
  | { readonly kind: 'verdict'; readonly theorem: CheckedTheorem }
  | { readonly kind: 'open' | 'stopped' };

interface Entry {
  /** All that the verdict may depend on. */
  readonly key: string;
  readonly theorem: CheckedTheorem;
}

/** Verdicts on the theorems of the files that are open, made in the background: those of the file that was changed last first. What no edit touches is not proved again. */
export class Verdicts {
  readonly #workspace: Workspace;
  readonly #prover: Prover;
  readonly #changed: (path: string) => void;
  readonly #known = new Map<string, Map<string, Entry>>();
  /** Files whose theorems are to be looked at, the next first. */
  #waiting: string[] = [];
  #running: { readonly path: string; readonly keys: ReadonlyMap<string, string> } | undefined;
  #isStopped = false;
  readonly #keysOf = new WeakMap<Checked, ReadonlyMap<string, string>>();

  constructor(workspace: Workspace, prover: Prover, changed: (path: string) => void) {
    this.#workspace = workspace;
    this.#prover = prover;
    this.#changed = changed;
  }

  of(path: string, name: string): Known {
    const key = this.#keys(path).get(name);
    const entry = this.#known.get(path)?.get(name);
    if (entry !== undefined && entry.key === key) return { kind: 'verdict', theorem: entry.theorem };
    return { kind: this.#isStopped ? 'stopped' : 'open' };
  }

  /** Has the theorems of files looked at again, the first first, before all that waits already. */
  want(paths: readonly string[]): void {
    this.#isStopped = false;
    this.#waiting = [...paths, ...this.#waiting.filter((path) => !paths.includes(path))];
    const running = this.#running;
    if (running === undefined) void this.#next();
    else if (running.path !== paths[0] || isStale(running.keys, this.#keys(running.path))) {
      if (!this.#waiting.includes(running.path)) this.#waiting.push(running.path);
      this.#prover.stop();
    }
  }

  /** Ends what is running, and what waits is not begun; until something changes. */
  stop(): void {
    this.#isStopped = true;
    this.#waiting = [];
    this.#prover.stop();
  }

  async #next(): Promise<void> {
    for (let path = this.#waiting.shift(); path !== undefined; path = this.#waiting.shift()) {
      const keys = this.#keys(path);
      const known = this.#known.get(path) ?? new Map<string, Entry>();
      this.#known.set(path, known);
      const theorems = [...keys].flatMap(([name, key]) => (known.get(name)?.key === key ? [] : [name]));
      if (theorems.length === 0) continue;
      this.#running = { path, keys };
      const { source } = this.#workspace;
      const buffers = this.#workspace.open.map((open) => [open, source.read(open) ?? ''] as const);
      const at = path;
      await this.#prover.prove({ path, theorems, buffers }, (theorem) => {
        known.set(theorem.name, { key: keys.get(theorem.name) ?? '', theorem });
        this.#changed(at);
      });
      this.#running = undefined;
      this.#changed(path);
    }
  }

  /** Of each theorem that can be checked: all texts that its verdict may depend on. */
  #keys(path: string): ReadonlyMap<string, string> {
    const checked = this.#workspace.check(path);
    const known = this.#keysOf.get(checked) ?? this.#keysIn(checked);
    this.#keysOf.set(checked, known);
    return known;
  }

  #keysIn({ model, diagnostics }: Checked): ReadonlyMap<string, string> {
    const files = model.files.filter(({ role }) => role !== 'logic').map((file) => this.#workspace.parsed(file.path));
    const proofs = new Map<string, string>();
    const uses = new Map<string, ReadonlySet<string>>();
    const world: string[] = [];
    for (const { text, parsed } of files) {
      for (const declaration of parsed.file.declarations) {
        const said = text.slice(declaration.span.start.offset, declaration.span.end.offset).replace(/\s+/g, ' ');
        if (!isTheorem(declaration)) world.push(said);
        else {
          proofs.set(declaration.name.name, said);
          uses.set(declaration.name.name, namesIn(declaration));
        }
      }
    }
    // Where something is wrong, what is searched may be another.
    const isWhole = !diagnostics.some(({ severity }) => severity === 'error');
    const rest = `${isWhole}\n${world.join('\n')}`;
    const own = model.theorems.filter(({ imported }) => !imported).map(({ name }) => name);
    return new Map(
      own.map((name) => [name, `${[...reached(name, uses)].map((each) => proofs.get(each)).join('\n')}\n${rest}`]),
    );
  }
}

const isTheorem = (declaration: Ast.Declaration): declaration is Ast.TheoremDeclaration =>
  declaration.kind === 'theorem' || declaration.kind === 'lemma';

/** A theorem with those that it speaks of, and so on. */
function reached(name: string, uses: ReadonlyMap<string, ReadonlySet<string>>): ReadonlySet<string> {
  const found = new Set([name]);
  for (const each of found) for (const other of uses.get(each) ?? []) if (uses.has(other)) found.add(other);
  return found;
}

const isStale = (before: ReadonlyMap<string, string>, now: ReadonlyMap<string, string>): boolean =>
  [...before].some(([name, key]) => now.get(name) !== key);
