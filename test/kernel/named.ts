import fc from 'fast-check';
import {
  and,
  apply,
  closeBody,
  equal,
  exists,
  type Formula,
  forall,
  implies,
  jump,
  not,
  or,
  ran,
  type Segment,
  step,
  stop,
  type Term,
  variable,
} from '../../src/kernel/index.js';
import { c, f, I, p, r, read, send, t, u } from './world.js';

/** Formulas as they are written: variables are names, and binders bind names. All variables are of the sort Term. */
export type NamedTerm = { readonly name: string } | { readonly f: NamedTerm } | 'c';
export type Named =
  | { readonly kind: 'P'; readonly of: NamedTerm }
  | { readonly kind: 'R' | '='; readonly of: NamedTerm; readonly and: NamedTerm }
  | { readonly kind: 'not'; readonly body: Named }
  | { readonly kind: 'and' | 'or'; readonly parts: readonly Named[] }
  | { readonly kind: 'implies'; readonly left: Named; readonly right: Named }
  | { readonly kind: 'forall' | 'exists'; readonly name: string; readonly body: Named }
  | { readonly kind: 'ran'; readonly steps: readonly NamedStep[]; readonly jump?: NamedTerm | undefined };
/** `name = read of`, which binds in what follows, or `send of`, which does not. */
export interface NamedStep {
  readonly action: 'read' | 'send';
  readonly of: NamedTerm;
  readonly name: string;
}

const names = ['x', 'y', 'z'];

const name = fc.constantFrom(...names);
const term: fc.Arbitrary<NamedTerm> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ name }) },
  { weight: 1, arbitrary: fc.constant('c' as const) },
  { weight: 2, arbitrary: fc.record({ f: fc.oneof(fc.record({ name }), fc.constant('c' as const)) }) },
);
const stepOf = fc.record({ action: fc.constantFrom('read' as const, 'send' as const), of: term, name });

export const aTerm = term;
export const { formula: aFormula } = fc.letrec<{ formula: Named }>((tie) => ({
  formula: fc.oneof(
    { maxDepth: 5, withCrossShrink: true },
    fc.record({ kind: fc.constant('P' as const), of: term }),
    fc.record({ kind: fc.constantFrom('R' as const, '=' as const), of: term, and: term }),
    fc.record({
      kind: fc.constant('ran' as const),
      steps: fc.array(stepOf, { maxLength: 4 }),
      jump: fc.option(term, { nil: undefined }),
    }),
    fc.record({ kind: fc.constant('not' as const), body: tie('formula') }),
    fc.record({
      kind: fc.constantFrom('and' as const, 'or' as const),
      parts: fc.array(tie('formula'), { maxLength: 3 }),
    }),
    fc.record({ kind: fc.constant('implies' as const), left: tie('formula'), right: tie('formula') }),
    fc.record({ kind: fc.constantFrom('forall' as const, 'exists' as const), name, body: tie('formula') }),
    fc.record({ kind: fc.constantFrom('forall' as const, 'exists' as const), name, body: tie('formula') }),
  ),
}));

export function kernelTerm(named: NamedTerm): Term {
  if (named === 'c') return c;
  return 'f' in named ? apply(f, kernelTerm(named.f)) : variable(named.name, 'Term');
}

export function kernelFormula(named: Named): Formula {
  switch (named.kind) {
    case 'P':
      return p(kernelTerm(named.of));
    case 'R':
      return r(kernelTerm(named.of), kernelTerm(named.and));
    case '=':
      return equal(kernelTerm(named.of), kernelTerm(named.and));
    case 'not':
      return not(kernelFormula(named.body));
    case 'and':
      return and(...named.parts.map(kernelFormula));
    case 'or':
      return or(...named.parts.map(kernelFormula));
    case 'implies':
      return implies(kernelFormula(named.left), kernelFormula(named.right));
    case 'forall':
      return forall([variable(named.name, 'Term')], kernelFormula(named.body));
    case 'exists':
      return exists([variable(named.name, 'Term')], kernelFormula(named.body));
    case 'ran':
      return ran(kernelSegment(named.steps, named.jump), I, t, u);
  }
}

function kernelSegment([first, ...others]: readonly NamedStep[], target: NamedTerm | undefined): Segment {
  if (first === undefined) return target === undefined ? stop : jump(kernelTerm(target));
  const rest = kernelSegment(others, target);
  if (first.action === 'send') return step(send, [kernelTerm(first.of)], first.name, rest);
  return step(read, [kernelTerm(first.of)], first.name, closeBody(rest, [variable(first.name, 'Term')]));
}

/** A formula or program as a tree in which a node may bind one name in its parts, but not in its own terms. */
interface Shape {
  readonly head: string;
  readonly terms: readonly NamedTerm[];
  readonly parts: readonly Shape[];
  readonly binds?: string;
}

function shape(named: Named): Shape {
  switch (named.kind) {
    case 'P':
      return { head: 'P', terms: [named.of], parts: [] };
    case 'R':
    case '=':
      return { head: named.kind, terms: [named.of, named.and], parts: [] };
    case 'not':
      return { head: 'not', terms: [], parts: [shape(named.body)] };
    case 'and':
    case 'or':
      return { head: named.kind, terms: [], parts: named.parts.map(shape) };
    case 'implies':
      return { head: 'implies', terms: [], parts: [shape(named.left), shape(named.right)] };
    case 'forall':
    case 'exists':
      return { head: named.kind, terms: [], parts: [shape(named.body)], binds: named.name };
    case 'ran': {
      const end: Shape = { head: 'end', terms: named.jump === undefined ? [] : [named.jump], parts: [] };
      const steps = named.steps.reduceRight<Shape>(
        (rest, { action, of, name: bound }) => ({
          head: action,
          terms: [of],
          parts: [rest],
          ...(action === 'read' && { binds: bound }),
        }),
        end,
      );
      return { head: 'ran', terms: [], parts: [steps] };
    }
  }
}

function named(head: Shape): Named {
  const [one, two] = head.terms as [NamedTerm, NamedTerm];
  const parts = head.parts.map((part) => (head.head === 'ran' ? undefined : named(part))) as Named[];
  const [left, right] = parts as [Named, Named];
  switch (head.head) {
    case 'P':
      return { kind: 'P', of: one };
    case 'R':
    case '=':
      return { kind: head.head, of: one, and: two };
    case 'not':
      return { kind: 'not', body: left };
    case 'and':
    case 'or':
      return { kind: head.head, parts };
    case 'implies':
      return { kind: 'implies', left, right };
    case 'forall':
    case 'exists':
      return { kind: head.head, name: head.binds as string, body: left };
    default: {
      const steps: NamedStep[] = [];
      let rest = head.parts[0] as Shape;
      for (; rest.head !== 'end'; rest = rest.parts[0] as Shape)
        steps.push({
          action: rest.head as 'read' | 'send',
          of: rest.terms[0] as NamedTerm,
          name: rest.binds ?? '_',
        });
      return { kind: 'ran', steps, jump: rest.terms[0] };
    }
  }
}

const namesOf = (written: NamedTerm): readonly string[] =>
  written === 'c' ? [] : 'f' in written ? namesOf(written.f) : [written.name];

function put(written: NamedTerm, values: ReadonlyMap<string, NamedTerm>): NamedTerm {
  if (written === 'c') return written;
  return 'f' in written ? { f: put(written.f, values) } : (values.get(written.name) ?? written);
}

function freeIn({ terms, parts, binds }: Shape): ReadonlySet<string> {
  const inside = parts.flatMap((part) => [...freeIn(part)]).filter((free) => free !== binds);
  return new Set([...terms.flatMap(namesOf), ...inside]);
}

export const freeNames = (formula: Named): readonly string[] => [...freeIn(shape(formula))].sort();

let made = 0;

/** Every bound name becomes one that is used nowhere else, then the values are put: nothing can be captured. */
function rewritten(node: Shape, values: ReadonlyMap<string, NamedTerm>): Shape {
  const terms = node.terms.map((written) => put(written, values));
  if (node.binds === undefined) return { ...node, terms, parts: node.parts.map((part) => rewritten(part, values)) };
  const fresh = `n${made++}`;
  const inside = new Map(values).set(node.binds, { name: fresh });
  return { ...node, terms, binds: fresh, parts: node.parts.map((part) => rewritten(part, inside)) };
}

/** The formula with terms in place of names, all at once, and every bound name another. */
export const substituted = (formula: Named, values: ReadonlyMap<string, NamedTerm> = new Map()): Named =>
  named(rewritten(shape(formula), values));

/** Equality up to the names of bound variables, from its definition: each bound name stands for the place of its binder. */
export function alphaEqual(a: Named, b: Named): boolean {
  const place = (written: NamedTerm, env: readonly string[]): string => {
    if (written === 'c') return 'c';
    if ('f' in written) return `f(${place(written.f, env)})`;
    const at = env.lastIndexOf(written.name);
    return at < 0 ? written.name : `#${at}`;
  };
  const text = ({ head, terms, parts, binds }: Shape, env: readonly string[]): string => {
    const inside = binds === undefined ? env : [...env, binds];
    return `${head}[${terms.map((written) => place(written, env))}](${parts.map((part) => text(part, inside))})`;
  };
  return text(shape(a), []) === text(shape(b), []);
}
