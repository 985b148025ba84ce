import { disk } from '../disk/disk.js';
import { type Checked, type FileSource, reader } from '../language/index.js';

/** Reads files with their imports into models, each file once. */
export function readFiles(files: readonly string[], source: FileSource = disk()): readonly Checked[] {
  return readFrom(source, files);
}

/** The logic by itself. */
export function readLogic(): readonly Checked[] {
  return readFrom({ ...disk(), read: () => '' }, ['']);
}

const readFrom = (source: FileSource, files: readonly string[]): readonly Checked[] => {
  const { read } = reader(source);
  return files.map(read);
};
