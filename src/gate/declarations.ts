import { closeBody, type Definition, type MachineKind, openBody, type Program, substitute } from '../kernel/index.js';
import { type Model, showDefinition, showProgram } from '../language/index.js';
import { isAction, isCore, isFunction, type Mentioned, type Naming } from './naming.js';
import { normal } from './normal.js';
import { byName, digestOf, type SaidDeclaration, setupOf } from './said.js';
import { setupText } from './setup.js';
import { declaredSymbol } from './symbols.js';
import { tidyFormula, tidyParams, tidySegment } from './tidy-variables.js';

/** All is shown, as what is read again has to be. */
export const whole = { limit: Number.POSITIVE_INFINITY, names: true } as const;

/** What statements and axioms speak of, each once. */
export interface Declarations {
  /** What is reached from some symbols: digests by name. */
  reachedFrom(mentions: Iterable<Mentioned>): Readonly<Record<string, string>>;
  /** All that was reached so far, by name. */
  reached(): readonly SaidDeclaration[];
}

/** What is said of a symbol where it is declared, and what that mentions. */
interface Reached {
  readonly said: readonly SaidDeclaration[];
  readonly mentions: Iterable<Mentioned>;
}

export function declarationsOf(model: Model, naming: Naming): Declarations {
  const known = new Map<Mentioned, Reached>();

  function reach(symbol: Mentioned): Reached {
    const reached = known.get(symbol) ?? declared(symbol, model, naming);
    known.set(symbol, reached);
    return reached;
  }

  return {
    reachedFrom(mentions) {
      const symbols = new Set(mentions);
      for (const symbol of symbols) for (const next of reach(symbol).mentions) symbols.add(next);
      const said = [...symbols].flatMap((symbol) => reach(symbol).said).sort(byName);
      return Object.fromEntries(said.map(({ name, digest }) => [name, digest]));
    },
    reached: () => [...known.values()].flatMap(({ said }) => said).sort(byName),
  };
}

function declared(symbol: Mentioned, model: Model, naming: Naming): Reached {
  const { theory } = model;
  if (isFunction(symbol)) {
    const family = theory.family(symbol);
    // What it is the set of is in its name; what those programs do is said of them.
    if (family !== undefined)
      return { said: [], mentions: [family.program, ...family.kinds.flatMap((kind) => kind ?? [])] };
    const program = theory.program(symbol);
    if (program !== undefined) return declaredProgram(program, model, naming);
  } else if (!isAction(symbol)) {
    const definition = theory.definition(symbol);
    if (definition !== undefined) return declaredDefinition(definition, model, naming);
    const kind = theory.kind(symbol);
    if (kind !== undefined) return declaredKind(kind, model, naming);
  }
  const { kind, text } = declaredSymbol(symbol, model);
  return { said: [said(kind, naming.nameOf(symbol), text, text)], mentions: [] };
}

function declaredProgram(program: Program, model: Model, naming: Naming): Reached {
  const { symbol, body } = program;
  const { params, around } = tidyParams(program.params);
  const renamed = body && openBody(closeBody(body, program.params), [...params].reverse());
  const shown = {
    symbol,
    params,
    ...(renamed && { body: tidySegment(renamed, around) }),
  };
  const { text, mentions } = normal([...program.params, ...(body === undefined ? [] : [body])], naming);
  return { said: [said('program', naming.nameOf(symbol), showProgram(shown, model, whole), text)], mentions };
}

function declaredDefinition(definition: Definition, model: Model, naming: Naming): Reached {
  const { predicate, body } = definition;
  const { params, around } = tidyParams(definition.params);
  const shown = { predicate, params, body: tidyFormula(substitute(body, definition.params, params), around) };
  const { text, mentions } = normal([...definition.params, body], naming);
  return {
    said: [said('definition', naming.nameOf(predicate), showDefinition(shown, model, whole), text)],
    mentions,
  };
}

/**
 * Of a machine what it starts by itself makes a difference to proofs: what is stored where is said by programs and statements. How it is set up says
 * which machines, and which of their registers, are meant.
 */
function declaredKind({ predicate, reset, lateLaunch }: MachineKind, model: Model, naming: Naming): Reached {
  const starts = [
    ...(reset === undefined ? [] : [`  on reset run ${reset.name}(m)`]),
    ...(lateLaunch === undefined ? [] : [`  on latelaunch run ${lateLaunch.name}(m)`]),
  ];
  const name = naming.nameOf(predicate);
  const isVirtual = model.kinds.some((kind) => kind.predicate === predicate && kind.virtual);
  const head = `${isVirtual ? 'virtual ' : ''}machine`;
  const text = [`${head} ${predicate.name}(m) {`, ...starts, '}'].join('\n');
  const setup = setupText(predicate, model);
  const setups = setup === undefined ? [] : [said('setup', setupOf(name), setup, setup)];
  const mentions = [reset, lateLaunch].flatMap((program) => (program === undefined || isCore(program) ? [] : program));
  return {
    said: [said('machine', name, text, [...(isVirtual ? ['virtual'] : []), ...starts].join('\n')), ...setups],
    mentions,
  };
}

const said = (kind: SaidDeclaration['kind'], name: string, text: string, saying: string): SaidDeclaration => ({
  kind,
  name,
  text,
  digest: digestOf(`${kind}\n${saying}`),
});
