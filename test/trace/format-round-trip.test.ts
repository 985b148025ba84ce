import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { apply, type functionSymbol, type Term } from '../../src/kernel/index.js';
import { sameSaying } from '../../src/mutation/same.js';
import { adversaries, isApplication, type Occurrence, replay, type World } from '../../src/semantics/index.js';
import { readTraces, type TraceRecord, writeEvent, writeHeader, writeTrace } from '../../src/trace/format/index.js';
import { all, example, inPieces, ofKind, paths, recordsOf, sceneryFor, simulated } from './fixtures/traces.js';

/** A term as plain data: symbols of the model by identity, individuals by role and name. */
function plain({ individuals }: World, term: Term): unknown {
  const inside = (each: Term): unknown => {
    if (!isApplication(each)) return each;
    const role = individuals.roleOf(each);
    return role === undefined ? [each.symbol, ...each.args.map(inside)] : [role, each.symbol.name, each.sort];
  };
  return inside(term);
}

const plainly = (world: World, { event, by, birth }: Occurrence): unknown => ({
  event: plain(world, event),
  by: by && plain(world, by),
  birth: birth && [birth.owner, birth.machine, ...birth.locks].map((term) => plain(world, term)),
});

/** What was read, written again. */
function again(records: readonly TraceRecord[]): string {
  let world: World | undefined;
  const lines = records.map((record) => {
    if (record.kind === 'header') {
      world = record.world;
      return writeHeader(world, record.header);
    }
    return record.kind === 'event' ? writeEvent(world as World, record.time, record.occurrence) : '';
  });
  return lines.join('');
}

const runs = fc.record({
  path: fc.constantFrom(...paths),
  adversary: fc.constantFrom(...adversaries),
  seed: fc.integer(),
  length: fc.nat(150),
  machines: fc.integer({ min: 1, max: 2 }),
  locks: fc.constantFrom('all' as const, 'any' as const),
});

describe('a trace that was written', () => {
  test.prop([runs, fc.array(fc.integer({ min: 1, max: 5000 }), { minLength: 1, maxLength: 5 })], { numRuns: 150 })(
    'is read as the same events, and written again as the same bytes',
    async ({ path, ...options }, sizes) => {
      const { world, occurrences, text } = simulated(path, options);
      const records = await all(readTraces(inPieces(text, ...sizes), sceneryFor, 'trace'));
      expect(ofKind(records, 'error').map(({ diagnostic }) => diagnostic.message)).toEqual([]);
      const [header] = ofKind(records, 'header');
      const read = (header as NonNullable<typeof header>).world;
      const events = ofKind(records, 'event').map(({ occurrence }) => occurrence);
      expect(events.map((each) => plainly(read, each))).toEqual(occurrences.map((each) => plainly(world, each)));
      expect(replay(read, events).kind).toBe('ran');
      expect(records.at(-1)).toEqual({ kind: 'end', events: occurrences.length, line: occurrences.length + 1 });
      expect(again(records)).toBe(text);
    },
  );

  test.prop([fc.array(runs, { minLength: 1, maxLength: 4 })], { numRuns: 20 })(
    'may stand before and after others',
    async (several) => {
      const texts = several.map(({ path, ...options }) => simulated(path, options).text);
      const records = await recordsOf(texts.join(''));
      expect(ofKind(records, 'header').length).toBe(texts.length);
      expect(ofKind(records, 'end').length).toBe(texts.length);
      expect(again(records)).toBe(texts.join(''));
    },
  );

  test.prop([runs], { numRuns: 30 })('declares what its events speak of, and no more', async ({ path, ...options }) => {
    const { world, occurrences } = simulated(path, options);
    const text = [...writeTrace(world, { model: path }, occurrences)].join('');
    const records = await recordsOf(text);
    expect(ofKind(records, 'error')).toEqual([]);
    expect(again(records)).toBe(text);
    const [header] = ofKind(records, 'header');
    for (const name of header?.header.data ?? []) expect(text.split('\n').slice(1).join('\n')).toContain(name);
  });
});

describe('the trace in docs/traces.md', () => {
  test('is read and written as it stands there', async () => {
    expect(again(await recordsOf(example.trace))).toBe(example.trace);
  });

  test('can happen', async () => {
    const records = await recordsOf(example.trace);
    const [header] = ofKind(records, 'header');
    const events = ofKind(records, 'event').map(({ occurrence }) => occurrence);
    expect(replay((header as NonNullable<typeof header>).world, events)).toMatchObject({ kind: 'ran' });
  });
});

describe('terms', () => {
  /** The event with a term in it, after it was written and read. */
  const sent = async (make: (world: World) => Term): Promise<readonly [Term, Term]> => {
    const { world } = simulated(example.file, { length: 0 });
    const thread = world.individuals.of('thread', 'I1');
    const event = apply(world.words.events.Send, thread, make(world));
    const text = writeHeader(world, { model: example.file }) + writeEvent(world, 1, { event });
    const records = await recordsOf(text);
    expect(again(records)).toBe(text);
    const [read] = ofKind(records, 'event').map(({ occurrence }) => occurrence.event);
    if (read === undefined || !isApplication(read)) throw new Error('no event');
    return [event.args[1] as Term, read.args[1] as Term];
  };

  test('with thousands of entries are no deeper than with one', async () => {
    const [written, read] = await sent(({ words: { H, pair, sinit, dinit } }) => {
      let [sequence, pairs] = [sinit, dinit];
      for (let i = 0; i < 20_000; i++) {
        sequence = apply(H, apply(pair, sequence, dinit));
        pairs = apply(pair, sinit, pairs);
      }
      return apply(pair, sequence, pairs);
    });
    const saying = (term: Term) => ({ texts: [], pieces: [term] });
    expect(sameSaying(saying(read), saying(written))).toBe(true);
  });

  const term = fc.letrec<{ term: unknown }>((tie) => ({
    term: fc.oneof(
      { depthSize: 'medium', maxDepth: 8 },
      fc.constantFrom('sinit', 'dinit', 'unset'),
      fc.tuple(fc.constant('pair'), tie('term'), tie('term')),
      fc.tuple(fc.constant('H'), tie('term')),
      fc.tuple(fc.constantFrom('ENC', 'SYMENC', 'eval'), tie('term'), tie('term')),
    ),
  })).term;

  test.prop([term])('of any form are read as they are written', async (data) => {
    const [written, read] = await sent((world) => {
      const made = (each: unknown): Term => {
        if (!Array.isArray(each)) return world.words[each as 'sinit'];
        const [name, ...args] = each as [string, ...unknown[]];
        return apply(world.symbols.functions.get(name) as ReturnType<typeof functionSymbol>, ...args.map(made));
      };
      return made(data);
    });
    expect(plain(simulated(example.file, { length: 0 }).world, read)).toEqual(
      plain(simulated(example.file, { length: 0 }).world, written),
    );
  });
});
