import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** Where this package is installed. */
export const packageRoot = fileURLToPath(new URL('../..', import.meta.url));

/** The name and version that this package gives itself. */
export function about(): { readonly name: string; readonly version: string } {
  const { name, version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
    readonly name: string;
    readonly version: string;
  };
  return { name, version };
}
