import { type Diagnostic, diagnostic, type Span } from '../../diagnostics/index.js';
import type { Occurrence, Scenery, World } from '../../semantics/index.js';
import type { Header } from './header.js';
import { JsonPlaces, NoJson, type Range } from './json-places.js';
import { type Line, LineSplitter } from './lines.js';
import { Malformed } from './malformed.js';
import { EventReader } from './read-event.js';
import { readHeader, worldOfHeader } from './read-header.js';
import { fieldsOf } from './shape.js';

/** What is read of a file of traces, one after the other. Lines count from 1. */
export type TraceRecord =
  | { readonly kind: 'header'; readonly header: Header; readonly world: World; readonly line: number }
  | { readonly kind: 'event'; readonly time: number; readonly occurrence: Occurrence; readonly line: number }
  /** The trace is complete; `line` is its last, `events` how many it has. */
  | { readonly kind: 'end'; readonly events: number; readonly line: number }
  /** Something is wrong, and nothing comes after it. */
  | { readonly kind: 'error'; readonly diagnostic: Diagnostic };

/** The longest line that is read, in UTF-16 units. */
const longestLine = 1 << 24;

/**
 * Reads traces, holding no more of them than a line and the terms of late.
 *
 * @param input the file's text, in pieces
 * @param sceneryFor the model of a trace, by its first line; undefined where there is none
 * @param file what the file is called in diagnostics
 */
export async function* readTraces(
  input: AsyncIterable<string | Uint8Array> | Iterable<string | Uint8Array>,
  sceneryFor: (header: Header) => Scenery | undefined,
  file: string,
  limit: number = longestLine,
): AsyncGenerator<TraceRecord, void, undefined> {
  const lines = new LineSplitter(limit);
  const reader = new TraceReader(sceneryFor);
  let last: Line | undefined;
  try {
    for await (const chunk of input)
      for (const line of lines.push(chunk)) {
        last = line;
        yield* reader.take(line);
      }
    for (const line of lines.end()) {
      last = line;
      yield* reader.take(line);
    }
    last = undefined;
    yield* reader.end();
  } catch (error) {
    if (!(error instanceof Malformed)) throw error;
    yield { kind: 'error', diagnostic: diagnosticOf(error, file, last) };
  }
}

class TraceReader {
  readonly #sceneryFor: (header: Header) => Scenery | undefined;
  #trace: { readonly reader: EventReader; events: number; line: number } | undefined;

  constructor(sceneryFor: (header: Header) => Scenery | undefined) {
    this.#sceneryFor = sceneryFor;
  }

  *take(line: Line): Iterable<TraceRecord> {
    const { text, number } = line;
    if (line.cut) throw new Malformed('LS2-1010', `this line has more than ${text.length} characters`, { path: [] });
    if (text.trim() === '') return;
    const value = parsed(text);
    if (Object.hasOwn(value, 'ls2trace')) {
      if (this.#trace !== undefined) yield* this.#ended(this.#trace);
      yield this.#header(value, line);
    } else if (this.#trace === undefined) {
      throw new Malformed('LS2-1004', 'an event stands here, and the first line of a trace is wanted', { path: [] });
    } else {
      const { time, occurrence } = this.#trace.reader.read(value);
      this.#trace.events++;
      this.#trace.line = number;
      yield { kind: 'event', time, occurrence, line: number };
    }
  }

  *end(): Iterable<TraceRecord> {
    if (this.#trace === undefined) throw new Malformed('LS2-1004', 'there is no trace in this file', { path: [] });
    yield* this.#ended(this.#trace);
  }

  *#ended({ events, line }: { readonly events: number; readonly line: number }): Iterable<TraceRecord> {
    yield { kind: 'end', events, line };
  }

  #header(value: object, { text, number }: Line): TraceRecord {
    const repeated = repeatedIn(text);
    if (repeated !== undefined) throw new Malformed('LS2-1012', `\`${repeated.field}\` is said twice`, repeated);
    const header = readHeader(value);
    const scenery = this.#sceneryFor(header);
    if (scenery === undefined)
      throw new Malformed('LS2-1011', `there is no model \`${header.model}\``, { path: ['model'] });
    const world = worldOfHeader(scenery, header);
    this.#trace = { reader: new EventReader(world), events: 0, line: number };
    return { kind: 'header', header, world, line: number };
  }
}

/** A field that an object has twice, where that can be read: `JSON.parse` is content with lines that nest deeper than any line has to. */
function repeatedIn(text: string): ReturnType<JsonPlaces['repeated']> {
  try {
    return new JsonPlaces(text).repeated();
  } catch (error) {
    if (!(error instanceof NoJson)) throw error;
    throw new Malformed('LS2-1001', error.message, { path: [] });
  }
}

/** The object that a line is. */
function parsed(text: string): object {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new Malformed('LS2-1001', 'this is no JSON', { path: [] });
  }
  fieldsOf(value, [], [], typeof value === 'object' && value !== null ? Object.keys(value) : []);
  return value as object;
}

function diagnosticOf({ code, message, spot }: Malformed, file: string, line: Line | undefined): Diagnostic {
  const at = line ?? { text: '', number: 1, offset: 0, ended: true, cut: false };
  if (at.cut) return diagnostic(code, message, { file, span: spanOf(at, { from: 0, to: at.text.length }) });
  if (line === undefined) return diagnostic(code, message, { file, span: spanOf(at, { from: 0, to: 0 }) });
  try {
    return diagnostic(code, message, { file, span: spanOf(at, new JsonPlaces(at.text).rangeOf(spot)) });
  } catch (error) {
    if (!(error instanceof NoJson)) throw error;
    return notJson(error, file, at);
  }
}

/** Why a line is no JSON: a line without its end may be what is left of a longer one. */
function notJson({ message, range }: NoJson, file: string, line: Line): Diagnostic {
  const isCutOff = !line.ended && (range.from >= line.text.length || !line.text.trimEnd().endsWith('}'));
  return isCutOff
    ? diagnostic('LS2-1009', 'the file ends in the middle of this line', { file, span: spanOf(line, range) })
    : diagnostic('LS2-1001', message, { file, span: spanOf(line, range) });
}

function spanOf({ number, offset }: Line, { from, to }: Range): Span {
  return {
    start: { offset: offset + from, line: number, column: from + 1 },
    end: { offset: offset + to, line: number, column: to + 1 },
  };
}
