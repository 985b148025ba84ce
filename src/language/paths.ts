/** Paths with `/`, as files and imports are named everywhere: what `posix` of `node:path` does, where there may be no Node. */

/** A path without `.`, without `..` after something that it leads back from, and without a `/` twice. */
export function normalized(path: string): string {
  const isAbsolute = path.startsWith('/');
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue;
    if (part !== '..') parts.push(part);
    else if (parts.length > 0 && parts.at(-1) !== '..') parts.pop();
    else if (!isAbsolute) parts.push(part);
  }
  const joined = parts.join('/');
  const ended = path.endsWith('/') && joined !== '' ? `${joined}/` : joined;
  if (isAbsolute) return `/${ended}`;
  return ended === '' ? (path.endsWith('/') ? './' : '.') : ended;
}

/** What a path means that is written in a file: it is relative to the file's folder. */
export const besideFile = (file: string, path: string): string =>
  normalized(path === '' ? folderOf(file) : `${folderOf(file)}/${path}`);

function folderOf(file: string): string {
  const end = file.lastIndexOf('/');
  return end < 0 ? '.' : file.slice(0, end);
}
