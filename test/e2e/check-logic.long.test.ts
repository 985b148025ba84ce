import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, test } from 'vitest';
import { placeAt, placeWith } from '../support/command.js';
import { chain } from '../support/models.js';

const schema: object = JSON.parse(readFileSync(new URL('../../docs/check.schema.json', import.meta.url), 'utf8'));
const isResult = new Ajv2020({ allErrors: true, strict: true }).compile(schema);

interface Standing {
  readonly name: string;
  readonly standing: string;
  readonly traces: { readonly every: number; readonly length: number; readonly random: number };
  readonly violation?: readonly string[];
}

function axiomsOf(json: string): readonly Standing[] {
  const result = JSON.parse(json);
  expect(isResult(result) ? [] : isResult.errors).toEqual([]);
  return (result as { axioms: readonly Standing[] }).axioms;
}

describe('ls2 check, of axioms', () => {
  test('every axiom of the logic is proved from the semantics, or held on every short trace of the small world', async () => {
    const root = fileURLToPath(new URL('../..', import.meta.url));
    // What Z3 says of them here, the gate need not ask again in the same run of CI.
    const kept = process.env['CI'] === 'true' ? { LS2_CACHE_DIR: `${root}coverage/cache` } : {};
    const { code, stdout } = await placeAt(root).ls2With(kept, 'check', 'logic/', '--format', 'json');
    const axioms = axiomsOf(stdout);
    expect(code).toBe(0);
    expect(axioms.length).toBeGreaterThan(30);
    expect(axioms.filter(({ standing }) => standing !== 'proved' && standing !== 'held')).toEqual([]);
    const held = axioms.filter(({ standing }) => standing === 'held');
    // All traces of up to three events: thousands, and none of them is left out for any of these. Those of four are more than are gone through.
    expect(held.every(({ traces }) => traces.every > 1000 && traces.length === 3 && traces.random >= 200)).toBe(true);
    expect(held.map(({ name }) => name).sort()).toEqual(['BOOTVER', 'MADE', 'NEW', 'VER', 'VEXT', 'VLOCK']);
  });

  test('an axiom that some trace falsifies is a violation, with the trace', async () => {
    const wrong = `${chain}
axiom FOREVER means "A register keeps what it holds." source "nobody" :
  ∀l, e, t, t'. Mem(l, e) @ t ∧ t ≤ t' ⊃ Mem(l, e) @ t'
`;
    const { ls2 } = placeWith({ 'box.ls2': wrong });
    const { code, stdout } = await ls2('check', 'box.ls2', '--format', 'json');
    const [axiom] = axiomsOf(stdout);
    expect(code).toBe(1);
    expect(axiom).toMatchObject({ name: 'FOREVER', standing: 'violated' });
    // The shortest trace that changes a register: a reset.
    expect(axiom?.violation).toEqual(['Reset(box1, I1)']);
    expect((await ls2('check', 'box.ls2')).stdout).toMatch(/✗ FOREVER {2}false/);
  });

  test('an axiom of a large model is held on all traces that are not too many', async () => {
    const platform = readFileSync(new URL('../../models/tvp-qt/platform.ls2', import.meta.url), 'utf8');
    const axiom =
      'axiom HELD means "Who extends, holds or nobody does." source "LOCKX" : ∀I, J, l, e, t. Extend(I, l, e) @ t ∧ IsLocked(l, J) @ t ⊃ I = J\n';
    const { ls2 } = placeWith({ 'host.ls2': platform + axiom });
    const { code, stdout } = await ls2('check', 'host.ls2', '--format', 'json');
    const [held] = axiomsOf(stdout);
    expect(code).toBe(0);
    // Four events of this model have millions of traces.
    expect(held?.traces.length).toBeLessThan(4);
    expect(held?.traces.every).toBeGreaterThan(10);
    expect(held?.traces.every).toBeLessThanOrEqual(10_000);
  });

  test('an axiom of what the semantics gives no meaning is assumed', async () => {
    const odd = `${chain}
predicate Odd(Term)
axiom ODD means "Some things are odd." source "nobody" : ∀e, l, t. Mem(l, e) @ t ⊃ Odd(e)
`;
    const { code, stdout } = await placeWith({ 'box.ls2': odd }).ls2('check', 'box.ls2', '--format', 'json');
    expect({ code, standing: axiomsOf(stdout)[0]?.standing }).toEqual({ code: 0, standing: 'assumed' });
  });
});
