import { claimOf } from '../attack/index.js';
import { atom } from '../kernel/index.js';
import { type DefinitionDecl, definitionsOfChain, type Model } from '../language/index.js';
import type { Claim } from '../trace/index.js';
import { readFiles } from './reading.js';
import { filesUnder, usualPlaces } from './sources.js';
import { instead } from './unknown-name.js';
import { UsageError } from './usage-error.js';

/** A statement of a model that traces can be held against. */
export interface Found {
  readonly model: Model;
  readonly claim: Claim;
}

/** Looks a theorem, lemma, axiom or definition up by its name, in the files under some paths; throws {@link UsageError} where there is none. */
export function claimNamed(name: string, paths: readonly string[] | undefined): Found {
  const places = paths === undefined ? usualPlaces('proofs', 'models') : paths;
  const files = paths === undefined ? places.flatMap((place) => filesUnder([place])) : filesUnder(places);
  const models = readFiles(files).map(({ model }) => model);
  for (const look of [theoremIn, axiomIn, definitionIn]) {
    for (const model of models) {
      const claim = look(model, name);
      if (claim !== undefined) return { model, claim };
    }
  }
  const names = models.flatMap(({ theorems, axioms, definitions }) =>
    [...theorems, ...axioms, ...definitions].map((each) => each.name),
  );
  throw new UsageError(
    `no theorem, axiom or definition that can be read is called ${name} in ${places.join(', ')} (--in says where to look)${instead([name], [...new Set(names)])}`,
  );
}

/** What is declared in a model under a name, its own or imported. */
export const claimIn = (model: Model, name: string): Claim | undefined =>
  theoremIn(model, name) ?? importedIn(model, name) ?? axiomIn(model, name) ?? definitionIn(model, name);

/** The names of a model's theorems, axioms and definitions. */
export const claimNames = ({ theorems, axioms, definitions, chains }: Model): readonly string[] => [
  ...[...theorems, ...axioms, ...definitions].map(({ name }) => name),
  ...chains.flatMap(definitionsOfChain).map(({ predicate }) => predicate.name),
];

function theoremIn({ theorems }: Model, name: string): Claim | undefined {
  const theorem = theorems.find((each) => each.name === name && !each.imported);
  return theorem && claimOf(theorem);
}

function importedIn({ theorems }: Model, name: string): Claim | undefined {
  const theorem = theorems.find((each) => each.name === name);
  return theorem && claimOf(theorem);
}

function axiomIn({ axioms }: Model, name: string): Claim | undefined {
  const axiom = axioms.find((each) => each.name === name);
  return axiom && { name, params: [], premises: [], conclusion: axiom.formula };
}

function definitionIn(model: Model, name: string): Claim | undefined {
  const declared = model.definitions.find((each) => each.name === name)?.definition ?? ofChain(model, name);
  if (declared === undefined) return undefined;
  const { predicate, params } = declared;
  return {
    name,
    params,
    premises: params.flatMap((param, i) => kindOf(model, name, i).map((kind) => atom(kind, param))),
    conclusion: atom(predicate, ...params),
    atEnd: params.filter(({ sort }) => sort === 'Time'),
  };
}

const ofChain = ({ chains }: Model, name: string): DefinitionDecl['definition'] | undefined =>
  chains.flatMap(definitionsOfChain).find(({ predicate }) => predicate.name === name);

function kindOf({ kinds, signature }: Model, name: string, place: number) {
  const kind = signature.paramKinds.get(name)?.[place];
  return kinds.filter((each) => each.name === kind).map(({ predicate }) => predicate);
}
