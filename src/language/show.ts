import { startOfFile } from '../diagnostics/index.js';
import type { Definition, Formula, Program, Term, Variable } from '../kernel/index.js';
import type { Binder, Declaration } from './ast.js';
import { namesOfChain } from './chain-names.js';
import { type AxiomDecl, type ChainDecl, definitionsOfChain, type Model, type TheoremDecl } from './model.js';
import { printDeclaration, printExpression, printWidth } from './printer.js';
import { formulaExpr } from './show/formulas.js';
import { binder, identifier } from './show/nodes.js';
import { programText } from './show/segments.js';
import { type Showing, showing, type Vocabulary } from './show/showing.js';
import { termExpr } from './show/terms.js';

export type { Vocabulary };

/** How much of something large is shown, in nodes, how long lines may be, and whether `[P(m)]_I` is shown by its program's name where it has one. */
export interface Extent {
  readonly limit?: number;
  readonly width?: number;
  readonly names?: boolean;
}

const enough = 4000;

/** A term as the language writes it; reading it gives the term back, if all of it is shown. */
export function showTerm(
  term: Term,
  vocabulary: Vocabulary,
  { limit = enough, width = printWidth }: Extent = {},
): string {
  return printExpression(termExpr(term, over([term], vocabulary, limit)), width);
}

/** A formula as the language writes it; reading it gives the formula back, if all of it is shown. */
export function showFormula(
  formula: Formula,
  vocabulary: Vocabulary,
  { limit = enough, width = printWidth, names }: Extent = {},
): string {
  return printExpression(formulaExpr(formula, over([formula], vocabulary, limit, names)), width);
}

/** Formulas and what follows from them: one to a line, then `⊢` and the conclusion. */
export function showSequent(
  hypotheses: readonly Formula[],
  conclusion: Formula,
  vocabulary: Vocabulary,
  extent: Extent = {},
): string {
  return [
    ...hypotheses.map((h) => showFormula(h, vocabulary, extent)),
    `⊢ ${showFormula(conclusion, vocabulary, extent)}`,
  ].join('\n');
}

/** `define P(x: Sort) ≡ …` */
export function showDefinition(
  { predicate, params, body }: Definition,
  model: Model,
  { limit = enough, names }: Extent = {},
): string {
  const kinds = kindsOfParams(predicate.name, model);
  return declared({
    kind: 'define',
    name: identifier(predicate.name),
    params: params.map((param, i) => binder(param.name, kinds[i] ?? param.sort)),
    body: formulaExpr(body, over([...params, body], model, limit, names)),
    span: startOfFile,
  });
}

/** `program P(x: Sort) { … }` */
export function showProgram({ symbol, params, body }: Program, model: Model, { limit = enough }: Extent = {}): string {
  const kinds = kindsOfParams(symbol.name, model);
  const statements = body && programText(body, over([...params, body], model, limit)).statements;
  return declared({
    kind: 'program',
    name: identifier(symbol.name),
    params: params.map((param, i) => binder(param.name, kinds[i] ?? param.sort)),
    ...(statements && { body: statements }),
    span: startOfFile,
  });
}

/** What a theorem says, without its proof. */
export function showTheorem(
  theorem: TheoremDecl,
  vocabulary: Vocabulary,
  { limit = enough, names }: Extent = {},
): string {
  const { role, name, params, guards, assumptions, conclusion, expected } = theorem;
  const within = over([...params, ...assumptions.map((a) => a.formula), conclusion], vocabulary, limit, names);
  const kindOf = (param: Variable): string | undefined =>
    guards.flatMap((guard) => (guard.kind === 'atom' && guard.args[0] === param ? [guard.predicate.name] : []))[0];
  return declared({
    kind: role,
    name: identifier(name),
    params: params.map((param): Binder => binder(param.name, kindOf(param) ?? param.sort)),
    assumptions: assumptions.map((assumption) => ({
      ...(assumption.name !== undefined && { name: identifier(assumption.name) }),
      formula: formulaExpr(assumption.formula, within),
      span: startOfFile,
    })),
    premises: [],
    conclusion: formulaExpr(conclusion, within),
    ...(expected !== 'proved' && { expected }),
    span: startOfFile,
  });
}

/** An axiom, with what it means and where it comes from. */
export function showAxiom(
  { name, means, source, formula }: AxiomDecl,
  vocabulary: Vocabulary,
  { limit = enough }: Extent = {},
): string {
  const shown = formulaExpr(formula, over([formula], vocabulary, limit));
  return declared({ kind: 'axiom', name: identifier(name), means, source, formula: shown, span: startOfFile });
}

/** What a chain stands for: its programs, its sequence and its three definitions, as declarations. */
export function showChain(chain: ChainDecl, model: Model, extent: Extent = {}): string {
  const { machine, stages, registers, name, kind } = chain;
  const programs = stages.flatMap(({ program }) => {
    const known = model.theory.program(program);
    return known === undefined ? [] : [showProgram(known, model, extent)];
  });
  const { sequences } = namesOfChain(
    name,
    registers.map((register) => register.name),
  );
  const wholes = registers.map(({ sequence }, i) =>
    declared({
      kind: 'define',
      name: identifier(sequences[i] as string),
      params: [binder(machine.name, kind.name)],
      result: identifier('Term'),
      body: termExpr(sequence, over([sequence], model, extent.limit ?? enough)),
      span: startOfFile,
    }),
  );
  const definitions = definitionsOfChain(chain).map((definition) => showDefinition(definition, model, extent));
  return [...programs, ...wholes, ...definitions].join('\n\n');
}

const kindsOfParams = (name: string, { signature }: Vocabulary): readonly (string | undefined)[] =>
  signature.paramKinds.get(name) ?? [];

const declared = (declaration: Declaration): string => printDeclaration(declaration).trimEnd();

/** Showing what speaks of these, whose free variables keep their names. */
function over(
  parts: readonly { readonly free: readonly Variable[] }[],
  vocabulary: Vocabulary,
  limit: number,
  names = false,
): Showing {
  return showing(
    parts.flatMap(({ free }) => free.map((v) => v.name)),
    limit,
    vocabulary,
    names,
  );
}
