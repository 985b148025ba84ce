import { createReadStream } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname } from 'node:path';
import { isolation } from './page-files.js';

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.wasm': 'application/wasm',
  '.json': 'application/json; charset=utf-8',
};

/** Workers have the policy that comes with their own scripts. */
const headers = {
  ...isolation,
  'Content-Security-Policy':
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'; connect-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cache-Control': 'no-cache',
};

/** Serves files by their paths to this machine, and to no other. Resolves to its address; rejects where the port is taken. */
export async function servePage(
  files: ReadonlyMap<string, string>,
  port: number,
): Promise<{ readonly url: string; readonly server: Server }> {
  const server = createServer(({ url = '/', method }, response) => {
    const path = new URL(url, 'http://page').pathname.slice(1);
    const file = files.get(path === '' ? 'index.html' : decoded(path));
    if (method !== 'GET' && method !== 'HEAD') response.writeHead(405, { Allow: 'GET, HEAD' }).end();
    else if (file === undefined) response.writeHead(404, headers).end();
    else {
      response.writeHead(200, { ...headers, 'Content-Type': types[extname(file)] ?? 'text/plain; charset=utf-8' });
      if (method === 'HEAD') response.end();
      else
        createReadStream(file)
          .on('error', () => response.destroy())
          .pipe(response);
    }
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(port, '127.0.0.1', resolve);
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, server };
}

/** A path as it is called, where that can be read. */
function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
