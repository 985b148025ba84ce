import { fitted } from '../report/fit.js';
import { colorful, type Paint, plain } from '../report/paint.js';
import { stop, terminal, writing } from './run/work.js';
import { demandWritable, writeWhole } from './whole-file.js';

export interface OutputOptions {
  readonly format: 'text' | 'json' | 'sarif' | 'junit' | 'markdown' | 'html' | 'svg' | 'cel' | 'ear' | 'dsse';
  readonly out?: string;
  readonly color: 'auto' | 'always' | 'never';
}

/** Where a command's result goes, and in what colours. */
export interface Output {
  readonly paint: Paint;
  /** Called once, with the whole result. */
  write(result: string): void;
}

/** By the options. Throws {@link UsageError}, also here and now where the file that `--out` names could not be written later. */
export async function outputFor({ format, out, color }: OutputOptions): Promise<Output> {
  if (out !== undefined) demandWritable(out);
  const wanted =
    format === 'text' && (color === 'always' || (color === 'auto' && out === undefined && terminalHasColors()));
  return {
    paint: wanted ? await colorful() : plain,
    write(result) {
      writing();
      if (out === undefined) process.stdout.write(format === 'text' ? forTerminal(result) : result);
      else keepWhole(out, result);
    },
  };
}

/** Writes a result into a file, but for one that somebody has interrupted: that is not the whole. */
export function keepWhole(file: string, result: string): void {
  if (stop().reason() === 'interrupted')
    process.stderr.write(`ls2: ${file} is not written, since the run was interrupted\n`);
  else writeWhole(file, result);
}

/** What goes to a terminal fits its width; anything else is the same whatever reads it. */
function forTerminal(text: string): string {
  const { stdout, columns } = terminal();
  return stdout && columns !== undefined ? fitted(text, columns) : text;
}

/** See https://no-color.org. */
function terminalHasColors(): boolean {
  const { NO_COLOR, TERM } = process.env;
  return terminal().stdout && (NO_COLOR === undefined || NO_COLOR === '') && TERM !== 'dumb';
}
