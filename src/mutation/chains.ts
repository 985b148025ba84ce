import type { ChainDeclaration, Stage } from '../language/ast.js';
import { shown } from './change.js';
import type { Edit } from './edit.js';
import type { MutantKind } from './mutant.js';
import type { Scope } from './scope.js';
import { within } from './scope.js';
import { termChanges } from './terms.js';

/**
 * A chain as a whole: a stage less, two stages swapped, another register. What its stages do, and what is claimed of them, changes together here;
 * apart from each other they are changed in what the chain stands for, written out.
 */
export function chainEdits(chain: ChainDeclaration, scope: Scope): readonly Edit[] {
  const { stages, name, params, register } = chain;
  const locals = params.map((param) => ({ name: param.name, sort: param.sort?.name, param: true }));
  const edit = (
    kind: MutantKind,
    label: string,
    how: string,
    changed: ChainDeclaration,
    stage: Stage | undefined,
    adds?: Edit['adds'],
  ): Edit => ({
    kind,
    label,
    what: `${name.name} ${how}`,
    affects: {
      declaration: { kind: 'chain', name: name.name },
      ...(stage && {
        part: { kind: 'stage' as const, at: String(stages.indexOf(stage) + 1), text: stage.name.name },
      }),
    },
    span: stage?.span ?? register.span,
    declaration: changed,
    ...(adds && { adds }),
  });
  return [
    ...stages.map((stage, i) => {
      const others = stages.toSpliced(i, 1);
      return edit('stage dropped', `drop-${i + 1}`, `without \`${stage.name.name}\``, withLast(chain, others), stage);
    }),
    ...stages.slice(1).map((second, i) => {
      const first = stages[i] as Stage;
      const names = stages.with(i, { ...first, name: second.name }).with(i + 1, { ...second, name: first.name });
      const how = `with \`${first.name.name}\` and \`${second.name.name}\` swapped`;
      return edit('stages swapped', `swap-${i + 1}-${i + 2}`, how, { ...chain, stages: names }, first);
    }),
    ...termChanges(register, within(scope, locals)).map(({ expr, adds }) =>
      edit(
        'other register',
        'register',
        `on ${shown(expr)} in place of ${shown(register)}`,
        { ...chain, register: expr },
        undefined,
        adds,
      ),
    ),
  ];
}

/** The chain of other stages, of which the last reads nothing. */
function withLast(chain: ChainDeclaration, stages: readonly Stage[]): ChainDeclaration {
  const last = stages.at(-1);
  if (last?.reads === undefined) return { ...chain, stages };
  const { reads: _, into: __, measures: ___, then: ____, ...end } = last;
  return { ...chain, stages: stages.with(-1, end) };
}
