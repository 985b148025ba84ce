import { resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { disk } from '../../disk/disk.js';
import { fromHere } from '../../disk/paths.js';
import { serve } from '../server.js';
import { proverInThread } from './prover.js';

/** Serves a client over streams of this process, until it says that this is the end; then the process ends. */
export function serveOver(
  reader: NodeJS.ReadableStream,
  writer: NodeJS.WritableStream,
  files: (root: string) => readonly string[],
): void {
  const connection = createConnection(ProposedFeatures.all, reader, writer);
  serve(connection, {
    source: disk(),
    enter(root) {
      if (root.startsWith('file:')) process.chdir(fileURLToPath(root));
    },
    files: () => files('.'),
    pathOf: (uri) => (uri.startsWith('file:') ? fromHere(fileURLToPath(uri)) : uri),
    uriOf: (path) => (/^[a-z]+:/.test(path) ? path : pathToFileURL(resolve(path)).href),
    prover: proverInThread(),
  });
}
