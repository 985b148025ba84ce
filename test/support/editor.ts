import { PassThrough } from 'node:stream';
import type { Diagnostic, ProtocolConnection } from 'vscode-languageserver/node';
import {
  createConnection,
  createProtocolConnection,
  DidChangeTextDocumentNotification,
  DidOpenTextDocumentNotification,
  ExitNotification,
  InitializedNotification,
  InitializeRequest,
  ProposedFeatures,
  PublishDiagnosticsNotification,
  type Range,
  ShutdownRequest,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver/node';
import { serve } from '../../src/editor/server.js';
import type { Prover } from '../../src/editor/verdicts.js';
import { inMemory } from '../language/texts.js';

/** A client of a language server, made with the protocol's own library. */
export class Client {
  readonly connection: ProtocolConnection;
  readonly #diagnostics = new Map<
    string,
    { readonly version: number | undefined; readonly found: readonly Diagnostic[] }
  >();
  readonly #heard = new Set<() => void>();
  readonly #versions = new Map<string, number>();

  constructor(reader: NodeJS.ReadableStream, writer: NodeJS.WritableStream) {
    this.connection = createProtocolConnection(new StreamMessageReader(reader), new StreamMessageWriter(writer));
    this.connection.onNotification(PublishDiagnosticsNotification.type, ({ uri, version, diagnostics }) => {
      this.#diagnostics.set(uri, { version, found: diagnostics });
      for (const heard of this.#heard) heard();
    });
    this.connection.onRequest('workspace/codeLens/refresh', () => null);
    this.connection.listen();
  }

  async initialize(rootUri: string | null = null): Promise<void> {
    const workspace = { codeLens: { refreshSupport: true } };
    await this.connection.sendRequest(InitializeRequest.type, {
      processId: null,
      rootUri,
      capabilities: { workspace },
    });
    await this.connection.sendNotification(InitializedNotification.type, {});
  }

  open(uri: string, text: string): Promise<void> {
    const textDocument = { uri, languageId: 'ls2', version: this.#next(uri), text };
    return this.connection.sendNotification(DidOpenTextDocumentNotification.type, { textDocument });
  }

  #next(uri: string): number {
    const version = (this.#versions.get(uri) ?? 0) + 1;
    this.#versions.set(uri, version);
    return version;
  }

  /** Changes a part of a text; without a range, all of it. */
  change(uri: string, text: string, range?: Range): Promise<void> {
    const contentChanges = [range === undefined ? { text } : { range, text }];
    return this.connection.sendNotification(DidChangeTextDocumentNotification.type, {
      textDocument: { uri, version: this.#next(uri) },
      contentChanges,
    });
  }

  /** What is wrong with the newest text of a file, once that is as wanted. */
  async diagnostics(
    uri: string,
    wanted: (found: readonly Diagnostic[]) => boolean = () => true,
  ): Promise<readonly Diagnostic[]> {
    const version = this.#versions.get(uri);
    for (;;) {
      const known = this.#diagnostics.get(uri);
      if (known !== undefined && known.version === version && wanted(known.found)) return known.found;
      await new Promise<void>((resolve) => {
        const heard = (): void => {
          this.#heard.delete(heard);
          resolve();
        };
        this.#heard.add(heard);
      });
    }
  }

  /** Leaves a server that is in this process. */
  close(): void {
    this.connection.dispose();
  }

  /** Has a server's process end. */
  async end(): Promise<void> {
    await this.connection.sendRequest(ShutdownRequest.type);
    await this.connection.sendNotification(ExitNotification.type);
    this.connection.dispose();
  }
}

/** Proves nothing. */
const idle: Prover = { prove: () => Promise.resolve(), stop: () => undefined, close: () => undefined };

/** A server in this process, over files in memory whose paths are their URIs. */
export async function clientOver(files: Readonly<Record<string, string>>): Promise<Client> {
  const [up, down] = [new PassThrough(), new PassThrough()];
  const server = createConnection(ProposedFeatures.all, new StreamMessageReader(up), new StreamMessageWriter(down));
  const host = {
    source: inMemory(files),
    enter: () => undefined,
    files: () => Object.keys(files),
    pathOf: (uri: string) => uri,
    uriOf: (path: string) => path,
    prover: idle,
  };
  serve(server, host, { reading: 0, proving: 0 });
  const client = new Client(down, up);
  await client.initialize();
  return client;
}
