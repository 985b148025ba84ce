import { readFileSync } from 'node:fs';
import { Command } from 'commander';
import { format } from '../language/index.js';
import { diagnosticText } from '../report/diagnostics-text.js';
import type { Finish } from './finish.js';
import { type ExitCode, exit, mostImportant } from './exit.js';
import { withOutputOptions } from './options.js';
import { type Output, type OutputOptions, outputFor } from './output.js';
import { filesUnder, usualPlaces } from './sources.js';
import { UsageError } from './usage-error.js';
import { reasonOf, writeWhole } from './whole-file.js';

const examples = `Examples:
  ls2 fmt                     format models/ and proofs/ in place
  ls2 fmt chain.ls2           format one file
  ls2 fmt --check             say which files are not formatted, and change none
`;

export function command(finish: Finish): Command {
  const fmt = new Command('fmt')
    .summary('format files')
    .description('Formats files in place, each whole or not at all. Comments stay; a file that cannot be read is left alone, and reported.')
    .argument('[path...]', 'files, or directories with .ls2 files (default: models/ and proofs/)')
    .option('--check', 'change nothing; end with 1 if a file is not formatted')
    .addHelpText('before', examples);
  return withOutputOptions(fmt).action(async (paths: readonly string[], options: Options) => {
    finish(await run(paths, options));
  });
}

interface Options extends OutputOptions {
  readonly check?: boolean;
}

type Outcome =
  | { readonly kind: 'same' | 'changed'; readonly file: string }
  | { readonly kind: 'unreadable'; readonly file: string; readonly diagnostics: Extract<ReturnType<typeof format>, { kind: 'unreadable' }>['diagnostics']; readonly text: string };

async function run(paths: readonly string[], options: Options): Promise<ExitCode> {
  const files = filesUnder(paths.length > 0 ? paths : usualPlaces('models', 'proofs'));
  const output = await outputFor(options);
  const outcomes = files.map((file) => formatFile(file, options.check === true));
  output.write(options.format === 'json' ? json(outcomes) : text(outcomes, options.check === true, output));
  return mostImportant(
    outcomes.map(({ kind }) => {
      if (kind === 'unreadable') return exit.malformed;
      return kind === 'changed' && options.check === true ? exit.violated : exit.ok;
    }),
  );
}

function formatFile(file: string, check: boolean): Outcome {
  const before = textOf(file);
  const formatted = format(before, file);
  if (formatted.kind === 'unreadable') return { kind: 'unreadable', file, diagnostics: formatted.diagnostics, text: before };
  if (formatted.text === before) return { kind: 'same', file };
  if (!check) writeWhole(file, formatted.text);
  return { kind: 'changed', file };
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new UsageError(`${file} cannot be read: ${reasonOf(error)}`);
  }
}

function text(outcomes: readonly Outcome[], check: boolean, { paint }: Output): string {
  const lines = outcomes.flatMap((outcome) => {
    switch (outcome.kind) {
      case 'same':
        return [];
      case 'changed':
        return [`${paint.name(outcome.file)} ${check ? 'is not formatted' : 'formatted'}`];
      case 'unreadable':
        return outcome.diagnostics.map((d) => diagnosticText(d, () => outcome.text, paint));
    }
  });
  const count = (kind: Outcome['kind']): number => outcomes.filter((outcome) => outcome.kind === kind).length;
  const parts = [
    [count('changed'), check ? 'not formatted' : 'formatted'],
    [count('unreadable'), 'not readable, left alone'],
    [count('same'), 'formatted already'],
  ] as const;
  const total = parts.filter(([n]) => n > 0).map(([n, what]) => `${n} ${what}`);
  return `${[...lines, `${outcomes.length} ${outcomes.length === 1 ? 'file' : 'files'}: ${total.join(', ')}`].join('\n')}\n`;
}

function json(outcomes: readonly Outcome[]): string {
  const files = outcomes.map(({ file, kind }) => ({ file, outcome: kind }));
  return `${JSON.stringify({ schemaVersion: 1, files }, undefined, 2)}\n`;
}
