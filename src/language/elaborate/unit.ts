import type { Formula } from '../../kernel/index.js';
import type { AxiomDeclaration, Declaration } from '../ast.js';
import type { LoadedFile } from '../files.js';
import {
  type AxiomDecl,
  type ChainDecl,
  type DefinitionDecl,
  definitionsOfChain,
  type KindDecl,
  type PlatformDecl,
  type SetupDecl,
  type TheoremDecl,
} from '../model.js';
import { bindFree, variablesOf } from './binders.js';
import { declareChain, declareLastStage, declareStages, readChain } from './chains.js';
import { type Collected, collect, type Placed } from './collect.js';
import { containments } from './containment.js';
import { type Reading, report } from './context.js';
import {
  bind,
  bindName,
  declareAction,
  declareConstants,
  declareKind,
  declarePrincipals,
  declareProgram,
  declareSorts,
  declareSymbol,
  originOf,
} from './declare.js';
import { readDefinition, readMacro } from './definitions.js';
import type { Entity, KindEntity, ProgramCode } from './entities.js';
import { outermostSorts } from './facts.js';
import { formulaOf } from './formulas.js';
import { learnSorts } from './infer.js';
import { readKind } from './machines.js';
import { ordered } from './order.js';
import { readPlatform } from './platforms.js';
import { isDamaged, read, type Session } from './reading.js';
import { segmentOfText } from './segments.js';
import { readSetup } from './setups.js';
import { readTheorems } from './theorem-list.js';
import type { Runs } from './world.js';

/** What some files declare. */
export interface Unit {
  readonly definitions: readonly DefinitionDecl[];
  readonly axioms: readonly AxiomDecl[];
  readonly kinds: readonly KindDecl[];
  readonly chains: readonly ChainDecl[];
  readonly setups: readonly SetupDecl[];
  readonly platforms: readonly PlatformDecl[];
  readonly theorems: readonly TheoremDecl[];
}

/** Reads the declarations of files into the session's world: names first, so that their order does not matter, then what they stand for. */
export function readUnit(files: readonly LoadedFile[], session: Session, isLogic = false): Unit {
  const { world } = session;
  for (const { parsed, incomplete } of files) {
    for (const { names, local } of parsed.lost) {
      if (names !== 'any' && !local) for (const name of names) world.lost.add(name);
    }
    world.incomplete ??= incomplete;
  }
  const collected = collect(files);
  const each = <D extends Declaration, T>(
    placed: readonly Placed<D>[],
    once: (declaration: D, reading: Reading) => T,
  ): readonly T[] =>
    placed.map(({ declaration, file }) => read(session, file, declaration, (reading) => once(declaration, reading)));

  each(collected.all, (declaration, reading) => {
    if (declaration.kind === 'sort') declareSorts(declaration, reading);
  });
  const kindEntities = new Map<Declaration, KindEntity>();
  each(collected.machines, (declaration, reading) => {
    const kind = declareKind(declaration, reading, isDamaged(declaration, reading.file));
    if (kind !== undefined) kindEntities.set(declaration, kind);
  });
  const programs = new Set(collected.programs.map(({ declaration }) => declaration.name.name));
  each(collected.all, (declaration, reading) => {
    if (declaration.kind === 'chain') declareStages(declaration, programs, reading);
    declareName(declaration, kindEntities.get(declaration), reading);
  });
  each(collected.chains, declareLastStage);
  const generated = isLogic ? [] : files.flatMap(({ path }) => containments(world, path));

  const kinds = each(collected.machines, (declaration, reading) => {
    const kind = kindEntities.get(declaration);
    return kind && { kind, decl: readKind(declaration, kind, reading), damaged: isDamaged(declaration, reading.file) };
  }).flatMap((kind) => kind ?? []);
  for (const { kind, decl, damaged } of kinds) world.runs.set(kind, runsOf(decl, kind, damaged, collected));
  const chains = readChains(collected, session);
  readMacros(collected, session);
  readPrograms(collected, session);
  const definitions = readDefinitions(collected, session);
  // Proofs use axioms.
  const axioms = [...each(collected.axioms, readAxiom).flatMap((axiom) => axiom ?? []), ...generated];
  const theorems = readTheorems(collected.theorems, session);
  return {
    definitions: [...chains.flatMap(definitionsOf), ...definitions],
    axioms,
    kinds: kinds.map(({ decl }) => decl),
    chains,
    setups: readSetups(collected, session),
    platforms: readPlatforms(collected, session),
    theorems,
  };
}

/** Binds what a declaration declares; what is read later is broken until then. */
function declareName(declaration: Declaration, kind: KindEntity | undefined, reading: Reading): void {
  switch (declaration.kind) {
    case 'constructor':
    case 'function':
    case 'event':
    case 'predicate':
    case 'fluent':
      declareSymbol(declaration, reading);
      break;
    case 'action':
      declareAction(declaration, reading);
      break;
    case 'constant':
      declareConstants(declaration, reading);
      break;
    case 'machine':
      if (kind !== undefined) declarePrincipals(declaration, kind, reading);
      break;
    case 'program':
      declareProgram(declaration, reading);
      break;
    case 'chain':
      declareChain(declaration, reading);
      break;
    case 'define': {
      const { name } = declaration;
      bindName(name, { tag: 'broken', name: name.name, origin: originOf(name, reading) }, reading);
      break;
    }
    case 'axiom':
    case 'theorem':
    case 'lemma': {
      const { name } = declaration;
      bind(
        reading.world.facts,
        name,
        { tag: 'broken', name: name.name, origin: originOf(name, reading), args: [], exact: true },
        reading,
      );
      break;
    }
    case 'import':
    case 'sort':
    case 'setup':
    case 'platform':
      break;
  }
}

/** Puts what was read in place of what was bound for the same declaration. */
function complete(session: Session, entity: Entity): void {
  const { names } = session.world;
  if (names.get(entity.name)?.origin?.span === entity.origin?.span) names.set(entity.name, entity);
}

/** What a kind runs; undefined where an error hides it. */
function runsOf(decl: KindDecl, kind: KindEntity, damaged: boolean, { machines }: Collected): Runs {
  const items =
    machines.find(({ declaration }) => declaration.name.span === kind.origin?.span)?.declaration.items ?? [];
  const said = (when: 'reset' | 'latelaunch'): boolean => damaged || items.some((item) => item.kind === when);
  return {
    pcr: decl.reset ?? (said('reset') ? undefined : 'nothing'),
    dpcr: decl.lateLaunch ?? (said('latelaunch') ? undefined : 'nothing'),
  };
}

function readChains({ chains }: Collected, session: Session): readonly ChainDecl[] {
  return chains.flatMap(({ declaration, file }) => {
    const chain = read(session, file, declaration, (reading) => readChain(declaration, reading));
    if (chain === undefined || isDamaged(declaration, file)) return [];
    for (const entity of chain.entities) complete(session, entity);
    for (const [symbol, code] of chain.code) session.world.code.set(symbol, code);
    const last = chain.decl.stages.at(-1);
    if (last !== undefined && !session.world.code.has(last.program))
      session.world.code.set(last.program, { params: last.program.args.length === 0 ? [] : [chain.decl.machine] });
    return [chain.decl];
  });
}

function readSetups({ setups }: Collected, session: Session): readonly SetupDecl[] {
  return setups.flatMap(({ declaration, file }) => {
    const setup = read(session, file, declaration, (reading) => readSetup(declaration, reading));
    return setup === undefined || isDamaged(declaration, file) ? [] : [setup];
  });
}

function readPlatforms({ platforms }: Collected, session: Session): readonly PlatformDecl[] {
  return platforms.flatMap(({ declaration, file }) => {
    const platform = read(session, file, declaration, (reading) => readPlatform(declaration, reading));
    return platform === undefined || isDamaged(declaration, file) ? [] : [platform];
  });
}

function definitionsOf(chain: ChainDecl): readonly DefinitionDecl[] {
  const { file, span } = chain;
  return definitionsOfChain(chain).map((definition) => ({
    name: definition.predicate.name,
    file,
    span,
    definition,
  }));
}

function readMacros({ macros }: Collected, session: Session): void {
  for (const { declaration, file } of inOrder(macros, session)) {
    const macro = read(session, file, declaration, (reading) => readMacro(declaration, reading));
    if (macro !== undefined && !isDamaged(declaration, file)) complete(session, macro);
  }
}

function readDefinitions({ definitions }: Collected, session: Session): readonly DefinitionDecl[] {
  return inOrder(definitions, session).flatMap(({ declaration, file }) => {
    const defined = read(session, file, declaration, (reading) => readDefinition(declaration, reading));
    if (defined === undefined || isDamaged(declaration, file)) return [];
    complete(session, defined.entity);
    if (session.world.names.get(declaration.name.name) !== defined.entity) return [];
    const { name, doc, span } = declaration;
    return [
      { name: name.name, ...(doc !== undefined && { doc }), file: file.path, span, definition: defined.definition },
    ];
  });
}

/** Each definition after those it uses; circles are reported. */
function inOrder(definitions: Collected['definitions'], session: Session): Collected['definitions'] {
  const { order, circles } = ordered(definitions);
  for (const circle of circles) {
    const [first, ...others] = [...circle].sort((a, b) => definitions.indexOf(a) - definitions.indexOf(b));
    if (first === undefined) continue;
    const { name } = first.declaration;
    const related = others.map(({ declaration, file }) => ({
      message: `by way of \`${declaration.name.name}\``,
      file: file.path,
      span: declaration.name.span,
    }));
    read(session, first.file, undefined, (reading) =>
      report(reading, 'LS2-0501', `\`${name.name}\` is defined by itself`, name.span, { related }),
    );
  }
  return order;
}

/** Reads the code of programs; a program with an error in it is broken from then on. */
function readPrograms({ programs }: Collected, session: Session): void {
  const { world } = session;
  for (const { declaration, file } of programs) {
    const { name, params, body } = declaration;
    const entity = world.names.get(name.name);
    const code = read(session, file, declaration, (reading): ProgramCode | undefined => {
      const { scope, locals } = bindFree(params, undefined, reading);
      const segment = body && segmentOfText(body, { reading, scope, depth: 0, open: 'a program' });
      const variables = variablesOf(locals);
      if (variables === undefined || (body !== undefined && segment === undefined)) return undefined;
      return { params: variables, ...(segment && { body: segment }) };
    });
    if (entity?.tag !== 'program' || entity.origin?.span !== name.span) continue;
    if (code === undefined || isDamaged(declaration, file))
      world.names.set(name.name, { tag: 'broken', name: name.name, origin: entity.origin });
    else world.code.set(entity.symbol, code);
  }
}

function readAxiom(declaration: AxiomDeclaration, reading: Reading): AxiomDecl | undefined {
  const { name, means, source, span, doc } = declaration;
  const { facts } = reading.world;
  if (means === undefined || source === undefined) {
    const lacks =
      means === undefined && source === undefined
        ? 'what it means, and where it comes from'
        : means === undefined
          ? 'what it means'
          : 'where it comes from';
    report(reading, 'LS2-0502', `\`${name.name}\` does not say ${lacks}`, name.span);
  }
  learnSorts(reading, undefined, [], [declaration.formula]);
  const formula: Formula | undefined = formulaOf(declaration.formula, { reading, scope: undefined, depth: 0 });
  const origin = originOf(name, reading);
  if (formula === undefined || means === undefined || source === undefined) return undefined;
  if (isDamaged(declaration, reading.file) || facts.get(name.name)?.origin?.span !== name.span) return undefined;
  facts.set(name.name, {
    tag: 'axiom',
    name: name.name,
    origin,
    args: outermostSorts(formula).map((sort) => ({ sort })),
    exact: false,
  });
  return { name: name.name, ...(doc !== undefined && { doc }), file: reading.file.path, span, means, source, formula };
}
