import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/**
 * Whether a program that tests compare with is on this machine. In CI it has to be: there its absence is a failure, elsewhere the tests that
 * need it are skipped (`npm test` says so before it starts).
 */
export function installed(command: string): boolean {
  const found = (process.env['PATH'] ?? '').split(delimiter).some((folder) => existsSync(join(folder, command)));
  if (!found && process.env['CI'] === 'true') throw new Error(`${command} is not installed, and in CI it has to be`);
  return found;
}
