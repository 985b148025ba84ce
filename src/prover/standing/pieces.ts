import { and, type Formula, forall, implies, occurs, openBody, type Variable, variable } from '../../kernel/index.js';

/** `∀ variables. body`, of which the body is no conjunction, implies none, and all the variables occur in it. */
export interface Piece {
  readonly variables: readonly Variable[];
  readonly body: Formula;
}

/**
 * Pieces that hold together just where a closed formula does: `∀x. A ⊃ B ∧ C` is `∀x. A ⊃ B` and `∀x. A ⊃ C`; `A ∨ B ⊃ C` is `A ⊃ C` and `B ⊃ C`. No
 * sort is empty.
 */
export const piecesOf = (formula: Formula): readonly Piece[] =>
  parts(formula, []).map(({ variables, body }) => ({
    variables: variables.filter((each) => occurs(each, body)),
    body,
  }));

function parts(formula: Formula, variables: readonly Variable[]): readonly Piece[] {
  switch (formula.kind) {
    case 'and':
      return formula.parts.flatMap((part) => parts(part, variables));
    case 'forall': {
      const fresh = variable(`c${variables.length}`, formula.sort);
      return parts(openBody(formula.body, [fresh]), [...variables, fresh]);
    }
    case 'implies':
      return parts(formula.right, variables).flatMap((piece) =>
        casesOf(formula.left).map((left) => ({ ...piece, body: implies(left, piece.body) })),
      );
    default:
      return [{ variables, body: formula }];
  }
}

/** A premise has so many cases at most; one that has more is left as it is. */
const mostCases = 8;

/** What a premise says, case by case. */
function casesOf(formula: Formula): readonly Formula[] {
  if (formula.kind === 'or') return formula.parts.flatMap(casesOf);
  if (formula.kind !== 'and') return [formula];
  const cases = formula.parts
    .map(casesOf)
    .reduce<readonly (readonly Formula[])[]>(
      (all, of) => all.flatMap((some) => of.map((each) => [...some, each])),
      [[]],
    );
  return cases.length > mostCases ? [formula] : cases.map((parts) => and(...parts));
}

/** The piece as a closed formula. */
export const closedPiece = ({ variables, body }: Piece): Formula => forall(variables, body);
