import type { _Connection as Connection } from 'vscode-languageserver';
import type { Buffers } from './buffers.js';
import { toldOf } from './requests/diagnostics.js';
import { failures } from './requests/lenses.js';
import type { Known } from './verdicts.js';
import type { Workspace } from './workspace.js';

/** Tells a client what is wrong with a file that is open, and with those that it imports and are not; and takes back what is no more. */
export function publisher(
  connection: Connection,
  workspace: Workspace,
  buffers: Buffers,
  verdictOf: (path: string, name: string) => Known,
): (path: string) => void {
  /** By the file that is open: the others that something was told of on its behalf. */
  const told = new Map<string, ReadonlySet<string>>();
  const send = (path: string, diagnostics: Parameters<Connection['sendDiagnostics']>[0]['diagnostics']): void => {
    const version = buffers.versionOf(path);
    const isOpen = workspace.open.includes(path);
    void connection.sendDiagnostics({
      uri: buffers.uriOf(path),
      ...(isOpen && version !== undefined && { version }),
      diagnostics,
    });
  };
  const uriOf = (path: string): string => buffers.uriOf(path);

  return (path) => {
    const isOpen = workspace.open.includes(path);
    const analysis = isOpen ? workspace.analysis(path) : undefined;
    const found = analysis?.checked.diagnostics ?? [];
    const own = found.filter(({ file }) => file === path).map((each) => toldOf(each, uriOf));
    send(path, analysis === undefined ? [] : [...own, ...failures(analysis, (name) => verdictOf(path, name))]);
    const others = new Set(
      found.map(({ file }) => file).filter((file) => file !== path && !workspace.open.includes(file)),
    );
    for (const other of others)
      send(
        other,
        found.filter(({ file }) => file === other).map((each) => toldOf(each, uriOf)),
      );
    for (const before of told.get(path) ?? [])
      if (!others.has(before) && !workspace.open.includes(before)) send(before, []);
    told.set(path, others);
  };
}
