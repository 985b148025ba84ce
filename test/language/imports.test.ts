import { describe, expect, test } from 'vitest';
import { reader } from '../../src/language/elaborate.js';
import { brief, check, host, inMemory } from './texts.js';

const diagnosticsOf = (files: Record<string, string>, root = 'example.ls2'): readonly string[] =>
  reader(inMemory(files))
    .read(root)
    .diagnostics.map((d) => `${d.file}:${brief(d)}`);

describe('imports', () => {
  test('bring names from files beside, below and above, through other files too', () => {
    const files = {
      'proofs/t.ls2': 'import "../models/boot.ls2"\ntheorem T(m: Host, t: Time)\n show P(m, t)\n by auto',
      'models/boot.ls2': 'import "parts/host.ls2"\ndefine P(m: Host, t: Time) ≡ Mem(m.pcr.s, sinit) @ t',
      'models/parts/host.ls2': host,
    };
    const { model, diagnostics } = reader(inMemory(files)).read('proofs/t.ls2');
    expect(diagnostics).toEqual([]);
    expect(model.files.filter((f) => f.role !== 'logic')).toEqual([
      { path: 'models/parts/host.ls2', role: 'import' },
      { path: 'models/boot.ls2', role: 'import' },
      { path: 'proofs/t.ls2', role: 'root' },
    ]);
    expect(model.theorems.map(({ name, file, imported }) => ({ name, file, imported }))).toEqual([
      { name: 'T', file: 'proofs/t.ls2', imported: false },
    ]);
  });

  test('theorems of imported files are told from those of the file that was named', () => {
    const { model } = check('import "other.ls2"\ntheorem T(t: Time)\n show t = t\nproof\n show by L(t)\nqed', {
      'other.ls2': 'lemma L(t: Time)\n show t = t\n by auto',
    });
    expect(model.theorems.map(({ name, role, imported }) => [name, role, imported])).toEqual([
      ['L', 'lemma', true],
      ['T', 'theorem', false],
    ]);
  });

  test('that are not there are said so, and unknown names are not held against the rest', () => {
    expect(diagnosticsOf({ 'example.ls2': 'import "nowhere.ls2"\ndefine X(t: Time) ≡ Unknown(t) ∧ t < H(t)' })).toEqual(
      [
        'example.ls2:1:8 LS2-0203 there is no file `nowhere.ls2`',
        'example.ls2:2:40 LS2-0302 this is a Time, and a Term is wanted',
      ],
    );
    expect(diagnosticsOf({}, 'nowhere.ls2')).toEqual(['nowhere.ls2:1:1 LS2-0203 there is no file `nowhere.ls2`']);
  });

  test('in a circle are refused, at the import that closes it', () => {
    const files = {
      'example.ls2': 'import "a.ls2"\nconstant x: Term',
      'a.ls2': 'import "b.ls2"\nconstant y: Term',
      'b.ls2': 'import "example.ls2"\nconstant z: Term',
    };
    const { diagnostics } = reader(inMemory(files)).read('example.ls2');
    const [circle] = diagnostics.filter((d) => d.code === 'LS2-0204');
    expect(circle && `${circle.file}:${brief(circle)}`).toBe(
      'b.ls2:1:8 LS2-0204 `example.ls2` imports this file, or is this file',
    );
    expect(circle?.related.map((r) => r.file)).toEqual(['example.ls2', 'a.ls2']);
  });

  test('of which two bind a name clash; of one file by two ways do not', () => {
    const clash = diagnosticsOf({
      'example.ls2': 'import "a.ls2"\nimport "b.ls2"\ndefine X(e: Term) ≡ e = x ∧ e = y',
      'a.ls2': 'import "c.ls2"\nconstant x: Term',
      'b.ls2': 'import "c.ls2"\nconstant x, y: Term\ndefine Z(e: Term) ≡ e = common',
      'c.ls2': 'constant common: Term',
    });
    expect(clash).toEqual([
      'a.ls2:1:1 LS2-0904 nothing of `c.ls2` is used',
      'example.ls2:2:8 LS2-0202 `x` is bound by this import and by another',
    ]);
  });

  test('that are never used are warned of; but not in a file that only lists others', () => {
    const others = { 'other.ls2': 'constant other: Term' };
    expect(check('import "other.ls2"\nconstant x: Term', others).diagnostics.map(brief)).toEqual([
      '1:1 LS2-0904 nothing of `other.ls2` is used',
    ]);
    expect(check('import "other.ls2"', others).diagnostics).toEqual([]);
    expect(check('import "other.ls2"\ndefine X(e: Term) ≡ e = other', others).diagnostics).toEqual([]);
  });

  test('what they declare is declared once, however many files are read', () => {
    const read = reader(
      inMemory({
        'a.ls2': 'import "c.ls2"\ndefine A(e: Term) ≡ e = x',
        'b.ls2': 'import "c.ls2"\ndefine B(e: Term) ≡ e = x',
        'c.ls2': 'constant x: Term',
      }),
    );
    const [a, b] = [read.read('a.ls2').model, read.read('b.ls2').model];
    expect(a.signature.functions.get('x')).toBe(b.signature.functions.get('x'));
    expect(a.definitions.map(({ name }) => name)).toEqual(['A']);
    expect(b.definitions.map(({ name }) => name)).toEqual(['B']);
  });

  test('a file of the logic can be asked for, too', () => {
    const { diagnostics } = reader({
      ...inMemory({}),
      logic: [{ path: 'logic/a.ls2', text: 'sort Location, Name' }],
    }).read('logic/a.ls2');
    expect(diagnostics).toEqual([]);
  });
});
