import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { JsonPlaces, NoJson } from '../../src/trace/format/json-places.js';
import { example, inPieces, ofKind, paths, recordsOf, simulated } from './fixtures/traces.js';

const [header = '', ...events] = example.trace.trimEnd().split('\n');

/** The example with one line of it changed; it counts from 1. */
const changed = (line: number, from: string, to: string): string => {
  const lines = [header, ...events];
  expect(lines[line - 1]).toContain(from);
  lines[line - 1] = (lines[line - 1] as string).replace(from, () => to);
  return `${lines.join('\n')}\n`;
};
const first = (from: string, to: string): string => changed(1, from, to);
const event = (text: string): string => `${header}\n${text}\n`;
const sent = (term: string): string => event(`{"t":1,"event":"Send","args":["I1",${JSON.stringify(term)}]}`);

/** `line code message`, and what of the line the diagnostic covers. */
async function complaint(text: string, limit?: number): Promise<readonly string[]> {
  const [error] = ofKind(await recordsOf(text, limit), 'error');
  if (error === undefined) return [];
  const { code, message, span } = error.diagnostic;
  expect(span.end.line).toBe(span.start.line);
  const covered = text.split('\n')[span.start.line - 1]?.slice(span.start.column - 1, span.end.column - 1);
  expect(text.slice(span.start.offset, span.end.offset)).toBe(covered);
  return [`${span.start.line} ${code} ${message}`, covered as string];
}

const cases: Readonly<Record<string, readonly (readonly [text: string, message: string, covered: string])[]>> = {
  JSON: [
    [changed(3, '"BIOS(host1)"', 'x'), '3 LS2-1001 `x` stands here, and a value is wanted', 'x'],
    [event('hello'), '2 LS2-1001 `h` stands here, and a value is wanted', 'h'],
    [event('{"t":1 "event":"Send"}'), '2 LS2-1001 `"` stands here, and `,` or `}` is wanted', '"'],
    [event('{"t":01}'), '2 LS2-1001 `1` stands here, and `,` or `}` is wanted', '1'],
    [event('{"event":"\\xSend"}'), '2 LS2-1001 there is no such escape in JSON', '\\x'],
    [event('{"event":"S\tend"}'), '2 LS2-1001 a text in JSON has no control characters', '\t'],
    [event('{"t":'), '2 LS2-1001 the line ends, and a value is wanted', ''],
    [event('{"t":1}}'), '2 LS2-1001 `}` stands here, and the end of the line is wanted', '}'],
    [
      event(`{"t":${'['.repeat(100)}${']'.repeat(100)}}`),
      '2 LS2-1001 lists and objects are more than 64 deep here',
      '[',
    ],
    [event('{t:1}'), '2 LS2-1001 `t` stands here, and the name of a field in quotes is wanted', 't'],
  ],
  shape: [
    [event('[]'), '2 LS2-1002 this should be an object', '[]'],
    [event('null'), '2 LS2-1002 this should be an object', 'null'],
    [event('{}'), '2 LS2-1002 the field `t` is missing', '{}'],
    [changed(2, '"t":1', '"t":"1"'), '2 LS2-1002 this should be a number', '"1"'],
    [changed(2, '"t":1', '"t":1e999'), '2 LS2-1002 this should be a number', '1e999'],
    [changed(3, '["I1",', '["I1"],"x":['), '3 LS2-1002 there is no field `x` here', '"x"'],
    [
      changed(3, '["I1",', '['),
      '3 LS2-1002 this should be a list of 3: `Read` has a Thread, a Location, a Term',
      '["host1.bios_loc","BIOS(host1)"]',
    ],
    [changed(3, '"I1"', '{}'), '3 LS2-1002 this should be a text', '{}'],
    [changed(3, '}', ',"by":"I1"}'), '3 LS2-1002 there is no field `by` here', '"by"'],
    [
      changed(2, '"owner"', '"own\\u0065d"'),
      '2 LS2-1002 the field `owner` is missing',
      '{"own\\u0065d":"Operator","machine":"host1","locks":["host1.pcr.s"]}',
    ],
    [first('adversary', 'adversery'), '1 LS2-1002 there is no field `adversery` here', '"adversery"'],
    [first('"full"', '"some"'), '1 LS2-1002 this should be one of none, local, network, full', '"some"'],
    [first('"seed":7', '"seed":7.5'), '1 LS2-1002 this should be a whole number', '7.5'],
    [first('"run":0', '"run":-1'), '1 LS2-1002 this should be 0 or more', '-1'],
    [first('"name":"host1"', '"name":"host 1"'), '1 LS2-1002 `host 1` is no name', '"host 1"'],
    [first('"data":["challenge"]', '"data":"challenge"'), '1 LS2-1002 this should be a list', '"challenge"'],
  ],
  'the first line': [
    [first('"ls2trace":1', '"ls2trace":2'), '1 LS2-1003 this trace has version 2 of the format, and ls2 reads 1', '2'],
    [first('"ls2trace":1', '"ls2trace":"1"'), '1 LS2-1002 this should be a number', '"1"'],
    [
      events.join('\n'),
      '1 LS2-1004 an event stands here, and the first line of a trace is wanted',
      events[0] as string,
    ],
    ['', '1 LS2-1004 there is no trace in this file', ''],
    ['\n \n', '1 LS2-1004 there is no trace in this file', ''],
    [first('example.ls2', 'other.ls2'), '1 LS2-1011 there is no model `other.ls2`', '"other.ls2"'],
    [first('"Host"', '"Hots"'), '1 LS2-1006 the model has no kind of machine `Hots`', 'Hots'],
    [
      first('"foreign":["malware"]', '"foreign":["BIOS"]'),
      '1 LS2-1012 `BIOS` is declared by the model already',
      '"BIOS"',
    ],
    [
      first('"challenge"', '"challenge","malware"'),
      '1 LS2-1012 `malware` is declared by this trace already',
      '"malware"',
    ],
    [
      first('"host1.bios_loc":', '"host1 . bios_loc":"unset","host1.bios_loc":'),
      '1 LS2-1012 what `host1.bios_loc` holds is said twice',
      '"host1.bios_loc"',
    ],
    [
      first('"host1.bios_loc":', '"host1.bios_loc":"unset","host1.bios_loc":'),
      '1 LS2-1012 `host1.bios_loc` is said twice',
      '"host1.bios_loc"',
    ],
    [
      first('host1.bios_loc', 'host1.pcr.s'),
      '1 LS2-1007 `host1.pcr.s` is no memory of a machine of this trace',
      '"host1.pcr.s"',
    ],
    [first('host1.bios_loc', 'host1.bois_loc'), '1 LS2-1006 the model has no location `bois_loc`', 'bois_loc'],
    [first('"BIOS(host1)"', '"BIOS(host2)"'), '1 LS2-1006 `host2` is no machine of this trace', 'host2'],
    [first('AIK(host1)', 'sinit'), '1 LS2-1007 `sinit` is a Term, and a Principal is wanted', 'sinit'],
  ],
  times: [
    [changed(3, '"t":2', '"t":1'), '3 LS2-1005 the event before happened at 1, and this one at 1', '1'],
    [changed(4, '"t":2.5', '"t":1.75'), '4 LS2-1005 the event before happened at 2, and this one at 1.75', '1.75'],
  ],
  names: [
    [changed(3, 'Read', 'Raed'), '3 LS2-1006 there is no event `Raed`', 'Raed'],
    [sent('chalenge'), '2 LS2-1006 `chalenge` is nothing that the model or the trace declares', 'chalenge'],
    [sent('(sinit, f(x), g)'), '2 LS2-1006 `f` is nothing that the model or the trace declares', 'f'],
    [changed(3, 'host1.bios_loc', 'host2.bios_loc'), '3 LS2-1006 `host2` is no machine of this trace', 'host2'],
    [changed(3, 'bios_loc', 'bois_loc'), '3 LS2-1006 the model has no location `bois_loc`', 'bois_loc'],
    [sent('PCR(bios)'), '2 LS2-1006 the model has no location `bios`', 'bios'],
    [changed(10, '"n1"', '"H(n1)"'), '10 LS2-1006 `n1` is nothing that the model or the trace declares', 'n1'],
  ],
  sorts: [
    [changed(3, '"I1"', '"host1"'), '3 LS2-1007 `host1` is a Machine, and a Thread is wanted', 'host1'],
    [changed(2, '"Operator"', '"I1"'), '2 LS2-1007 `I1` is a Thread, and a Principal is wanted', 'I1'],
    [changed(3, '"host1.bios_loc"', '"(sinit, sinit)"'), '3 LS2-1007 a pair is a Term, and a Location is wanted', '('],
    [
      changed(3, 'host1.bios_loc', 'challenge'),
      '3 LS2-1007 `challenge` is a Term, and a Location is wanted',
      'challenge',
    ],
    [changed(3, 'host1.bios_loc', 'I1.bios_loc'), '3 LS2-1007 `I1` is a Thread, and a Location is wanted', 'I1'],
    [sent('I1'), '2 LS2-1007 `I1` is a Thread, and a Term is wanted', 'I1'],
    [sent('pk(sinit)'), '2 LS2-1007 `sinit` is a Term, and a Principal is wanted', 'sinit'],
    [sent('pk((sinit, sinit))'), '2 LS2-1007 a pair is a Term, and a Principal is wanted', '('],
    [sent('pk(seq(sinit; sinit))'), '2 LS2-1007 a sequence is a Term, and a Principal is wanted', 'seq'],
    [sent('pk(H(sinit))'), '2 LS2-1007 `H(…)` is a Term, and a Principal is wanted', 'H('],
    [sent('host1.pcr.s'), '2 LS2-1007 `host1` is a Machine, and a Term is wanted', 'host1'],
  ],
  terms: [
    [sent(''), '2 LS2-1013 the text ends, and a term is wanted', '"'],
    [sent('(sinit)'), '2 LS2-1013 `)` stands here, and `,` is wanted', ')'],
    [sent('(sinit, sinit'), '2 LS2-1013 the text ends, and `,` or `)` is wanted', '"'],
    [sent('seq(sinit)'), '2 LS2-1013 `)` stands here, and `;` is wanted', ')'],
    [sent('seq(sinit; )'), '2 LS2-1013 `)` stands here, and a term is wanted', ')'],
    [sent('H(sinit, sinit)'), '2 LS2-1013 `,` stands here, and `)`, since `H` takes one argument, is wanted', ','],
    [sent('ENC(sinit)'), '2 LS2-1013 `)` stands here, and `,`, since `ENC` takes 2 arguments, is wanted', ')'],
    [sent('BIOS'), '2 LS2-1013 `BIOS` takes an argument', 'BIOS'],
    [sent('sinit()'), '2 LS2-1013 `sinit` takes no arguments', 'sinit'],
    [sent('sinit sinit'), '2 LS2-1013 `s` stands here, and the end of the term is wanted', 's'],
    [sent('😀'), '2 LS2-1013 `😀` stands here, and a term is wanted', '😀'],
    [sent(`${'H('.repeat(2000)}sinit${')'.repeat(2000)}`), '2 LS2-1013 terms are nested more than 1000 deep here', '('],
    [changed(3, 'host1.bios_loc', 'host1'), '3 LS2-1013 the text ends, and `.` is wanted', '"'],
    [changed(3, 'host1.bios_loc', 'host1.pcr.'), '3 LS2-1013 the text ends, and a register is wanted', '"'],
  ],
  'text in JSON': [
    [
      event('{"t":1,"event":"Send","args":["\\u00491","H(\\u0073init, dinit)"]}'),
      '2 LS2-1013 `,` stands here, and `)`, since `H` takes one argument, is wanted',
      ',',
    ],
    [
      event('{"t":1,"event":"Send","args":["I1","H(\\u0078)"]}'),
      '2 LS2-1006 `x` is nothing that the model or the trace declares',
      '\\u0078',
    ],
    [
      event('{"t":1,"event":"Send","args":["I1","(sinit\\t,\\ty\\u0027)"]}'),
      "2 LS2-1006 `y'` is nothing that the model or the trace declares",
      'y\\u0027',
    ],
  ],
  'how a file ends': [
    [`${header}\n{"t":1,"event":"Send","args":["I1","si`, '2 LS2-1009 the file ends in the middle of this line', ''],
    [
      `${header}\n{"t":1,"event":"Send","args":["I1","sinit"]`,
      '2 LS2-1009 the file ends in the middle of this line',
      '',
    ],
    [`${header}\n{"t":tr`, '2 LS2-1009 the file ends in the middle of this line', 't'],
    [`${header}\n{"t":1,}`, '2 LS2-1001 `}` stands here, and the name of a field in quotes is wanted', '}'],
  ],
};

describe.each(Object.keys(cases))('%s:', (about) => {
  test.each((cases[about] ?? []).map(([text, message, covered]) => [message, covered, text] as const))(
    '%s: %s',
    async (message, covered, text) => {
      expect(await complaint(text)).toEqual([message, covered]);
    },
  );
});

describe('lines', () => {
  test('end with a line feed, and a carriage return before it if they like; the last may have none', async () => {
    for (const text of [
      example.trace,
      example.trace.trimEnd(),
      example.trace.replaceAll('\n', '\r\n'),
      `\ufeff${example.trace}`,
    ]) {
      const records = await recordsOf(text);
      expect(ofKind(records, 'end')).toEqual([{ kind: 'end', events: events.length, line: events.length + 1 }]);
    }
  });

  test('that are empty mean nothing', async () => {
    const records = await recordsOf(`\n${example.trace.replaceAll('\n', '\n\n')}`);
    expect(ofKind(records, 'end')).toEqual([{ kind: 'end', events: events.length, line: 2 * events.length + 2 }]);
  });

  test('that are too long are not read on', async () => {
    let taken = 0;
    async function* endless(): AsyncGenerator<string> {
      for (;;) {
        taken++;
        yield await Promise.resolve('x'.repeat(10));
      }
    }
    const { readTraces } = await import('../../src/trace/format/index.js');
    const records = [];
    for await (const record of readTraces(endless(), () => undefined, 'f', 95)) records.push(record);
    expect(records).toMatchObject([
      { kind: 'error', diagnostic: { code: 'LS2-1010', span: { start: { column: 1 } } } },
    ]);
    expect(taken).toBe(10);
  });
});

const mutation = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }),
  kind: fc.constantFrom('delete', 'insert', 'replace', 'cut', 'double', 'swap' as const),
  text: fc.oneof(
    fc.constantFrom('"', '{', '}', '[', ']', ',', ':', '\\', '\n', '(', ')', ';', '.', '0', 'seq('),
    fc.string(),
  ),
});

function mutated(text: string, { at, kind, text: piece }: { at: number; kind: string; text: string }): string {
  const place = Math.floor(at * text.length);
  const [before, after] = [text.slice(0, place), text.slice(place)];
  const lines = text.split('\n');
  const line = Math.floor(at * lines.length);
  switch (kind) {
    case 'delete':
      return before + after.slice(1 + (piece.length % 3));
    case 'insert':
      return before + piece + after;
    case 'replace':
      return before + piece + after.slice(piece.length);
    case 'cut':
      return before;
    case 'double':
      return [...lines.slice(0, line + 1), ...lines.slice(line)].join('\n');
    default:
      return [...lines.slice(0, line), ...lines.slice(line, line + 2).reverse(), ...lines.slice(line + 2)].join('\n');
  }
}

describe('whatever is done to a trace', () => {
  const base = paths.map((path) => simulated(path, { length: 30, seed: 3, machines: 2 }).text);
  test.prop([fc.constantFrom(...base, example.trace), fc.array(mutation, { minLength: 1, maxLength: 3 })], {
    numRuns: 1500,
  })('there is one diagnostic of it at most, with its place, after what was read before', async (text, mutations) => {
    const other = mutations.reduce(mutated, text);
    const records = await recordsOf(other);
    const errors = ofKind(records, 'error');
    expect(errors.length).toBeLessThanOrEqual(1);
    expect(records.at(-1)?.kind).toBe(errors.length === 1 ? 'error' : 'end');
    for (const { diagnostic } of errors) {
      const { start, end } = diagnostic.span;
      const line = other.split('\n')[start.line - 1];
      expect(diagnostic.code).toMatch(/^LS2-10/);
      expect(line).toBeDefined();
      expect(start.column).toBeGreaterThanOrEqual(1);
      expect(end.column).toBeGreaterThanOrEqual(start.column);
      expect(end.column).toBeLessThanOrEqual((line as string).length + 2);
      expect(end.line).toBe(start.line);
    }
    let last = 0;
    for (const record of records)
      if ('line' in record) {
        expect(record.line).toBeGreaterThanOrEqual(last);
        last = record.line;
      }
  });

  test.prop([fc.uint8Array({ maxLength: 200 })])('bytes of any kind are no crash', async (bytes) => {
    const records = await recordsOf(Buffer.from(bytes).toString('latin1'));
    expect(records.length).toBe(1);
  });
});

describe('the reader of places', () => {
  const read = (text: string): boolean => {
    try {
      new JsonPlaces(text);
      return true;
    } catch (error) {
      if (error instanceof NoJson) return false;
      throw error;
    }
  };
  const isJson = (text: string): boolean => {
    try {
      JSON.parse(text);
      return true;
    } catch {
      return false;
    }
  };

  test.prop([fc.json({ maxDepth: 5 }), fc.option(mutation)], { numRuns: 2000 })(
    'takes what JSON.parse takes',
    (text, mutate) => {
      const other = mutate === null ? text : mutated(text, mutate);
      expect(read(other)).toBe(isJson(other));
    },
  );

  test.prop([fc.string({ unit: 'binary' }), fc.nat(), fc.nat()])(
    'finds parts of texts behind escapes',
    (text, a, b) => {
      const from = a % (text.length + 1);
      const to = from + 1 + (b % 5);
      if (to > text.length) return;
      const line = JSON.stringify({ x: [0, text] });
      const range = new JsonPlaces(line).rangeOf({ path: ['x', 1], part: { from, to } });
      expect(JSON.parse(`"${line.slice(range.from, range.to)}"`)).toBe(text.slice(from, to));
    },
  );
});

test('the example comes in pieces of any size', async () => {
  for (const size of [1, 2, 3, 7]) {
    let text = '';
    for await (const piece of inPieces(example.trace, size)) text += Buffer.from(piece).toString('latin1');
    expect(text).toBe(example.trace);
  }
});
