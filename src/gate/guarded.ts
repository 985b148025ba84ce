import type { Finding } from './finding.js';
import type { Lock } from './lock.js';
import type { Unreadable } from './read-lock.js';
import type { FreshStanding } from './standing.js';
import { isUnder } from './within.js';

/** The lock file of a branch, beside that of the commit that it is compared with. */
export interface Locks {
  readonly before: Lock | Unreadable | undefined;
  readonly now: Lock | Unreadable | undefined;
  readonly file: string;
}

/** The files with theorems that the lock file of a commit guards and that of a branch does not: what is done to them next, no lock file would show. */
export function unguarded({ theorems }: FreshStanding, { before, now, file }: Locks): readonly Finding[] {
  const guards = before?.paths ?? [];
  const finding = (message: string): Finding => ({ code: 'LS2-1217', file, message, changes: [] });
  if (before === undefined) return [];
  if (now === undefined) return [finding(`${file} has gone, and guards nothing any more`)];
  if ('problem' in now) return [finding(`${file} cannot be read: ${now.problem}`)];
  const files = [...new Set(theorems.map((theorem) => theorem.file))].filter((each) => isUnder(each, guards));
  const left = files.filter((each) => !isUnder(each, now.paths));
  return left.length === 0 ? [] : [finding(`${file} no longer guards ${left.join(', ')}`)];
}
