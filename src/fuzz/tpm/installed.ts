import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Whether a program that properties compare with is on this machine. */
export const installed = (command: string): boolean =>
  (process.env['PATH'] ?? '').split(delimiter).some((folder) => existsSync(join(folder, command)));
