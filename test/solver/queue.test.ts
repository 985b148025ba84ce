import { describe, expect, test } from 'vitest';
import type { Backend, Batch } from '../../src/solver/backend.js';
import { queueOver } from '../../src/solver/queue.js';

/** The time limit of a text, in seconds. */
const limit = 0.2;

/** A solver that says of each text what `answer` says; `dies` and `hangs` are texts too. Keeps what it was asked. */
function scripted(answer: (text: string, batch: Batch) => string): {
  readonly backend: Backend;
  readonly batches: Batch[];
} {
  const batches: Batch[] = [];
  let stop: (reason: string) => void = () => undefined;
  const backend: Backend = {
    prewarm: () => undefined,
    ready: () => Promise.resolve(undefined),
    end: () => {
      stop('ended');
      return Promise.resolve();
    },
    ask(batch, onOutput) {
      batches.push(batch);
      return new Promise((resolve) => {
        stop = resolve;
        const next = (i: number): void => {
          const text = batch.texts[i];
          if (text === undefined || text === 'dies') resolve(text === undefined ? undefined : 'killed');
          if (text === undefined || text === 'dies' || text === 'hangs') return;
          onOutput(answer(text, batch));
          setImmediate(next, i + 1);
        };
        next(0);
      });
    },
  };
  return { backend, batches };
}

const texts = ['a', 'b', 'c', 'd'];

describe('a queue', () => {
  test('puts what is asked in one turn in one batch, and answers in any order of asking', async () => {
    const { backend, batches } = scripted((text) => (text === 'b' ? 'sat' : 'unsat'));
    const queue = queueOver([backend], limit);
    const replies = await Promise.all(texts.map((text) => queue.ask(text)));
    expect(replies.map((reply) => reply.kind)).toEqual(['unsat', 'sat', 'unsat', 'unsat']);
    expect(batches).toEqual([{ texts, alone: false }]);
  });

  test('shares among several solvers', async () => {
    const solvers = [scripted(() => 'unsat'), scripted(() => 'unsat')];
    const queue = queueOver(
      solvers.map((solver) => solver.backend),
      limit,
    );
    await Promise.all(texts.map((text) => queue.ask(text)));
    expect(solvers.map((solver) => solver.batches.map((batch) => batch.texts))).toEqual([[['a', 'b']], [['c', 'd']]]);
  });

  test('asks again, alone, what the solver gave up on in company', async () => {
    const { backend, batches } = scripted((text, { alone }) => (text === 'b' && !alone ? 'unknown' : 'unsat'));
    const queue = queueOver([backend], limit);
    const replies = await Promise.all(texts.map((text) => queue.ask(text)));
    expect(replies.map((reply) => reply.kind)).toEqual(['unsat', 'unsat', 'unsat', 'unsat']);
    expect(batches.at(-1)).toEqual({ texts: ['b'], alone: true });
  });

  test('takes giving up alone for an answer', async () => {
    const queue = queueOver([scripted((text) => (text === 'b' ? 'unknown' : 'unsat')).backend], limit);
    const replies = await Promise.all(texts.map((text) => queue.ask(text)));
    expect(replies[1]).toMatchObject({ kind: 'none', why: 'gave-up' });
    expect(replies[2]).toEqual({ kind: 'unsat' });
  });

  test('believes nothing that a solver says after an error, and asks the rest again', async () => {
    let broken = false;
    const { backend, batches } = scripted((text) => {
      if (text === 'b') broken = true;
      return text === 'b' ? '(error "no")\nunsat' : broken ? 'sat' : 'unsat';
    });
    const restarted: Backend = {
      ...backend,
      end: () => {
        broken = false;
        return backend.end();
      },
    };
    const queue = queueOver([restarted], limit);
    const replies = await Promise.all(texts.map((text) => queue.ask(text)));
    expect(replies.map((reply) => reply.kind)).toEqual(['unsat', 'none', 'unsat', 'unsat']);
    expect(replies[1]).toMatchObject({ why: 'not-an-answer', detail: expect.stringContaining('(error "no")') });
    expect(batches.length).toBe(3);
  });

  test('asks again what a solver died over; the second death is the answer', async () => {
    const queue = queueOver([scripted(() => 'unsat').backend], limit);
    const replies = await Promise.all(['a', 'dies', 'c'].map((text) => queue.ask(text)));
    expect(replies.map((reply) => reply.kind)).toEqual(['unsat', 'none', 'unsat']);
    expect(replies[1]).toMatchObject({ why: 'solver-died', detail: 'killed' });
  });

  test('ends a solver that hangs, and goes on', async () => {
    const queue = queueOver([scripted(() => 'unsat').backend], limit);
    const replies = await Promise.all(['a', 'hangs', 'c'].map((text) => queue.ask(text)));
    expect(replies.map((reply) => reply.kind)).toEqual(['unsat', 'none', 'unsat']);
    expect(replies[1]).toMatchObject({ why: 'time-limit' });
  });

  test('answers everything when the solver does not start', async () => {
    const { backend } = scripted(() => 'unsat');
    const queue = queueOver([{ ...backend, ready: () => Promise.resolve('no such file') }], limit);
    const replies = await Promise.all([...Array(200).keys()].map((i) => queue.ask(`${i}`)));
    expect(new Set(replies.map((reply) => JSON.stringify(reply)))).toEqual(
      new Set([JSON.stringify({ kind: 'none', why: 'no-solver', detail: 'no such file' })]),
    );
  });

  test('answers everything when it is closed, also afterwards', async () => {
    const queue = queueOver([scripted(() => 'unsat').backend], 60);
    const replies = ['hangs', 'a'].map((text) => queue.ask(text));
    await new Promise(setImmediate);
    await queue.close();
    expect(await Promise.all([...replies, queue.ask('b')])).toMatchObject([
      { kind: 'none', why: 'closed' },
      { kind: 'none', why: 'closed' },
      { kind: 'none', why: 'closed' },
    ]);
  });
});
