import { describe, expect, test } from 'vitest';
import { entryOf } from '../../src/diagnostics/index.js';
import { codes, model } from './texts.js';

const board = `machine Board(b) { memory spl_loc; pcr s; dpcr d; on reset run ROM(b) }
chain Boot(b: Board) on b.pcr.s { ROM reads b.spl_loc; SPL }
constant mark: Term
theorem Booted(b: Board, t: Time) assume Mem(b.pcr.s, Sequence_Boot(b)) @ t show Board(b) by auto
`;
const platform = (items: string): string => `${board}platform Lab(b: Board) concludes Booted { ${items} }\n`;
const sha256 = 'ab'.repeat(32);

describe('a platform', () => {
  test('says what is good for terms, on a register or on all, and of which theorem evidence is an instance', () => {
    const { platforms } = model(
      platform(`
  SPL(b) is digest "sha256:${sha256.toUpperCase()}", file "../spl.bin", image "spl.efi"
  SPL(b) on b.pcr.s is list "good.txt"
  mark is text "go", bytes "00FF"
  H(mark) is any`),
    );
    const [lab] = platforms;
    expect(lab).toMatchObject({ name: 'Lab', theorems: [{ name: 'Booted' }] });
    expect(lab?.items.map(({ references, register }) => [register !== undefined, references])).toEqual([
      [
        false,
        [
          { kind: 'digest', bank: 'sha256', digest: sha256 },
          { kind: 'file', file: '../spl.bin' },
          { kind: 'image', file: 'spl.efi' },
        ],
      ],
      [true, [{ kind: 'list', file: 'good.txt' }]],
      [
        false,
        [
          { kind: 'data', data: new TextEncoder().encode('go') },
          { kind: 'data', data: Uint8Array.of(0, 255) },
        ],
      ],
      [false, [{ kind: 'any' }]],
    ]);
  });

  test.each([
    ['of no machine', `${board}platform Lab(t: Time) concludes Booted { SPL(b) is any }`, 'LS2-1506'],
    ['of two machines', `${board}platform Lab(b: Board, c: Board) concludes Booted { SPL(b) is any }`, 'LS2-1506'],
    ['that concludes an axiom', `${board}platform Lab(b: Board) concludes ONE { SPL(b) is any }`, 'LS2-1506'],
    [
      'that concludes nothing that there is',
      `${board}platform Lab(b: Board) concludes Bootet { SPL(b) is any }`,
      'LS2-0201',
    ],
    ['with a word that is none', platform('SPL(b) is fiel "a"'), 'LS2-1507'],
    ['with a file that is not named', platform('SPL(b) is file'), 'LS2-1507'],
    ['with a text after any', platform('SPL(b) is any "a"'), 'LS2-1507'],
    ['with something beside any', platform('SPL(b) is any, text "a"'), 'LS2-1507'],
    ['with a digest of another length', platform('SPL(b) is digest "sha1:abcd"'), 'LS2-1507'],
    ['with a digest of no bank', platform(`SPL(b) is digest "md5:${'00'.repeat(16)}"`), 'LS2-1507'],
    ['with bytes that are none', platform('SPL(b) is bytes "0"'), 'LS2-1507'],
    ['that says a thing twice', platform('SPL(b) is text "a"; SPL(b) is text "b"'), 'LS2-1507'],
    ['on a location of memory', platform('SPL(b) on b.spl_loc is text "a"'), 'LS2-1507'],
    ['with a term that there is not', platform('SLP(b) is any'), 'LS2-0201'],
  ])('%s is reported', (_, text, code) => {
    expect(codes(text).filter((each) => !each.startsWith('LS2-09'))).toEqual([code]);
  });

  test.each(['LS2-1506', 'LS2-1507'] as const)('the example of %s provokes it', (code) => {
    expect(codes(entryOf(code).example)).toContain(code);
  });

  test('words of platforms are names elsewhere', () => {
    expect(codes('constant platform, concludes: Term\n')).toEqual([]);
  });
});
