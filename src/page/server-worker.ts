import { BrowserMessageReader, BrowserMessageWriter, createConnection } from 'vscode-languageserver/browser';
import { memory } from '../api/memory.js';
import { serve } from '../editor/server.js';
import { chainsOf, type DrawnChain } from '../report/html/chains-html.js';
import { theoremHtml, written } from '../report/html/theorem-html.js';
import { pathOf, picturesAsked, reportAsked, uriOf, type WhichTheorem } from './protocol.js';
import { proverInWorker } from './prover.js';
import { shipped } from './shipped.js';

/** The worker with the language server: the same as an editor's, over files in memory, and what the page asks beside the protocol. */
const connection = createConnection(new BrowserMessageReader(self), new BrowserMessageWriter(self));

const server = serve(
  connection,
  {
    source: memory(shipped.files, shipped.logic),
    enter: () => undefined,
    files: () => [],
    pathOf,
    uriOf,
    prover: proverInWorker(),
  },
  { reading: 20, proving: 150 },
);

connection.onRequest(reportAsked, ({ uri, name }: WhichTheorem): string | null => {
  const known = server.verdict(uri, name);
  if (known.kind !== 'verdict') return null;
  const { path, text } = server.analysis(uri);
  const find = written((file) => (file === path ? text : undefined));
  return theoremHtml(known.theorem, 'theorem', find({ name, file: path }));
});

connection.onRequest(picturesAsked, ({ uri }: { readonly uri: string }): readonly DrawnChain[] =>
  chainsOf(server.analysis(uri).checked.model),
);
