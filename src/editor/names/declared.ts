import { match } from 'ts-pattern';
import { chainNames } from '../../language/chain-names.js';
import type { Ast } from '../../language/index.js';
import type { Kind, Meaning, Named, Parameter, SortOf, Space } from './meaning.js';

/** A name that a file gives a meaning to. */
export interface Entry extends Named {
  readonly space: Space;
  readonly name: string;
}

/** The names that a file's declarations give a meaning to, for the file and those that import it. */
export function declaredIn(file: string, declarations: readonly Ast.Declaration[], sortOf: SortOf): readonly Entry[] {
  return declarations.flatMap((declaration) => entriesOf(file, declaration, sortOf));
}

function entriesOf(file: string, declaration: Ast.Declaration, sortOf: SortOf): readonly Entry[] {
  const meaning = (kind: Kind, { name, span }: Ast.Identifier, more: Partial<Meaning> = {}): Meaning => ({
    id: kind === 'location' ? `location ${name}` : `${file}#${span.start.offset}`,
    kind,
    name,
    file,
    span,
    declaration,
    ...more,
  });
  const entry = (space: Space, of: Meaning, before = ''): Entry => ({
    space,
    name: before + of.name,
    before,
    meaning: of,
  });
  const sorts = (names: readonly Ast.Identifier[]): readonly Parameter[] => names.map(({ name: sort }) => ({ sort }));
  const params = (binders: readonly Ast.Binder[]): readonly Parameter[] =>
    binders.map((binder) => ({ name: binder.name, sort: sortOf(file, binder) }));
  return match(declaration)
    .with({ kind: 'import' }, { kind: 'setup' }, { kind: 'platform' }, () => [])
    .with({ kind: 'sort' }, ({ names }) => names.map((name) => entry('sorts', meaning('sort', name))))
    .with({ kind: 'constructor' }, { kind: 'function' }, ({ name, args, result }) => [
      entry('values', meaning('function', name, { params: sorts(args), sort: result?.name })),
    ])
    .with({ kind: 'event' }, ({ name, args }) => [
      entry('values', meaning('event', name, { params: sorts(args), sort: 'Event' })),
    ])
    .with({ kind: 'predicate' }, { kind: 'fluent' }, ({ name, args }) => [
      entry('values', meaning('predicate', name, { params: sorts(args) })),
    ])
    .with({ kind: 'action' }, ({ name, args, result, event }) => [
      entry('actions', meaning('action', name, { params: sorts(args), sort: result?.name })),
      entry('values', meaning('event', event, { params: [{ sort: 'Thread' }, ...sorts(args)], sort: 'Event' })),
    ])
    .with({ kind: 'constant' }, ({ names, sort }) =>
      names.map((name) => entry('values', meaning('constant', name, { sort: sort.name }))),
    )
    .with({ kind: 'machine' }, ({ name, items }) => {
      const kind = meaning('machine', name, { params: [{ sort: 'Machine' }] });
      const own = items.flatMap((item) => {
        if (!('names' in item)) return [];
        return item.names.map((each) =>
          item.kind === 'principal'
            ? entry('values', meaning('principal', each, { params: [{ sort: name.name }], sort: 'Key' }))
            : entry('locations', meaning('location', each, { sort: 'Name' })),
        );
      });
      return [entry('values', kind), entry('sorts', kind), ...own];
    })
    .with({ kind: 'program' }, ({ name, params: binders }) => [
      entry('values', meaning('program', name, { params: params(binders), sort: 'Program' })),
    ])
    .with({ kind: 'define' }, ({ name, params: binders, result }) => [
      entry('values', meaning('definition', name, { params: params(binders), sort: result?.name })),
    ])
    .with({ kind: 'axiom' }, ({ name, formula }) => {
      const binders = formula?.kind === 'forall' ? formula.binders : [];
      return [entry('facts', meaning('axiom', name, { params: params(binders) }))];
    })
    .with({ kind: 'theorem' }, { kind: 'lemma' }, ({ name, params: binders }) => [
      entry('facts', meaning('theorem', name, { params: params(binders) })),
    ])
    .with({ kind: 'chain' }, (chain) => {
      const own = params(chain.params);
      const of = (sort: string | undefined, more: readonly Parameter[] = []) =>
        meaning('chain', chain.name, { params: [...own, ...more], sort });
      const [sequence, ...formulas] = chainNames('');
      const stages = chain.stages.map(({ name }) =>
        entry('values', meaning('program', name, { params: own, sort: 'Program' })),
      );
      return [
        entry('values', of('Term'), sequence),
        ...formulas.map((before) =>
          entry('values', of(undefined, before.startsWith('Measured') ? [{ name: 't', sort: 'Time' }] : []), before),
        ),
        ...stages,
      ];
    })
    .exhaustive();
}
