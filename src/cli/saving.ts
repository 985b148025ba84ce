import { existsSync, rmSync } from 'node:fs';
import { keptPath } from '../certificate/kept.js';
import type { Found, Tool } from '../check/index.js';
import type { FileSource, Model, TheoremDecl } from '../language/index.js';
import { writeWhole } from './whole-file.js';

/** Writes beside files what a check found about them, each whole or not at all; where nothing is new, nothing is written, and where nothing was found, nothing stays. */
export async function save(
  models: readonly { readonly model: Model; readonly found: ReadonlyMap<TheoremDecl, Found> }[],
  source: FileSource,
  tool: Tool,
): Promise<void> {
  const { keptText } = await import('../check/keep.js');
  for (const { model, found } of models) {
    if (found.size > 0 && [...found.values()].every(({ kept }) => kept)) continue;
    const [file, text] = [keptPath(model.root), keptText(model, source, found, tool)];
    if (text !== undefined) writeWhole(file, text);
    else if (existsSync(file)) rmSync(file);
  }
}
