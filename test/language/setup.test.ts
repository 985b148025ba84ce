import { describe, expect, test } from 'vitest';
import { format } from '../../src/language/format.js';
import { reader } from '../../src/language/index.js';
import { structure } from './structure.js';
import { brief, check, codes, host, inMemory, model } from './texts.js';

const items = (text: string): string => `${host}setup Host(h) { ${text} }\n`;

describe('a setup', () => {
  test('says what memory holds, where registers are, and what is measured of programs', () => {
    const text = `${host}
define Both(m: Host, e: Term): Term ≡ (BIOS(m), H(e))
/// As it is shipped.
setup Host(h) {
  h.pcr.s is PCR 8
  h.bios_loc holds Both(h, sinit); h.memory[os_loc] holds (OS(h), h)
  image BIOS "../bios.bin"; image OS "os.bin"

  h.pcr.r is PCR 23
  h.dpcr.d is PCR 22
}`;
    const { model: read, diagnostics } = reader(inMemory({ 'a/b/host.ls2': text })).read('a/b/host.ls2');
    expect(diagnostics.map(brief)).toEqual([]);
    const [setup] = read.setups;
    expect(setup).toMatchObject({ name: 'Host', doc: 'As it is shipped.', file: 'a/b/host.ls2' });
    expect(setup?.kind).toBe(read.signature.predicates.get('Host'));
    expect(setup && structure(setup.machine)).toBe('h:Machine');
    expect(setup?.contents.map(({ location, value }) => `${structure(location)} ${structure(value)}`)).toEqual([
      'memory(h:Machine,bios_loc()) pair(BIOS(h:Machine),H(sinit()))',
      'memory(h:Machine,os_loc()) pair(OS(h:Machine),machine(h:Machine))',
    ]);
    expect(setup?.registers.map(({ register, index }) => `${structure(register)} ${index}`)).toEqual([
      'pcr(h:Machine,s()) 8',
      'pcr(h:Machine,r()) 23',
      'dpcr(h:Machine,d()) 22',
    ]);
    expect(setup?.images.map(({ program, file }) => [program, file])).toEqual([
      [read.signature.functions.get('BIOS'), 'a/bios.bin'],
      [read.signature.functions.get('OS'), 'a/b/os.bin'],
    ]);
  });

  test('may be empty, and may stand before what it speaks of', () => {
    const { setups } = model(`setup Host(m) { }\n${host}`);
    expect(setups).toMatchObject([{ contents: [], registers: [], images: [] }]);
  });

  test('changes nothing that proofs see', () => {
    const [without, within] = [model(host), model(items('h.bios_loc holds BIOS(h); h.pcr.s is PCR 0'))];
    const seen = ({ theory, definitions, kinds }: typeof without): unknown => [
      theory.programs.map(({ symbol, body }) => `${symbol.name} ${body ? structure(body) : '…'}`),
      definitions.map(({ name }) => name),
      kinds.map(({ name, memory, pcrs, dpcrs }) => [name, memory, pcrs, dpcrs]),
    ];
    expect(seen(within)).toEqual(seen(without));
  });

  test('does not make an import of what it speaks of superfluous', () => {
    expect(codes('import "other.ls2"\nsetup Host(m) { image BIOS "bios.bin" }', { 'other.ls2': host })).toEqual([]);
  });

  test('is formatted', () => {
    const result = format('setup Host (m){ m.a holds (f(m),  g); m . pcr . s is PCR 08 ; image BIOS "a b" }', 'x');
    expect(result.kind === 'formatted' && result.text).toBe(
      'setup Host(m) { m.a holds (f(m), g); m.pcr.s is PCR 08; image BIOS "a b" }\n',
    );
  });
});

describe('is refused, with its reason', () => {
  test.each([
    ['h.nowhere holds BIOS(h)', ['LS2-0205']],
    ['h.s is PCR 8', ['LS2-0205']],
    ['h.pcr.d is PCR 8', ['LS2-0206']],
    ['x.bios_loc holds BIOS(h)', ['LS2-0201']],
    ['h.pcr.s holds BIOS(h)', ['LS2-0508']],
    ['h.bios_loc is PCR 8', ['LS2-0508']],
    ['h.pcr[d] is PCR 8', ['LS2-0508']],
    ['BIOS(h) holds OS(h)', ['LS2-0302']],
    ['h.bios_loc holds nothing', ['LS2-0201']],
    ['h.bios_loc holds h.os_loc', ['LS2-0302']],
    ['h.bios_loc holds h = h', ['LS2-0304']],
    ['h.bios_loc holds AIK(h)⁻¹', ['LS2-0405']],
    ['h.bios_loc holds SIG[AIK(h)⁻¹]{| sinit |}', ['LS2-0405']],
    ['h.bios_loc holds (sinit, SIG(AIK(h), sinit))', ['LS2-0405']],
    ['h.pcr.s is PCR 24', ['LS2-0509']],
    ['h.pcr.s is PCR 99999999999999999999999', ['LS2-0509']],
    ['h.pcr.s is PCR 17', ['LS2-0509']],
    ['h.pcr.s is PCR 22', ['LS2-0509']],
    ['h.dpcr.d is PCR 16', ['LS2-0509']],
    ['h.dpcr.d is PCR 23', ['LS2-0509']],
    ['h.bios_loc holds BIOS(h); h.memory[bios_loc] holds OS(h)', ['LS2-0510']],
    ['h.pcr.s is PCR 8; h.pcr.s is PCR 9', ['LS2-0510']],
    ['h.pcr.s is PCR 8; h.pcr.r is PCR 08', ['LS2-0510']],
    ['image BIOS "a"; image BIOS "b"', ['LS2-0510']],
    ['image Bios "a"', ['LS2-0201']],
    ['image AIK "a"', ['LS2-0302']],
    ['h.bios_loc holds; h.pcr.s is PCR 17', ['LS2-0104', 'LS2-0509']],
    ['h.pcr.s is 8', ['LS2-0104']],
    ['h.bios_loc holds BIOS(h) h.pcr.s is PCR 8', ['LS2-0104']],
    ['image BIOS', ['LS2-0104']],
    ['(h.bios_loc) holds BIOS(h)', ['LS2-0104']],
  ])('%s', (text, expected) => {
    const checked = check(items(text));
    expect(checked.diagnostics.map((d) => d.code)).toEqual(expected);
    expect(checked.model.setups).toEqual([]);
  });

  test('of a kind that is not declared, or no kind', () => {
    expect(check(`${host}setup Hots(m) { }`).diagnostics.map((d) => d.fix?.message)).toEqual(['did you mean `Host`?']);
    expect(codes(`${host}setup Machine(m) { }`)).toEqual(['LS2-0508']);
    expect(codes('sort Colour\nsetup Colour(c) { }')).toEqual(['LS2-0508']);
  });

  test('of a location of another kind', () => {
    expect(codes(`${host}machine VM(v) { memory disk }\nsetup Host(m) { m.disk holds BIOS(m) }`)).toEqual(['LS2-0205']);
  });

  test('twice for a kind, in the file or its imports', () => {
    const one = 'setup Host(m) { m.pcr.s is PCR 8 }\n';
    expect(check(`${host}${one}${one}`).diagnostics.map(brief)).toEqual(['15:7 LS2-0510 `Host` is set up already']);
    const others = { 'host.ls2': host, 'a.ls2': `import "host.ls2"\n${one}`, 'b.ls2': `import "host.ls2"\n${one}` };
    const own = check(`import "a.ls2"\n${one}`, others);
    expect(own.diagnostics.map(brief)).toEqual(['2:7 LS2-0510 `Host` is set up already']);
    expect(own.diagnostics[0]?.related).toMatchObject([{ file: 'a.ls2' }]);
    expect(own.model.setups.map(({ file }) => file)).toEqual(['a.ls2']);
    const both = check('import "a.ls2"\nimport "b.ls2"', others);
    expect(both.diagnostics.map(brief)).toEqual(['2:8 LS2-0510 `Host` is set up by this import and by another']);
    expect(both.diagnostics[0]?.related.map(({ file }) => file)).toEqual(['a.ls2', 'b.ls2']);
  });
});
