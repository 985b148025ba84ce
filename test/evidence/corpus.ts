import { existsSync, readFileSync } from 'node:fs';

/** Evidence of real machines, which stands beside the project where it is handed out with it, and is not part of it. */
const folder = new URL('../../../shared/evidence/', import.meta.url);

/** What the corpus says of one of its files, as far as the tests use it. */
export interface CorpusFile {
  readonly file: string;
  readonly format: string;
  readonly bad_input?: string;
  readonly parse_error?: string;
  readonly n_events?: number;
  readonly replayed_pcrs_by_bank?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly expected_pcrs?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly tuple?: string;
}

export const hasCorpus = existsSync(new URL('MANIFEST.json', folder));

if (!hasCorpus) process.stderr.write('skipped: no evidence of real machines beside the project\n');

/** The files of some formats; none where there is no corpus. */
export const corpusFiles = (format: RegExp): readonly CorpusFile[] =>
  hasCorpus
    ? (JSON.parse(readFileSync(new URL('MANIFEST.json', folder), 'utf8')) as readonly CorpusFile[]).filter((file) =>
        format.test(file.format),
      )
    : [];

export const corpusBytes = (file: string): Uint8Array => readFileSync(new URL(file, folder));
