import { theoremsOf } from './accepted.js';
import { type CheckedModel, checkModel, takenIn } from './check-model.js';
import { decide, type Limits, type Reply } from './decide.js';
import { encoded } from './encode.js';
import type { Certificate, CertifiedModel } from './format.js';
import { loadNodes, loadSymbols } from './load.js';
import { readLogic } from './logic-text.js';
import type { AcceptedTheorem, Outcome } from './outcome.js';
import { type Piece, Pieces } from './pieces.js';
import { readCertificate } from './read.js';
import { demand, Refusal, within } from './refusal.js';
import { shown } from './show.js';
import type { SolverProgram } from './solvers.js';
import { coreSigns } from './symbols.js';
import type { Logic } from './theory.js';

export interface Circumstances {
  /** The texts of the files in `logic/`. */
  readonly logic: readonly string[];
  readonly solver: SolverProgram;
  readonly limits: Limits;
}

/**
 * Checks a certificate: that it is whole; that what it speaks of is declared as in the logic, or is the model's own; that each step follows by its rule from steps
 * before it; that each theorem is what its last step shows, of no hypotheses; and that a solver calls all obligations valid.
 */
export async function recheck(text: string, { logic: texts, solver, limits }: Circumstances): Promise<Outcome> {
  const certificate = readCertificate(text);
  if ('why' in certificate) return { verdict: 'malformed', ...certificate };
  const pieces = new Pieces();
  // Outside of what is refused: a logic that cannot be read is no fault of the certificate.
  const logic = readLogic(texts, pieces);
  let followed: Followed;
  try {
    followed = follow(certificate, logic, pieces);
  } catch (error) {
    if (error instanceof Malformation) return { verdict: 'malformed', why: 'malformed', detail: error.message };
    if (error instanceof Refusal) return { verdict: 'rejected', where: error.where.join(', '), reason: error.reason };
    throw error;
  }
  const { theorems, owed } = followed;
  const replies = await decide(
    owed.map((obligation) => obligation.text),
    solver,
    limits,
  );
  const { tool, solver: answered } = certificate;
  return (
    unanswered(owed, replies) ?? {
      verdict: 'accepted',
      writtenBy: { tool, solver: answered },
      theorems,
      obligations: owed.length,
    }
  );
}

/** A certificate whose steps follow, if what is owed is valid. */
interface Followed {
  readonly theorems: readonly AcceptedTheorem[];
  readonly owed: readonly Owed[];
}

/** An obligation, for a solver. */
interface Owed {
  readonly where: string;
  readonly text: string;
}

/** Tables that do not hold together, so that nothing can be said of what they mean. */
class Malformation extends Error {}

function follow({ models }: Certificate, logic: Logic, pieces: Pieces): Followed {
  const loaded = models.map((model) => {
    try {
      const symbols = loadSymbols(model.symbols, logic);
      return { model, symbols, nodes: loadNodes(model.nodes, symbols, pieces) };
    } catch (error) {
      throw error instanceof Refusal ? new Malformation(`${model.file}: ${error.message}`) : error;
    }
  });
  demand(models.length > 0, 'it certifies no theorem');
  demand(new Set(models.map(({ file }) => file)).size === models.length, 'it has one file twice');
  const checked = loaded.map(({ model, symbols, nodes }) => checkModel(model, { symbols, nodes }, logic, pieces));
  return {
    theorems: checked.flatMap((each) => within(each.model.file, () => theoremsOf(each, logic, pieces))),
    owed: owedBy(checked, pieces),
  };
}

/** Each obligation once, by the first step that leaves it. */
function owedBy(models: readonly CheckedModel[], pieces: Pieces): readonly Owed[] {
  const owed = new Map<Piece, Owed>();
  for (const { model, derivation } of models)
    for (const [step, obligation] of derivation.obligations) {
      if (owed.has(obligation)) continue;
      const where = `${model.file}, step ${step} (Oracle)`;
      owed.set(obligation, { where, text: within(where, () => encoded(pieces, obligation)) });
    }
  return [...owed.values()];
}

/** Undefined where all that is owed is valid: where nothing speaks against it. */
function unanswered(owed: readonly Owed[], replies: readonly Reply[]): Outcome | undefined {
  const at = (i: number): string => (owed[i] as Owed).where;
  const invalid = replies.indexOf('sat');
  if (invalid >= 0) {
    const reason = 'the solver finds that the obligation does not hold, quantified parts being taken as they stand';
    return { verdict: 'rejected', where: at(invalid), reason };
  }
  const open = replies.flatMap((reply, i) => (typeof reply === 'string' ? [] : [{ where: at(i), reason: reply.none }]));
  const [first] = open;
  return first && { verdict: 'unanswered', ...first, count: open.length };
}

/** What a theorem's statement is written as; the statement is a node of the model. */
export function statementTexts(
  { symbols: entries, nodes }: CertifiedModel,
  statements: readonly number[],
): readonly string[] {
  const symbols = loadSymbols(entries, { signs: coreSigns(), axioms: new Map() });
  const loaded = loadNodes(nodes, symbols, new Pieces());
  return statements.map((statement) => shown(loaded[statement] as Piece, takenIn({ symbols })));
}
