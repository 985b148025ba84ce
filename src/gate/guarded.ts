import type { Finding } from './finding.js';
import type { Lock } from './lock.js';
import type { Unreadable } from './read-lock.js';
import type { Standing } from './standing.js';
import { isUnder } from './within.js';

/** A lock file, beside the one that it is compared with or takes the place of. */
export interface Locks {
  readonly before: Pick<Lock, 'paths'> | Unreadable | undefined;
  readonly now: Pick<Lock, 'paths'> | Unreadable | undefined;
  readonly file: string;
}

/** The files with theorems that the earlier lock file guards and the later one does not: what is done to them next, no lock file would show. */
export function unguarded({ theorems }: Pick<Standing, 'theorems'>, { before, now, file }: Locks): readonly Finding[] {
  const guards = before?.paths ?? [];
  const finding = (message: string): Finding => ({ code: 'LS2-1217', file, message, changes: [] });
  if (before === undefined) return [];
  if (now === undefined) return [finding(`${file} has gone, and guards nothing any more`)];
  if ('problem' in now) return [finding(`${file} cannot be read: ${now.problem}`)];
  const files = [...new Set(theorems.map((theorem) => theorem.file))].filter((each) => isUnder(each, guards));
  const left = files.filter((each) => !isUnder(each, now.paths));
  return left.length === 0 ? [] : [finding(`${file} no longer guards ${left.join(', ')}`)];
}
