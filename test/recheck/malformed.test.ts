import { describe, expect, test } from 'vitest';
import { type Code, diagnostic, entryOf, groups, startOfFile } from '../../src/diagnostics/index.js';
import { withDigest } from '../../src/recheck/format.js';
import type { Malformed } from '../../src/recheck/index.js';
import { diagnosticText } from '../../src/report/diagnostics-text.js';
import { Draft, recheckText } from './draft.js';

const codes = groups.flatMap((group) => group.codes).filter((code) => code.startsWith('LS2-11'));
const whyOf: Partial<Record<Code, Malformed['why']>> = {
  'LS2-1101': 'no-certificate',
  'LS2-1102': 'other-version',
  'LS2-1103': 'changed',
  'LS2-1104': 'malformed',
};

describe('the example', () => {
  test.each(codes)('of %s provokes it, and is shown as expected', async (code) => {
    const outcome = await recheckText(`${entryOf(code).example}\n`);
    expect(outcome).toMatchObject({ verdict: 'malformed', why: whyOf[code] });
    const detail = outcome.verdict === 'malformed' ? outcome.detail : '';
    const shown = diagnosticText(
      diagnostic(code, detail, { file: 'example.json', span: startOfFile }),
      () => undefined,
    );
    await expect(`${shown}\n`).toMatchFileSnapshot(`../golden/diagnostics/${code}.txt`);
  });
});

const draft = new Draft();
const good = draft.prove(draft.step('⊤I', draft.node('true'))).text();
/** Another text with the digest that it should have. */
const changed = (change: (body: string) => string): string =>
  withDigest(change(good.slice(0, good.lastIndexOf('"sha256"'))));

describe('a text', () => {
  test('is accepted as it was written', async () => {
    expect(await recheckText(good)).toMatchObject({ verdict: 'accepted' });
    expect(changed((body) => body)).toBe(good);
  });

  test.each<readonly [string, string, Malformed['why']]>([
    ['nothing', '', 'no-certificate'],
    ['no JSON', 'certificate', 'no-certificate'],
    ['what moves the cursor', '\u001b[2K', 'no-certificate'],
    ['a list', '[]', 'no-certificate'],
    ['its beginning', good.slice(0, 100), 'no-certificate'],
    ['a byte order mark before it', `\uFEFF${good}`, 'no-certificate'],
    ['no line break at the end', good.trimEnd(), 'changed'],
    ['a space at the end', `${good} `, 'changed'],
    ['another digest', good.replace(/[0-9a-f]{64}/, '0'.repeat(64)), 'changed'],
    ['its digest in capitals', good.replace(/[0-9a-f]{64}/, (digest) => digest.toUpperCase()), 'changed'],
    ['a space between', changed((body) => body.replace('"steps":', '"steps": ')), 'changed'],
    ['a field more', changed((body) => body.replace('"steps":', '"more":1,"steps":')), 'changed'],
    ['a field twice', changed((body) => body.replace('"steps":', '"steps":[],\n"steps":')), 'changed'],
    ['a number written another way', changed((body) => body.replace('["⊤I",0', '["⊤I",0.0')), 'changed'],
    ['a number below nothing', changed((body) => body.replace('["⊤I",0', '["⊤I",-0')), 'changed'],
    ['a sign written another way', changed((body) => body.replace('⊤I', '\\u22a4I')), 'changed'],
    ['fields in another order', changed(swapped), 'changed'],
    ['a field less', changed((body) => body.replace(/"steps":.*?\]\],\n/s, '')), 'malformed'],
    ['a table that is none', changed((body) => body.replace('"kinds":[]', '"kinds":{}')), 'malformed'],
    ['an entry that is longer', changed((body) => body.replace('["⊤I",0,[],[]]', '["⊤I",0,[],[],[]]')), 'malformed'],
    ['an entry of another type', changed((body) => body.replace('["⊤I",0,', '["⊤I","0",')), 'malformed'],
    ['a kind of nodes that there is none of', changed((body) => body.replace('["true"]', '["truth"]')), 'malformed'],
    ['a theorem of another role', changed((body) => body.replace('["theorem"', '["axiom"')), 'malformed'],
    ['no object for a model', changed((body) => body.replace(/\[\n\{.*\}\]/s, '[\nnull]')), 'malformed'],
    ['a prototype', changed((body) => body.replace('"tool":', '"__proto__":{"tool":1},"tool":')), 'changed'],
  ])('with %s is malformed', async (_, text, why) => {
    expect(text).not.toBe(good);
    expect(await recheckText(text)).toMatchObject({ verdict: 'malformed', why });
  });
});

test('what is said of it moves no cursor', async () => {
  const outcome = await recheckText('{"\u001b[2K\u009b');
  expect(outcome).toMatchObject({ detail: expect.not.stringMatching(/\p{C}/u) });
});

function swapped(body: string): string {
  const [tool, solver] = [/"tool":\[[^\]]*\]/, /"solver":\[[^\]]*\]/].map((part) => part.exec(body)?.[0] ?? '') as [
    string,
    string,
  ];
  return body.replace(`${tool},${solver}`, `${solver},${tool}`);
}
