import { describe, expect, test } from 'vitest';
import { readAsciiIma, readBinaryIma, replayIma } from '../../src/evidence/index.js';
import { digestOf } from '../../src/tpm/banks.js';
import { ByteWriter } from '../../src/tpm/byte-writer.js';

const text = (words: string): Uint8Array => Buffer.from(words, 'latin1');
const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

const field = (bytes: Uint8Array): Uint8Array => new ByteWriter().u32le(bytes.length).bytes(bytes).done();
const file = digestOf('sha256', text('the contents'));
const data = Buffer.concat([field(Buffer.concat([text('sha256:\0'), file])), field(text('/sbin/a file\0'))]);

function entry(template: string, hashed: Uint8Array, digest = digestOf('sha1', hashed)): Uint8Array {
  return new ByteWriter()
    .u32le(10)
    .bytes(digest)
    .u32le(template.length)
    .bytes(text(template))
    .u32le(hashed.length)
    .bytes(hashed)
    .done();
}

describe('a binary IMA log', () => {
  test('has entries with their files', () => {
    const read = readBinaryIma(entry('ima-ng', data));
    expect(read.ok && read.value.entries).toMatchObject([
      {
        pcr: 10,
        template: 'ima-ng',
        bound: true,
        violation: false,
        fields: { path: '/sbin/a file', file: { algorithm: 'sha256' } },
      },
    ]);
  });

  test('an entry whose digest is of something else is not bound, and its register has the digest', () => {
    const read = readBinaryIma(
      Buffer.concat([entry('ima-ng', data), entry('ima-ng', data, digestOf('sha1', text('x')))]),
    );
    if (!read.ok) throw new Error('not read');
    expect(read.value.entries.map(({ bound }) => bound)).toEqual([true, false]);
    const first = digestOf('sha1', new Uint8Array(20), digestOf('sha1', data));
    const value = replayIma(read.value.entries, { bank: 'sha1', pcr: 10, how: 'own-digest' });
    expect(hex(value)).toBe(hex(digestOf('sha1', first, digestOf('sha1', text('x')))));
  });

  test('a violation extends by ones, in every bank', () => {
    const read = readBinaryIma(entry('ima-ng', data, new Uint8Array(20)));
    if (!read.ok) throw new Error('not read');
    expect(read.value.entries[0]).toMatchObject({ violation: true, bound: false });
    for (const bank of ['sha1', 'sha256'] as const) {
      const size = bank === 'sha1' ? 20 : 32;
      const value = replayIma(read.value.entries, { bank, pcr: 10, how: 'padded-sha1' });
      expect(hex(value)).toBe(hex(digestOf(bank, new Uint8Array(size), new Uint8Array(size).fill(0xff))));
    }
  });

  test('the banks that the kernel lacks are extended by the SHA-1 digest and zeros', () => {
    const read = readBinaryIma(entry('ima-ng', data));
    if (!read.ok) throw new Error('not read');
    const padded = new Uint8Array(48);
    padded.set(digestOf('sha1', data));
    const value = replayIma(read.value.entries, { bank: 'sha384', pcr: 10, how: 'padded-sha1' });
    expect(hex(value)).toBe(hex(digestOf('sha384', new Uint8Array(48), padded)));
  });

  test('is malformed where it is cut, whichever byte is its last', () => {
    const whole = entry('ima-ng', data);
    for (let size = 1; size < whole.length; size++)
      expect(readBinaryIma(whole.subarray(0, size)).ok, `${size}`).toBe(false);
  });
});

describe('an ascii IMA log', () => {
  const line = `10 ${hex(digestOf('sha1', data))} ima-ng sha256:${hex(file)} /sbin/a file\n`;

  test('says the same as the binary one, spaces in paths included', () => {
    const read = readAsciiIma(line);
    expect(read.ok && read.value.entries.map(({ bound, fields }) => [bound, fields.path])).toEqual([
      [true, '/sbin/a file'],
    ]);
  });

  test('another path under the same digest is not bound', () => {
    const read = readAsciiIma(line.replace('/sbin/a file', '/sbin/b file'));
    expect(read.ok && read.value.entries.map(({ bound }) => bound)).toEqual([false]);
  });

  test.each([
    ['no fields', '10 1234\n'],
    ['a register that is none', line.replace('10 ', '99 ')],
    ['a digest that is no bank’s', line.replace(/ [0-9a-f]{40} /, ' 1234 ')],
    ['a template that nobody knows', line.replace('ima-ng', 'mine')],
    ['a digest that is no hexadecimal', line.replace('sha256:', 'sha256:zz')],
  ])('%s is malformed, in its line', (_, bad) => {
    expect(readAsciiIma(`${line}${bad}`)).toMatchObject({ ok: false, line: 2 });
  });
});
