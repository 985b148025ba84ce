import {
  closeSegment,
  type Definition,
  type MachineKind,
  openSegment,
  type Program,
  substitute,
} from '../kernel/index.js';
import { type Model, showDefinition, showProgram } from '../language/index.js';
import { type Mentioned, type Naming, type Normal, normal } from './normal.js';
import { byName, digestOf, type SaidDeclaration } from './said.js';
import { tidyFormula, tidyParams, tidySegment } from './tidy-variables.js';

/** All is shown, as what is read again has to be. */
export const whole = { limit: Number.POSITIVE_INFINITY, names: true } as const;

/** What statements speak of, each once. */
export interface Declarations {
  /** What is reached from some symbols: digests by name. */
  reachedFrom(mentions: Iterable<Mentioned>): Readonly<Record<string, string>>;
  /** All that was reached so far, by name. */
  reached(): readonly SaidDeclaration[];
}

interface Reached {
  readonly said: SaidDeclaration;
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
      const said = [...symbols].map((symbol) => reach(symbol).said).sort(byName);
      return Object.fromEntries(said.map(({ name, digest }) => [name, digest]));
    },
    reached: () => [...known.values()].map(({ said }) => said).sort(byName),
  };
}

function declared(symbol: Mentioned, model: Model, naming: Naming): Reached {
  const { theory } = model;
  if ('result' in symbol) {
    const program = theory.program(symbol);
    if (program !== undefined) return declaredProgram(program, model, naming);
  } else {
    const definition = theory.definition(symbol);
    if (definition !== undefined) return declaredDefinition(definition, model, naming);
    const kind = theory.kind(symbol);
    if (kind !== undefined) return declaredKind(kind, naming);
  }
  throw new Error(`${symbol.name} was taken for a program, a definition or a kind of machine`);
}

function declaredProgram(program: Program, model: Model, naming: Naming): Reached {
  const { symbol, body } = program;
  const { params, around } = tidyParams(program.params);
  const renamed = body && openSegment(closeSegment(body, program.params), [...params].reverse());
  const shown = { symbol, params, ...(renamed && { body: tidySegment(renamed, around) }) };
  const said = normal([...program.params, ...(body === undefined ? [] : [body])], naming);
  return reached('program', symbol.name, showProgram(shown, model, whole), said, naming);
}

function declaredDefinition(definition: Definition, model: Model, naming: Naming): Reached {
  const { predicate, body } = definition;
  const { params, around } = tidyParams(definition.params);
  const shown = { predicate, params, body: tidyFormula(substitute(body, definition.params, params), around) };
  const said = normal([...definition.params, body], naming);
  return reached('definition', predicate.name, showDefinition(shown, model, whole), said, naming);
}

/** Of a machine only what it starts by itself makes a difference: what is stored where is said by programs and statements. */
function declaredKind({ predicate, reset, lateLaunch }: MachineKind, naming: Naming): Reached {
  const starts = [
    ...(reset === undefined ? [] : [`  on reset run ${reset.name}(m)`]),
    ...(lateLaunch === undefined ? [] : [`  on latelaunch run ${lateLaunch.name}(m)`]),
  ];
  const text = [`machine ${predicate.name}(m) {`, ...starts, '}'].join('\n');
  const mentions = new Set([reset, lateLaunch].flatMap((program) => program ?? []));
  return reached('machine', predicate.name, text, { text: starts.join('\n'), mentions }, naming);
}

function reached(
  kind: SaidDeclaration['kind'],
  name: string,
  text: string,
  said: Pick<Normal, 'text' | 'mentions'>,
  { nameOf = (same) => same }: Naming,
): Reached {
  return {
    said: { kind, name: nameOf(name), text, digest: digestOf(`${kind}\n${said.text}`) },
    mentions: said.mentions,
  };
}
