import type { Formula } from '../../kernel/index.js';
import type { Binder, Expr, Identifier, Justification, ProofCase, ProofStep, ProofText } from '../ast.js';
import type { Case, Proof, Reason, Rule, Step } from '../model.js';
import { bindFree, variablesOf, warnUnused } from './binders.js';
import { type Local, lookup, type Reading, report, type Scope } from './context.js';
import { type Fact, type Facts, findFact, outermostSorts, reportUnknown, useOf } from './facts.js';
import { formulaOf, guarded, guardsOf } from './formulas.js';
import { learnSortsOfProof } from './infer.js';
import { sourceText } from './source-text.js';
import type { Statement } from './theorems.js';

/** What is in scope at a step. */
interface Here {
  readonly reading: Reading;
  readonly scope: Scope | undefined;
  readonly facts: Facts | undefined;
  readonly depth: 0;
}

/** What must come of a list of steps: the goal; or any fact, for what is supposed. */
type Purpose = 'goal' | 'fact';

/** Steps as far as they can be read, and what is in scope after each. */
interface Steps {
  readonly steps: readonly Step[] | undefined;
}

/** A theorem's proof; undefined where a step cannot be read. */
export function readProof(proof: ProofText | undefined, statement: Statement, reading: Reading): Proof | undefined {
  if (proof === undefined) return { kind: 'none' };
  if (proof.kind === 'auto') return { kind: 'auto', span: proof.span };
  learnSortsOfProof(reading, statement.scope, proof.steps);
  let facts: Facts | undefined;
  for (const { name, formula, span } of statement.assumptions) {
    if (name === undefined) continue;
    facts = {
      fact: { name, kind: 'assumption', span, broken: false, sorts: outermostSorts(formula), used: true },
      outer: facts,
    };
  }
  const { steps } = readSteps(proof.steps, 'goal', { reading, scope: statement.scope, facts, depth: 0 }, proof.span);
  return steps && { kind: 'script', steps, span: proof.span };
}

function readSteps(texts: readonly ProofStep[], purpose: Purpose, start: Here, around: ProofText['span']): Steps {
  const { reading } = start;
  let here = start;
  const steps: (Step | undefined)[] = [];
  const named: Fact[] = [];
  const bound: Local[] = [];
  for (const text of texts) {
    const { step, fact, scope } = readStep(text, here);
    steps.push(step);
    for (let at = scope; at !== here.scope && at !== undefined; at = at.outer) bound.push(at.local);
    if (fact !== undefined) named.push(fact);
    here = { ...here, scope, facts: fact === undefined ? here.facts : { fact, outer: here.facts } };
  }
  checkEnd(texts, purpose, around, reading);
  const last = purpose === 'fact' ? named.at(-1) : undefined;
  for (const { name, span } of named.filter((fact) => !fact.used && fact !== last)) {
    report(reading, 'LS2-0905', `the step \`${name}\` is never used`, span);
  }
  warnUnused(bound, reading, 'LS2-0901', 'variable');
  const known = steps.flatMap((step) => step ?? []);
  return { steps: known.length === steps.length ? known : undefined };
}

/** A list of steps ends where its goal is proved, and not before. */
function checkEnd(texts: readonly ProofStep[], purpose: Purpose, around: ProofText['span'], reading: Reading): void {
  const ends = (step: ProofStep): boolean => step.kind === 'show' || step.kind === 'cases';
  const early = texts.findIndex((step, i) => ends(step) && i < texts.length - 1);
  const next = texts[early + 1];
  if (early >= 0 && next !== undefined) {
    report(reading, 'LS2-0605', 'the goal is proved before this step', next.span, {
      related: [{ message: 'it is proved here', file: reading.file.path, span: texts[early]?.span ?? next.span }],
    });
  }
  const last = texts.at(-1);
  const ended = last !== undefined && (ends(last) || (purpose === 'fact' && last.kind === 'have'));
  if (!ended && early < 0) {
    const message =
      purpose === 'goal' ? 'the goal is not proved at the end' : 'nothing is proved at the end of what is supposed';
    report(reading, 'LS2-0604', message, last?.span ?? around);
  }
}

interface ReadStep {
  readonly step: Step | undefined;
  /** What is known afterwards, under a name. */
  readonly fact: Fact | undefined;
  readonly scope: Scope | undefined;
}

function readStep(text: ProofStep, here: Here): ReadStep {
  const { reading, scope } = here;
  const { span } = text;
  switch (text.kind) {
    case 'have': {
      const formula = formulaOf(text.formula, here);
      const by = reasonOf(text.by, here);
      const fact = factOf(text.name, formula, here);
      const step: Step | undefined = formula &&
        by && { kind: 'have', ...nameOf(text.name), formula, by, ...written(text.formula, span, reading) };
      return { step, fact, scope };
    }
    case 'obtain': {
      const by = reasonOf(text.by, here);
      const { variables, guards, inner } = bindNew(text.binders, here);
      const body = formulaOf(text.formula, { ...here, scope: inner });
      const formula = body && guarded('exists', guards, body);
      const fact = factOf(text.name, formula, here);
      const step: Step | undefined = formula &&
        by &&
        variables && {
          kind: 'obtain',
          ...nameOf(text.name),
          variables,
          formula,
          by,
          ...written(text.formula, span, reading),
        };
      return { step, fact, scope: inner };
    }
    case 'fix': {
      const { variables, guards, inner } = bindNew(text.binders, here);
      const step: Step | undefined = variables && {
        kind: 'fix',
        variables,
        guards,
        text: sourceText(reading.file, span),
        span,
      };
      return { step, fact: undefined, scope: inner };
    }
    case 'suppose': {
      const formula = formulaOf(text.formula, here);
      const inside = factOf(text.name, formula, here);
      const facts = inside === undefined ? here.facts : { fact: inside, outer: here.facts };
      const { steps } = readSteps(text.steps, 'fact', { ...here, facts }, span);
      // Its name may be used for either: inside for what is supposed, afterwards for what follows from it.
      const fact = inside && { ...inside, broken: inside.broken || steps === undefined, sorts: [] };
      const step: Step | undefined = formula &&
        steps && { kind: 'suppose', ...nameOf(text.name), formula, steps, ...written(text.formula, span, reading) };
      return { step, fact, scope };
    }
    case 'cases':
      return { step: casesOf(text, here), fact: undefined, scope };
    case 'show': {
      const by = reasonOf(text.by, here);
      return { step: by && { kind: 'show', by, text: '', span }, fact: undefined, scope };
    }
  }
}

const nameOf = (name: Identifier | undefined): { readonly name?: string } =>
  name === undefined ? {} : { name: name.name };

const written = (
  expr: Expr,
  span: ProofStep['span'],
  { file }: Reading,
): { readonly text: string; readonly span: ProofStep['span'] } => ({
  text: sourceText(file, expr.span),
  span,
});

/** A named fact, whose name is new. */
function factOf(
  name: Identifier | undefined,
  formula: Formula | undefined,
  { reading, facts }: Here,
): Fact | undefined {
  if (name === undefined) return undefined;
  const before = findFact(facts, name.name);
  if (before !== undefined) {
    const related = [{ message: 'given first here', file: reading.file.path, span: before.span }];
    report(reading, 'LS2-0603', `\`${name.name}\` is in use already`, name.span, { related });
  }
  const sorts = formula === undefined ? [] : outermostSorts(formula);
  return { name: name.name, kind: 'step', span: name.span, broken: formula === undefined, sorts, used: false };
}

/** Variables whose names are new. */
function bindNew(binders: readonly Binder[], { reading, scope }: Here) {
  for (const { name, span } of binders) {
    const before = lookup(scope, name);
    if (before === undefined) continue;
    const related = [{ message: 'given first here', file: reading.file.path, span: before.span }];
    report(reading, 'LS2-0603', `\`${name}\` is in use already`, span, { related });
  }
  const { scope: inner, locals } = bindFree(binders, scope, reading);
  return { variables: variablesOf(locals), guards: guardsOf(locals, 0), inner };
}

function casesOf(text: Extract<ProofStep, { kind: 'cases' }>, here: Here): Step | undefined {
  const { reading } = here;
  const known = text.of.kind === 'name' ? findFact(here.facts, text.of.name) : undefined;
  if (known !== undefined) known.used = true;
  const formula = known === undefined ? disjunction(text.of, here) : undefined;
  const cases = text.cases.map((one) => caseOf(one, here));
  const read = cases.flatMap((one) => one ?? []);
  const of =
    known !== undefined
      ? ({ kind: 'fact', name: known.name } as const)
      : formula && ({ kind: 'formula', formula } as const);
  if (text.cases.length === 0) report(reading, 'LS2-0604', 'there are no cases', text.span);
  if (of === undefined || read.length !== cases.length) return undefined;
  return { kind: 'cases', of, cases: read, ...written(text.of, text.span, reading) };
}

/** What is split into cases where no fact is named. A single name is the name of a fact, unless it means something else. */
function disjunction(of: Expr, here: Here): Formula | undefined {
  const { reading, scope, facts } = here;
  if (of.kind !== 'name' || lookup(scope, of.name) !== undefined || reading.world.names.has(of.name))
    return formulaOf(of, here);
  const names: string[] = [];
  for (let at = facts; at !== undefined; at = at.outer) names.push(at.fact.name);
  reportUnknown(reading, 'step or assumption', of, names);
  return undefined;
}

function caseOf({ name, formula: expr, steps: texts, span }: ProofCase, here: Here): Case | undefined {
  const formula = formulaOf(expr, here);
  const fact = factOf(name, formula, here);
  const facts = fact === undefined ? here.facts : { fact, outer: here.facts };
  const { steps } = readSteps(texts, 'goal', { ...here, facts }, span);
  if (fact !== undefined && !fact.used)
    report(here.reading, 'LS2-0905', `the case \`${fact.name}\` is never used by name`, fact.span);
  return formula && steps && { ...nameOf(name), formula, steps, ...written(expr, span, here.reading) };
}

const rules = ['z3', 'auto', 'reset', 'jump', 'latelaunch', 'honesty', 'admit'] as const;

function reasonOf({ rule, args, uses, span }: Justification, here: Here): Reason | undefined {
  const { reading, facts } = here;
  const read = uses.map((use) => useOf(use, facts, here));
  const known = read.flatMap((use) => use ?? []);
  const ruleRead = ruleOf(rule, args, here);
  if (ruleRead === undefined || known.length !== read.length) return undefined;
  return { rule: ruleRead, uses: known, text: sourceText(reading.file, span), span };
}

/** A rule by its name; what is applied to arguments, or has another name, is a fact. */
function ruleOf(rule: Identifier, args: readonly Expr[] | undefined, here: Here): Rule | undefined {
  const kind = rules.find((name) => name === rule.name);
  if (kind !== undefined && args === undefined) return { kind };
  const fact = useOf({ kind: 'name', name: rule, ...(args && { args }), span: rule.span }, here.facts, here);
  return fact && { kind: 'apply', fact };
}
