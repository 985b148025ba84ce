import {
  CodeActionKind,
  type _Connection as Connection,
  type InitializeResult,
  LSPErrorCodes,
  ResponseError,
  type TextDocumentPositionParams,
  TextDocumentSyncKind,
} from 'vscode-languageserver';
import { format } from '../language/index.js';
import { Buffers } from './buffers.js';
import type { Host } from './host.js';
import { offsetOf, rangeOf, wholeOf } from './places.js';
import { publisher } from './publish.js';
import { colours, legend } from './requests/colours.js';
import { completions } from './requests/completion.js';
import { fixes } from './requests/diagnostics.js';
import { hints } from './requests/hints.js';
import { definition, hover } from './requests/hover.js';
import { lenses, remedies, showVerdict, toldTheorems, verdictText } from './requests/lenses.js';
import { foldings, symbols } from './requests/outline.js';
import { cannotRename, isName, references, renamed } from './requests/references.js';
import { signature } from './requests/signature.js';
import { stopVerdicts } from './stop-verdicts.js';
import { type Known, Verdicts } from './verdicts.js';
import { asksForVerdicts, verdictsTold } from './verdicts-told.js';
import { type Analysis, occurrenceAt, Workspace } from './workspace.js';

const capabilities: InitializeResult['capabilities'] = {
  textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, save: true },
  hoverProvider: true,
  definitionProvider: true,
  referencesProvider: true,
  documentHighlightProvider: true,
  renameProvider: { prepareProvider: true },
  completionProvider: { triggerCharacters: ['.', ':', '('] },
  signatureHelpProvider: { triggerCharacters: ['(', ','] },
  documentFormattingProvider: true,
  documentSymbolProvider: true,
  foldingRangeProvider: true,
  semanticTokensProvider: { legend, full: true },
  codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix] },
  codeLensProvider: { resolveProvider: false },
  inlayHintProvider: true,
  executeCommandProvider: { commands: [showVerdict, stopVerdicts] },
};

/** How long a text has to stand still before it is read, and before its theorems are proved, in milliseconds. */
const usualPause = { reading: 30, proving: 400 };

/** What a server knows, for who has more to answer than the protocol. */
export interface Served {
  analysis(uri: string): Analysis;
  verdict(uri: string, name: string): Known;
}

/** Serves a client until it disconnects. */
export function serve(connection: Connection, host: Host, pause = usualPause): Served {
  const buffers = new Buffers(host);
  const workspace = new Workspace(host.source);
  const verdictOf = (path: string, name: string): Known => verdicts.of(path, name);
  const publishDiagnostics = publisher(connection, workspace, buffers, verdictOf);
  let refreshes = false;
  let hearsVerdicts = false;
  const publish = (path: string): void => {
    publishDiagnostics(path);
    if (!hearsVerdicts || !workspace.open.includes(path)) return;
    const theorems = toldTheorems(workspace.analysis(path), (name) => verdictOf(path, name));
    void connection.sendNotification(verdictsTold, { uri: buffers.uriOf(path), theorems });
  };
  const verdicts: Verdicts = new Verdicts(workspace, host.prover, (path) => {
    publish(path);
    if (refreshes) void connection.sendRequest('workspace/codeLens/refresh').catch(() => undefined);
  });
  connection.onInitialize(({ rootUri, workspaceFolders, capabilities: client }) => {
    const root = workspaceFolders?.[0]?.uri ?? rootUri;
    if (root) host.enter(root);
    refreshes = client.workspace?.codeLens?.refreshSupport === true;
    hearsVerdicts = asksForVerdicts(client.experimental);
    return { capabilities, serverInfo: { name: 'ls2' } };
  });
  following(connection, { buffers, workspace, verdicts, publish, pause });
  answering(connection, { buffers, workspace, verdicts, host });
  connection.onShutdown(() => host.prover.close());
  connection.listen();
  return {
    analysis: (uri) => workspace.analysis(buffers.pathOf(uri)),
    verdict: (uri, name) => verdictOf(buffers.pathOf(uri), name),
  };
}

interface Following {
  readonly buffers: Buffers;
  readonly workspace: Workspace;
  readonly verdicts: Verdicts;
  readonly publish: (path: string) => void;
  readonly pause: typeof usualPause;
}

/** Follows what happens to texts; each change calls off what was to be done about the one before. */
function following(connection: Connection, { buffers, workspace, verdicts, publish, pause }: Following): void {
  let reading: ReturnType<typeof setTimeout> | undefined;
  let proving: ReturnType<typeof setTimeout> | undefined;
  const changed = (first: string): void => {
    clearTimeout(reading);
    clearTimeout(proving);
    const rest = workspace.open.filter((path) => path !== first);
    const all = workspace.open.includes(first) ? [first, ...rest] : rest;
    reading = setTimeout(() => {
      for (const path of all) publish(path);
    }, pause.reading);
    proving = setTimeout(() => verdicts.want(all), pause.proving);
  };
  connection.onDidOpenTextDocument(({ textDocument: { uri, text, version } }) => {
    const path = buffers.opened(uri, version);
    workspace.write(path, text);
    changed(path);
  });
  connection.onDidChangeTextDocument(({ textDocument: { uri, version }, contentChanges }) => {
    const path = buffers.opened(uri, version);
    let text = workspace.source.read(path) ?? '';
    for (const change of contentChanges) {
      if ('range' in change)
        text =
          text.slice(0, offsetOf(text, change.range.start)) +
          change.text +
          text.slice(offsetOf(text, change.range.end));
      else text = change.text;
    }
    workspace.write(path, text);
    changed(path);
  });
  connection.onDidCloseTextDocument(({ textDocument: { uri } }) => {
    const path = buffers.pathOf(uri);
    workspace.close(path);
    publish(path);
    changed(path);
  });
  connection.onDidSaveTextDocument(({ textDocument: { uri } }) => changed(buffers.pathOf(uri)));
  connection.onDidChangeWatchedFiles(() => {
    workspace.changed();
    changed('');
  });
}

interface Answering {
  readonly buffers: Buffers;
  readonly workspace: Workspace;
  readonly verdicts: Verdicts;
  readonly host: Host;
}

function answering(connection: Connection, { buffers, workspace, verdicts, host }: Answering): void {
  const of = (uri: string): Analysis => workspace.analysis(buffers.pathOf(uri));
  const at = ({ textDocument, position }: TextDocumentPositionParams) => {
    const analysis = of(textDocument.uri);
    return { analysis, offset: offsetOf(analysis.text, position) };
  };
  const uriOf = (path: string): string => buffers.uriOf(path);
  const files = (): readonly string[] => [...new Set([...workspace.open, ...host.files()])];
  connection.onHover((params) => {
    const { analysis, offset } = at(params);
    return hover(workspace, analysis, offset);
  });
  connection.onDefinition((params) => {
    const { analysis, offset } = at(params);
    return definition(workspace, analysis, offset, uriOf);
  });
  connection.onReferences((params) => {
    const { analysis, offset } = at(params);
    return references(workspace, analysis, { offset, files: files(), uriOf }, params.context.includeDeclaration);
  });
  connection.onDocumentHighlight((params) => {
    const { analysis, offset } = at(params);
    const id = occurrenceAt(analysis, offset)?.meaning.id;
    return analysis.occurrences.filter((each) => each.meaning.id === id).map(({ span }) => ({ range: rangeOf(span) }));
  });
  connection.onPrepareRename((params) => {
    const { analysis, offset } = at(params);
    const refusal = cannotRename(analysis, offset);
    if (refusal !== undefined) return new ResponseError(LSPErrorCodes.RequestFailed, refusal);
    const occurrence = occurrenceAt(analysis, offset);
    return occurrence && { range: rangeOf(occurrence.span), placeholder: occurrence.meaning.name };
  });
  connection.onRenameRequest((params) => {
    const { analysis, offset } = at(params);
    const refusal = isName(params.newName) ? cannotRename(analysis, offset) : `\`${params.newName}\` is no name`;
    if (refusal !== undefined) return new ResponseError(LSPErrorCodes.RequestFailed, refusal);
    return renamed(workspace, analysis, { offset, files: files(), uriOf }, params.newName);
  });
  connection.onCompletion((params) => {
    const { analysis, offset } = at(params);
    return completions(workspace, analysis, offset);
  });
  connection.onSignatureHelp((params) => {
    const { analysis, offset } = at(params);
    return signature(analysis, offset);
  });
  connection.onDocumentFormatting(({ textDocument: { uri } }) => {
    const { text, path } = of(uri);
    const formatted = format(text, path);
    if (formatted.kind === 'unreadable' || formatted.text === text) return [];
    return [{ range: wholeOf(text), newText: formatted.text }];
  });
  connection.onDocumentSymbol(({ textDocument: { uri } }) => symbols(of(uri)));
  connection.onFoldingRanges(({ textDocument: { uri } }) => foldings(of(uri)));
  connection.languages.semanticTokens.on(({ textDocument: { uri } }) => ({ data: colours(of(uri)) }));
  connection.languages.inlayHint.on(({ textDocument: { uri } }) => hints(of(uri)));
  connection.onCodeAction(({ textDocument: { uri }, range }) => {
    const analysis = of(uri);
    const known = (name: string): Known => verdicts.of(analysis.path, name);
    return [...fixes(analysis, range, uriOf), ...remedies(analysis, range, known, uri)];
  });
  connection.onCodeLens(({ textDocument: { uri } }) => {
    const analysis = of(uri);
    return lenses(analysis, uri, (name) => verdicts.of(analysis.path, name));
  });
  connection.onExecuteCommand(({ command, arguments: args }) => {
    if (command === stopVerdicts) {
      verdicts.stop();
      return null;
    }
    const [uri, name] = args ?? [];
    if (typeof uri !== 'string' || typeof name !== 'string') return null;
    return verdictText(verdicts.of(buffers.pathOf(uri), name), name);
  });
}
