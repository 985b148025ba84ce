import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { adversaries, beginning, locationsOf, step, termText, valueAt } from '../../src/semantics/index.js';
import { itfOf } from '../../src/trace/format/index.js';
import { NotEnabled } from '../../src/trace/history.js';
import { example, ofKind, paths, recordsOf, simulated } from './fixtures/traces.js';

interface Itf {
  readonly '#meta': { readonly format: string; readonly varTypes: object };
  readonly vars: readonly string[];
  readonly states: readonly (Readonly<Record<string, unknown>> & { readonly '#meta': { readonly index: number } })[];
}

const mapOf = (value: unknown): ReadonlyMap<string, unknown> =>
  new Map((value as { '#map': readonly (readonly [string, unknown])[] })['#map']);

describe('ITF', () => {
  test.prop([fc.constantFrom(...paths), fc.constantFrom(...adversaries), fc.integer()], { numRuns: 30 })(
    'has a state for the beginning and one after each event, each with every variable',
    (path, adversary, seed) => {
      const { world, occurrences } = simulated(path, { adversary, seed, length: 40, machines: 2 });
      const itf = JSON.parse([...itfOf(world, occurrences)].join('')) as Itf;
      expect(itf['#meta'].format).toBe('ITF');
      expect(itf.states.map((state) => state['#meta'].index)).toEqual([0, ...occurrences.map((_, i) => i + 1)]);
      let c = beginning(world);
      for (const [i, state] of itf.states.entries()) {
        expect(Object.keys(state).sort()).toEqual(['#meta', ...itf.vars].sort());
        const occurrence = occurrences[i - 1];
        if (occurrence !== undefined) c = step(c, occurrence) as typeof c;
        const registers = world.machines.flatMap((machine) => {
          const { pcr, dpcr } = locationsOf(world, machine);
          return [...pcr, ...dpcr];
        });
        const text = (term: Parameters<typeof termText>[1]) => termText(world.words, term);
        expect([...mapOf(state['registers'])]).toEqual(registers.map((l) => [text(l), text(valueAt(c, l) ?? l)]));
        expect(mapOf(state['threads']).size).toBe(c.threads.size);
      }
    },
  );

  test('of the example', async () => {
    const records = await recordsOf(example.trace);
    const [header] = ofKind(records, 'header');
    const events = ofKind(records, 'event').map(({ occurrence }) => occurrence);
    const { world } = header as NonNullable<typeof header>;
    await expect([...itfOf(world, events)].join('')).toMatchFileSnapshot('../golden/trace/example.itf.json');
    expect(() => [...itfOf(world, events.slice(1))]).toThrow(NotEnabled);
  });
});
