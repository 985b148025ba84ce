import type { Host } from './host.js';

/** How a client calls the files that it has open, and their versions. */
export class Buffers {
  readonly #host: Pick<Host, 'pathOf' | 'uriOf'>;
  readonly #uris = new Map<string, string>();
  readonly #versions = new Map<string, number>();

  constructor(host: Pick<Host, 'pathOf' | 'uriOf'>) {
    this.#host = host;
  }

  opened(uri: string, version: number): string {
    const path = this.pathOf(uri);
    this.#uris.set(path, uri);
    this.#versions.set(path, version);
    return path;
  }

  pathOf(uri: string): string {
    return this.#host.pathOf(uri);
  }

  /** As the client itself wrote it, where it did. */
  uriOf(path: string): string {
    return this.#uris.get(path) ?? this.#host.uriOf(path);
  }

  versionOf(path: string): number | undefined {
    return this.#versions.get(path);
  }
}
