import { Command } from 'commander';
import { textOf } from '../disk/paths.js';
import { type FormattedFile, formattingJson, formattingText } from '../report/formatting.js';
import { heed } from '../stop/index.js';
import { type ExitCode, exit, mostImportant } from './exit.js';
import type { Finish } from './finish.js';
import { withOutputOptions } from './options.js';
import { type OutputOptions, outputFor } from './output.js';
import { doing, mayTakeLong, stop } from './run/work.js';
import { filesUnder, usualPlaces } from './sources.js';
import { UsageError } from './usage-error.js';
import { writeWhole } from './whole-file.js';

const examples = `Examples:
  ls2 fmt                     format models/ and proofs/ in place
  ls2 fmt chain.ls2           format one file
  ls2 fmt --check             say which files are not formatted, and change none
`;

const description = `Formats files in place, each whole or not at all. Comments stay; a file that cannot be read stays as it is, and is
reported (3). With --check, a file that is not formatted is a violation (1).`;

export function command(finish: Finish): Command {
  const fmt = new Command('fmt')
    .summary('format files')
    .description(description)
    .argument('[path...]', 'files, or directories with .ls2 files (default: models/ and proofs/)')
    .option('--check', 'change nothing, and say what is not formatted')
    .addHelpText('before', examples);
  return withOutputOptions(fmt).action(async (paths: readonly string[], options: Options) => {
    finish(await run(paths, options));
  });
}

interface Options extends OutputOptions {
  readonly check?: boolean;
}

async function run(paths: readonly string[], options: Options): Promise<ExitCode> {
  const { check = false } = options;
  const files = filesUnder(paths.length > 0 ? paths : usualPlaces('models', 'proofs'));
  const output = await outputFor(options);
  mayTakeLong();
  const { format } = await import('../language/index.js');
  const formatted: FormattedFile[] = [];
  for (const file of files) {
    heed(stop());
    doing(`formatting ${file}`);
    formatted.push(formatFile(file, check, format));
  }
  output.write(options.format === 'json' ? formattingJson(formatted) : formattingText(formatted, check, output.paint));
  return mostImportant(formatted.map(({ outcome }) => codeOf(outcome, check)));
}

function codeOf(outcome: FormattedFile['outcome'], check: boolean): ExitCode {
  if (outcome === 'unreadable') return exit.malformed;
  return outcome === 'changed' && check ? exit.violated : exit.ok;
}

type Format = typeof import('../language/index.js')['format'];

function formatFile(file: string, check: boolean, format: Format): FormattedFile {
  const text = textOf(file);
  if (text === undefined) throw new UsageError(`${file} cannot be read`);
  const formatted = format(text, file);
  if (formatted.kind === 'unreadable') return { outcome: 'unreadable', file, diagnostics: formatted.diagnostics, text };
  if (formatted.text === text) return { outcome: 'same', file };
  if (!check) writeWhole(file, formatted.text);
  return { outcome: 'changed', file };
}
