import { type DocumentSymbol, type FoldingRange, FoldingRangeKind, SymbolKind } from 'vscode-languageserver';
import type { Ast } from '../../language/index.js';
import { rangeOf } from '../places.js';
import type { Analysis } from '../workspace.js';

const kinds: Readonly<Record<Ast.Declaration['kind'], SymbolKind>> = {
  import: SymbolKind.Module,
  sort: SymbolKind.Class,
  constructor: SymbolKind.Constructor,
  function: SymbolKind.Function,
  event: SymbolKind.Event,
  predicate: SymbolKind.Boolean,
  fluent: SymbolKind.Boolean,
  action: SymbolKind.Method,
  constant: SymbolKind.Constant,
  axiom: SymbolKind.Key,
  define: SymbolKind.Function,
  machine: SymbolKind.Struct,
  program: SymbolKind.Method,
  chain: SymbolKind.Namespace,
  setup: SymbolKind.Object,
  platform: SymbolKind.Object,
  theorem: SymbolKind.Interface,
  lemma: SymbolKind.Interface,
};

/** The declarations of a file, with what stands in machines and chains. */
export const symbols = ({ parsed }: Analysis): DocumentSymbol[] =>
  parsed.file.declarations.flatMap((declaration) =>
    namesOf(declaration).map((identifier): DocumentSymbol => {
      const children = childrenOf(declaration);
      return {
        name: identifier.name,
        kind: kinds[declaration.kind],
        detail: declaration.kind,
        range: rangeOf(declaration.span),
        selectionRange: rangeOf(identifier.span),
        ...(children.length > 0 && { children }),
      };
    }),
  );

function namesOf(declaration: Ast.Declaration): readonly Ast.Identifier[] {
  if (declaration.kind === 'import') return [];
  return 'names' in declaration ? declaration.names : [declaration.name];
}

function childrenOf(declaration: Ast.Declaration): DocumentSymbol[] {
  const child = ({ name, span }: Ast.Identifier, kind: SymbolKind, detail: string): DocumentSymbol => ({
    name,
    kind,
    detail,
    range: rangeOf(span),
    selectionRange: rangeOf(span),
  });
  if (declaration.kind === 'chain')
    return declaration.stages.map(({ name }) => child(name, SymbolKind.Method, 'stage'));
  if (declaration.kind !== 'machine') return [];
  return declaration.items.flatMap((item) =>
    'names' in item ? item.names.map((name) => child(name, SymbolKind.Field, item.kind)) : [],
  );
}

/** Declarations, proofs, and runs of comment lines. */
export function foldings({ parsed }: Analysis): FoldingRange[] {
  const { declarations } = parsed.file;
  const proofs = declarations.flatMap((each) => ('proof' in each && each.proof !== undefined ? [each.proof.span] : []));
  const spans = [...declarations.map(({ span }) => span), ...proofs];
  return [
    ...spans.map(({ start, end }) => ({ startLine: start.line - 1, endLine: end.line - 1 })),
    ...commentRuns(parsed.comments).map((run) => ({ ...run, kind: FoldingRangeKind.Comment })),
  ].filter(({ startLine, endLine }) => endLine > startLine);
}

function commentRuns(comments: Analysis['parsed']['comments']): readonly { startLine: number; endLine: number }[] {
  const runs: { startLine: number; endLine: number }[] = [];
  for (const { span } of comments) {
    const last = runs.at(-1);
    if (last !== undefined && span.start.line - 1 <= last.endLine + 1) last.endLine = span.end.line - 1;
    else runs.push({ startLine: span.start.line - 1, endLine: span.end.line - 1 });
  }
  return runs;
}
