import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, test } from 'vitest';
import { type Place, placeWith } from '../support/command.js';
import { bootedBox } from '../support/traces.js';

const schema: object = JSON.parse(readFileSync(new URL('../../docs/validate.schema.json', import.meta.url), 'utf8'));
const isResult = new Ajv2020({ allErrors: true, strict: true, strictRequired: false }).compile(schema);

interface Result {
  readonly traces: readonly {
    readonly file: string;
    readonly events: number;
    readonly verdict: string;
    readonly at?: number;
    readonly conjunct?: string;
    readonly around?: readonly { readonly time: number; readonly event: string }[];
  }[];
  readonly diagnostics: readonly { readonly code: string; readonly line: number; readonly column: number }[];
}

function resultOf(json: string): Result {
  const result = JSON.parse(json);
  expect(isResult(result) ? [] : isResult.errors).toEqual([]);
  return result as Result;
}

/** An honest run, and thirty that are attacked, as files; they are made once. */
let made: Promise<Readonly<Record<string, string>>> | undefined;

async function simulated(): Promise<Readonly<Record<string, string>>> {
  const { ls2 } = placeWith({ 'box.ls2': bootedBox });
  const [one, many] = await Promise.all([
    ls2('simulate', 'box.ls2', '--events', '20'),
    ls2('simulate', 'box.ls2', '--runs', '30', '--adversary', 'full'),
  ]);
  return { 'box.ls2': bootedBox, 'run.ndjson': one.stdout, 'runs.ndjson': many.stdout };
}

async function prepared(more: (run: string) => Readonly<Record<string, string>> = () => ({})): Promise<Place> {
  made ??= simulated();
  const files = await made;
  return placeWith({ ...files, ...more(files['run.ndjson'] ?? '') });
}

async function validate(against: string, ...more: readonly string[]) {
  const { ls2 } = await prepared();
  return ls2('validate', 'run.ndjson', '--against', against, '--in', 'box.ls2', ...more);
}

describe('ls2 validate', () => {
  test('a proven theorem holds', async () => {
    const ran = await validate('Booted', '--format', 'json');
    expect(ran.code).toBe(0);
    expect(resultOf(ran.stdout).traces).toMatchObject([{ file: 'run.ndjson', line: 1, events: 20, verdict: 'holds' }]);
  });

  test('a definition holds at the end of the trace', async () => {
    expect((await validate('MeasuredBoot_Boot')).code).toBe(0);
  });

  test('an axiom holds', async () => {
    expect((await validate('PCR')).code).toBe(0);
  });

  test('many traces from a pipe are held against it', async () => {
    const { ls2 } = await prepared();
    const ran = await ls2('validate', 'runs.ndjson', '--against', 'Booted', '--in', 'box.ls2', '--format', 'json');
    const { traces } = resultOf(ran.stdout);
    expect(ran.code).toBe(0);
    expect(traces).toHaveLength(30);
    expect(traces.every(({ verdict }) => verdict === 'holds' || verdict === 'premise-fails')).toBe(true);
    expect(traces.some(({ verdict }) => verdict === 'holds')).toBe(true);
  });

  test('a false statement is violated, with the conjunct, the time and the events around', async () => {
    const ran = await validate('BothAtOnce', '--format', 'json');
    expect(ran.code).toBe(1);
    const [trace] = resultOf(ran.stdout).traces;
    expect(trace?.verdict).toBe('violated');
    // The thread does read; what it never does is extend at that same time.
    expect(trace?.conjunct).toContain('Extend(');
    expect(trace?.around?.some(({ event }) => event.startsWith('Read('))).toBe(true);
    expect((await validate('BothAtOnce')).stdout).toMatch(
      /✗ BothAtOnce {2}violated[\s\S]*fails[\s\S]*at +\d+[\s\S]*violated on 1/,
    );
  });

  test('what all terms would have to be tried for has no verdict', async () => {
    expect((await validate('CONT')).code).toBe(4);
  });

  test.each<readonly [string, (all: readonly string[]) => string, { code: string; line: number; column?: number }]>([
    ['a line that was cut', (all) => all.join('\n').slice(0, -5), { code: 'LS2-1009', line: 21 }],
    [
      'no JSON',
      (all) => [...all.slice(0, 3), '{"t":3,,}', ...all.slice(4)].join('\n'),
      { code: 'LS2-1001', line: 4, column: 8 },
    ],
    ['no first line', (all) => `${all.slice(1).join('\n')}\n`, { code: 'LS2-1004', line: 1 }],
    [
      'an event that cannot happen',
      (all) => `${[...all.slice(0, 2), ...all.slice(3)].join('\n')}\n`,
      { code: 'LS2-1008', line: 3 },
    ],
  ])('%s: exit code 3, with line and column', async (_, change, expected) => {
    const { ls2 } = await prepared((run) => ({ 'broken.ndjson': change(run.trimEnd().split('\n')) }));
    const ran = await ls2('validate', 'broken.ndjson', '--against', 'Booted', '--in', 'box.ls2', '--format', 'json');
    expect(ran.code).toBe(3);
    expect(resultOf(ran.stdout).diagnostics).toMatchObject([expected]);
  });

  test.each<readonly [string, readonly string[]]>([
    ['no such theorem', ['run.ndjson', '--against', 'Nothing', '--in', 'box.ls2']],
    ['no such trace', ['nowhere.ndjson', '--against', 'Booted', '--in', 'box.ls2']],
    ['a directory', ['.', '--against', 'Booted', '--in', 'box.ls2']],
    ['nothing to hold it against', ['run.ndjson']],
  ])('%s: exit code 2', async (_, args) => {
    const { ls2 } = await prepared();
    const ran = await ls2('validate', ...args);
    expect({ code: ran.code, stdout: ran.stdout }).toEqual({ code: 2, stdout: '' });
    expect(ran.stderr).not.toContain('fault');
  });
});
