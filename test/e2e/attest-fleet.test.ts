import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, test } from 'vitest';
import { placeWith, type Ran } from '../support/command.js';
import { bootedBox } from '../support/traces.js';
import { platform } from './fleet-of.js';

const schema: object = JSON.parse(
  readFileSync(new URL('../../docs/attest-fleet.schema.json', import.meta.url), 'utf8'),
);
const isLine = new Ajv2020({ allErrors: true, strict: false }).compile(schema);

interface Line {
  readonly name: string;
  readonly verdict: string;
  readonly evidence?: string;
  readonly assumptions?: readonly string[];
  readonly problems?: readonly string[];
  readonly missing?: readonly string[];
  readonly deviation?: { readonly kind: string };
}

function linesOf({ stdout }: Ran): readonly Line[] {
  const lines = stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  for (const line of lines) expect(isLine(line) ? [] : isLine.errors).toEqual([]);
  return lines as readonly Line[];
}

const parts = {
  log: 'eventlog.bin',
  'q.pcrs': 'quote.pcrs',
  'q.msg': 'quote.msg',
  'q.sig': 'quote.sig',
  'q.pem': 'ak.pem',
} as const;

/** Directories of machines that booted as they should, but for what is done to the files of one. */
async function fleet(machines: Readonly<Record<string, (directory: string) => void>>) {
  const place = placeWith({ 'box.ls2': bootedBox, 'lab.ls2': platform });
  const run = ['simulate', 'box.ls2', '--event-log', 'log', '--quote', 'q', '--nonce', '00ff10'];
  expect((await place.ls2(...run)).code).toBe(0);
  for (const [name, change] of Object.entries(machines)) {
    const directory = join(place.directory, 'machines', name);
    mkdirSync(directory, { recursive: true });
    for (const [from, to] of Object.entries(parts)) copyFileSync(join(place.directory, from), join(directory, to));
    writeFileSync(join(directory, 'nonce'), '00ff10\n');
    change(directory);
  }
  return place;
}

const asIs = (): void => undefined;
const changed = (file: string, to: string) => (directory: string) => writeFileSync(join(directory, file), to);

describe('ls2 attest of many machines', () => {
  test('each has its line, in order, whatever another is; the same evidence has the same digest, and is answered alike', async () => {
    const { ls2 } = await fleet({
      'a/one': asIs,
      'a/two': asIs,
      b: changed('nonce', '00'),
      c: changed('eventlog.bin', 'no log'),
      d: changed('quote.sig', 'no signature'),
    });
    const ran = await ls2('attest', 'machines', '--platform', 'lab.ls2', '--format', 'json', '--jobs', '2');
    const lines = linesOf(ran);
    expect(ran.code).toBe(3);
    expect(lines.map(({ name, verdict, deviation }) => [name, verdict, deviation?.kind])).toEqual([
      ['a/one', 'conforms', undefined],
      ['a/two', 'conforms', undefined],
      ['b', 'deviates', 'quote'],
      ['c', 'malformed', undefined],
      ['d', 'deviates', 'quote'],
    ]);
    expect(lines[0]?.assumptions?.[0]).toBe('Protected_Boot(m)');
    expect(lines[3]?.problems?.[0]).toMatch(/^LS2-1501 machines\/c\/eventlog.bin: at byte 4: expected the type/);
    const digests = lines.map(({ evidence }) => evidence);
    expect(digests[0]).toBe(digests[1]);
    expect(new Set(digests).size).toBe(4);
  });

  test('lines of JSON, with paths or contents; what is wrong with a line is that line’s', async () => {
    const { ls2, directory } = await fleet({ a: asIs });
    const file = (name: string): string => `machines/a/${name}`;
    const inline = (name: string): string =>
      `data:;base64,${readFileSync(join(directory, file(name))).toString('base64')}`;
    const of = (at: (name: string) => string) => ({
      eventLog: at('eventlog.bin'),
      pcrs: at('quote.pcrs'),
      quote: at('quote.msg'),
      signature: at('quote.sig'),
      nonce: '00ff10',
    });
    const lines = [
      JSON.stringify({ name: 'paths', ...of(file) }),
      '',
      JSON.stringify({ name: 'contents', ...of(inline), key: inline('ak.pem') }),
      'no JSON',
      JSON.stringify({ eventLog: file('eventlog.bin') }),
      JSON.stringify({ name: 'more', color: 'red' }),
      JSON.stringify({ name: 'gone', eventLog: 'nowhere' }),
      JSON.stringify({ name: 'empty' }),
      JSON.stringify({ name: 'no key', quote: file('quote.msg') }),
      JSON.stringify({ name: 'no values', quote: file('quote.msg'), signature: file('quote.sig'), nonce: '00ff10' }),
    ];
    writeFileSync(join(directory, 'all.ndjson'), lines.join('\n'));
    const ran = await ls2('attest', 'all.ndjson', '--key', file('ak.pem'), '--format', 'json', '--jobs', '1');
    expect(linesOf(ran).map(({ name, verdict, problems }) => [name, verdict, problems?.[0]])).toEqual([
      ['paths', 'consistent', undefined],
      ['contents', 'consistent', undefined],
      ['line 4', 'malformed', 'line 4 is no JSON'],
      ['line 5', 'malformed', 'line 5 has no name'],
      ['more', 'malformed', 'line 6 has color, which is none of its fields, or no text'],
      ['gone', 'malformed', expect.stringContaining('nowhere cannot be read')],
      ['empty', 'unknown', undefined],
      ['no key', 'unknown', undefined],
      ['no values', 'unknown', undefined],
    ]);
    expect(linesOf(ran).flatMap(({ missing = [] }) => missing)).toEqual([
      'there is nothing to judge',
      'a quote cannot be verified without --signature',
      expect.stringMatching(/^the quote cannot be verified: it covers sha256:/),
    ]);
    const [paths, contents] = linesOf(ran);
    expect(paths?.evidence).toBe(contents?.evidence);
    const text = await ls2('attest', 'machines', '--jobs', '1');
    expect([text.code, text.stdout]).toEqual([0, '✓ a: consistent\n']);
    expect((await ls2('attest', 'nowhere')).code).toBe(2);
    expect((await ls2('attest', 'machines', '--event-log', 'log')).code).toBe(2);
  });
});
