import { expect, test } from 'vitest';
import { readReply } from '../../src/solver/answer.js';

test('only the bare word is an answer', () => {
  expect(readReply('unsat\n')).toEqual({ kind: 'unsat' });
  expect(readReply('sat\n')).toEqual({ kind: 'sat' });
});

test.each([
  '(error "line 1 column 57: unknown constant y")\nunsat\n',
  'unsat\n(error "line 2 column 1: unexpected end of file")\n',
  'unsat\nunsat\n',
  'unsatisfiable\n',
  'UNSAT\n',
  'unsupported\nunsat\n',
  '',
])('%j is no answer', (output) => {
  expect(readReply(output)).toMatchObject({ kind: 'none', why: 'not-an-answer' });
});

test('a solver may give up', () => {
  expect(readReply('unknown\n')).toMatchObject({ kind: 'none', why: 'gave-up' });
});
