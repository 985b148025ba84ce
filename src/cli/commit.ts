import { execFileSync } from 'node:child_process';
import { posix } from 'node:path';
import { disk } from '../disk/disk.js';
import { fromHere } from '../disk/paths.js';
import type { FileSource } from '../language/files.js';
import { UsageError } from './usage-error.js';

/** The files of a commit, as they stand in it, by their paths from the current directory. */
export interface Commit {
  readonly source: FileSource;
  /** The `.ls2` files that paths stand for in the commit, as they would on the disk; none for a path that is not there. */
  filesUnder(paths: readonly string[]): readonly string[];
}

/** Opens a commit by anything that git takes for one. Throws {@link UsageError} where it is none. The logic is that of this ls2, as everywhere. */
export function openCommit(ref: string): Commit {
  const id = commitId(ref);
  const texts = new Map<string, string | undefined>();
  const read = (path: string): string | undefined => {
    const file = posix.normalize(path);
    if (!texts.has(file)) texts.set(file, blob(id, file));
    return texts.get(file);
  };
  return {
    source: { ...disk(), read, identity: (path) => posix.normalize(path) },
    filesUnder(paths) {
      const found = paths.map(fromHere).flatMap((path) => filesIn(id, path));
      return [...new Set(found)].sort();
    },
  };
}

function commitId(ref: string): string {
  const id = git(['rev-parse', '--verify', '--quiet', '--end-of-options', `${ref}^{commit}`])?.trim();
  if (id !== undefined && id !== '') return id;
  throw new UsageError(
    git(['rev-parse', '--git-dir']) === undefined
      ? `--base ${ref}: this is no git repository, or there is no git here`
      : `--base ${ref}: there is no such commit here (a shallow clone has few: \`git fetch\` gets it)`,
  );
}

/** Directories stand for the files below that are not hidden, as on the disk. */
function filesIn(id: string, path: string): readonly string[] {
  const listed = git(['ls-tree', '-r', '-z', '--name-only', id, '--', path === '.' ? './' : path]) ?? '';
  return listed.split('\0').filter((file) => {
    if (file === path) return true;
    const below = path === '.' ? file : posix.relative(path, file);
    return file.endsWith('.ls2') && below.split('/').every((part) => !part.startsWith('.') && part !== 'node_modules');
  });
}

/** The text of a file; of a symbolic link, what it leads to in the commit, as a disk has it. */
function blob(id: string, file: string): string | undefined {
  const prefix = git(['rev-parse', '--show-prefix'])?.trim() ?? '';
  const found = bytes(['cat-file', '--batch', '--follow-symlinks'], `${id}:${posix.join(prefix, file)}\n`);
  const end = found?.indexOf('\n') ?? -1;
  const [, length] = /^[0-9a-f]+ blob (\d+)$/.exec(found?.subarray(0, end).toString() ?? '') ?? [];
  return length === undefined ? undefined : found?.subarray(end + 1, end + 1 + Number(length)).toString();
}

const git = (args: readonly string[]): string | undefined => bytes(args)?.toString();

/** What git says; undefined where it fails. */
function bytes(args: readonly string[], input = ''): Buffer | undefined {
  try {
    return execFileSync('git', args, { input, stdio: ['pipe', 'pipe', 'ignore'], maxBuffer: 1 << 28 });
  } catch {
    return undefined;
  }
}
