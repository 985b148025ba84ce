import { type OracleAnswer, provenance, type Theorem, type Theory } from '../kernel/index.js';
import { type Certificate, type CertifiedModel, type StepEntry, statementTexts } from '../recheck/index.js';
import { givenTo } from './given.js';
import { Tables } from './tables.js';

/** The theorems that were proved of one model. */
export interface ProvedModel {
  readonly file: string;
  readonly theory: Theory;
  readonly theorems: readonly ProvedTheorem[];
  /** What is kept beside the proofs. */
  readonly beside?: NonNullable<CertifiedModel['beside']>;
}

export interface ProvedTheorem {
  readonly role: 'theorem' | 'lemma';
  readonly name: string;
  readonly theorem: Theorem;
}

/** The derivations of theorems, of each model in tables of its own. */
export function certificateOf(
  models: readonly ProvedModel[],
  tool: { readonly name: string; readonly version: string },
  solver: OracleAnswer,
): Certificate {
  return {
    tool: [tool.name, tool.version],
    solver: [solver.solver, solver.version],
    models: models.map(certified),
  };
}

function certified({ file, theory, theorems, beside }: ProvedModel): CertifiedModel {
  const tables = new Tables();
  const steps = new Steps(tables);
  const proved = theorems.map(({ role, name, theorem }) => {
    return { role, name, statement: tables.node(theorem.conclusion), step: steps.add(theorem) };
  });
  const used = new Set(theorems.flatMap(({ theorem }) => provenance(theorem).axioms));
  const axioms = theory.axioms.filter(({ name }) => used.has(name));
  const model = {
    file,
    symbols: tables.symbols,
    nodes: tables.nodes,
    programs: theory.programs.map(
      ({ symbol, params, body }) =>
        [tables.symbol(symbol), tables.nodesOf(params), body === undefined ? null : tables.node(body)] as const,
    ),
    definitions: theory.definitions.map(
      ({ predicate, params, body }) => [tables.symbol(predicate), tables.nodesOf(params), tables.node(body)] as const,
    ),
    axioms: axioms.map(({ name, formula }) => [name, tables.node(formula)] as const),
    kinds: theory.kinds.map(({ predicate, reset, lateLaunch }) => {
      const orNull = (symbol: typeof reset): number | null => (symbol === undefined ? null : tables.symbol(symbol));
      return [tables.symbol(predicate), orNull(reset), orNull(lateLaunch)] as const;
    }),
    ...(theory.families.length > 0 && {
      families: theory.families.map(({ symbol, program, kinds }) => {
        const over = kinds.map((kind) => (kind === undefined ? null : tables.symbol(kind)));
        return [tables.symbol(symbol), tables.symbol(program), over] as const;
      }),
    }),
    steps: steps.entries,
    ...(beside && { beside }),
  };
  const texts = statementTexts(
    { ...model, theorems: [] },
    proved.map(({ statement }) => statement),
  );
  return {
    ...model,
    theorems: proved.map(({ role, name, statement, step }, i) => [role, name, statement, texts[i] as string, step]),
  };
}

/** The steps of derivations, each written once and after those that it rests on. */
class Steps {
  readonly entries: StepEntry[] = [];
  readonly #tables: Tables;
  readonly #known = new Map<Theorem, number>();
  readonly #byText = new Map<string, number>();

  constructor(tables: Tables) {
    this.#tables = tables;
  }

  /** The position of a theorem's last step. Not recursive: derivations are as deep as chains are long. */
  add(theorem: Theorem): number {
    const stack = [theorem];
    for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
      const waiting = this.#known.has(top) ? [] : top.origin.premises.filter((premise) => !this.#known.has(premise));
      if (waiting.length > 0) {
        stack.push(...waiting.toReversed());
        continue;
      }
      stack.pop();
      if (!this.#known.has(top)) this.#known.set(top, this.#write(top));
    }
    return this.#known.get(theorem) as number;
  }

  #write(theorem: Theorem): number {
    const { rule, premises } = theorem.origin;
    const entry: StepEntry = [
      rule,
      this.#tables.node(theorem.conclusion),
      premises.map((premise) => this.#known.get(premise) as number),
      this.#tables.nodesOf(givenTo(theorem)),
    ];
    const text = JSON.stringify(entry);
    const known = this.#byText.get(text) ?? this.entries.push(entry) - 1;
    this.#byText.set(text, known);
    return known;
  }
}
