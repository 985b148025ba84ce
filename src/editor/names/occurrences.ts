import { covering, type Span } from '../../diagnostics/index.js';
import type { Ast } from '../../language/index.js';
import type { Kind, Meaning, Named, Names, Occurrence, SortOf, Space } from './meaning.js';

/** What is in scope, the innermost first. */
interface Scope {
  readonly meaning: Meaning;
  readonly outer: Scope | undefined;
}

interface Here {
  readonly declaration: Ast.Declaration;
  readonly variables: Scope | undefined;
  readonly facts: Scope | undefined;
  /** How far what is bound here may be spoken of. */
  readonly extent: Span;
}

const find = (scope: Scope | undefined, name: string): Meaning | undefined => {
  for (let at = scope; at !== undefined; at = at.outer) if (at.meaning.name === name) return at.meaning;
  return undefined;
};

/**
 * All names in a file, with what they mean, in the order of the text. It follows the scopes of docs/language.md on the tree as far as that could be read, and what has no
 * meaning is left out. That it agrees with the language's own reading is what renaming shows: test/editor/rename.test.ts.
 */
export function occurrencesIn(
  file: string,
  declarations: readonly Ast.Declaration[],
  names: Names,
  sortOf: SortOf,
): readonly Occurrence[] {
  const walker = new Walker(file, names, sortOf);
  for (const declaration of declarations) walker.declaration(declaration);
  const once = new Map(walker.found.map((each) => [each.span.start.offset, each]));
  return [...once.values()].sort((a, b) => a.span.start.offset - b.span.start.offset);
}

class Walker {
  readonly found: Occurrence[] = [];
  readonly #file: string;
  readonly #names: Names;
  readonly #sortOf: SortOf;

  constructor(file: string, names: Names, sortOf: SortOf) {
    this.#file = file;
    this.#names = names;
    this.#sortOf = sortOf;
  }

  declaration(declaration: Ast.Declaration): void {
    const here: Here = { declaration, variables: undefined, facts: undefined, extent: declaration.span };
    switch (declaration.kind) {
      case 'import':
        return;
      case 'sort':
        for (const name of declaration.names) this.#global('sorts', name);
        return;
      case 'constructor':
      case 'function':
      case 'event':
      case 'predicate':
      case 'fluent':
        this.#global('values', declaration.name);
        this.#sorts([...declaration.args, ...(declaration.result ? [declaration.result] : [])]);
        return;
      case 'action':
        this.#global('actions', declaration.name);
        this.#global('values', declaration.event);
        this.#sorts([...declaration.args, ...(declaration.result ? [declaration.result] : [])]);
        return;
      case 'constant':
        for (const name of declaration.names) this.#global('values', name);
        this.#sorts([declaration.sort]);
        return;
      case 'axiom':
        this.#global('facts', declaration.name);
        this.#expr(declaration.formula, here);
        return;
      case 'define':
        this.#global('values', declaration.name);
        this.#expr(declaration.body, this.#bind(declaration.params, here));
        if (declaration.result !== undefined) this.#sorts([declaration.result]);
        return;
      case 'program':
        this.#global('values', declaration.name);
        this.#statements(declaration.body ?? [], this.#bind(declaration.params, here));
        return;
      case 'machine':
        this.#machine(declaration, here);
        return;
      case 'chain':
        this.#chain(declaration, here);
        return;
      case 'setup':
        this.#setup(declaration, here);
        return;
      case 'platform':
        this.#platform(declaration, here);
        return;
      case 'theorem':
      case 'lemma':
        this.#theorem(declaration, here);
        return;
      default:
        declaration satisfies never;
    }
  }

  #machine({ name, self, items }: Ast.MachineDeclaration, here: Here): void {
    this.#global('values', name);
    const inside = this.#own(self, name, here);
    for (const item of items) {
      if ('program' in item) this.#expr(item.program, inside);
      else if (item.kind === 'principal') for (const each of item.names) this.#global('values', each);
      else for (const each of item.names) this.#global('locations', each, true);
    }
  }

  #chain({ name, params, register, stages }: Ast.ChainDeclaration, here: Here): void {
    const named = this.#names.values.get(`Sequence_${name.name}`);
    if (named !== undefined) this.#add(name, { meaning: named.meaning, before: '' });
    const inside = this.#bind(params, here);
    this.#expr(register, inside);
    for (const stage of stages) {
      this.#global('values', stage.name);
      if (stage.reads !== undefined) this.#expr(stage.reads, inside);
    }
  }

  #setup({ name, self, items }: Ast.SetupDeclaration, here: Here): void {
    this.#global('sorts', name);
    const inside = this.#own(self, name, here);
    for (const item of items) {
      if (item.kind === 'holds') {
        this.#expr(item.location, inside);
        this.#expr(item.value, inside);
      } else if (item.kind === 'register') this.#expr(item.register, inside);
      else this.#global('values', item.program);
    }
  }

  #platform({ params, theorems, items }: Ast.PlatformDeclaration, here: Here): void {
    for (const theorem of theorems) this.#global('facts', theorem);
    const inside = this.#bind(params, here);
    for (const { term, register } of items) {
      this.#expr(term, inside);
      if (register !== undefined) this.#expr(register, inside);
    }
  }

  #theorem(declaration: Ast.TheoremDeclaration, here: Here): void {
    const { name, params, assumptions, premises, conclusion, proof } = declaration;
    this.#global('facts', name);
    let inside = this.#bind(params, here);
    for (const { name: called, formula } of assumptions) {
      this.#expr(formula, inside);
      if (called !== undefined) inside = this.#fact(called, inside);
    }
    for (const premise of premises) this.#expr(premise, inside);
    if (conclusion !== undefined) this.#expr(conclusion, inside);
    if (proof?.kind === 'script') this.#steps(proof.steps, { ...inside, extent: proof.span });
  }

  /** A machine or setup speaks of the machine itself. */
  #own(self: Ast.Identifier, kind: Ast.Identifier, here: Here): Here {
    const meaning = this.#local('variable', self, here, kind.name);
    return { ...here, variables: { meaning, outer: here.variables } };
  }

  #local(kind: Kind, { name, span }: Ast.Identifier, { declaration, extent }: Here, sort?: string): Meaning {
    const id = `${this.#file}#${span.start.offset}`;
    const meaning: Meaning = {
      id,
      kind,
      name,
      file: this.#file,
      span,
      declaration,
      sort,
      extent: covering(span, extent),
    };
    this.found.push({ span, meaning, declares: true, before: '' });
    return meaning;
  }

  #bind(binders: readonly Ast.Binder[], here: Here): Here {
    let { variables } = here;
    for (const binder of binders) {
      if (binder.sort !== undefined) this.#sorts([binder.sort]);
      const meaning = this.#local('variable', binder, here, this.#sortOf(this.#file, binder));
      variables = { meaning, outer: variables };
    }
    return { ...here, variables };
  }

  #fact(name: Ast.Identifier, here: Here): Here {
    return { ...here, facts: { meaning: this.#local('fact', name, here), outer: here.facts } };
  }

  #steps(steps: readonly Ast.ProofStep[], start: Here): void {
    let here = start;
    for (const step of steps) {
      switch (step.kind) {
        case 'have':
          this.#expr(step.formula, here);
          this.#reason(step.by, here);
          if (step.name !== undefined) here = this.#fact(step.name, here);
          break;
        case 'obtain':
          this.#reason(step.by, here);
          here = this.#bind(step.binders, here);
          this.#expr(step.formula, here);
          if (step.name !== undefined) here = this.#fact(step.name, here);
          break;
        case 'fix':
          here = this.#bind(step.binders, here);
          break;
        case 'suppose':
          this.#expr(step.formula, here);
          // Its name may be used for what is supposed, and afterwards for what follows from it.
          if (step.name !== undefined) here = this.#fact(step.name, here);
          this.#steps(step.steps, { ...here, extent: step.span });
          break;
        case 'cases':
          this.#cases(step, here);
          break;
        case 'show':
          this.#reason(step.by, here);
      }
    }
  }

  #cases({ of, cases }: Extract<Ast.ProofStep, { kind: 'cases' }>, here: Here): void {
    const fact = of.kind === 'name' ? find(here.facts, of.name) : undefined;
    if (fact !== undefined) this.#add(of as Ast.NameExpr, { meaning: fact, before: '' });
    else this.#expr(of, here);
    for (const { name, formula, steps, span } of cases) {
      this.#expr(formula, here);
      const inside = { ...here, extent: span };
      this.#steps(steps, name === undefined ? inside : this.#fact(name, inside));
    }
  }

  #reason({ rule, args, uses }: Ast.Justification, here: Here): void {
    this.#use(rule, 'name', here);
    for (const arg of args ?? []) this.#expr(arg, here);
    for (const use of uses) {
      this.#use(use.name, use.kind, here);
      for (const arg of use.args ?? []) this.#expr(arg, here);
    }
  }

  #use(name: Ast.Identifier, kind: Ast.UseText['kind'], { facts }: Here): void {
    if (kind === 'assumptions') return;
    const local = kind === 'name' ? find(facts, name.name) : undefined;
    if (local !== undefined) this.#add(name, { meaning: local, before: '' });
    else this.#global(kind === 'definition' ? 'values' : 'facts', name);
  }

  /** `bound`: names of the branch beside, which are one with those of this one, for what comes after both. Gives what is in scope at the end. */
  #statements(statements: readonly Ast.Statement[], start: Here, bound?: Here): Here {
    let here = start;
    for (const { action, args, result, branches } of statements) {
      this.#global('actions', action);
      const wants = this.#names.actions.get(action.name)?.meaning.params ?? [];
      for (const [i, arg] of args.entries()) this.#expr(arg, here, wants[i]?.sort);
      const before = here;
      const sort = this.#names.actions.get(action.name)?.meaning.sort ?? 'Term';
      if (result !== undefined) {
        const beside = bound && find(bound.variables, result.name);
        if (beside !== undefined) this.#add(result, { meaning: beside, before: '' });
        const meaning = beside ?? this.#local('variable', result, here, sort);
        here = { ...here, variables: { meaning, outer: here.variables } };
      }
      if (branches === undefined) continue;
      here = this.#statements(branches.holds, here);
      this.#statements(branches.fails, before, here);
    }
    return here;
  }

  /** `want` is the sort that is wanted, where that is known: a name that is wanted is that of a location. */
  #expr(expr: Ast.Expr, here: Here, want?: string): void {
    switch (expr.kind) {
      case 'name':
        this.#name(expr, here, want);
        return;
      case 'apply': {
        const callee = this.#name(expr.callee, here);
        if (expr.init !== undefined) this.#expr(expr.init, here);
        for (const [i, arg] of expr.args.entries()) this.#expr(arg, here, callee?.params?.[i]?.sort);
        return;
      }
      case 'tuple':
        for (const item of expr.items) this.#expr(item, here);
        return;
      case 'set': {
        const inside = this.#bind(expr.binders, { ...here, extent: expr.span });
        for (const item of expr.items) this.#expr(item, inside);
        return;
      }
      case 'member':
        this.#expr(expr.object, here);
        this.#global('locations', expr.field);
        return;
      case 'index':
        this.#expr(expr.object, here);
        this.#expr(expr.index, here, 'Name');
        return;
      case 'hat':
        this.#expr(expr.of, here);
        return;
      case 'inverse':
        this.#expr(expr.key, here);
        return;
      case 'sealed':
        this.#name(expr.seal, here);
        this.#expr(expr.key, here);
        this.#expr(expr.body, here);
        return;
      case 'truth':
        return;
      case 'not':
        this.#expr(expr.body, here);
        return;
      case 'and':
      case 'or':
      case 'implies':
      case 'iff':
        for (const part of expr.parts) this.#expr(part, here);
        return;
      case 'comparison':
        this.#comparison(expr, here);
        return;
      case 'at':
        this.#expr(expr.body, here);
        this.#expr(expr.time, here);
        return;
      case 'on':
        this.#expr(expr.interval.from, here);
        this.#expr(expr.interval.to, here);
        this.#expr(expr.body, here);
        return;
      case 'forall':
      case 'exists':
        this.#expr(expr.body, this.#bind(expr.binders, { ...here, extent: expr.span }));
        return;
      case 'modal':
        for (const part of [expr.thread, expr.from, expr.to, expr.body]) this.#expr(part, here);
        if (expr.program.kind === 'program text')
          this.#statements(expr.program.statements, { ...here, extent: expr.program.span });
        else this.#expr(expr.program, here);
    }
  }

  #comparison({ first, rest }: Ast.Comparison, here: Here): void {
    const sides = [first, ...rest.map(({ right }) => right)];
    // Beside a variable of sort Name stands the name of a location.
    const isName = (side: Ast.Expr): boolean =>
      side.kind === 'name' && find(here.variables, side.name)?.sort === 'Name';
    const want = sides.some(isName) ? 'Name' : undefined;
    for (const side of sides) this.#expr(side, here, want);
  }

  #name(identifier: Ast.Identifier, { variables }: Here, want?: string): Meaning | undefined {
    const { name } = identifier;
    const local = find(variables, name);
    const location = want === 'Name' ? this.#names.locations.get(name) : undefined;
    const isLocal =
      local !== undefined && (location === undefined || local.sort === undefined || local.sort === 'Name');
    const named = isLocal
      ? { meaning: local, before: '' }
      : (location ?? this.#names.values.get(name) ?? this.#names.locations.get(name));
    if (named !== undefined) this.#add(identifier, named);
    return named?.meaning;
  }

  #sorts(names: readonly Ast.Identifier[]): void {
    for (const name of names) this.#global('sorts', name);
  }

  #global(space: Space, name: Ast.Identifier, isLocation = false): void {
    const named = this.#names[space].get(name.name);
    if (named !== undefined) this.#add(name, named, isLocation);
  }

  #add({ span }: Ast.Identifier, { meaning, before }: Named, isLocation = false): void {
    const declares = isLocation || (meaning.file === this.#file && meaning.span.start.offset === span.start.offset);
    this.found.push({ span, meaning, declares, before });
  }
}
