import { startOfFile } from '../../diagnostics/index.js';
import { core, type FunctionSymbol, type PredicateSymbol } from '../../kernel/index.js';
import type { Ast } from '../../language/index.js';
import type { Entry } from './declared.js';
import type { Meaning } from './meaning.js';

/** The file of what the kernel itself declares: there is none. */
export const noFile = '';

/** What the kernel itself declares, for all files. */
export const coreEntries: readonly Entry[] = [
  ...[core.jumpEvent, core.resetEvent, core.lateLaunchEvent, core.startEvent].map((symbol) =>
    ofKernel('event', symbol),
  ),
  ...[core.owner, core.machineOf].map((symbol) => ofKernel('function', symbol)),
  ofKernel('predicate', core.honest),
  // Its last argument is the time.
  ofKernel('fluent', core.acts),
];

type Declared = Ast.SymbolDeclaration['kind'];

function ofKernel(kind: Declared, symbol: FunctionSymbol | PredicateSymbol): Entry {
  const { name } = symbol;
  const args = kind === 'fluent' ? symbol.args.slice(0, -1) : symbol.args;
  const identifier = (text: string): Ast.Identifier => ({ name: text, span: startOfFile });
  const declaration: Ast.SymbolDeclaration = {
    kind,
    name: identifier(name),
    args: args.map(identifier),
    secret: false,
    span: startOfFile,
  };
  const meaning: Meaning = {
    id: `core ${name}`,
    kind: kind === 'fluent' || kind === 'constructor' ? 'predicate' : kind,
    name,
    file: noFile,
    span: startOfFile,
    declaration,
    sort: 'result' in symbol ? symbol.result : undefined,
    params: args.map((sort) => ({ sort })),
  };
  return { space: 'values', name, before: '', meaning };
}
