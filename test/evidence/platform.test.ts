import { describe, expect, test } from 'vitest';
import type { ImaLog } from '../../src/evidence/ima/entry.js';
import { type Evidence, judge, readEventLog } from '../../src/evidence/index.js';
import { type Attested, attest, fitPlatform, lookUp, nameOf } from '../../src/evidence/platform/index.js';
import { digestOf } from '../../src/tpm/banks.js';
import { eventTypes } from '../../src/tpm/event-log/event-types.js';
import { measured, type NewEvent, writeEventLog } from '../../src/tpm/event-log/write.js';
import { model } from '../language/texts.js';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

const board = `machine Board(b) { memory spl_loc; pcr s, r; dpcr d; principal AK; on reset run ROM(b) }
program ROM(b: Board) { extend b.pcr.s, mark; x = read b.spl_loc; extend b.pcr.s, x; jump x }
program SPL(b: Board) { … }
constant mark, conf: Term
setup Board(b) { b.pcr.s is PCR 4; b.pcr.r is PCR 9; b.dpcr.d is PCR 17 }
program Check(b: Board, n: Term) { q = receive; v = verify q, AK(b); match v, (H(n), PCR(s), seq(mark, SPL(b))) }
program Fresh(b: Board) { n = new; send n; q = receive; v = verify q, AK(b); match v, (n, (PCR(s), seq(mark, SPL(b))), PCR(r), seq(conf)) }
program Sloppy(b: Board) { n = new; q = receive; v = verify q, AK(b); match v, (n, PCR(s), seq(mark, SPL(b))) }
define Held(b: Board, t: Time) ≡ Mem(b.pcr.s, seq(mark, SPL(b))) @ t ∧ Mem(b.pcr.r, seq(conf)) @ t
`;
const theorems = {
  one: 'theorem T(b: Board, t: Time) assume Board(b) assume Mem(b.pcr.s, seq(mark, SPL(b))) @ t show Board(b) by auto',
  two: 'theorem T(b: Board, t: Time) assume Held(b, t) show Board(b) by auto',
  free: 'theorem T(b: Board, x: Term, t: Time) assume Mem(b.pcr.s, seq(x, SPL(b), x)) @ t show Board(b) by auto',
  launched: 'theorem T(b: Board, t: Time) assume Mem(b.dpcr.d, seq(SPL(b))) @ t show Board(b) by auto',
  quoted: 'theorem T(b: Board, n: Term, V: Thread, tb: Time, te: Time) show [Check(b, n)]_V^{tb, te} Board(b) by auto',
  fresh: 'theorem T(b: Board, V: Thread, tb: Time, te: Time) show [Fresh(b)]_V^{tb, te} Board(b) by auto',
  sloppy: 'theorem T(b: Board, V: Thread, tb: Time, te: Time) show [Sloppy(b)]_V^{tb, te} Board(b) by auto',
  memory: 'theorem T(b: Board, t: Time) assume Mem(b.spl_loc, SPL(b)) @ t show Board(b) by auto',
};
const [marks, spl, conf] = ['mark is text "go"', 'SPL(b) is text "spl"', 'conf is text "conf"'];

/** Events that extend PCRs by the digests of texts. */
const log = (...events: readonly (readonly [number, string])[]): Uint8Array =>
  writeEventLog(
    ['sha1', 'sha256'],
    events.map(([pcr, text]) => measured(['sha1', 'sha256'], pcr, eventTypes.EV_IPL, bytes(text))),
  );

interface Given {
  readonly theorem: keyof typeof theorems;
  readonly items: readonly string[];
  readonly files?: Readonly<Record<string, string>>;
}

function fitted({ theorem, items, files = {} }: Given) {
  const read = model(`${board}${theorems[theorem]}\nplatform Lab(b: Board) concludes T { ${items.join('; ')} }\n`);
  const [platform] = read.platforms;
  if (platform === undefined) throw new Error('there is a platform');
  const found = lookUp(platform, (file) => (files[file] === undefined ? 'it is not there' : bytes(files[file])));
  if ('bad' in found) return { problems: found.bad.map(({ problem }) => problem) };
  const fit = fitPlatform(read, platform, found.references);
  if (!('claims' in fit)) return { problems: fit.map(({ code, problem }) => `${code} ${problem}`) };
  return { model: read, references: found.references, claims: fit.claims };
}

function held(given: Given, evidence: Omit<Evidence, 'eventLog'> & { readonly eventLog?: Uint8Array }): Attested {
  const fit = fitted(given);
  const [claim] = fit.claims ?? [];
  if (claim === undefined || fit.model === undefined) throw new Error(`it does not fit: ${fit.problems?.join('; ')}`);
  const read = evidence.eventLog === undefined ? undefined : readEventLog(evidence.eventLog);
  if (read?.ok === false) throw new Error('the log is one');
  const all: Evidence = { ...evidence, eventLog: read?.value };
  return attest(claim, { references: fit.references, model: fit.model }, { evidence: all, judged: judge(all) });
}

const told = ({ verdict, stages, deviation }: Attested): unknown => [
  verdict,
  stages.map(({ status }) => status).join(' '),
  deviation?.stages ?? [],
];

const one: Given = { theorem: 'one', items: [marks, spl] };

describe('evidence on a platform', () => {
  test('conforms where each digest is good, in order, and nothing else was extended; what nothing vouches for is an assumption', () => {
    const attested = held(one, { eventLog: log([4, 'go'], [0, 'else'], [4, 'spl']) });
    expect(told(attested)).toEqual(['conforms', 'good good', []]);
    expect(attested.assumptions).toEqual([
      'Board(b)',
      'b.pcr.s = seq(sinit; mark, SPL(b)) (PCR 4): a log alone says so',
    ]);
  });

  test.each([
    [
      'another digest',
      [
        [4, 'go'],
        [4, 'evil'],
      ],
      'good deviates',
      ['SPL'],
    ],
    [
      'the order',
      [
        [4, 'spl'],
        [4, 'go'],
      ],
      'deviates unseen',
      ['mark'],
    ],
    ['one too few', [[4, 'go']], 'good missing', ['SPL']],
    [
      'one too many',
      [
        [4, 'go'],
        [4, 'spl'],
        [4, 'more'],
      ],
      'good good extra',
      [],
    ],
    ['nothing', [[0, 'go']], 'missing unseen', ['mark']],
  ] as const)('deviates by %s, at the stage that it is', (_, events, statuses, stages) => {
    expect(told(held(one, { eventLog: log(...events) }))).toEqual(['deviates', statuses, stages]);
  });

  test('what IMA measured into a register of the theorem was extended, too', () => {
    const digest = digestOf('sha1', bytes('evil'));
    const entry = {
      at: 0,
      pcr: 4,
      template: 'ima-ng',
      digest,
      hashed: bytes('evil'),
      violation: false,
      bound: true,
      fields: {},
    };
    const ima: ImaLog = { form: 'binary', bank: 'sha1', entries: [entry] };
    const attested = held(one, { eventLog: log([4, 'go'], [4, 'spl']), ima });
    expect(told(attested)).toEqual(['deviates', 'good good extra', []]);
  });

  test('an event that says it extends nothing extends nothing, whatever its digest', () => {
    const nothing: NewEvent = { ...measured(['sha256'], 4, eventTypes.EV_NO_ACTION, bytes('spl')) };
    const go = measured(['sha256'], 4, eventTypes.EV_IPL, bytes('go'));
    expect(told(held(one, { eventLog: writeEventLog(['sha256'], [go, nothing]) }))).toEqual([
      'deviates',
      'good missing',
      ['SPL'],
    ]);
  });

  test('types and data decide nothing', () => {
    const go = { ...measured(['sha256'], 4, eventTypes.EV_SEPARATOR, bytes('go')), data: bytes('lies') };
    const second = { ...measured(['sha256'], 4, 0x12345, bytes('spl')), data: bytes('evil') };
    expect(told(held(one, { eventLog: writeEventLog(['sha256'], [go, second]) }))).toEqual([
      'conforms',
      'good good',
      [],
    ]);
  });

  test('registers that were read are what the log has to come to', () => {
    const eventLog = log([4, 'go'], [4, 'spl']);
    const registers = [{ bank: 'sha256' as const, pcr: 4, digest: digestOf('sha256', bytes('evil')) }];
    const attested = held(one, { eventLog, registers });
    expect(attested.deviation).toMatchObject({ kind: 'register', pcr: 4, stages: ['mark', 'SPL'] });
  });

  test('where no log says how, a value is computed from what is good', () => {
    const value = digestOf('sha256', new Uint8Array(32), digestOf('sha256', bytes('spl')));
    const given: Given = { theorem: 'launched', items: ['SPL(b) is text "other", text "spl"'] };
    const registers = (digest: Uint8Array) => [{ bank: 'sha256' as const, pcr: 17, digest }];
    expect(told(held(given, { registers: registers(value) }))).toEqual(['conforms', 'good', []]);
    expect(told(held(given, { registers: registers(digestOf('sha256', value)) }))).toEqual([
      'deviates',
      'deviates',
      ['SPL'],
    ]);
  });

  test('where no log says how, and a term may be anything, or has no reference in that bank, or there are too many ways, nothing is known', () => {
    const value = [{ bank: 'sha256' as const, pcr: 4, digest: digestOf('sha256', bytes('a value')) }];
    const any = held({ theorem: 'one', items: ['mark is any', spl] }, { registers: value });
    expect([told(any), any.missing]).toEqual([
      ['unknown', 'untold untold', []],
      ['nothing that was given tells how PCR 4 (sha256) came to its value: a log of it does'],
    ]);
    const other = held(
      { theorem: 'one', items: [`mark is digest "sha1:${'ab'.repeat(20)}"`, spl] },
      { registers: value },
    );
    expect([told(other), other.missing.at(-1)]).toEqual([
      ['unknown', 'unreferenced untold', []],
      'the platform has no reference in bank sha256 for mark',
    ]);
    const many = (text: string): string => Array.from({ length: 65 }, (_, i) => `text "${text} ${i}"`).join(', ');
    const items = [`mark is ${many('a')}`, `SPL(b) is ${many('b')}`];
    expect(told(held({ theorem: 'one', items }, { registers: value }))).toEqual(['unknown', 'untold untold', []]);
  });

  test('a log of another bank than the quoted one tells nothing of that', () => {
    const only = writeEventLog(['sha1'], [measured(['sha1'], 4, eventTypes.EV_IPL, bytes('evil'))]);
    const registers = [{ bank: 'sha256' as const, pcr: 0, digest: digestOf('sha256', bytes('x')) }];
    const given: Given = { theorem: 'launched', items: [spl] };
    expect(told(held(given, { eventLog: only, registers }))).toEqual(['unknown', 'untold', []]);
  });

  test('a term of several registers, and what is any, is the same wherever it stands', () => {
    const any: Given = { theorem: 'free', items: [spl] };
    expect(told(held(any, { eventLog: log([4, 'a'], [4, 'spl'], [4, 'a']) }))).toEqual([
      'conforms',
      'free good free',
      [],
    ]);
    expect(told(held(any, { eventLog: log([4, 'a'], [4, 'spl'], [4, 'b']) }))).toEqual([
      'deviates',
      'free good deviates',
      ['x'],
    ]);
    const unchecked: Given = { theorem: 'one', items: ['mark is any', spl] };
    const attested = held(unchecked, { eventLog: log([4, 'what'], [4, 'spl']) });
    expect(told(attested)).toEqual(['conforms', 'unchecked good', []]);
    expect(attested.assumptions.join()).toContain('is mark: the platform has no reference for it');
    // What is measured as another term is not this one.
    expect(held(unchecked, { eventLog: log([4, 'spl'], [4, 'spl']) }).deviation?.stages).toEqual(['mark', 'SPL']);
  });

  test('digests of a list are good, each', () => {
    const hex = Buffer.from(digestOf('sha256', bytes('spl'))).toString('hex');
    const files = { 'good.txt': `# of today\n${'00'.repeat(32)}  other\nsha256:${hex}  spl.bin\n` };
    const attested = held(
      { theorem: 'one', items: [marks, 'SPL(b) is list "good.txt"'], files },
      { eventLog: log([4, 'go'], [4, 'spl']) },
    );
    expect(attested.stages.map(({ from }) => from)).toEqual(['"go"', 'spl.bin']);
  });
});

describe('a platform fits its theorems', () => {
  test('premises may stand in definitions, or in a program that verifies and matches a quote', () => {
    const needs = (theorem: keyof typeof theorems, items: readonly string[]): unknown => {
      const { claims, model: of } = fitted({ theorem, items });
      return claims?.map((claim) => [
        claim.needs,
        claim.premises.map(({ pcr, sequence }) => [pcr, ...sequence.terms.map((term) => of && nameOf(term, of))]),
      ]);
    };
    expect(needs('two', [marks, spl, conf])).toEqual([
      [
        'registers',
        [
          [4, 'mark', 'SPL'],
          [9, 'conf'],
        ],
      ],
    ]);
    expect(needs('quoted', [marks, spl])).toEqual([['quote', [[4, 'mark', 'SPL']]]]);
    expect(needs('fresh', [marks, spl, conf])).toEqual([
      [
        'fresh quote',
        [
          [4, 'mark', 'SPL'],
          [9, 'conf'],
        ],
      ],
    ]);
  });

  test.each([
    ['a term without a reference', 'one', [spl], /LS2-1508 .*`mark` on `b.pcr.s`/],
    ['a reference of nothing', 'one', [marks, spl, conf], /LS2-1508 `conf` is in no register/],
    [
      'terms that are measured alike',
      'one',
      ['mark is text "spl"', spl],
      /LS2-1509 `mark` and `SPL\(b\)` have one digest/,
    ],
    ['one that checks nothing', 'one', ['mark is any', 'SPL(b) is any'], /LS2-1508 everything is good/],
    ['a theorem about memory', 'memory', [spl], /LS2-1508 `T` asks of no register/],
    [
      'a verifier that sends its nonce to nobody',
      'sloppy',
      [marks, spl],
      /LS2-1508 the program .* does not just verify/,
    ],
    ['a file that is not there', 'one', [marks, 'SPL(b) is file "spl.bin"'], /^it is not there$/],
    ['an image that is none', 'one', [marks, 'SPL(b) is image "a"'], /it is no PE image/],
    ['a list that is none', 'one', [marks, 'SPL(b) is list "a"'], /line 1 does not begin with a digest/],
  ] as const)('%s is a problem', (_, theorem, items, problem) => {
    expect(fitted({ theorem, items, files: { a: 'a text' } }).problems?.[0]).toMatch(problem);
  });
});
