import type { Binder, Declaration, MachineDeclaration } from '../language/ast.js';

/** What is applied to arguments of these sorts, as far as they are written. */
export interface Callable {
  readonly name: string;
  readonly params: readonly (string | undefined)[];
}

/** A program; `open` where its code is not given. */
export interface ProgramName extends Callable {
  readonly open: boolean;
}

/** What can be added to a kind of machine. */
export type Item = 'memory' | 'pcr' | 'dpcr' | 'principal';

/** A kind of machine and what it has, in order. */
export interface Kind extends Readonly<Record<Item, readonly string[]>> {
  readonly name: string;
}

/** What the declarations of a model offer to put in the place of something else, in the order in which they stand. */
export interface Vocabulary {
  readonly kinds: ReadonlyMap<string, Kind>;
  readonly programs: readonly ProgramName[];
  /** The definitions of terms, and those of formulas. */
  readonly terms: readonly Callable[];
  readonly formulas: readonly Callable[];
}

export function vocabularyOf(declarations: readonly Declaration[]): Vocabulary {
  const definitions = declarations.flatMap((d) => (d.kind === 'define' ? [d] : []));
  const callable = ({ name, params }: (typeof definitions)[number]): Callable => ({
    name: name.name,
    params: sortsOf(params),
  });
  return {
    kinds: new Map(declarations.flatMap((d) => (d.kind === 'machine' ? [[d.name.name, kindOf(d)]] : []))),
    programs: declarations.flatMap((d) =>
      d.kind === 'program' ? [{ name: d.name.name, params: sortsOf(d.params), open: d.body === undefined }] : [],
    ),
    terms: definitions.filter(({ result }) => result !== undefined).map(callable),
    formulas: definitions.filter(({ result }) => result === undefined).map(callable),
  };
}

const sortsOf = (params: readonly Binder[]): Callable['params'] => params.map(({ sort }) => sort?.name);

function kindOf({ name, items }: MachineDeclaration): Kind {
  const names = (kind: Item): readonly string[] =>
    items.flatMap((item) => (item.kind === kind && 'names' in item ? item.names.map((each) => each.name) : []));
  return {
    name: name.name,
    memory: names('memory'),
    pcr: names('pcr'),
    dpcr: names('dpcr'),
    principal: names('principal'),
  };
}

/** The others of a list that go by the same sorts. */
export const like = <T extends Callable>(name: string, list: readonly T[]): readonly T[] => {
  const own = list.find((each) => each.name === name);
  return own === undefined ? [] : list.filter(({ params }) => params.join() === own.params.join());
};

/** What stands next to a name in a list that goes round: the one after it, then the one before. */
export function beside(name: string, names: readonly string[]): readonly string[] {
  const at = names.indexOf(name);
  if (at < 0) return [];
  const [after, before] = [names[(at + 1) % names.length], names.at(at - 1)];
  return [...new Set([after, before])].filter((other) => other !== undefined && other !== name) as string[];
}
