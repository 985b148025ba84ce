import { createHash, generateKeyPairSync, verify } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { jwtVerify } from 'jose';
import { describe, expect, test } from 'vitest';
import { entryOf } from '../../src/diagnostics/index.js';
import { placeWith } from '../support/command.js';
import { bootedBox } from '../support/traces.js';

const schema: object = JSON.parse(readFileSync(new URL('../../docs/attest.schema.json', import.meta.url), 'utf8'));
const isResult = new Ajv2020({ allErrors: true, strict: false }).compile(schema);

const platform = (good: string): string => `import "box.ls2"
theorem Shown(m: Box, t: Time)
  assume Protected_Boot(m)
  assume Mem(m.pcr.s, Sequence_Boot(m)) @ t
  show MeasuredBoot_Boot(m, t)
  by auto
theorem Open(m: Box, t: Time)
  assume Mem(m.pcr.s, Sequence_Boot(m)) @ t
  show MeasuredBoot_Boot(m, t)
setup Box(m) { m.pcr.s is PCR 8 }
platform Lab(m: Box) concludes Shown { ${good} }
platform Guess(m: Box) concludes Open { ${good} }
`;

/** What the simulator measures a program as, since it has no image: how it is written. */
const good = 'Loader(m) is text "Loader(box1)"; Kernel(m) is text "Kernel(box1)"';

async function simulated(items = good) {
  const place = placeWith({ 'box.ls2': bootedBox, 'lab.ls2': platform(items) });
  const run = ['simulate', 'box.ls2', '--event-log', 'log', '--quote', 'q', '--nonce', '00ff10'];
  expect((await place.ls2(...run)).code).toBe(0);
  return place;
}

const quoted = ['--event-log', 'log', '--pcrs', 'q.pcrs', '--quote', 'q.msg', '--signature', 'q.sig', '--key', 'q.pem'];
const json = ['--nonce', '00ff10', '--format', 'json'];

describe('ls2 attest --platform', () => {
  test('0, 1, 4: a simulated boot is an instance of a proven theorem; deviates; and nothing follows of what is not proved', async () => {
    const { ls2 } = await simulated();
    const conforms = await ls2('attest', '--platform', 'lab.ls2:Lab', ...quoted, ...json);
    const result = JSON.parse(conforms.stdout);
    expect(isResult(result) ? [] : isResult.errors).toEqual([]);
    expect(conforms.code).toBe(0);
    expect(result).toMatchObject({ verdict: 'conforms', theorem: 'Shown', quote: { verified: true } });
    expect(result.assumptions[0]).toBe('Protected_Boot(m)');
    expect(result.stages.map(({ name, status }: { name: string; status: string }) => `${name} ${status}`)).toEqual([
      'Loader good',
      'Kernel good',
    ]);
    const open = await ls2('attest', '--platform', 'lab.ls2:Guess', ...quoted, ...json, '--deadline', '30');
    expect([open.code, JSON.parse(open.stdout).verdict]).toEqual([4, 'unknown']);
  });

  test('as a page: stages against events, where it broke, and what vouches for which event', async () => {
    const { ls2 } = await simulated(good.replace('"Kernel(box1)"', '"Kernel(box2)"'));
    const html = ['--nonce', '00ff10', '--format', 'html'];
    const page = await ls2('attest', '--platform', 'lab.ls2:Lab', ...quoted, ...html);
    expect(page.code).toBe(1);
    expect(page.stdout).toContain('<h1>The boot ✗ deviates from Lab</h1>');
    expect(page.stdout).toMatch(/<code>Kernel<\/code>.*another was expected/);
    expect(page.stdout).toContain('<a href="#event-1">event 1</a>');
    const alone = await ls2('attest', '--event-log', 'log', '--format', 'html');
    expect(alone.stdout).toMatch(/id="event-1".*&quot;Kernel\(box1\)&quot;.*its digest, all of it/);
  });

  test('signed: a JWT and an envelope that anybody can verify, which name the theorem and the digest of a proof that rechecks', async () => {
    const place = await simulated();
    const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const file = (name: string): string => join(place.directory, name);
    writeFileSync(file('verifier.pem'), privateKey.export({ type: 'pkcs8', format: 'pem' }));
    const by = [
      'attest',
      '--platform',
      'lab.ls2:Lab',
      ...quoted,
      '--nonce',
      '00ff10',
      '--at',
      '2026-11-28',
      '--sign',
      'verifier.pem',
    ];
    const ear = await place.ls2(...by, '--format', 'ear', '--proof', 'proof.json');
    expect(ear.code).toBe(0);
    const { payload } = await jwtVerify(ear.stdout.trim(), publicKey);
    const proof = createHash('sha256')
      .update(readFileSync(file('proof.json')))
      .digest('hex');
    expect(payload).toMatchObject({
      eat_profile: 'tag:github.com,2023:veraison/ear',
      eat_nonce: 'AP8Q',
      iat: Date.UTC(2026, 10, 28) / 1000,
      submods: {
        Lab: {
          'ear.status': 'affirming',
          'ls2.result': { verdict: 'conforms', theorem: { name: 'Shown', proof: { sha256: proof } } },
        },
      },
    });
    expect((await place.ls2('recheck', 'proof.json')).code).toBe(0);
    const dsse = await place.ls2(...by, '--format', 'dsse');
    const { payload: statement, payloadType, signatures } = JSON.parse(dsse.stdout);
    const body = Buffer.from(statement, 'base64');
    const signed = Buffer.concat([Buffer.from(`DSSEv1 ${payloadType.length} ${payloadType} ${body.length} `), body]);
    expect(verify('sha256', signed, publicKey, Buffer.from(signatures[0].sig, 'base64'))).toBe(true);
    const log = createHash('sha256')
      .update(readFileSync(file('log')))
      .digest('hex');
    expect(JSON.parse(body.toString('utf8'))).toMatchObject({
      _type: 'https://in-toto.io/Statement/v1',
      subject: expect.arrayContaining([{ name: 'event log', digest: { sha256: log } }]),
      predicate: { verdict: 'conforms', theorem: { name: 'Shown' } },
    });
    expect((await place.ls2('attest', '--event-log', 'log', '--format', 'ear')).code).toBe(2);
  });

  test('1: what deviates names stage, what was expected and what was found', async () => {
    const { ls2 } = await simulated(good.replace('Kernel(box1)', 'another'));
    const deviates = await ls2('attest', '--platform', 'lab.ls2:Lab', ...quoted, '--nonce', '00ff10');
    expect(deviates.code).toBe(1);
    expect(deviates.stdout).toMatch(/✗ deviates from Lab: event \d+ \(PCR \d+, EV_\w+\): Kernel was expected there/);
  });

  test('2: a file with several platforms, or none, or without what its theorems need', async () => {
    const { ls2 } = await simulated();
    const ran = await Promise.all([
      ls2('attest', '--platform', 'lab.ls2', ...quoted),
      ls2('attest', '--platform', 'box.ls2', ...quoted),
      ls2('attest', '--platform', 'nowhere.ls2', ...quoted),
    ]);
    expect(ran.map(({ code }) => code)).toEqual([2, 2, 2]);
    expect(ran[0]?.stderr).toContain('Lab, Guess');
  });

  test.each(['LS2-1506', 'LS2-1507', 'LS2-1508', 'LS2-1509', 'LS2-1510'] as const)('3: %s', async (code) => {
    const { ls2 } = placeWith({ 'lab.ls2': entryOf(code).example, pcrs: `sha256 4 ${'00'.repeat(32)}\n` });
    const ran = await ls2('attest', '--platform', 'lab.ls2', '--pcrs', 'pcrs', '--format', 'json');
    const codes = JSON.parse(ran.stdout).diagnostics.map((each: { code: string }) => each.code);
    expect([ran.code, codes]).toEqual([3, [code]]);
  });
});
