import { type Derivation, derived, stepsUnder } from './derivation.js';
import type { CertifiedModel } from './format.js';
import { type LoadedModel, loadTheory } from './load.js';
import type { Piece, Pieces } from './pieces.js';
import { demand, within } from './refusal.js';
import { shown } from './show.js';
import { allIn, type Logic } from './theory.js';

/** A model whose steps all follow, if its obligations are valid. */
export interface CheckedModel {
  readonly model: CertifiedModel;
  readonly loaded: LoadedModel;
  readonly derivation: Derivation;
}

/** Checks all of a model but its obligations. Throws a {@link Refusal} where something is wrong. */
export function checkModel(
  model: CertifiedModel,
  { symbols, nodes }: Pick<LoadedModel, 'symbols' | 'nodes'>,
  logic: Logic,
  pieces: Pieces,
): CheckedModel {
  return within(model.file, () => {
    const loaded = { symbols, nodes, theory: loadTheory(model, symbols, nodes, logic) };
    const derivation = derived(model, loaded, pieces);
    demand(model.theorems.length > 0 || model.beside !== undefined, 'it certifies no theorem');
    checkTheorems(model, loaded, derivation);
    demandAllUsed(model, loaded);
    return { model, loaded, derivation };
  });
}

/** The names that no bound variable is shown with. */
export const takenIn = ({ symbols }: Pick<LoadedModel, 'symbols'>): ReadonlySet<string> =>
  new Set(symbols.map(({ name }) => name));

function checkTheorems({ theorems }: CertifiedModel, loaded: LoadedModel, { sequents }: Derivation): void {
  for (const [, name, statement, text, step] of theorems) {
    within(`theorem ${name}`, () => {
      const [says, shows] = [loaded.nodes[statement], sequents[step]];
      demand(says !== undefined && shows !== undefined, 'there is no such node or step');
      demand(shows.hypotheses.length === 0, 'its last step still has hypotheses');
      demand(shows.conclusion === says, 'its last step shows something else');
      demand(says.free.length === 0, 'its statement has free variables');
      demand(shown(says, takenIn(loaded)) === text, 'its text is not what its statement says');
    });
  }
  demand(new Set(theorems.map(([, name]) => name)).size === theorems.length, 'two theorems have one name');
}

/** Nothing stands in a certificate that no theorem needs. */
function demandAllUsed(model: CertifiedModel, { symbols, nodes, theory }: LoadedModel): void {
  const { programs, definitions, axioms, kinds, families } = theory;
  const steps = stepsUnder(model, ...model.theorems.map(([, , , , step]) => step));
  demand(steps.size === model.steps.length, 'a step is used by no theorem');
  const at = (position: number): Piece[] => nodes.slice(position, position + 1);
  const used = allIn(
    [
      [...programs.values(), ...definitions.values()].flatMap(({ params, body }) => [
        ...params,
        ...(body ? [body] : []),
      ]),
      axioms.map(({ formula }) => formula),
      model.steps.flatMap(([, claim, , given]) => [claim, ...given].flatMap(at)),
      model.theorems.flatMap(([, , statement]) => at(statement)),
    ].flat(),
  );
  for (const [i, node] of nodes.entries()) demand(used.has(node), `node ${i} is not used`);
  const named = new Set<object>([...programs.keys(), ...definitions.keys(), ...kinds.keys()]);
  for (const { reset, lateLaunch } of kinds.values()) for (const each of [reset, lateLaunch]) if (each) named.add(each);
  for (const family of families.values())
    for (const each of [family.symbol, family.program, ...family.kinds]) if (each) named.add(each);
  for (const { head } of used) if ('symbol' in head) named.add(head.symbol);
  for (const symbol of symbols) if (symbol.kind === 'action') named.add(symbol.event);
  for (const symbol of symbols) demand(named.has(symbol), `${symbol.name} is not used`);
}
