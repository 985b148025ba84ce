import { LSPClient, languageServerExtensions, type Transport } from '@codemirror/lsp-client';
import { type VerdictsTold, verdictsTold } from '../editor/verdicts-told.js';

/** A client of the language server in its worker. */
export function connected(heard: (told: VerdictsTold) => void): LSPClient {
  const client = new LSPClient({
    rootUri: 'ls2:/',
    timeout: 30_000,
    extensions: [...languageServerExtensions(), { clientCapabilities: { experimental: { ls2Verdicts: true } } }],
    notificationHandlers: {
      [verdictsTold](_, told: VerdictsTold) {
        heard(told);
        return true;
      },
    },
  });
  return client.connect(transport());
}

/** The client speaks texts, the server's side of a worker objects. */
function transport(): Transport {
  const worker = new Worker(new URL('./server-worker.js', import.meta.url), {
    type: 'module',
    name: 'language server',
  });
  const handlers = new Set<(message: string) => void>();
  worker.onmessage = ({ data }: MessageEvent<unknown>) => {
    const text = JSON.stringify(data);
    for (const handle of handlers) handle(text);
  };
  return {
    send: (message) => worker.postMessage(JSON.parse(message)),
    subscribe: (handler) => handlers.add(handler),
    unsubscribe: (handler) => handlers.delete(handler),
  };
}
