import { type Span, startOfFile } from '../diagnostics/index.js';
import type { ChainDeclaration, Declaration, Expr, SetupDeclaration, SourceFile } from '../language/ast.js';
import { type Model, parse, showChain } from '../language/index.js';
import { printExpression } from '../language/printer.js';
import { applied, identifier, name } from '../language/show/nodes.js';
import { substituted } from './substituted.js';

/** A declaration of a file, and what stands for it with chains written out: itself, if it is no chain. */
export interface Piece {
  readonly origin: Declaration;
  readonly parts: readonly WrittenOut[];
}

interface WrittenOut {
  readonly declaration: Declaration;
  /** Of a chain's part, where in the file it comes from; absent where it stands there itself. */
  readonly from?: Span;
}

/**
 * The declarations of a file. A chain is written out as its programs, its sequence and its two formulas, so that each can be changed alone.
 *
 * @param programs the names of the programs that are declared as such, here or in imported files
 */
export function piecesOf(file: SourceFile, model: Model, programs: ReadonlySet<string>): readonly Piece[] {
  return file.declarations.map((origin) => ({
    origin,
    parts: origin.kind === 'chain' ? partsOf(origin, model, programs) : [{ declaration: origin }],
  }));
}

/** The program of a last stage may be declared elsewhere, written out or by another chain. */
function partsOf(chain: ChainDeclaration, model: Model, programs: ReadonlySet<string>): readonly WrittenOut[] {
  const at = model.chains.findIndex((each) => each.name === chain.name.name);
  const known = model.chains[at];
  if (known === undefined) return [];
  const before = model.chains.slice(0, at).flatMap((each) => each.stages.map((stage) => stage.name));
  const declared = new Set([...programs, ...before]);
  const text = showChain(known, model, { limit: Number.POSITIVE_INFINITY });
  const stages = new Map(chain.stages.map((stage) => [stage.name.name, stage.span]));
  return parse(text, '').file.declarations.flatMap((declaration) => {
    if (declaration.kind !== 'program' && declaration.kind !== 'define') return [];
    if (declaration.kind === 'program' && declared.has(declaration.name.name)) return [];
    return [{ declaration, from: stages.get(declaration.name.name) ?? chain.name.span }];
  });
}

/** What a setup has to say in the place of chains that are written out: where each stage reads, the next one is. */
export function withContents(
  setup: SetupDeclaration | undefined,
  kind: string,
  chains: readonly ChainDeclaration[],
): SetupDeclaration {
  const self = setup?.self ?? identifier('m');
  const items = [...(setup?.items ?? [])];
  const said = new Set(items.flatMap((item) => (item.kind === 'holds' ? [printExpression(item.location)] : [])));
  for (const { params, stages } of chains) {
    const machine = params[0]?.name ?? '';
    const put = (where: Expr, value: Expr, span: Span): void => {
      const location = substituted(where, machine, name(self.name));
      if (said.has(printExpression(location))) return;
      said.add(printExpression(location));
      items.push({ kind: 'holds', location, value, span });
    };
    for (const [i, { measures = [], reads, then = [], span }] of stages.entries()) {
      const next = stages[i + 1];
      for (const { what, as } of [...measures, ...then])
        if (as !== undefined) put(what, substituted(as, machine, name(self.name)), span);
      if (reads !== undefined && next !== undefined) put(reads, applied(next.name.name, [name(self.name)]), span);
    }
  }
  return { kind: 'setup', name: identifier(kind), self, span: startOfFile, ...setup, items };
}
