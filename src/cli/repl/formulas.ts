import { posix } from 'node:path';
import type { Diagnostic } from '../../diagnostics/index.js';
import { disk } from '../../disk/disk.js';
import { textOf } from '../../disk/paths.js';
import { type Formula, freshVariable, openBody, substitute, type Term, type Variable } from '../../kernel/index.js';
import { type Checked, type Model, reader, type TheoremDecl } from '../../language/index.js';
import { diagnosticText } from '../../report/diagnostics-text.js';

/** A text that cannot be read; the message says why, as `ls2 check` does. */
export class Unreadable extends Error {
  override readonly name = 'Unreadable';
}

/** A formula with the variables that it begins with taken apart: `∃x. ∃y. A` is A of any x and y, `∀x. A` is A of all. */
export interface Question {
  readonly quantifier: 'exists' | 'forall' | undefined;
  readonly variables: readonly Variable[];
  readonly body: Formula;
}

/** Reads a model, and formulas in its words: each as a theorem of a file beside it that imports it. */
export class Formulas {
  readonly model: Model;
  readonly #read: (formula: string, params: readonly Named[]) => Checked;

  constructor(file: string) {
    const texts = new Map<string, string>();
    const files = disk();
    const { read } = reader({ ...files, read: (path) => texts.get(path) ?? files.read(path) });
    const checked = read(file);
    demandReadable(checked.diagnostics, textOf);
    this.model = checked.model;
    const beside = posix.join(posix.dirname(file), 'formula');
    let count = 0;
    this.#read = (formula, params) => {
      count += 1;
      const path = `${beside}-${count}`;
      texts.set(path, `import "${posix.basename(file)}"\ntheorem ${title}${declared(params)}\n  show ${formula}\n`);
      const result = read(path);
      demandReadable(
        result.diagnostics.filter((each) => each.file === path),
        (name) => texts.get(name),
      );
      return result;
    };
  }

  /**
   * A formula, which may speak of what is on the trace by its name. Throws {@link Unreadable}.
   */
  question(text: string, individuals: readonly Named[]): Question {
    const spoken = new Set(text.match(/[A-Za-z][A-Za-z0-9_]*'*/g));
    const params = individuals.filter(({ name }) => spoken.has(name));
    const { model } = this.#read(text, params);
    const theorem = model.theorems.find(({ name, imported }) => name === title && !imported);
    if (theorem === undefined) throw new Unreadable('this is no formula');
    const terms = theorem.params.map((param) => params.find(({ name }) => name === param.name)?.term ?? param);
    return takenApart(substitute(theorem.conclusion, theorem.params, terms));
  }
}

/** Something that is on a trace, under the name that it has there. */
export interface Named {
  readonly name: string;
  /** A sort, or a kind of machines. */
  readonly sort: string;
  readonly term: Term;
}

const declared = (params: readonly Named[]): string =>
  params.length === 0 ? '' : `(${params.map(({ name, sort }) => `${name}: ${sort}`).join(', ')})`;

/** What no theorem is called that people write. */
const title = 'formula_of_a_line';

function demandReadable(diagnostics: readonly Diagnostic[], text: (file: string) => string | undefined): void {
  const errors = diagnostics.filter(({ severity }) => severity === 'error');
  if (errors.length > 0) throw new Unreadable(errors.map((error) => diagnosticText(error, text)).join('\n\n'));
}

function takenApart(formula: TheoremDecl['conclusion']): Question {
  const variables: Variable[] = [];
  const quantifier = formula.kind === 'exists' || formula.kind === 'forall' ? formula.kind : undefined;
  let body: Formula = formula;
  while (quantifier !== undefined && body.kind === quantifier) {
    const variable = freshVariable(body.hint, body.sort, body, ...variables);
    variables.push(variable);
    body = openBody(body.body, [variable]);
  }
  return { quantifier, variables, body };
}
