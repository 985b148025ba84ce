import { expect, test } from 'vitest';
import type { CheckedTheorem } from '../../src/check/check-result.js';
import { type Task, Verdicts } from '../../src/editor/verdicts.js';
import { Workspace } from '../../src/editor/workspace.js';
import { inMemory } from '../language/texts.js';
import { board } from '../support/readme.js';

const second = board.replace(/\b(\w*?)(Board|Boot|ROM|SPL|UBoot|Kernel|BootIsMeasured)\b/g, '$1$2B');
const restsOn = { axioms: [], assumptions: [], definitions: [], rules: [] };

/** A verdict that nobody made, of a proof that speaks of these names. */
const proved = (name: string): CheckedTheorem => ({
  name,
  role: 'theorem',
  file: 'a.ls2',
  line: 1,
  verdict: 'proved',
  expected: 'proved',
  restsOn: { ...restsOn, oracle: { solver: 'none', version: '0', obligations: 0 } },
});

test('a theorem is proved again only where an edit touches what it reaches', async () => {
  const tasks: Task[] = [];
  const workspace = new Workspace(inMemory({}));
  const prover = {
    prove: (task: Task, heard: (judged: { checked: CheckedTheorem; speaksOf: readonly string[] }) => void) => {
      tasks.push(task);
      for (const name of task.theorems)
        heard({ checked: proved(name), speaksOf: [name === 'BootIsMeasured' ? 'SPL' : 'SPLB'] });
      return Promise.resolve();
    },
    stop: () => undefined,
    close: () => undefined,
  };
  const verdicts = new Verdicts(workspace, prover, () => undefined);
  const asked = async (text: string): Promise<readonly string[]> => {
    tasks.length = 0;
    workspace.write('a.ls2', text);
    verdicts.want(['a.ls2']);
    await new Promise(setImmediate);
    return tasks.flatMap(({ theorems }) => theorems);
  };
  const text = `${board}\n${second}`;
  expect(await asked(text)).toEqual(['BootIsMeasured', 'BootIsMeasuredB']);
  expect(await asked(`// a word\n${text}`)).toEqual([]);
  expect(await asked(text.replace('SPLB reads', 'SPLB measures KernelB(b) reads'))).toEqual(['BootIsMeasuredB']);
  expect(verdicts.of('a.ls2', 'BootIsMeasured').kind).toBe('verdict');
});
