import type { Diagnostic, Span } from '../../diagnostics/index.js';
import type { Declaration } from '../ast.js';
import type { LoadedFile } from '../files.js';
import type { Reading } from './context.js';
import { described } from './surface.js';
import type { World } from './world.js';

/** What the reading of all declarations shares. */
export interface Session {
  readonly world: World;
  /** By file: the files whose declarations it speaks of. */
  readonly uses: Map<LoadedFile, Set<string>>;
  readonly diagnostics: Diagnostic[];
  /** The sorts that uses of variables show, where binders do not say them. */
  readonly inferred: Inferred[];
}

/** The sort of a binder that does not say it. */
export interface Inferred {
  readonly file: string;
  readonly span: Span;
  readonly name: string;
  readonly sort: string;
}

/** Reads a declaration, and takes note of what is wrong with it. */
export function read<T>(
  session: Session,
  file: LoadedFile,
  declaration: Declaration | undefined,
  once: (reading: Reading) => T,
): T {
  const reading: Reading = {
    world: session.world,
    file,
    diagnostics: [],
    lost: new Set(declaration === undefined ? [] : lostIn(declaration, file).flatMap(({ names }) => names)),
    uses: usesOf(session, file),
    inferred: new Map(),
  };
  const value = once(reading);
  for (const [{ name, span }, surface] of reading.inferred) {
    if (surface === undefined || surface === 'hidden') continue;
    session.inferred.push({ file: file.path, span, name, sort: described(surface) });
  }
  const damaged = declaration !== undefined && isDamaged(declaration, file);
  // What is unused beside an error may be used by what the error hides.
  const wrong = reading.diagnostics.some((d) => d.severity === 'error');
  for (const d of reading.diagnostics) {
    if (!(damaged && ofTheWhole.has(d.code)) && !(wrong && d.severity === 'warning')) session.diagnostics.push(d);
  }
  return value;
}

export function usesOf({ uses }: Session, file: LoadedFile): Set<string> {
  const known = uses.get(file) ?? new Set();
  uses.set(file, known);
  return known;
}

/** Whether there is an error in the declaration's text, so that a part of it may be missing. */
export const isDamaged = (declaration: Declaration, { parsed }: LoadedFile): boolean => parsed.damaged.has(declaration);

/** The parts of the declaration that could not be read. */
const lostIn = ({ span }: Declaration, { parsed }: LoadedFile): LoadedFile['parsed']['lost'] =>
  parsed.lost.filter((lost) => span.start.offset <= lost.span.start.offset && lost.span.end.offset <= span.end.offset);

/** What a part that could not be read may have settled. */
const ofTheWhole: ReadonlySet<Diagnostic['code']> = new Set([
  'LS2-0303',
  'LS2-0406',
  'LS2-0504',
  'LS2-0505',
  'LS2-0506',
  'LS2-0602',
  'LS2-0604',
  'LS2-0605',
  'LS2-0901',
  'LS2-0902',
  'LS2-0903',
  'LS2-0905',
]);
