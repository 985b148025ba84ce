import { type Formula, substitute, type Variable } from '../kernel/index.js';
import { type AxiomDecl, type Model, showFormula, showTheorem, type TheoremDecl } from '../language/index.js';
import { type Declarations, declarationsOf, whole } from './declarations.js';
import { type Naming, namingOf } from './naming.js';
import { normal } from './normal.js';
import { digestOf, type SaidAxiom, type SaidByFile, type Statement } from './said.js';
import { tidyFormula, tidyParams } from './tidy-variables.js';

const onOneLine = { ...whole, width: Number.POSITIVE_INFINITY };

export function saidBy(model: Model): SaidByFile {
  const naming = namingOf(model);
  const declarations = declarationsOf(model, naming);
  const statements = model.theorems
    .filter(({ role, imported }) => role === 'theorem' && !imported)
    .map((theorem) => statementOf(theorem, model, declarations, naming));
  const axioms = model.axioms.map((axiom) => axiomSaid(axiom, model, declarations, naming));
  return { statements, declarations: declarations.reached(), axioms };
}

export function statementOf(theorem: TheoremDecl, model: Model, declarations: Declarations, naming: Naming): Statement {
  const { params, around } = tidyParams(theorem.params);
  const tidy = (formula: Formula): Formula => tidyFormula(substitute(formula, theorem.params, params), around);
  const assumptions = theorem.assumptions.map(({ formula, text, span }) => ({ formula: tidy(formula), text, span }));
  const conclusion = tidy(theorem.conclusion);
  const guards = theorem.guards.map(tidy);
  const digests = assumptions.map(({ formula }) => digestOf(normal([formula], naming).text));
  const { text, mentions } = normal(inOrder({ params, guards, assumptions, conclusion }, digests, naming), naming);
  return {
    name: theorem.name,
    text: showTheorem({ ...theorem, params, guards, assumptions, conclusion, expected: 'proved' }, model, whole),
    digest: digestOf(text),
    assumptions: assumptions.map(({ formula, text: written }, i) => ({
      written: written.replace(/\s+/g, ' '),
      text: showFormula(formula, model, onOneLine),
      digest: digests[i] ?? '',
    })),
    about: declarations.reachedFrom(mentions),
  };
}

/** The parts of a statement in an order in which neither that of its assumptions nor that of its parameters makes a difference. */
function inOrder(
  { params, guards, assumptions, conclusion }: Pick<TheoremDecl, 'params' | 'guards' | 'assumptions' | 'conclusion'>,
  digests: readonly string[],
  naming: Naming,
): readonly (Formula | Variable)[] {
  const order = assumptions.map((_, i) => i).sort((a, b) => ((digests[a] ?? '') < (digests[b] ?? '') ? -1 : 1));
  const body = [...order.flatMap((i) => assumptions[i]?.formula ?? []), conclusion];
  const { free } = normal(body, naming);
  const place = (guard: Formula): number => free.findIndex((v) => guard.free.some(({ name }) => name === v.name));
  const unused = params.filter(({ name }) => !free.some((v) => v.name === name));
  return [...body, ...unused, ...[...guards].sort((a, b) => place(a) - place(b))];
}

function axiomSaid(axiom: AxiomDecl, model: Model, declarations: Declarations, naming: Naming): SaidAxiom {
  const { name, file, formula } = axiom;
  const isLogic = model.files.some(({ path, role }) => role === 'logic' && path === file);
  const { text, mentions } = normal([formula], naming);
  return {
    name,
    file: isLogic ? 'logic' : file,
    text: showFormula(tidyFormula(formula, new Map()), model, onOneLine),
    digest: digestOf(text),
    about: declarations.reachedFrom(mentions),
  };
}
