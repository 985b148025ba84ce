import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, test } from 'vitest';
import { entryOf } from '../../src/diagnostics/index.js';
import { readKey } from '../../src/evidence/index.js';
import { certificate, pair, usual } from '../evidence/issuing.js';
import { type Place, placeWith, type Ran } from '../support/command.js';
import { bootedBox } from '../support/traces.js';

const schema: object = JSON.parse(readFileSync(new URL('../../docs/attest.schema.json', import.meta.url), 'utf8'));
const isResult = new Ajv2020({ allErrors: true, strict: false }).compile(schema);

interface Result {
  readonly consistent: boolean;
  readonly quote?: { readonly verified: boolean };
  readonly findings: readonly { readonly kind: string; readonly severity: string }[];
  readonly diagnostics?: readonly { readonly code: string; readonly message: string }[];
}

function resultOf({ stdout }: Ran): Result {
  const result = JSON.parse(stdout);
  expect(isResult(result) ? [] : isResult.errors).toEqual([]);
  return result as Result;
}

/** A simulated machine's event log, quote and registers, as files in a place of their own. */
async function simulated(): Promise<Place> {
  const place = placeWith({ 'box.ls2': bootedBox });
  const run = ['simulate', 'box.ls2', '--event-log', 'log', '--quote', 'q', '--nonce', '00ff10'];
  expect((await place.ls2(...run)).code).toBe(0);
  return place;
}

const quoted = ['--event-log', 'log', '--pcrs', 'q.pcrs', '--quote', 'q.msg', '--signature', 'q.sig', '--key', 'q.pem'];

function change(place: Place, file: string, offset: number): void {
  const path = join(place.directory, file);
  const bytes = readFileSync(path);
  bytes[offset] = (bytes[offset] as number) ^ 1;
  writeFileSync(path, bytes);
}

describe('ls2 attest', () => {
  test('0: what a simulated machine leaves behind is consistent, and what is left open is said', async () => {
    const { ls2 } = await simulated();
    const ran = await ls2('attest', ...quoted, '--nonce', '00ff10', '--format', 'json');
    const { consistent, quote, findings } = resultOf(ran);
    expect({ code: ran.code, consistent, verified: quote?.verified }).toEqual({
      code: 0,
      consistent: true,
      verified: true,
    });
    expect(findings.map(({ kind }) => kind)).toEqual(['key-unrestricted']);
  });

  test('1: another nonce than was asked for', async () => {
    const { ls2 } = await simulated();
    const ran = await ls2('attest', ...quoted, '--nonce', '00ff11');
    expect(ran.code).toBe(1);
    expect(ran.stdout).toContain('✗ the quote does not verify: the nonce is 00ff10');
  });

  test('1: a log with another last digest contradicts the register', async () => {
    const place = await simulated();
    const size = readFileSync(join(place.directory, 'log')).length;
    // The last entry ends with its digests of four banks, the size of its data, and the data.
    const data = readFileSync(join(place.directory, 'log'))
      .subarray(-200)
      .lastIndexOf(Buffer.from([0x0d, 0x00]));
    change(place, 'log', size - 200 + data + 2);
    const ran = await place.ls2('attest', ...quoted, '--format', 'json');
    expect([0, 1]).toContain(ran.code);
    const sha512 = resultOf(ran);
    // SHA-512 is not quoted: so of its bank nothing says that it is wrong.
    expect(sha512.quote?.verified).toBe(true);
    const sha256 = await simulated();
    const log = readFileSync(join(sha256.directory, 'log'));
    change(sha256, 'log', log.lastIndexOf(Buffer.from([0x0b, 0x00])) + 2);
    const differs = await sha256.ls2('attest', ...quoted, '--format', 'json');
    expect(differs.code).toBe(1);
    expect(resultOf(differs).findings.map(({ kind }) => kind)).toContain('register-differs');
  });

  test('2: nothing to judge, a file that is not there, a nonce that is none', async () => {
    const { ls2 } = await simulated();
    const ran = await Promise.all([
      ls2('attest'),
      ls2('attest', '--event-log', 'nowhere'),
      ls2('attest', ...quoted, '--nonce', 'xyz'),
    ]);
    expect(ran.map(({ code }) => code)).toEqual([2, 2, 2]);
  });

  test('3: each kind of malformed evidence has its code, all of them in one run', async () => {
    const place = placeWith({
      log: entryOf('LS2-1501').example,
      ima: entryOf('LS2-1502').example,
      pcrs: entryOf('LS2-1503').example,
      key: entryOf('LS2-1504').example,
      'q.msg': '',
      'q.sig': '',
    });
    const files = [
      '--event-log',
      'log',
      '--ima-log',
      'ima',
      '--pcrs',
      'pcrs',
      '--quote',
      'q.msg',
      '--signature',
      'q.sig',
    ];
    const all = await place.ls2('attest', ...files, '--key', 'key', '--format', 'json');
    expect(all.code).toBe(3);
    const codes = (ran: Ran): readonly string[] | undefined => resultOf(ran).diagnostics?.map(({ code }) => code);
    expect(codes(all)).toEqual(['LS2-1501', 'LS2-1502', 'LS2-1503', 'LS2-1504']);
    const noKey = await place.ls2('attest', '--quote', 'q.msg', '--signature', 'q.sig', '--format', 'json');
    expect(codes(noKey)).toEqual(['LS2-1505']);
    // What is missing is not malformed.
    expect(noKey.code).toBe(4);
  });

  test('the certificate of the key: whoever vouches for it is an assumption, and another key’s contradicts', async () => {
    const place = await simulated();
    const issuer = pair();
    const read = readKey(readFileSync(join(place.directory, 'q.pem')));
    if (!read.ok) throw new Error('the key is one');
    const ca = {
      subject: 'CA',
      issuer: 'CA',
      key: issuer.publicKey,
      issuerKey: issuer.publicKey,
      signer: issuer.privateKey,
    };
    const own = { ...ca, subject: 'TPM', extensions: usual.leaf(issuer.publicKey) };
    const write = (file: string, der: Uint8Array): void => writeFileSync(join(place.directory, file), der);
    write('ca.der', certificate({ ...ca, extensions: usual.ca(issuer.publicKey, issuer.publicKey) }));
    write('ak.der', certificate({ ...own, key: read.value.key }));
    write('other.der', certificate({ ...own, key: issuer.publicKey }));
    for (const code of ['LS2-1511', 'LS2-1512'] as const) write(code, Buffer.from(entryOf(code).example));
    const by = (...files: readonly string[]) => [
      'attest',
      '--format',
      'json',
      ...quoted,
      '--nonce',
      '00ff10',
      '--at',
      '2026-11-28',
      '--ca',
      'ca.der',
      '--certificate',
      ...files,
    ];
    const good = resultOf(await place.ls2(...by('ak.der')));
    expect(good).toMatchObject({
      consistent: true,
      certificate: { verified: true, anchor: 'CN=CA', unlisted: ['CN=TPM'] },
    });
    expect(good.findings.map(({ kind }) => kind)).not.toContain('key-unrestricted');
    expect(resultOf(await place.ls2(...by('other.der'))).findings.map(({ kind }) => kind)).toContain(
      'certificate-of-another-key',
    );
    const late = await place.ls2(...by('ak.der').map((each) => (each === '2026-11-28' ? '2041-01-01' : each)));
    expect(late.code).toBe(1);
    expect(late.stdout).toContain('it is valid no more');
    const codes = (ran: Ran): readonly string[] | undefined => resultOf(ran).diagnostics?.map(({ code }) => code);
    expect(codes(await place.ls2(...by('LS2-1511')))).toEqual(['LS2-1511']);
    expect(codes(await place.ls2(...by('ak.der'), '--crl', 'LS2-1512'))).toEqual(['LS2-1512']);
    expect((await place.ls2('attest', ...quoted, '--certificate', 'ak.der')).code).toBe(2);
  });
});
