import { createPublicKey, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import {
  type EvidenceQuote,
  findingText,
  type ImaLog,
  judge,
  readAsciiIma,
  readBinaryIma,
  readEventLog,
  readKey,
  readRegisters,
  replay,
} from '../../src/evidence/index.js';
import { digestOf } from '../../src/tpm/banks.js';
import { ByteWriter } from '../../src/tpm/byte-writer.js';
import { eventTypes } from '../../src/tpm/event-log/event-types.js';
import { hcrtmEvent, measured, startedAt, writeEventLog } from '../../src/tpm/event-log/write.js';
import { marshalPcrFile } from '../../src/tpm/quote/pcr-file.js';
import { nonce, type Sample, simulatedQuote } from '../tpm/quotes.js';

const text = (words: string): Uint8Array => Buffer.from(words, 'utf8');
const hex = (bytes: Uint8Array | undefined): string => Buffer.from(bytes ?? []).toString('hex');
const wrong = (read: { readonly ok: boolean; readonly malformed?: unknown }): unknown =>
  read.ok ? 'read' : read.malformed;

function whole<T>(read: { readonly ok: true; readonly value: T } | { readonly ok: false }): T {
  if (!read.ok) throw new Error(`not read: ${JSON.stringify(read)}`);
  return read.value;
}

describe('logs that firmware writes', () => {
  const go = measured(['sha256'], 4, eventTypes.EV_IPL, text('go'));

  test('a file of nothing but padding is no log, and a table that says where the log lies is none', () => {
    for (const byte of [0x00, 0xff])
      expect(wrong(readEventLog(new Uint8Array(64).fill(byte), { padded: true }))).toMatchObject({ offset: 0 });
    expect(wrong(readEventLog(text('CCEL8\0\0\0 and the rest of the table')))).toMatchObject({
      expected: 'an event log',
    });
  });

  test('an event that extends nothing may have no digest; another may not', () => {
    const none = new ByteWriter().u32le(0).u32le(eventTypes.EV_NO_ACTION).u32le(0).u32le(2).bytes(text('hi')).done();
    const log = Buffer.concat([writeEventLog(['sha256'], [go]), none]);
    expect(whole(readEventLog(log)).events.map(({ digests }) => digests.length)).toEqual([1, 0]);
    log.writeUInt32LE(eventTypes.EV_ACTION, log.length - none.length + 4);
    expect(wrong(readEventLog(log))).toMatchObject({ offset: log.length - 10, expected: '1 to 1 digests' });
  });

  test('digests of an algorithm that is not known are left out, and that is said', () => {
    const header = new ByteWriter()
      .bytes(text('Spec ID Event03\0'))
      .u32le(0)
      .bytes(Uint8Array.of(0, 2, 0, 0)) // firmware without UEFI has no UINTN
      .u32le(2);
    header.u16le(0x0012).u16le(32).u16le(0x000b).u16le(32).u8(0);
    const data = header.done();
    const first = new ByteWriter().u32le(0).u32le(3).bytes(new Uint8Array(20)).u32le(data.length).bytes(data).done();
    const [digest] = go.digests;
    const event = new ByteWriter().u32le(4).u32le(13).u32le(2).u16le(0x0012).bytes(new Uint8Array(32));
    event
      .u16le(0x000b)
      .bytes(digest?.digest ?? new Uint8Array())
      .u32le(0);
    const log = whole(readEventLog(Buffer.concat([first, event.done()])));
    expect(log).toMatchObject({ banks: ['sha256'], otherAlgorithms: [0x12] });
    expect(judge({ eventLog: log }).findings.map(findingText)).toContain(
      'the log has digests of the algorithm 0x0012, too, which are not looked at',
    );
  });

  test('register 0 begins where Startup came from, however long the event is, and at 4 after an H-CRTM', () => {
    const pcr0 = (...events: Parameters<typeof writeEventLog>[1]): string =>
      hex(replay(whole(readEventLog(writeEventLog(['sha256'], events)))).find(({ pcr }) => pcr === 0)?.digest);
    const started = startedAt(['sha256'], 3);
    const [begun, end] = [new Uint8Array(32), digestOf('sha256', text('crtm'))];
    begun[31] = 4;
    expect(pcr0(hcrtmEvent(['sha256'], text('crtm')))).toBe(hex(digestOf('sha256', begun, end)));
    const longer = { ...started, data: Buffer.concat([started.data, new Uint8Array(33)]) };
    expect(pcr0(longer)).toBe(pcr0(started));
    expect(pcr0(started)).toBe(`${'00'.repeat(31)}03`);
  });
});

describe('IMA logs', () => {
  const sized = (data: Uint8Array, isBig = false): Uint8Array => {
    const size = Buffer.alloc(4);
    if (isBig) size.writeUInt32BE(data.length);
    else size.writeUInt32LE(data.length);
    return Buffer.concat([size, data]);
  };
  const file = Buffer.concat([text('sha256:\0'), digestOf('sha256', text('a'))]);
  const entry = (template: string, fields: readonly Uint8Array[], isBig = false): Uint8Array => {
    const data = Buffer.concat(fields.map((field) => sized(field, isBig)));
    const pcr = isBig ? Uint8Array.of(0, 0, 0, 10) : Uint8Array.of(10, 0, 0, 0);
    return Buffer.concat([pcr, digestOf('sha1', data), sized(text(template), isBig), sized(data, isBig)]);
  };

  test('of a machine whose numbers begin at the big end', () => {
    const log = whole(readBinaryIma(entry('ima-ng', [file, text('/init\0')], true)));
    expect(log.entries).toMatchObject([{ pcr: 10, bound: true, fields: { path: '/init' } }]);
  });

  test('a line feed behind the last entry is none, another byte is malformed', () => {
    const one = entry('ima-ng', [file, text('/init\0')]);
    expect(whole(readBinaryIma(Buffer.concat([one, text('\n')]))).entries).toHaveLength(1);
    expect(wrong(readBinaryIma(Buffer.concat([one, text('x')])))).toMatchObject({ offset: one.length });
    expect(wrong(readBinaryIma(text('\n')))).toMatchObject({ offset: 0 });
  });

  test('each template that the kernel has, in text as the kernel writes it', () => {
    const id = Buffer.from('e8030000', 'hex');
    const fields = [file, text('/a\0'), Uint8Array.of(5, 2), text('security.ima|security.evm\0'), id, id, id, id];
    const inodes = [...fields, Uint8Array.of(0xed, 0x81)];
    const [digest, d] = [
      (all: readonly Uint8Array[]) => hex(digestOf('sha1', Buffer.concat(all.map((each) => sized(each))))),
      hex(digestOf('sha256', text('a'))),
    ];
    const typed = [Buffer.concat([text('verity:'), file]), text('/a\0'), Uint8Array.of(6)];
    const modsig = [file, text('/a\0'), Uint8Array.of(3), file, Uint8Array.of(0x30, 1)];
    const lines = [
      `10 ${digest(inodes)} evm-sig sha256:${d} /a 0502 security.ima|security.evm e8030000 e8030000 1000 1000 33261`,
      `10 ${digest(typed)} ima-sigv2 verity:sha256:${d} /a 06`,
      `10 ${digest(modsig)} ima-modsig sha256:${d} /a 03 sha256:${d} 3001`,
      `10 ${digest([file, text('/b c\0'), new Uint8Array()])} ima-sig sha256:${d} /b c`, // a space at its end was removed
      `10 ${digest([Buffer.concat([text(':\0'), new Uint8Array(16)]), text('/d\0')])} ima-ng ${'00'.repeat(16)} /d`,
    ];
    const log: ImaLog = whole(readAsciiIma(lines.join('\r\n')));
    expect(log.entries.map(({ bound }) => bound)).toEqual([true, true, true, true, true]);
    expect(readAsciiIma(lines[0]?.replace('33261', '99999') ?? '')).toMatchObject({ ok: false, line: 1 });
    // The same, as bytes.
    expect(hex(whole(readBinaryIma(entry('evm-sig', inodes))).entries[0]?.hashed)).toBe(hex(log.entries[0]?.hashed));
  });

  describe('what the kernel found in the registers', () => {
    const eventLog = whole(readEventLog(writeEventLog(['sha256'], [measured(['sha256'], 4, 13, text('go'))])));
    const values = Array.from({ length: 10 }, (_, pcr) => ({
      bank: 'sha256' as const,
      pcr,
      digest: pcr === 4 ? (replay(eventLog)[0]?.digest as Uint8Array) : new Uint8Array(32),
    }));
    const log = (aggregate: Uint8Array): ImaLog =>
      whole(readBinaryIma(entry('ima-ng', [Buffer.concat([text('sha256:\0'), aggregate]), text('boot_aggregate\0')])));
    const of = (count: number): Uint8Array => digestOf('sha256', ...values.slice(0, count).map(({ digest }) => digest));
    const found = (ima: ImaLog, from: Parameters<typeof judge>[0]): unknown =>
      judge({ ...from, ima }).findings.flatMap(({ kind, severity }) =>
        /aggregate|without/.test(kind) ? [kind, severity] : [],
      );
    const other = digestOf('sha256', text('another boot'));

    test.each([8, 10])('is what the log or the registers come to, %d of them', (count) => {
      expect(found(log(of(count)), { eventLog })).toEqual([]);
      expect(found(log(of(count)), { registers: values })).toEqual([]);
    });

    test('or is of another boot; or there was no TPM', () => {
      expect(found(log(other), { eventLog })).toEqual(['boot-aggregate-differs', 'contradiction']);
      expect(found(log(other), { registers: values })).toEqual(['boot-aggregate-differs', 'gap']);
      expect(found(log(new Uint8Array(32)), { eventLog })).toEqual(['ima-without-tpm', 'gap']);
      expect(found(log(other), {})).toEqual([]);
    });
  });
});

describe('registers', () => {
  const [a, b] = ['ab'.repeat(20), 'cd'.repeat(32)];
  const told = (content: string): unknown => {
    const read = readRegisters(text(content));
    return read.ok
      ? read.value.map(({ bank, pcr, digest }) => `${bank} ${pcr} ${hex(digest).slice(0, 2)}`)
      : read.malformed;
  };

  test.each([
    [
      'two banks, and one that is not known',
      `  sha1:\n    0 : 0x${a}\n  sm3_256:\n    0 : 0x${b}\n  sha256:\n    10: 0x${b.toUpperCase()}\n`,
    ],
    ['an empty bank', `sha384:\nsha1:\n  0 : 0x${a}\nsha256:\n  10: 0x${b}\n`],
    [
      'what tpm2_quote prints',
      `quoted: ff544347\nsignature:\n  alg: ecdsa\n  sig: 3045\npcrs:\n  sha1:\n    0 : 0x${a}\n  sha256:\n    10: 0x${b}\ncalcDigest: ${b}\n`,
    ],
    [
      'what Linux shows, and IBM prints',
      `PCR-00: ${a.replace(/../g, '$& ')}\r\n PCR 10: ${b.replace(/../g, '$& ')} \n`,
    ],
    ['lines', `# of today\nsha1 0 ${a}\nSHA-256:10: ${b}\n`],
    ['JSON by banks, one as a list', JSON.stringify({ sha1: [a], sha256: { 10: b }, sha3_256: { 0: b } })],
    ['JSON under a name', JSON.stringify({ pcrs: { sha1: { 0: a }, sha256: { 10: b } } })],
  ])('%s', (_, content) => {
    expect(told(content)).toEqual(['sha1 0 ab', 'sha256 10 cd']);
  });

  test('in base64 under a hash, as go-tpm-tools write them', () => {
    const pcrs = { 4: Buffer.from(b, 'hex').toString('base64') };
    expect(told(JSON.stringify({ hash: 'SHA256', pcrs }))).toEqual(['sha256 4 cd']);
  });

  test.each([
    ['a register twice', `sha1:\n 0 : ${a}\n 0 : ${a}\n`, { expected: 'each register once' }],
    ['a value of another size', `sha1:\n 0 : ${b}\n`, { offset: 6 }],
    ['a register that is none', `sha1:\n 0 : ${a}\n 24 : ${a}\n`, { offset: 52 }],
    ['no registers', 'sha1:\n', { expected: 'registers and their values' }],
    ['a bank that is none', JSON.stringify({ sha1: { 0: a }, md5: { 0: a } }), { found: '"md5"' }],
  ])('%s is malformed', (_, content, at) => {
    expect(told(content)).toMatchObject(at);
  });

  test('values alone, where the quote says whose they are', async () => {
    const { selection, values } = (await simulatedQuote()).expected;
    const raw = Buffer.concat(values.map(({ digest }) => digest));
    expect(whole(readRegisters(raw, selection))).toEqual(values);
    expect(readRegisters(raw).ok).toBe(false);
    expect(readRegisters(raw.subarray(1), selection).ok).toBe(false);
    expect(whole(readRegisters(marshalPcrFile({ selection, values }), selection))).toEqual(values);
  });
});

describe('quotes in other forms', () => {
  const judged = ({ quote, expected }: Sample, changed: Partial<EvidenceQuote>): unknown => {
    const key = { key: expected.publicKey, form: 'PEM' } as const;
    const found = judge({ registers: expected.values, quote: { ...quote, key, nonce, ...changed } }).quote;
    return found?.verified === true ? 'verified' : found?.reason;
  };
  const keyed = (key: KeyObject): Partial<EvidenceQuote> => ({ key: { key: createPublicKey(key), form: 'PEM' } });

  test('a message with its size before it', async () => {
    const sample = await simulatedQuote();
    const message = new ByteWriter().sized(sample.quote.message).done();
    expect(judged(sample, { message })).toBe('verified');
  });

  test('plain signatures of RSA and ECDSA, by whatever hash of the key’s; not of another message', async () => {
    const sample = await simulatedQuote();
    const { message } = sample.quote;
    const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
    const ec = generateKeyPairSync('ec', { namedCurve: 'P-384' }).privateKey;
    for (const key of [rsa, ec]) {
      const signature = sign('sha256', message, key);
      expect(judged(sample, { signature, ...keyed(key) })).toBe('verified');
      const changed = Uint8Array.from(signature);
      changed[40] = (changed[40] as number) ^ 1;
      expect(judged(sample, { signature: changed, ...keyed(key) })).toMatch(/not the key’s/);
    }
    expect(judged(sample, { signature: text('none'), ...keyed(ec) })).toMatch(/malformed/);
  });

  test('a certification, though signed by the key, is no quote', async () => {
    const sample = await simulatedQuote();
    const message = Uint8Array.from(sample.quote.message);
    message.set([0x80, 0x17], 4);
    const key = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;
    expect(judged(sample, { message, signature: sign('sha256', message, key), ...keyed(key) })).toMatch(
      /0x8017 and not a quote/,
    );
  });

  test('a key that may be known outside of its TPM vouches for nothing, restricted or not', async () => {
    const { quote, expected } = await simulatedQuote();
    const attributes = {
      fixedTpm: false,
      fixedParent: false,
      sensitiveDataOrigin: true,
      restricted: true,
      decrypts: false,
      signs: true,
    };
    const key = { key: expected.publicKey, form: 'TPMT_PUBLIC', attributes } as const;
    const { consistent, findings } = judge({ registers: expected.values, quote: { ...quote, key, nonce } });
    expect(consistent).toBe(false);
    expect(findings.map(findingText).join()).toContain('is not fixedTPM');
  });

  test('a set of keys, of which one is the vTPM’s', () => {
    const [ak, ek] = [0, 1].map(() =>
      generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey.export({ format: 'jwk' }),
    );
    const keys = [
      { ...ek, kid: 'HCLEkPub' },
      { ...ak, kid: 'HCLAkPub' },
    ];
    expect(whole(readKey(text(JSON.stringify({ keys })))).key.export({ format: 'jwk' })).toEqual(ak);
    expect(readKey(text(JSON.stringify({ keys: [ek, ak] }))).ok).toBe(false);
  });
});
