import { readdirSync, readFileSync } from 'node:fs';
import {
  type CertifiedModel,
  certificateText,
  type NodeEntry,
  type Outcome,
  recheck,
  type StepEntry,
  type SymbolEntry,
  solvers,
  statementTexts,
} from '../../src/recheck/index.js';

const folder = new URL('../../logic/', import.meta.url);
/** The texts of the shipped logic. */
export const shippedLogic: readonly string[] = readdirSync(folder)
  .filter((name) => name.endsWith('.ls2'))
  .sort()
  .map((name) => readFileSync(new URL(name, folder), 'utf8'));

export const limits = { rlimit: 2_000_000, seconds: 600 };

/** What a text comes to, with Z3 in WebAssembly. */
export const recheckText = (text: string, logic: readonly string[] = shippedLogic): Promise<Outcome> =>
  recheck(text, { logic, solver: solvers.z3, limits });

type Mutable<T> = { -readonly [K in keyof T]: T[K] extends readonly (infer E)[] ? E[] : T[K] };

/** A certificate of one model, written entry by entry: also one that nobody could have proved. */
export class Draft {
  readonly model: Mutable<CertifiedModel> = {
    file: 'draft.ls2',
    symbols: [],
    nodes: [],
    programs: [],
    definitions: [],
    axioms: [],
    kinds: [],
    steps: [],
    theorems: [],
  };

  /** Positions of entries; equal ones are written once, but variables. */
  symbol = (...entry: SymbolEntry): number => once(this.model.symbols, entry);
  node = (...entry: NodeEntry): number => once(this.model.nodes, entry);
  variable = (sort: string): number => this.model.nodes.push(['variable', sort]) - 1;
  bound = (index: number, sort: string): number => this.node('bound', index, sort);

  atom = (name: string, ...args: readonly (readonly [node: number, sort: string])[]): number =>
    this.node(
      'atom',
      this.symbol(
        'predicate',
        name,
        args.map(([, sort]) => sort),
      ),
      ...args.map(([node]) => node),
    );
  /** Formulas of nothing but their name. */
  proposition = (name: string): number => this.atom(name);
  constant = (name: string, sort = 'Term'): number => this.node('apply', this.symbol('function', name, [], sort));

  step = (rule: string, claim: number, premises: readonly number[] = [], given: readonly number[] = []): number =>
    this.model.steps.push([rule, claim, premises, given] satisfies StepEntry) - 1;
  assume = (formula: number): number => this.step('Assume', formula);

  /** Discharges these in turn, the last innermost, and certifies the result. */
  prove(step: number, ...hypotheses: readonly number[]): this {
    let last = step;
    for (const hypothesis of [...hypotheses].reverse()) {
      const claim = this.node('=>', hypothesis, this.claimOf(last));
      last = this.step('⊃I', claim, [last]);
    }
    const statement = this.claimOf(last);
    const [text = ''] = statementTexts(this.model, [statement]);
    this.model.theorems.push(['theorem', `Theorem${this.model.theorems.length}`, statement, text, last]);
    return this;
  }

  readonly claimOf = (step: number): number => (this.model.steps[step] as StepEntry)[1];
  readonly text = (): string =>
    certificateText({ tool: ['ls2', 'test'], solver: ['z3', 'test'], models: [this.model] });
  readonly outcome = (logic?: readonly string[]): Promise<Outcome> => recheckText(this.text(), logic);
}

function once<T>(table: T[], entry: T): number {
  const text = JSON.stringify(entry);
  const known = table.findIndex((each) => JSON.stringify(each) === text);
  return known < 0 ? table.push(entry) - 1 : known;
}
