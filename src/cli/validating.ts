import { type Diagnostic, diagnostic, type Span } from '../diagnostics/index.js';
import { about } from '../disk/about.js';
import { sceneryOf, showFormula } from '../language/index.js';
import { plain } from '../report/paint.js';
import { validateJson } from '../report/validate-json.js';
import type { ValidatedTrace, ValidateResult } from '../report/validate-result.js';
import { validateText } from '../report/validate-text.js';
import { termText } from '../semantics/index.js';
import { heed, Stopped } from '../stop/index.js';
import { type Expectation, type Header, readTraces } from '../trace/format/index.js';
import { type Happened, History, Judge, NotEnabled, type Violation } from '../trace/index.js';
import { claimNamed, type Found } from './claims.js';
import { type ExitCode, exit, mostImportant } from './exit.js';
import { type OutputOptions, outputFor } from './output.js';
import { piecesOf } from './read-file.js';
import { doing, endAfter, lastWords, stdin, stop } from './run/work.js';
import { UsageError } from './usage-error.js';

export interface ValidateOptions extends OutputOptions {
  readonly against?: string;
  readonly in?: readonly string[];
  readonly expect?: Expectation;
  readonly deadline?: number;
}

/** So many events are shown on each side of where a statement fails. */
const around = 3;

/** Holds the traces of files against a statement, and says what they come to. */
export async function validate(files: readonly string[], options: ValidateOptions): Promise<ExitCode> {
  endAfter(options.deadline);
  const output = await outputFor(options);
  const statements = new Statements(options);
  const traces: ValidatedTrace[] = [];
  const diagnostics: Diagnostic[] = [];
  const { name, version } = about();
  const resultSoFar = (stopped = stop().reason()): ValidateResult => ({
    tool: { name, version },
    against: statements.names().join(', '),
    traces,
    diagnostics,
    ...(stopped && { stopped }),
  });
  const keep = lastWords();
  const found = (trace: ValidatedTrace): void => {
    traces.push(trace);
    keep(() => validateText(resultSoFar('interrupted'), plain));
  };
  try {
    for (const file of files) {
      const problem = await validateFile(file, { statements, expect: options.expect, found });
      if (problem !== undefined) diagnostics.push(problem);
    }
  } catch (error) {
    if (!(error instanceof Stopped)) throw error;
  }
  const result = resultSoFar();
  output.write(options.format === 'json' ? validateJson(result) : validateText(result, output.paint));
  return mostImportant([
    ...traces.map(codeOf),
    ...diagnostics.map((): ExitCode => exit.malformed),
    ...(result.stopped === undefined ? [] : [exit.noVerdict]),
  ]);
}

function codeOf({ verdict, expected }: ValidatedTrace): ExitCode {
  if (verdict === 'undecided') return exit.noVerdict;
  return (verdict === 'violated') === (expected === 'violated') ? exit.ok : exit.violated;
}

/** A statement, ready for traces. */
interface Statement extends Found {
  readonly judge: Judge;
}

/** The statements that traces are held against: the one that was asked for, or those that the traces say. Each is looked up once. */
class Statements {
  readonly #options: ValidateOptions;
  readonly #known = new Map<string, Statement>();

  constructor(options: ValidateOptions) {
    this.#options = options;
    if (options.against !== undefined) this.#named(options.against, options.in);
  }

  names(): readonly string[] {
    return [...this.#known.values()].map(({ claim }) => claim.name);
  }

  /** The one that a trace is held against. Throws {@link UsageError} where nothing says which. */
  for({ against, model }: Pick<Header, 'against' | 'model'>): Statement {
    const { against: asked, in: places } = this.#options;
    const name = asked ?? against;
    if (name === undefined)
      throw new UsageError('the trace says no statement that it is meant for: --against names one');
    return this.#named(name, places ?? (asked === undefined ? [model] : undefined));
  }

  #named(name: string, places: readonly string[] | undefined): Statement {
    const key = JSON.stringify([name, places]);
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const found = claimNamed(name, places);
    const statement = { ...found, judge: new Judge(found.model.theory, found.claim, stop()) };
    this.#known.set(key, statement);
    return statement;
  }
}

interface Validation {
  readonly statements: Statements;
  readonly expect: Expectation | undefined;
  /** Told what each trace came to. */
  readonly found: (trace: ValidatedTrace) => void;
}

/** A trace that is being read. */
interface Open {
  readonly line: number;
  readonly statement: Statement;
  readonly expected: Expectation;
  readonly history: History;
  readonly times: number[];
}

/** Reads the traces of a file one after the other; answers with what ended that, if it was not the end of the file. */
async function validateFile(file: string, validation: Validation): Promise<Diagnostic | undefined> {
  const { statements, found } = validation;
  const shown = file === '-' ? 'stdin' : file;
  let open: Open | undefined;
  const close = (): void => {
    if (open === undefined) return;
    doing(`${shown}: ${open.statement.claim.name} on the trace from line ${open.line} on`);
    found(judged(shown, open));
    open = undefined;
  };
  const sceneryFor = (header: Header) => sceneryOf(statements.for(header).model);
  doing(`reading ${shown}`);
  for await (const record of readTraces(inputOf(file), sceneryFor, shown)) {
    heed(stop());
    switch (record.kind) {
      case 'header':
        close();
        open = {
          line: record.line,
          statement: statements.for(record.header),
          expected: validation.expect ?? record.header.expect ?? 'not-violated',
          history: new History(record.world),
          times: [],
        };
        break;
      case 'event':
        try {
          open?.history.add(record.occurrence);
          open?.times.push(record.time);
        } catch (error) {
          if (!(error instanceof NotEnabled)) throw error;
          return diagnostic('LS2-1008', shortened(`the semantics does not allow this event: ${error.message}`), {
            file: shown,
            span: startOfLine(record.line),
          });
        }
        break;
      case 'error':
        return record.diagnostic;
    }
  }
  close();
  return undefined;
}

const startOfLine = (line: number): Span => ({
  start: { offset: 0, line, column: 1 },
  end: { offset: 0, line, column: 1 },
});

/** Throws {@link UsageError} for a file that is not there. */
function inputOf(file: string): AsyncIterable<Uint8Array> {
  if (file === '-') return stdin();
  return piecesOf(file);
}

/** What the semantics says may show a value that a trace makes as long as it likes. */
const mostSaid = 500;
const shortened = (text: string): string => (text.length <= mostSaid ? text : `${text.slice(0, mostSaid)} …`);

function judged(file: string, { line, history, times, statement, expected }: Open): ValidatedTrace {
  const judgement = statement.judge.judge(history);
  const { verdict } = judgement;
  const against = statement.claim.name;
  const trace = { file, line, against, events: history.events.length, verdict, expected };
  return verdict === 'violated' ? { ...trace, violation: explained(judgement, history, times, statement) } : trace;
}

function explained(
  { instance, at, conjunct }: Violation,
  history: History,
  times: readonly number[],
  { model }: Found,
): NonNullable<ValidatedTrace['violation']> {
  const { words } = history.world;
  const timeOf = (event: number): number => times[event - 1] as number;
  /** Times between two events are shown as being after the first. */
  const shown = (time: number): string => {
    const before = Math.min(Math.floor(time), times.length);
    if (before < 1) return 'before all events';
    return Number.isInteger(time) ? `${timeOf(before)}` : `after ${timeOf(before)}`;
  };
  return {
    ...(at !== undefined && { at: timeOf(at) }),
    conjunct: showFormula(conjunct, model),
    instance: [...instance].map(([{ name }, value]) => ({
      name,
      value: typeof value === 'number' ? shown(value) : termText(words, value),
    })),
    around: history.events
      .slice(Math.max(0, (at ?? 0) - 1 - around), (at ?? 0) + around)
      .map(({ time, event }: Happened) => ({ time: timeOf(time), event: termText(words, event) })),
  };
}
