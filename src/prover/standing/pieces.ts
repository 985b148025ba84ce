import { type Formula, forall, implies, occurs, openFormula, type Variable, variable } from '../../kernel/index.js';

/** `∀ variables. body`, of which the body is no conjunction, implies none, and all the variables occur in it. */
export interface Piece {
  readonly variables: readonly Variable[];
  readonly body: Formula;
}

/** Pieces that hold together just where a closed formula does: `∀x. A ⊃ B ∧ C` is `∀x. A ⊃ B` and `∀x. A ⊃ C`. No sort is empty. */
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
      return parts(openFormula(formula.body, [fresh]), [...variables, fresh]);
    }
    case 'implies':
      return parts(formula.right, variables).map((piece) => ({ ...piece, body: implies(formula.left, piece.body) }));
    default:
      return [{ variables, body: formula }];
  }
}

/** The piece as a closed formula. */
export const closedPiece = ({ variables, body }: Piece): Formula => forall(variables, body);
