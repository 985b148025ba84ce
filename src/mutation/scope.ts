import type { Expr } from '../language/ast.js';
import type { Item, Kind, Vocabulary } from './vocabulary.js';

/** A variable, with its sort where that is known. */
export interface Local {
  readonly name: string;
  readonly sort: string | undefined;
  /** Whether it is a parameter of the declaration. */
  readonly param: boolean;
}

/** What is known at a place of a text. */
export interface Scope {
  readonly vocabulary: Vocabulary;
  /** Outermost first. */
  readonly variables: readonly Local[];
  /** The kinds of machine to which the file that is changed can add something. */
  readonly ownKinds: ReadonlySet<string>;
  /** A register that is spoken of around the place. */
  readonly register?: Expr | undefined;
}

/** Something new on a kind of machine, for a change that needs it. */
export interface Addition {
  readonly kind: string;
  readonly item: Item;
  readonly name: string;
}

export const within = (scope: Scope, locals: readonly Local[]): Scope => ({
  ...scope,
  variables: [...scope.variables, ...locals],
});

const sortOf = (name: string, { variables }: Scope): string | undefined =>
  variables.findLast((v) => v.name === name)?.sort;

/** The kind of the machine that an expression is, if it is a variable of one. */
export function kindOf(machine: Expr | undefined, scope: Scope): Kind | undefined {
  const sort = machine?.kind === 'name' ? sortOf(machine.name, scope) : undefined;
  return sort === undefined ? undefined : scope.vocabulary.kinds.get(sort);
}

/** The other variables of the same sort. */
export function othersOf(name: string, scope: Scope): readonly string[] {
  const sort = sortOf(name, scope);
  if (sort === undefined) return [];
  return scope.variables.filter((v) => v.sort === sort && v.name !== name).map((v) => v.name);
}

/** The variables of a sort, outermost first. */
export const variablesOf = (sort: string, { variables }: Scope): readonly string[] =>
  variables.filter((v) => v.sort === sort).map((v) => v.name);

/** A name like this one that the kind of machine does not have yet, if something can be added to it here. */
export function addition(kind: Kind, item: Item, like: string, { ownKinds, vocabulary }: Scope): Addition | undefined {
  if (!ownKinds.has(kind.name)) return undefined;
  const { programs, terms, formulas, kinds } = vocabulary;
  const taken = new Set([
    ...[...programs, ...terms, ...formulas].map(({ name }) => name),
    ...[...kinds.values()].flatMap((each) => [...each.memory, ...each.pcr, ...each.dpcr, ...each.principal]),
  ]);
  let name = `${like}'`;
  while (taken.has(name)) name += "'";
  return { kind: kind.name, item, name };
}
