import { posix } from 'node:path';
import { type Checked, type FileSource, type Model, type Reader, reader, showTerm } from '../language/index.js';
import { type Decide, type Prover, proverOf } from '../prover/index.js';
import { createSolver, type Solver, type SolverName } from '../solver/index.js';

type Text = FileSource['logic'][number];

/** What a campaign is about, as plain data that a worker can be given. */
export interface Ground {
  readonly logic: readonly Text[];
  /** Models and proofs, with all that they import. */
  readonly texts: readonly Text[];
  /** Those of them whose theorems are held against traces. */
  readonly subjects: readonly string[];
}

/**
 * What an obligation may cost: its steps are counted, so that it is the same everywhere; what random models ask takes a tenth of them. Seconds are
 * for the case that a solver hangs.
 */
const limits = { rlimit: 500_000, seconds: 120 };

/** What properties have at hand: files to read, a prover, solvers. */
export class Setting {
  readonly ground: Ground;
  readonly #texts: ReadonlyMap<string, string>;
  readonly #solvers = new Map<SolverName, Solver>();
  readonly #models = new Map<string, Model>();

  constructor(ground: Ground) {
    this.ground = ground;
    this.#texts = new Map(ground.texts.map(({ path, text }) => [path, text]));
  }

  /** Reads a text as a file among the others. */
  read(text: string, path = 'model.ls2'): Checked {
    return this.#reader((file) => (file === path ? text : this.#texts.get(file))).read(path);
  }

  /** Reads one of the campaign's files. */
  model(path: string): Model {
    const known = this.#models.get(path) ?? this.#reader((file) => this.#texts.get(file)).read(path).model;
    this.#models.set(path, known);
    return known;
  }

  #reader(read: (path: string) => string | undefined): Reader {
    return reader({ read, identity: posix.normalize, logic: this.ground.logic });
  }

  prover(model: Model): Prover {
    return proverOf(model, { decide: this.decide, showTerm: (term) => showTerm(term, model) });
  }

  readonly decide: Decide = async (obligation, step) => {
    const answer = await this.solver('z3').decide(obligation, step);
    if (answer.verdict === 'valid') return { valid: true, answer: answer.confirmed };
    return { valid: false, reason: answer.verdict };
  };

  solver(name: SolverName): Solver {
    const solver = this.#solvers.get(name) ?? createSolver(name, { limits, jobs: 1 });
    this.#solvers.set(name, solver);
    return solver;
  }

  async close(): Promise<void> {
    await Promise.all([...this.#solvers.values()].map((solver) => solver.close()));
    this.#solvers.clear();
  }
}
