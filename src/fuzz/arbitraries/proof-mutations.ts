import fc from 'fast-check';
import type { Ast } from '../../language/index.js';

/** A syntax tree, or a part of one: what it holds is looked for by its form, so that a mutation reaches every place that has that form. */
type Tree = unknown;
type Way = readonly (string | number)[];

/** One change of a proof. Places are taken modulo what there is. */
export interface Change {
  readonly kind:
    | 'drop'
    | 'double'
    | 'swap'
    | 'formula'
    | 'negate'
    | 'term'
    | 'rule'
    | 'unuse'
    | 'use'
    | 'arguments'
    | 'rename'
    | 'auto';
  readonly at: number;
  readonly to: number;
}

const kinds = [
  'drop',
  'double',
  'swap',
  'formula',
  'negate',
  'term',
  'rule',
  'unuse',
  'use',
  'arguments',
  'rename',
] as const;

export const changes: fc.Arbitrary<readonly Change[]> = fc.array(
  fc.record({
    kind: fc.oneof(
      { weight: 30, arbitrary: fc.constantFrom<Change['kind']>(...kinds) },
      { weight: 1, arbitrary: fc.constant<Change['kind']>('auto') },
    ),
    at: fc.nat(),
    to: fc.nat(),
  }),
  { minLength: 1, maxLength: 4 },
);

/** What a change can put in: from the same file, and from what every proof may say. */
export interface Pool {
  readonly expressions: readonly Ast.Expr[];
  readonly uses: readonly Ast.UseText[];
  readonly rules: readonly string[];
}

const span = { start: { offset: 0, line: 1, column: 1 }, end: { offset: 0, line: 1, column: 1 } };
const truth = (value: boolean): Ast.Expr => ({ kind: 'truth', value, span });
export const falsehood: Ast.Expr = truth(false);
export const negated = (body: Ast.Expr): Ast.Expr => ({ kind: 'not', body, span });

export function poolOf(declarations: readonly Ast.Declaration[]): Pool {
  const theorems = declarations.flatMap((d) => (d.kind === 'theorem' || d.kind === 'lemma' ? [d.name.name] : []));
  const uses = found(declarations, isUse).map(({ value }) => value as Ast.UseText);
  return {
    expressions: [truth(true), falsehood, ...found(declarations, isExpression).map(({ value }) => value as Ast.Expr)],
    uses,
    rules: [
      'z3',
      'auto',
      'reset',
      'jump',
      'latelaunch',
      'honesty',
      'admit',
      ...theorems,
      ...uses.map(({ name }) => name.name),
    ],
  };
}

/** The theorem with another proof: what it states is untouched. */
export function withChanges(
  theorem: Ast.TheoremDeclaration,
  list: readonly Change[],
  pool: Pool,
): Ast.TheoremDeclaration {
  const proof = list.reduce<Tree>((tree, change) => changed(tree, change, pool), theorem.proof);
  return { ...theorem, proof: proof as Ast.ProofText };
}

function changed(proof: Tree, { kind, at, to }: Change, pool: Pool): Tree {
  const other = pool.expressions[to % pool.expressions.length] ?? falsehood;
  switch (kind) {
    case 'drop':
      return inList(proof, 'steps', at, (steps, i) => steps.toSpliced(i, 1));
    case 'double':
      return inList(proof, 'steps', at, (steps, i) => steps.toSpliced(i, 0, steps[i]));
    case 'swap':
      return inList(proof, 'steps', at, (steps, i) => {
        const j = to % steps.length;
        return steps.with(i, steps[j]).with(j, steps[i]);
      });
    case 'formula':
      return atOne(
        proof,
        (value, way) => isExpression(value, way) && way.at(-1) === 'formula',
        at,
        () => other,
      );
    case 'negate':
      return atOne(
        proof,
        (value, way) => isExpression(value, way) && way.at(-1) === 'formula',
        at,
        (body) => negated(body as Ast.Expr),
      );
    case 'term':
      return atOne(proof, isExpression, at, () => other);
    case 'rule':
      return atOne(proof, isReason, at, (reason) => ({
        ...(reason as object),
        rule: { name: pool.rules[to % pool.rules.length], span },
      }));
    case 'unuse':
      return inList(proof, 'uses', at, (uses, i) => uses.toSpliced(i, 1));
    case 'use':
      return atOne(proof, isReason, at, (reason) => {
        const { uses } = reason as Ast.Justification;
        const added = pool.uses[to % pool.uses.length];
        return added === undefined ? reason : { ...(reason as object), uses: [...uses, added] };
      });
    case 'arguments':
      return inList(proof, 'args', at, (args, i) =>
        args.with(i, to % 2 === 0 ? (args[to % args.length] ?? other) : other),
      );
    case 'rename':
      return atOne(
        proof,
        (value, way) => isNamed(value) && way.at(-1) === 'name',
        at,
        (name) => {
          const names = found(proof, (value, way) => isNamed(value) && way.at(-1) === 'name').map(({ value }) => value);
          return names[to % names.length] ?? name;
        },
      );
    case 'auto':
      return { kind: 'auto', span };
  }
}

const isObject = (value: Tree): value is Readonly<Record<string, Tree>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isNamed = (value: Tree): boolean =>
  isObject(value) && typeof value['name'] === 'string' && value['kind'] === undefined;
const isReason = (value: Tree): boolean => isObject(value) && 'rule' in value && 'uses' in value;
const isUse = (value: Tree, way: Way): boolean => isObject(value) && way.at(-2) === 'uses';

const expressionKinds = new Set([
  ...[
    'name',
    'apply',
    'tuple',
    'member',
    'index',
    'hat',
    'inverse',
    'sealed',
    'set',
    'truth',
    'not',
    'and',
    'or',
    'implies',
    'iff',
  ],
  ...['comparison', 'at', 'on', 'forall', 'exists', 'modal'],
]);
const isExpression = (value: Tree, way: Way): boolean =>
  isObject(value) && typeof value['kind'] === 'string' && expressionKinds.has(value['kind']) && way.at(-2) !== 'uses';

/** Everything in the tree that is wanted, with the way to it. */
function found(
  tree: Tree,
  wanted: (value: Tree, way: Way) => boolean,
  way: Way = [],
): readonly { readonly value: Tree; readonly way: Way }[] {
  const here = wanted(tree, way) ? [{ value: tree, way }] : [];
  if (Array.isArray(tree)) return [...here, ...tree.flatMap((part, i) => found(part, wanted, [...way, i]))];
  if (!isObject(tree)) return here;
  return [
    ...here,
    ...Object.entries(tree).flatMap(([key, part]) => (key === 'span' ? [] : found(part, wanted, [...way, key]))),
  ];
}

/** Changes one of the places that are wanted; the tree as it is where there is none. */
function atOne(
  tree: Tree,
  wanted: (value: Tree, way: Way) => boolean,
  at: number,
  change: (value: Tree) => Tree,
): Tree {
  const places = found(tree, wanted);
  const place = places[at % Math.max(1, places.length)];
  return place === undefined ? tree : put(tree, place.way, change(place.value));
}

/** Changes one of the lists of that name that are not empty, at one of its places. */
const inList = (
  tree: Tree,
  name: string,
  at: number,
  change: (list: readonly Tree[], i: number) => readonly Tree[],
): Tree =>
  atOne(
    tree,
    (value, way) => way.at(-1) === name && Array.isArray(value) && value.length > 0,
    at,
    (list) => change(list as readonly Tree[], Math.floor(at / 7) % (list as readonly Tree[]).length),
  );

function put(tree: Tree, [key, ...rest]: Way, value: Tree): Tree {
  if (key === undefined) return value;
  if (Array.isArray(tree)) return tree.with(key as number, put(tree[key as number], rest, value));
  return isObject(tree) ? { ...tree, [key]: put(tree[key], rest, value) } : tree;
}
