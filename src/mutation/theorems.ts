import type { Expr, TheoremDeclaration } from '../language/ast.js';
import { type Change, shown } from './change.js';
import { labelOf } from './definitions.js';
import type { Edit } from './edit.js';
import { formulaChanges, localsOf } from './formulas.js';
import type { Affected, MutantKind } from './mutant.js';
import { registerIn } from './registers.js';
import { type Scope, within } from './scope.js';
import { kindOfAssumption, kindOfClaim } from './uses.js';

/**
 * A theorem that assumes less, or something else, or claims more, less or something else. Its script is about what it said before, so that it is
 * left to the tactic.
 */
export function theoremEdits(theorem: TheoremDeclaration, scope: Scope): readonly Edit[] {
  const { name, params, assumptions, premises, conclusion } = theorem;
  if (conclusion === undefined) return [];
  const changed = (rest: Partial<TheoremDeclaration>): TheoremDeclaration => ({
    ...theorem,
    ...rest,
    ...(theorem.proof && { proof: { kind: 'auto', span: theorem.proof.span } }),
  });
  const edit = (
    kind: MutantKind,
    label: string,
    { how, span, adds }: Pick<Change, 'how' | 'span' | 'adds'>,
    part: Affected['part'],
    declaration: TheoremDeclaration,
  ): Edit => ({
    kind,
    label,
    what: `${name.name} ${how}`,
    affects: { declaration: { kind: 'theorem', name: name.name }, ...(part && { part }) },
    span,
    declaration,
    ...(adds && { adds }),
  });

  const everything: Expr = {
    kind: 'and',
    parts: [...assumptions.map(({ formula }) => formula), ...premises, conclusion],
    span: theorem.span,
  };
  const here = within(
    { ...scope, register: registerIn(everything) },
    localsOf(params, everything).map((local) => ({ ...local, param: true })),
  );

  // Those of `show A ⊢ C` after those of `assume A`: they are counted through.
  const given = [
    ...assumptions.map(({ formula }, i) => ({
      formula,
      dropped: changed({ assumptions: assumptions.toSpliced(i, 1) }),
      other: (expr: Expr) =>
        changed({ assumptions: assumptions.map((each, j) => (j === i ? { ...each, formula: expr } : each)) }),
    })),
    ...premises.map((formula, i) => ({
      formula,
      dropped: changed({ premises: premises.toSpliced(i, 1) }),
      other: (expr: Expr) => changed({ premises: premises.with(i, expr) }),
    })),
  ].flatMap(({ formula, dropped, other }, i): readonly Edit[] => {
    const part = { kind: 'assumption', at: String(i + 1), text: shown(formula).slice(1, -1) } as const;
    const how = `without the assumption ${shown(formula)}`;
    return [
      edit('assumption dropped', `drop-${i + 1}`, { how, span: formula.span }, part, dropped),
      ...formulaChanges(formula, here).map((change) => {
        const kind = kindOfAssumption(change.effect);
        const said = { ...change, how: `${change.how} in the assumption ${shown(formula)}` };
        return edit(kind, `assume-${i + 1}-${change.effect}`, said, part, other(change.expr));
      }),
    ];
  });

  const claimed = formulaChanges(conclusion, here).map((change) => {
    const kind = kindOfClaim(change.effect);
    const { conjunct, path } = change;
    const part = conjunct && ({ kind: 'conjunct', at: path.join('.'), text: shown(conjunct).slice(1, -1) } as const);
    return edit(kind, labelOf(kind, path), change, part, changed({ conclusion: change.expr }));
  });
  return [...given, ...claimed];
}
