import type { Surface } from './entities.js';
import type { Diagnostic } from '../../diagnostics/index.js';
import type { Binder, Declaration } from '../ast.js';
import type { LoadedFile } from '../files.js';
import type { Reading } from './context.js';
import { type Cell, solve } from './infer.js';
import type { World } from './world.js';

/** What the reading of all declarations shares. */
export interface Session {
  readonly world: World;
  /** By file: the files whose declarations it speaks of. */
  readonly uses: Map<LoadedFile, Set<string>>;
  readonly diagnostics: Diagnostic[];
}

/** How often a declaration is read at most: sorts found by one reading can only show more in the next. */
const rounds = 4;

/**
 * Reads a declaration. Where binders leave out their sorts, a first reading gathers what their uses want, and a second one has the sorts;
 * only the last reading's diagnostics count.
 */
export function read<T>(
  session: Session,
  file: LoadedFile,
  declaration: Declaration | undefined,
  once: (reading: Reading) => T,
): T {
  const inferred = new Map<Binder, Surface | undefined>();
  for (let round = 1; ; round += 1) {
    const reading: Reading = {
      world: session.world,
      file,
      diagnostics: [],
      uses: usesOf(session, file),
      inferred,
      cells: new Map<Binder, Cell>(),
    };
    const value = once(reading);
    if (reading.cells.size === 0 || round === rounds) {
      const damaged = declaration !== undefined && isDamaged(declaration, file);
      // What is unused beside an error may be used by what the error hides.
      const wrong = reading.diagnostics.some((d) => d.severity === 'error');
      session.diagnostics.push(
        ...reading.diagnostics.filter(
          (d) => !(damaged && ofTheWhole.has(d.code)) && !(wrong && d.severity === 'warning'),
        ),
      );
      return value;
    }
    for (const [binder, cell] of reading.cells) inferred.set(binder, solve(cell));
  }
}

export function usesOf({ uses }: Session, file: LoadedFile): Set<string> {
  const known = uses.get(file) ?? new Set();
  uses.set(file, known);
  return known;
}

/** Whether a part of the declaration could not be read. */
export const isDamaged = ({ span }: Declaration, { parsed }: LoadedFile): boolean =>
  parsed.lost.some((lost) => span.start.offset <= lost.span.start.offset && lost.span.end.offset <= span.end.offset);

/** What a part that could not be read may have settled. */
const ofTheWhole: ReadonlySet<Diagnostic['code']> = new Set([
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
