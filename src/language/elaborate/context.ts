import { type Code, type Diagnostic, diagnostic, type Fix, type Related, type Span } from '../../diagnostics/index.js';
import type { Variable } from '../../kernel/index.js';
import type { Binder, Identifier } from '../ast.js';
import type { LoadedFile } from '../files.js';
import type { Surface } from './entities.js';
import { nearest } from './nearest.js';
import type { World } from './world.js';

/** A variable in scope: a free one of the kernel, or one that a quantifier or an action's result binds. */
export interface Local {
  readonly name: string;
  readonly span: Span;
  readonly variable: Variable | undefined;
  /** Of a bound one, how many binders are around its own. */
  readonly level: number;
  /** Undefined where an error hides it. */
  readonly surface: Surface | undefined;
  used: boolean;
}

/** The variables in scope, the innermost first. */
export interface Scope {
  readonly local: Local;
  readonly outer: Scope | undefined;
}

/** What reading one declaration needs to know, and where it notes what it finds. */
export interface Reading {
  readonly world: World;
  readonly file: LoadedFile;
  readonly diagnostics: Diagnostic[];
  /** Names that may be bound in what could not be read of the declaration. */
  readonly lost: ReadonlySet<string>;
  /** The places of declarations that were spoken of, to tell imports that are used. */
  readonly uses: Set<string>;
  /** The sorts of binders that do not say them; undefined where their uses do not, either, and `hidden` where an error hides what they show. */
  readonly inferred: Map<Binder, Surface | 'hidden' | undefined>;
}

export function report(
  reading: Reading,
  code: Code,
  message: string,
  span: Span,
  more: { readonly related?: readonly Related[]; readonly fix?: Fix | undefined } = {},
): void {
  reading.diagnostics.push(diagnostic(code, message, { file: reading.file.path, span }, more));
}

/** Whether a missing or unreadable text may bind a name. */
export const mayBeBound = (name: string, { world, lost }: Reading): boolean =>
  world.incomplete !== undefined || world.lost.has(name) || lost.has(name);

/** Reports a name that is bound to nothing, with the nearest one that is; keeps quiet where a missing or unreadable text may bind it. */
export function reportUnbound(
  reading: Reading,
  what: string,
  { name, span }: Identifier,
  candidates: Iterable<string>,
  otherwise?: Fix,
): void {
  if (mayBeBound(name, reading)) return;
  report(reading, what === 'action' ? 'LS2-0407' : 'LS2-0201', `no ${what} is called \`${name}\``, span, {
    fix: nearest(name, span, candidates) ?? otherwise,
  });
}

export function lookup(scope: Scope | undefined, name: string): Local | undefined {
  for (let at = scope; at !== undefined; at = at.outer) if (at.local.name === name) return at.local;
  return undefined;
}

export function* namesInScope(scope: Scope | undefined): Iterable<string> {
  for (let at = scope; at !== undefined; at = at.outer) yield at.local.name;
}
