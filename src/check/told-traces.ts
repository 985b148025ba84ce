import { type Diagnostic, diagnostic, type Span } from '../diagnostics/index.js';
import type { FileSource, Model, TheoremDecl } from '../language/index.js';
import type { CheckedAttack, CheckedWitness } from './attack-result.js';
import { Contradiction, type SeenTrace } from './attacking.js';
import { keptAttack, keptWitness } from './kept-runs.js';

/** Where the author of a file says a theorem's trace: an attack on it, or a witness that its premises hold somewhere (docs/attacks.md). */
export const toldPath = (file: string, theorem: string): string =>
  `${file.replace(/\.ls2$/, '')}.traces/${theorem}.ndjson`;

/** The traces that authors say. Each is run by the semantics and judged as one that a search has found; none is believed. */
export interface ToldTraces {
  attack(decl: TheoremDecl): Promise<CheckedAttack | undefined>;
  witness(decl: TheoremDecl): Promise<CheckedWitness | undefined>;
}

/**
 * The traces that are said beside a model's own file. What shows that a theorem's premises hold together mostly shows it of its lemmas: a witness may be any of them.
 * `seen` is told of each that shows what it is for.
 */
export function toldTraces(model: Model, source: FileSource, seen: (trace: SeenTrace) => void): ToldTraces {
  const beside = new Map(
    model.theorems
      .filter(({ imported }) => !imported)
      .flatMap(({ name }) => {
        const lines = linesOf(model, source, name);
        return lines === undefined ? [] : [[name, lines] as const];
      }),
  );
  return {
    attack: (decl) => keptAttack(beside.get(decl.name), model, decl, seen),
    async witness(decl) {
      const own = beside.get(decl.name);
      for (const lines of own === undefined ? beside.values() : [own]) {
        const witness = await keptWitness(lines, model, decl, seen);
        if (witness !== undefined) return witness;
      }
      return undefined;
    },
  };
}

function linesOf({ root }: Model, source: FileSource, theorem: string): readonly string[] | undefined {
  const text = source.read(toldPath(root, theorem));
  return text?.split('\n').filter((line) => line.trim() !== '');
}

/** Warns of the traces of these theorems that are neither attacks nor witnesses: nothing comes of them, and what they were to save is searched for. */
export async function uselessTraces(
  model: Model,
  source: FileSource,
  theorems: readonly TheoremDecl[],
): Promise<readonly Diagnostic[]> {
  const told = toldTraces(model, source, () => undefined);
  const found: Diagnostic[] = [];
  for (const decl of theorems) {
    const file = toldPath(model.root, decl.name);
    if (linesOf(model, source, decl.name) === undefined || (await showsSomething(told, decl))) continue;
    const message = `this trace is no attack on ${decl.name}, and no witness that what it supposes may hold: \`ls2 validate\` says where it fails`;
    const related = [{ message: 'the theorem', file: decl.file, span: decl.span }];
    found.push(diagnostic('LS2-0907', message, { file, span: beginning }, { related }));
  }
  return found;
}

async function showsSomething(told: ToldTraces, decl: TheoremDecl): Promise<boolean> {
  try {
    return (await told.attack(decl)) !== undefined || (await told.witness(decl)) !== undefined;
  } catch (error) {
    if (error instanceof Contradiction) return true;
    throw error;
  }
}

const beginning: Span = { start: { offset: 0, line: 1, column: 1 }, end: { offset: 0, line: 1, column: 1 } };
