import { type Diagnostic, diagnostic, inOrder } from '../diagnostics/index.js';
import {
  type ActionSymbol,
  core,
  type FunctionSymbol,
  type MachineKind,
  type PredicateSymbol,
  type Program,
  theory,
} from '../kernel/index.js';
import type { ImportDeclaration } from './ast.js';
import { type Inferred, type Session, usesOf } from './elaborate/reading.js';
import { ownSymbols } from './elaborate/symbols.js';
import { readUnit, type Unit } from './elaborate/unit.js';
import { unusedImports } from './elaborate/unused-imports.js';
import { type Clash, coreWorld, extending, join, type World } from './elaborate/world.js';
import { type FileSource, type LoadedFile, loader, loadLogic } from './files.js';
import type { AxiomDecl, KindDecl, Model, ModelFile, Signature } from './model.js';
import { parse } from './parser.js';
import { chainsOnResettable } from './resettable.js';
import { withoutUnchecked } from './unchecked.js';

/** What a file and its imports stand for, and everything that is wrong with them. */
export interface Checked {
  /** Of a text with errors, what is not touched by them. */
  readonly model: Model;
  /** In order, each once. With an error among them, the model lacks something. */
  readonly diagnostics: readonly Diagnostic[];
  /** The sorts of binders that do not say them, in all of the model's own files. */
  readonly inferred: readonly Inferred[];
  /** The model's files as they were read, those of the logic apart. */
  readonly texts: readonly LoadedFile[];
}

export interface Reader {
  /** Reads a file with its imports. Files, and the logic, are read once, however many files need them. */
  read(path: string): Checked;
}

/** What a file declares, in the world of its imports. */
interface ReadFile {
  readonly unit: Unit;
  readonly world: World;
  readonly diagnostics: readonly Diagnostic[];
  readonly inferred: readonly Inferred[];
}

/** The logic, read: what every model begins with. */
interface Base extends ReadFile {
  readonly files: readonly LoadedFile[];
}

const bases = new WeakMap<FileSource['logic'], Base>();

/** Reads the logic once, however many readers share it. */
function baseOf(logic: FileSource['logic']): Base {
  const known = bases.get(logic);
  if (known !== undefined) return known;
  const files = loadLogic(logic);
  const session: Session = { world: coreWorld(), uses: new Map(), diagnostics: [], inferred: [] };
  const unit = readUnit(files, session, true);
  const diagnostics = [...files.flatMap((file) => file.diagnostics), ...errorsOf(session.diagnostics)];
  const base: Base = { files, world: session.world, unit, diagnostics, inferred: session.inferred };
  bases.set(logic, base);
  return base;
}

/** Reads files into models. Who has texts parsed already, or symbols that last, may say so. */
export function reader(source: FileSource, parseText = parse, symbols = ownSymbols): Reader {
  const base = baseOf(source.logic);
  const files = loader(source, base.files, parseText);
  const known = new Map<LoadedFile, ReadFile>();

  /** Reads a file whose imports are read. */
  function readFile(file: LoadedFile): ReadFile {
    const before = known.get(file);
    if (before !== undefined) return before;
    const session: Session = {
      world: extending(base.world, symbols),
      uses: new Map(),
      diagnostics: [...file.diagnostics],
      inferred: [],
    };
    for (const { declaration, file: imported } of file.imports) {
      const other = known.get(imported);
      const clashes = other === undefined ? [] : join(session.world, other.world);
      session.diagnostics.push(...clashes.map((clash) => clashing(clash, file, declaration)));
    }
    const unit = readUnit([file], session);
    const readable = file.diagnostics.length === 0;
    const diagnostics = [
      ...(readable ? session.diagnostics : errorsOf(session.diagnostics)),
      ...unusedImports(file, usesOf(session, file)),
    ];
    const read: ReadFile = { unit, world: session.world, diagnostics, inferred: session.inferred };
    known.set(file, read);
    return read;
  }

  return {
    read(path) {
      const { root, files: closure } = files.load(path);
      const parts = closure.map(readFile);
      const modelFiles: ModelFile[] = [
        ...base.files.map((file) => ({ path: file.path, role: 'logic' as const })),
        ...closure.map((file) => ({ path: file.path, role: file === root ? ('root' as const) : ('import' as const) })),
      ];
      const world = known.get(root)?.world ?? base.world;
      const whole = modelOf(root, modelFiles, [base.unit, ...parts.map((part) => part.unit)], world);
      const found = [base, ...parts].flatMap((part) => part.diagnostics);
      const diagnostics = once(inOrder([...found, ...chainsOnResettable(whole.chains, whole.setups)]));
      const inferred = parts.flatMap((part) => part.inferred);
      const model = withoutUnchecked(whole, root, [...base.files, ...closure], diagnostics);
      return { model, diagnostics, inferred, texts: closure };
    },
  };
}

const errorsOf = (diagnostics: readonly Diagnostic[]): readonly Diagnostic[] =>
  diagnostics.filter((d) => d.severity === 'error');

function clashing({ kind, name, origins }: Clash, { path }: LoadedFile, { pathSpan }: ImportDeclaration): Diagnostic {
  const at = { file: path, span: pathSpan };
  const related = (message: string) => ({ related: origins.map((origin) => ({ message, ...origin })) });
  switch (kind) {
    case 'name':
      return diagnostic('LS2-0202', `\`${name}\` is bound by this import and by another`, at, related('bound here'));
    case 'setup':
      return diagnostic('LS2-0510', `${name} is set up by this import and by another`, at, related('set up here'));
  }
}

/** Each diagnostic once, though a text may be read several times, for several reasons. */
function once(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  const seen = new Set<string>();
  return diagnostics.filter(({ code, file, span }) => {
    const key = `${code} ${file} ${span.start.offset} ${span.end.offset}`;
    const fresh = !seen.has(key);
    seen.add(key);
    return fresh;
  });
}

/** A name that two imports give to different axioms, theirs or those that follow from what they declare, is an error that is reported, and names neither. */
function calledOnce(axioms: readonly AxiomDecl[]): readonly AxiomDecl[] {
  const counts = new Map<string, number>();
  for (const { name } of axioms) counts.set(name, (counts.get(name) ?? 0) + 1);
  return axioms.filter(({ name }) => counts.get(name) === 1);
}

function modelOf(
  root: LoadedFile,
  files: readonly ModelFile[],
  units: readonly Unit[],
  world: World,
): Omit<Model, 'unchecked'> {
  const definitions = units.flatMap((unit) => unit.definitions);
  const axioms = calledOnce(units.flatMap((unit) => unit.axioms));
  const kinds = units.flatMap((unit) => unit.kinds);
  return {
    root: root.path,
    files,
    theory: theory({
      programs: [...world.names.values()].flatMap((entity) =>
        entity.tag === 'program' ? programOf(entity.symbol, world) : [],
      ),
      definitions: definitions.map(({ definition }) => definition),
      axioms: axioms.map(({ name, formula }) => ({ name, formula })),
      kinds: kinds.map(machineKind),
      families: [...world.families.values()],
    }),
    signature: signatureOf(world),
    theorems: units
      .flatMap((unit) => unit.theorems)
      .map((theorem) => (theorem.file === root.path ? theorem : { ...theorem, imported: true })),
    axioms,
    definitions,
    kinds,
    chains: units.flatMap((unit) => unit.chains),
    setups: units.flatMap((unit) => unit.setups),
    platforms: units.flatMap((unit) => unit.platforms),
  };
}

/** A program whose code is known, or known to be left open. */
function programOf(symbol: FunctionSymbol, { code }: World): readonly Program[] {
  const known = code.get(symbol);
  return known === undefined ? [] : [{ symbol, params: known.params, ...(known.body && { body: known.body }) }];
}

const machineKind = ({ predicate, reset, lateLaunch }: KindDecl): MachineKind => ({
  predicate,
  ...(reset && { reset }),
  ...(lateLaunch && { lateLaunch }),
});

function signatureOf(world: World): Signature {
  const functions = new Map<string, FunctionSymbol>(
    core.coreFunctions.filter((f) => f.result !== 'Event').map((f) => [f.name, f]),
  );
  const events = new Map<string, FunctionSymbol>();
  const predicates = new Map<string, PredicateSymbol>();
  const fluents = new Map<string, PredicateSymbol>();
  const paramKinds = new Map<string, readonly (string | undefined)[]>();
  for (const entity of world.names.values()) {
    if (entity.tag === 'program' || entity.tag === 'predicate')
      paramKinds.set(
        entity.name,
        entity.args.map(({ kind }) => kind?.name),
      );
    if (entity.tag === 'function' || entity.tag === 'program') functions.set(entity.name, entity.symbol);
    else if (entity.tag === 'event') events.set(entity.name, entity.symbol);
    else if (entity.tag === 'kind' || (entity.tag === 'predicate' && !entity.fluent))
      predicates.set(entity.name, entity.symbol);
    else if (entity.tag === 'predicate') fluents.set(entity.name, entity.symbol);
  }
  const actions = new Map<string, ActionSymbol>();
  for (const { name, symbol } of world.actions.values()) if (symbol !== undefined) actions.set(name, symbol);
  const names = new Map([...world.locations].map(([name, { symbol }]) => [name, symbol]));
  const sorts = new Set([...world.sorts.values()].flatMap(({ surface }) => surface?.sort ?? []));
  return { sorts: [...sorts], functions, events, predicates, fluents, actions, names, paramKinds };
}
