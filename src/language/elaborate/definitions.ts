import type { Definition, Variable } from '../../kernel/index.js';
import type { DefineDeclaration } from '../ast.js';
import { bindFree, sortNamed, variablesOf, warnUnused } from './binders.js';
import type { Local, Reading } from './context.js';
import { originOf } from './declare.js';
import type { MacroEntity, PredicateEntity, Surface } from './entities.js';
import { formulaOf } from './formulas.js';
import { learnSorts } from './infer.js';
import { secretIn } from './macros.js';
import { termOf } from './terms.js';

/** `define F(x: Sort): Sort ≡ TERM` */
export function readMacro(
  { name, params, result, body }: DefineDeclaration,
  reading: Reading,
): MacroEntity | undefined {
  learnSorts(reading, undefined, params, [body]);
  const { scope, locals } = bindFree(params, undefined, reading);
  const surface = result && sortNamed(result, reading);
  const term = surface && termOf(body, surface, { reading, scope, depth: 0 });
  warnUnused(locals, reading, 'LS2-0903', 'parameter');
  const parameters = parametersOf(locals);
  if (surface === undefined || term === undefined || parameters === undefined) return undefined;
  const secret = secretIn(term);
  return {
    tag: 'macro',
    name: name.name,
    origin: originOf(name, reading),
    ...parameters,
    result: surface,
    body: term,
    ...(secret && { secret }),
  };
}

/** `define P(x: Sort) ≡ FORMULA` */
export function readDefinition(
  { name, params, body }: DefineDeclaration,
  reading: Reading,
): { readonly entity: PredicateEntity; readonly definition: Definition } | undefined {
  learnSorts(reading, undefined, params, [body]);
  const { scope, locals } = bindFree(params, undefined, reading);
  const formula = formulaOf(body, { reading, scope, depth: 0 });
  warnUnused(locals, reading, 'LS2-0903', 'parameter');
  const parameters = parametersOf(locals);
  if (formula === undefined || parameters === undefined) return undefined;
  const predicate = reading.world.symbols.predicate(
    name.name,
    parameters.params.map((v) => v.sort),
  );
  return {
    entity: {
      tag: 'predicate',
      name: name.name,
      origin: originOf(name, reading),
      symbol: predicate,
      args: parameters.args,
      fluent: false,
      defined: true,
    },
    definition: { predicate, params: parameters.params, body: formula },
  };
}

function parametersOf(
  locals: readonly Local[],
): { readonly params: readonly Variable[]; readonly args: readonly Surface[] } | undefined {
  const params = variablesOf(locals);
  const args = locals.flatMap((local) => local.surface ?? []);
  return params && { params, args };
}
