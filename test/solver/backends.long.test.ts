import { describe, expect, onTestFinished, test } from 'vitest';
import { equal, not } from '../../src/kernel/index.js';
import type { Limits } from '../../src/solver/answer.js';
import type { Backend } from '../../src/solver/backend.js';
import { cvc5, nativeBackend, nativeZ3 } from '../../src/solver/native.js';
import { type Queue, queueOver } from '../../src/solver/queue.js';
import { wasmBackend } from '../../src/solver/wasm.js';
import { installed } from '../support/programs.js';
import { h, termVariable } from './obligations.js';
import { erroneous, hard, satisfiable, textOf, unsatisfiable } from './texts.js';

const onStart = (): void => undefined;

const solvers: readonly {
  readonly name: string;
  readonly missing: boolean;
  readonly make: (rlimit: number) => Backend;
}[] = [
  { name: 'Z3 in WebAssembly', missing: false, make: (rlimit) => wasmBackend({ rlimit, onStart }) },
  { name: 'native Z3', missing: !installed('z3'), make: (rlimit) => nativeBackend(nativeZ3, { rlimit, onStart }) },
  { name: 'cvc5', missing: !installed('cvc5'), make: (rlimit) => nativeBackend(cvc5, { rlimit, onStart }) },
];

for (const { name, missing, make } of solvers) {
  describe.skipIf(missing)(name, () => {
    const open = ({ rlimit, seconds }: Limits, backend = make(rlimit)): Queue => {
      const queue = queueOver([backend], seconds);
      onTestFinished(() => queue.close());
      return queue;
    };
    const kinds = async (queue: Queue, texts: readonly string[]): Promise<readonly string[]> => {
      const replies = await Promise.all(texts.map((text) => queue.ask(text)));
      return replies.map((reply) => (reply.kind === 'none' ? reply.why : reply.kind));
    };
    const generous = { rlimit: 0, seconds: 600 };

    test('answers', async () => {
      expect(await kinds(open(generous), [unsatisfiable, satisfiable, unsatisfiable])).toEqual([
        'unsat',
        'sat',
        'unsat',
      ]);
    });

    test('an error is no answer, whatever comes with it, and what comes next is not touched by it', async () => {
      const queue = open(generous);
      const unbalanced = '(declare-const x Bool)\n(assert (and x x)\n(check-sat)\n';
      const texts = [satisfiable, erroneous, satisfiable, unbalanced, satisfiable, unsatisfiable];
      const answers = await kinds(queue, texts);
      expect(answers.filter((_, i) => i !== 1 && i !== 3)).toEqual(['sat', 'sat', 'sat', 'unsat']);
      expect(['not-an-answer', 'solver-died']).toContain(answers[1]);
      expect(['not-an-answer', 'solver-died']).toContain(answers[3]);
    });

    test('at its resource limit it gives up, the same way each time, and the next text has the whole limit again', async () => {
      const queue = open({ rlimit: 100_000, seconds: 600 });
      expect(await kinds(queue, [unsatisfiable, hard, unsatisfiable])).toEqual(['unsat', 'gave-up', 'unsat']);
      expect(await kinds(queue, [hard])).toEqual(['gave-up']);
    });

    test('a solver that hangs is ended at the time limit', async () => {
      const queue = open({ rlimit: 0, seconds: 1.5 });
      expect(await kinds(queue, [unsatisfiable, hard, unsatisfiable])).toEqual(['unsat', 'time-limit', 'unsat']);
    });

    test('a solver that is killed leaves one text unknown, and the next is answered', async () => {
      const backend = make(0);
      const killed: Backend = {
        ...backend,
        ask(batch, onOutput) {
          if (batch.texts.includes(hard)) setTimeout(() => void backend.end(), 300);
          return backend.ask(batch, onOutput);
        },
      };
      const queue = open(generous, killed);
      expect(await kinds(queue, [satisfiable, hard, satisfiable])).toEqual(['sat', 'solver-died', 'sat']);
      expect(await kinds(queue, [unsatisfiable])).toEqual(['unsat']);
    });

    test('a term is not a part of itself', async () => {
      const [a, v] = [termVariable('a'), termVariable('v')];
      expect(await kinds(open(generous), [textOf(not(equal(v, h(v, a))))])).toEqual(['unsat']);
    });

    test('a term 20,000 deep', async () => {
      const [a, v] = [termVariable('a'), termVariable('v')];
      let deep = v;
      for (let i = 0; i < 10_000; i++) deep = h(deep, a);
      expect(await kinds(open(generous), [textOf(not(equal(v, deep))), satisfiable])).toEqual(['unsat', 'sat']);
    });

    test('1,000 texts in one context, each forgotten before the next', async () => {
      const texts = [...Array(1000).keys()].map((i) => (i % 3 === 0 ? satisfiable : unsatisfiable));
      expect(await kinds(open(generous), texts)).toEqual(texts.map((text) => (text === satisfiable ? 'sat' : 'unsat')));
    });

    test('a datatype is not confused with the one of that name in another text', async () => {
      const text = (cases: string, goal: string): string =>
        `(declare-sort u0 0)\n(declare-datatypes ((s0 0)) ((${cases} (o0 (o0_0 u0)))))\n(declare-const c0 s0)\n(assert ${goal})\n(check-sat)\n`;
      const texts = [
        text('(k0 (k0_0 s0))', '(= c0 (k0 c0))'),
        text('(k0 (k0_0 u0))', '(= c0 (k0 (o0_0 c0)))'),
        text('(k0) (k1)', '(= k0 k1)'),
        text('(k0 (k0_0 s0) (k0_1 s0)) (k1)', '(= c0 (k0 k1 k1))'),
      ];
      expect(await kinds(open(generous), texts)).toEqual(['unsat', 'sat', 'unsat', 'sat']);
    });

    test('nothing is left running when it is closed', async () => {
      const queue = open(generous);
      const asked = kinds(queue, [hard]);
      await new Promise((resolve) => setTimeout(resolve, 300));
      const from = performance.now();
      await queue.close();
      expect(performance.now() - from).toBeLessThan(60_000);
      expect(await asked).toEqual(['closed']);
    });
  });
}
