import type { Declaration, Expr } from '../language/ast.js';
import type { Effect } from './change.js';
import type { MutantKind } from './mutant.js';
import { reachIn } from './reach.js';

/** How the definitions of formulas come into the statements of theorems. */
export interface Uses {
  readonly assumed: ReadonlySet<string>;
  readonly claimed: ReadonlySet<string>;
  /** Definitions that no statement depends on, and some lemma or proof does: they say how something is proved, not what. */
  readonly inProofsAlone: ReadonlySet<string>;
}

export function usesIn(declarations: readonly Declaration[]): Uses {
  const bodies = new Map(
    declarations.flatMap((d) =>
      d.kind === 'define' && d.result === undefined ? [[d.name.name, d.body] as const] : [],
    ),
  );
  const [assumed, claimed] = [new Set<string>(), new Set<string>()];

  /** @param claim whether what stands there is claimed; under a negation, it is assumed */
  function look(expr: Expr, claim: boolean): void {
    switch (expr.kind) {
      case 'apply': {
        const body = bodies.get(expr.callee.name);
        const known = claim ? claimed : assumed;
        if (body === undefined || known.has(expr.callee.name)) return;
        known.add(expr.callee.name);
        look(body, claim);
        return;
      }
      case 'not':
        look(expr.body, !claim);
        return;
      case 'and':
      case 'or':
        for (const part of expr.parts) look(part, claim);
        return;
      case 'implies':
        for (const [i, part] of expr.parts.entries()) look(part, claim === (i === expr.parts.length - 1));
        return;
      case 'iff':
        for (const part of expr.parts) for (const side of [true, false]) look(part, side);
        return;
      case 'at':
      case 'on':
      case 'forall':
      case 'exists':
      case 'modal':
        look(expr.body, claim);
        return;
      default:
        return;
    }
  }

  for (const d of declarations) {
    if (d.kind !== 'theorem') continue;
    for (const formula of [...d.assumptions.map((each) => each.formula), ...d.premises]) look(formula, false);
    if (d.conclusion !== undefined) look(d.conclusion, true);
  }
  return { assumed, claimed, inProofsAlone: inProofsAlone(declarations) };
}

function inProofsAlone(declarations: readonly Declaration[]): ReadonlySet<string> {
  const reach = reachIn(declarations);
  const stated = new Set<string>();
  const used = new Set<string>();
  for (const d of declarations) {
    if (d.kind !== 'theorem' && d.kind !== 'lemma') continue;
    for (const name of reach.ofWhole(d)) used.add(name);
    if (d.kind === 'theorem') for (const name of reach.ofStatement(d)) stated.add(name);
  }
  return new Set([...used].filter((name) => !stated.has(name)));
}

const claims = { weaker: 'weaker claim', stronger: 'stronger claim', other: 'other claim' } as const;
const assumptions = {
  weaker: 'weaker assumption',
  stronger: 'stronger assumption',
  other: 'other assumption',
} as const;

/** What a changed definition is to the theorems, by what has become of it. */
export function kindOfChange(definition: string, effect: Effect, { assumed, claimed }: Uses): MutantKind {
  const [isAssumed, isClaimed] = [assumed.has(definition), claimed.has(definition)];
  if (isAssumed === isClaimed) return 'other definition';
  return (isClaimed ? claims : assumptions)[effect];
}

export const kindOfClaim = (effect: Effect): MutantKind => claims[effect];
export const kindOfAssumption = (effect: Effect): MutantKind => assumptions[effect];
