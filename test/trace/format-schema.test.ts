import { readFileSync } from 'node:fs';
import { fc, test } from '@fast-check/vitest';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect } from 'vitest';
import { adversaries } from '../../src/semantics/index.js';
import { example, paths, simulated, wrong } from './fixtures/traces.js';

const schema: object = JSON.parse(readFileSync(new URL('../../docs/trace.schema.json', import.meta.url), 'utf8'));
const isLine = new Ajv2020({ allErrors: true, strict: true, allowUnionTypes: true }).compile(schema);
const errorsOf = (line: string): unknown => (isLine(JSON.parse(line)) ? [] : isLine.errors);
const linesOf = (text: string): readonly string[] => text.split('\n').slice(0, -1);

describe('docs/trace.schema.json', () => {
  test.prop([fc.constantFrom(...paths), fc.constantFrom(...adversaries), fc.integer()], { numRuns: 40 })(
    'describes every line that is written',
    (path, adversary, seed) => {
      for (const line of linesOf(simulated(path, { adversary, seed }).text)) expect(errorsOf(line)).toEqual([]);
    },
  );

  test('describes the example', () => {
    for (const line of linesOf(example.trace)) expect(errorsOf(line)).toEqual([]);
  });

  const [header, reset, read, , , , , , launch] = linesOf(example.trace).map((line) => JSON.parse(line) as object);
  const launched = linesOf(example.trace).findIndex((line) => line.includes('LateLaunch'));
  test.each([
    ['a later version', { ...header, ls2trace: 2 }],
    ['a header without machines', { ...header, machines: undefined }],
    ['a field that there is not', { ...header, seeds: 1 }],
    ['a machine without a kind', { ...header, machines: [{ name: 'host1' }] }],
    ['a name that is none', { ...header, data: ['a b'] }],
    ['an event without a time', { ...read, t: undefined }],
    ['a time as a text', { ...read, t: '1' }],
    ['a birth that is missing', { ...reset, birth: undefined }],
    ['a birth in another event', { ...read, birth: (reset as { birth: object }).birth }],
    ['who launched, in another event', { ...reset, by: 'I1' }],
    ['a launch by nobody', { ...launch, by: undefined }],
  ])('refuses %s, as the reader does', async (_, line) => {
    const text = JSON.stringify(line);
    expect(errorsOf(text)).not.toEqual([]);
    const before = 'ls2trace' in line ? [] : linesOf(example.trace).slice(0, line === launch ? launched : 1);
    expect(await wrong([...before, text].join('\n'))).toMatch(/LS2-100[23]/);
  });
});
