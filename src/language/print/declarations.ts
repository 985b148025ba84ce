import type {
  AxiomDeclaration,
  ChainDeclaration,
  Declaration,
  DefineDeclaration,
  Expr,
  Identifier,
  Justification,
  MachineItem,
  Measure,
  PlatformItem,
  ProofCase,
  ProofStep,
  SetupItem,
  SourceFile,
  SymbolDeclaration,
  TheoremDeclaration,
  UseText,
} from '../ast.js';
import { block } from './block.js';
import { type Doc, fill, group, hardline, indent, join, line } from './doc.js';
import { bindersText, expressionDoc, paramsText, statementDoc } from './expressions.js';
import { commented, type Layout, stacked } from './layout.js';

/** A whole file as a document. */
export function fileDoc(file: SourceFile, layout: Layout): Doc {
  const declarations = file.declarations;
  const body = layout.fromText
    ? stacked(declarations, (declaration) => declarationDoc(declaration, layout), layout)
    : declarations.map((declaration, i) => [i === 0 ? '' : [hardline, hardline], declarationDoc(declaration, layout)]);
  return declarations.length === 0 ? commented(file, '', layout) : [body, hardline];
}

export function declarationDoc(declaration: Declaration, layout: Layout): Doc {
  const { doc } = declaration;
  const lines =
    doc === undefined || layout.fromText
      ? []
      : doc.split('\n').map((text) => [text === '' ? '///' : `/// ${text}`, hardline]);
  return [lines, body(declaration, layout)];
}

function body(d: Declaration, layout: Layout): Doc {
  switch (d.kind) {
    case 'import':
      return `import ${quoted(d.path)}`;
    case 'sort':
      return ['sort ', names(d.names, layout)];
    case 'constant':
      return ['constant ', names(d.names, layout), `: ${d.sort.name}`];
    case 'constructor':
    case 'function':
    case 'event':
    case 'predicate':
    case 'fluent':
      return symbol(d);
    case 'action':
      return [
        `action ${d.name.name}`,
        sorts(d.args),
        d.result === undefined ? '' : `: ${d.result.name}`,
        ` event ${d.event.name}`,
      ];
    case 'axiom':
      return axiom(d, layout);
    case 'define':
      return define(d, layout);
    case 'machine': {
      const item = (machineItem: MachineItem): Doc => itemDoc(machineItem, layout);
      return [
        `${d.virtual ? 'virtual ' : ''}machine ${d.name.name}(${d.self.name}) `,
        block(d.name, d.items, item, layout),
      ];
    }
    case 'program': {
      const head = `program ${d.name.name}${paramsText(d.params)} `;
      if (d.body === undefined) return `${head}{ … }`;
      return [head, block(d.name, d.body, (statement) => statementDoc(statement, layout), layout)];
    }
    case 'chain':
      return chain(d, layout);
    case 'setup': {
      const item = (setupItem: SetupItem): Doc => setupItemDoc(setupItem, layout);
      return [`setup ${d.name.name}(${d.self.name}) `, block(d.name, d.items, item, layout)];
    }
    case 'platform': {
      const item = (platformItem: PlatformItem): Doc => platformItemDoc(platformItem, layout);
      const head = `platform ${d.name.name}${paramsText(d.params)} concludes `;
      const theorems = d.theorems.map((each) => each.name).join(', ');
      return [head, `${theorems} `, block(d.theorems.at(-1) ?? d.name, d.items, item, layout)];
    }
    case 'theorem':
    case 'lemma':
      return theorem(d, layout);
  }
}

const quoted = (text: string): string => `"${text.replaceAll(/["\\]/g, '\\$&')}"`;

const sorts = (args: readonly Identifier[]): string =>
  args.length === 0 ? '' : `(${args.map((arg) => arg.name).join(', ')})`;

function names(list: readonly Identifier[], layout: Layout): Doc {
  return indent(fill(list.map((name) => commented(name, name.name, layout))));
}

function symbol(d: SymbolDeclaration): Doc {
  const result = d.result === undefined ? '' : `: ${d.result.name}`;
  return `${d.kind} ${d.name.name}${sorts(d.args)}${result}${d.secret ? ' secret' : ''}`;
}

function axiom(d: AxiomDeclaration, layout: Layout): Doc {
  const told: Doc[] = [];
  if (d.means !== undefined) told.push(hardline, `means ${quoted(d.means)}`);
  if (d.source !== undefined) told.push(hardline, `source ${quoted(d.source)}`);
  return [`axiom ${d.name.name}`, indent(told, ' :', hardline, expressionDoc(d.formula, layout))];
}

function define(d: DefineDeclaration, layout: Layout): Doc {
  const result = d.result === undefined ? '' : `: ${d.result.name}`;
  return group(`define ${d.name.name}${paramsText(d.params)}${result} ≡`, indent(line, expressionDoc(d.body, layout)));
}

function itemDoc(item: MachineItem, layout: Layout): Doc {
  if ('program' in item) return [`on ${item.kind} run `, postfix(item.program, layout)];
  return [`${item.kind} `, names(item.names, layout)];
}

function setupItemDoc(item: SetupItem, layout: Layout): Doc {
  switch (item.kind) {
    case 'holds':
      return group(postfix(item.location, layout), ' holds ', indent(expressionDoc(item.value, layout)));
    case 'register':
      return [postfix(item.register, layout), ` is PCR ${item.index}`];
    case 'image':
      return `image ${item.program.name} ${quoted(item.file)}`;
  }
}

function platformItemDoc({ term, register, references }: PlatformItem, layout: Layout): Doc {
  const on = register === undefined ? '' : [' on ', postfix(register, layout)];
  const good = references.map(({ word, text }) => (text === undefined ? word.name : `${word.name} ${quoted(text)}`));
  // What is too long goes to the next line whole: a digest has no place to break.
  return [group(postfix(term, layout), on), ' is', group(indent(line, join([',', line], good)))];
}

/** An expression where only names, applications and `.` may stand without brackets. */
function postfix(expr: Expr, layout: Layout): Doc {
  const plain = expr.kind === 'name' || expr.kind === 'apply' || expr.kind === 'member' || expr.kind === 'index';
  const doc = expressionDoc(expr, layout);
  return plain ? doc : ['(', doc, ')'];
}

function chain(d: ChainDeclaration, layout: Layout): Doc {
  const head = [`chain ${d.name.name}${paramsText(d.params)} on `, postfix(d.register, layout), ' '];
  const into = (register: Expr | undefined): Doc =>
    register === undefined ? [] : [' into ', postfix(register, layout)];
  const measured = (measures: readonly Measure[] = []): readonly Doc[] =>
    measures.map(({ what, as, into: register }) => [
      ' measures ',
      postfix(what, layout),
      as === undefined ? [] : [' as ', postfix(as, layout)],
      into(register),
    ]);
  const stage = ({ name, measures, reads, into: register, then }: ChainDeclaration['stages'][number]): Doc => [
    name.name,
    ...measured(measures),
    reads === undefined ? [] : [' reads ', postfix(reads, layout), into(register)],
    ...measured(then),
  ];
  return [head, block(d.name, d.stages, stage, layout)];
}

function theorem(d: TheoremDeclaration, layout: Layout): Doc {
  const clauses: Doc[] = d.assumptions.map((assumption) => {
    const formula = labelled(assumption.name, assumption.formula, layout);
    return [hardline, commented(assumption, group('assume ', indent(formula)), layout)];
  });
  if (d.conclusion !== undefined)
    clauses.push(hardline, group('show ', indent(shown(d.premises, d.conclusion, layout))));
  if (d.expected !== undefined) clauses.push(hardline, `expect ${d.expected}`);
  if (d.proof?.kind === 'auto') clauses.push(hardline, commented(d.proof, 'by auto', layout));
  const script =
    d.proof?.kind === 'script'
      ? [hardline, commented(d.proof, ['proof', steps(d.proof.steps, layout), hardline, 'qed'], layout)]
      : [];
  return [`${d.kind} ${d.name.name}${paramsText(d.params)}`, indent(clauses), script];
}

function shown(premises: readonly Expr[], conclusion: Expr, layout: Layout): Doc {
  const formula = expressionDoc(conclusion, layout);
  if (premises.length === 0) return formula;
  return [
    join(
      [',', line],
      premises.map((premise) => expressionDoc(premise, layout)),
    ),
    line,
    '⊢ ',
    formula,
  ];
}

const labelled = (name: Identifier | undefined, formula: Expr, layout: Layout): Doc => [
  name === undefined ? '' : `${name.name}: `,
  expressionDoc(formula, layout),
];

const steps = (list: readonly ProofStep[], layout: Layout): Doc =>
  list.length === 0
    ? []
    : indent(
        hardline,
        stacked(list, (step) => stepDoc(step, layout), layout),
      );

function stepDoc(step: ProofStep, layout: Layout): Doc {
  switch (step.kind) {
    case 'have':
      return group('have ', indent(labelled(step.name, step.formula, layout), line, justification(step.by, layout)));
    case 'obtain': {
      const named = step.name === undefined ? '' : ` with ${step.name.name}`;
      const head = `obtain ${bindersText(step.binders)}${named}:`;
      return group(head, indent(line, expressionDoc(step.formula, layout), line, justification(step.by, layout)));
    }
    case 'fix':
      return `fix ${bindersText(step.binders)}`;
    case 'suppose':
      return [group('suppose ', indent(labelled(step.name, step.formula, layout))), braces(steps(step.steps, layout))];
    case 'cases':
      return [
        group('cases ', indent(expressionDoc(step.of, layout))),
        braces(indent(hardline, cases(step.cases, layout))),
      ];
    case 'show':
      return group('show ', justification(step.by, layout));
  }
}

const braces = (body: Doc): Doc => [' {', body, hardline, '}'];

function cases(list: readonly ProofCase[], layout: Layout): Doc {
  const print = (item: ProofCase): Doc => [
    group('case ', indent(labelled(item.name, item.formula, layout))),
    braces(steps(item.steps, layout)),
  ];
  return stacked(list, print, layout);
}

function justification(by: Justification, layout: Layout): Doc {
  const uses = by.uses.map((use) => commented(use, useDoc(use, layout), layout));
  const using = uses.length === 0 ? '' : [' using ', indent(fill(uses))];
  return commented(by, ['by ', by.rule.name, args(by.args, layout), using], layout);
}

const useDoc = (use: UseText, layout: Layout): Doc => {
  const prefix = use.kind === 'name' || use.kind === 'assumptions' ? '' : `${use.kind} `;
  return [prefix, use.name.name, args(use.args, layout)];
};

const args = (list: readonly Expr[] | undefined, layout: Layout): Doc =>
  list === undefined ? '' : ['(', indent(fill(list.map((arg) => expressionDoc(arg, layout)))), ')'];
