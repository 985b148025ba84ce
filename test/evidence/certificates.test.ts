import { spawnSync } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import {
  type Certificate,
  judgedCertificate,
  readCertificates,
  readRevocationLists,
} from '../../src/evidence/index.js';
import { corpusBytes, hasCorpus } from './corpus.js';
import {
  certificate,
  constraints,
  der,
  type Ext,
  type ListSpec,
  pair,
  pem,
  purposes,
  revocationList,
  type Spec,
  usage,
  usual,
} from './issuing.js';

const keys = { root: pair(), high: pair(), low: pair(), leaf: pair(), other: pair() };
type Who = 'root' | 'high' | 'low' | 'leaf';

const specs: Readonly<Record<Who, Spec>> = {
  root: spec('root', 'root', usual.ca(keys.root.publicKey, keys.root.publicKey)),
  high: spec('high', 'root', usual.ca(keys.high.publicKey, keys.root.publicKey, 1)),
  low: spec('low', 'high', usual.ca(keys.low.publicKey, keys.high.publicKey, 0)),
  leaf: spec('leaf', 'low', usual.leaf(keys.low.publicKey)),
};

function spec(who: Who, issuer: Exclude<Who, 'leaf'>, extensions: readonly Ext[]): Spec {
  const { publicKey: issuerKey, privateKey: signer } = keys[issuer];
  return { subject: who, issuer, key: keys[who].publicKey, issuerKey, signer, extensions };
}

const without = (who: Who, id: string): Partial<Spec> => ({
  extensions: specs[who].extensions.filter((each) => each.id !== id),
});
const instead = (who: Who, ...extensions: readonly Ext[]): Partial<Spec> => ({
  extensions: [...specs[who].extensions.filter(({ id }) => !extensions.some((each) => each.id === id)), ...extensions],
});
const basic = '2.5.29.19';
const keyUsage = '2.5.29.15';
const [own, issuers, alternative] = ['2.5.29.14', '2.5.29.35', '2.5.29.17'];

type Changes = Readonly<Partial<Record<Who, Partial<Spec>>>>;

/** What is wrong, in whose certificate; `ok` of what is right, `us` of what OpenSSL takes all the same. */
const cases: readonly (readonly [string, Changes, string, 'us'?])[] = [
  ['nothing', {}, 'ok'],
  ['no purpose is said', { leaf: without('leaf', '2.5.29.37') }, 'ok'],
  ['a date after 2049', { leaf: { until: '20991231235959Z' } }, 'ok'],
  ['expired', { leaf: { until: '210101000000Z' } }, 'leaf: it is valid no more'],
  ['expired CA', { high: { until: '210101000000Z' } }, 'high: it is valid no more'],
  ['expired root', { root: { until: '210101000000Z' } }, 'root: it is valid no more'],
  ['not yet valid', { low: { from: '390101000000Z' } }, 'low: it is not valid yet'],
  ['another’s signature', { leaf: { signer: keys.other.privateKey } }, 'leaf: its signature is not'],
  ['another’s signature of a CA', { high: { signer: keys.other.privateKey } }, 'high: its signature is not'],
  ['SHA-1', { leaf: { hash: 'sha1' } }, 'leaf: it is signed by an algorithm of MD5', 'us'],
  ['two algorithms', { leaf: { inner: 'sha384' } }, 'leaf: its signature is not'],
  [
    'a CA that is none',
    { low: instead('low', { id: basic, critical: true, value: constraints(false) }) },
    'low: it is not one of a CA, and issued',
  ],
  ['a CA without constraints', { low: without('low', basic) }, 'low: it is not one of a CA, and issued'],
  ['a CA of version 1', { low: { version: 1, extensions: [] } }, 'low: it is not one of a CA, and issued'],
  [
    'a path too long',
    { high: instead('high', { id: basic, critical: true, value: constraints(true, 0) }) },
    'high: more CAs',
  ],
  [
    'a path too long below the root',
    { root: instead('root', { id: basic, critical: true, value: constraints(true, 1) }) },
    'root: more CAs',
  ],
  [
    'a CA that may only sign lists',
    { low: instead('low', { id: keyUsage, critical: true, value: usage(0x02) }) },
    'low: its key is not to sign certificates',
  ],
  ['a CA without usage', { low: without('low', keyUsage) }, 'low: it limits the length'],
  [
    'a CA without usage or limit',
    { low: instead('low', { id: basic, critical: true, value: constraints(true) }, { id: keyUsage, value: usage(0) }) },
    'low: its key is not to sign certificates',
  ],
  [
    'constraints that are not critical',
    { low: instead('low', { id: basic, value: constraints(true, 0) }) },
    'low: that it is one of a CA is not critical',
  ],
  ['a CA without identifier', { low: without('low', own) }, 'low: it is one of a CA, and its key has no identifier'],
  ['no identifier of the issuer', { leaf: without('leaf', issuers) }, 'leaf: it does not identify'],
  [
    'another’s identifier of the issuer',
    { leaf: { issuerKey: keys.other.publicKey, ...instead('leaf', ...usual.leaf(keys.other.publicKey)) } },
    'leaf: the certificate of who issued it is not here',
  ],
  [
    'a critical identifier',
    { leaf: instead('leaf', { ...(specs.leaf.extensions[3] as Ext), critical: true }) },
    'leaf: the identifier of a key is critical',
  ],
  [
    'a leaf that signs certificates',
    { leaf: instead('leaf', { id: keyUsage, critical: true, value: usage(0x84) }) },
    'leaf: its key is to sign certificates',
  ],
  [
    'a leaf with a limit',
    { leaf: instead('leaf', { id: basic, critical: true, value: constraints(false, 0) }) },
    'leaf: it limits the length',
  ],
  ['extensions of version 1', { leaf: { version: 1 } }, 'leaf: it has extensions'],
  ['nobody’s', { leaf: { subject: '' } }, 'the certificate 01: it does not say'],
  [
    'nobody’s, but of a TPM',
    {
      leaf: {
        subject: '',
        ...instead('leaf', { id: alternative, critical: true, value: der(0x30, der(0x82, Buffer.from('tpm'))) }),
      },
    },
    'ok',
  ],
  [
    'alternative names that are none',
    { leaf: instead('leaf', { id: alternative, value: der(0x30) }) },
    'leaf: it does not say',
  ],
  [
    'an unknown critical extension',
    { low: instead('low', { id: '1.2.3.4', critical: true, value: der(0x05) }) },
    'low: it has a critical',
  ],
  ['an unknown extension', { low: instead('low', { id: '1.2.3.4', value: der(0x05) }) }, 'ok'],
  [
    'names that are constrained',
    {
      low: instead('low', {
        id: '2.5.29.30',
        critical: true,
        value: der(0x30, der(0xa0, der(0x30, der(0x82, Buffer.from('x'))))),
      }),
    },
    'low: it constrains names',
    'us',
  ],
  ['an issuer that is not here', { leaf: { issuer: 'nobody' } }, 'leaf: the certificate of who issued it is not here'],
  [
    'another purpose',
    { leaf: instead('leaf', { id: '2.5.29.37', value: purposes('1.3.6.1.5.5.7.3.1') }) },
    'leaf: it is for another purpose',
    'us',
  ],
  [
    'an endorsement key',
    { leaf: instead('leaf', { id: '2.5.29.37', value: purposes('2.23.133.8.1') }) },
    'leaf: it is an endorsement key',
    'us',
  ],
  [
    'a CA of another purpose',
    { low: instead('low', { id: '2.5.29.37', value: purposes('1.3.6.1.5.5.7.3.1') }) },
    'low: it is for another purpose',
    'us',
  ],
  ['a CA of endorsement keys', { low: instead('low', { id: '2.5.29.37', value: purposes('2.23.133.8.1') }) }, 'ok'],
  [
    'a key that signs nothing',
    { leaf: instead('leaf', { id: keyUsage, critical: true, value: usage(0x20) }) },
    'leaf: its key is not to sign anything',
    'us',
  ],
  [
    'a small key',
    { leaf: { key: generateKeyPairSync('rsa', { modulusLength: 1024 }).publicKey } },
    'leaf: its RSA key',
    'us',
  ],
];

const issued = (changes: Changes): Readonly<Record<Who, Buffer>> =>
  Object.fromEntries(
    (Object.keys(specs) as Who[]).map((who) => [who, certificate({ ...specs[who], ...changes[who] })]),
  ) as Record<Who, Buffer>;

const read = (...all: readonly Buffer[]): readonly Certificate[] => {
  const found = readCertificates(Buffer.concat(all));
  if (!found.ok) throw new Error(JSON.stringify(found.malformed));
  return found.value;
};

const at = Date.UTC(2026, 10, 28);

function ours(all: Readonly<Record<Who, Buffer>>, lists: readonly Buffer[] = []): string {
  const [leaf, low, high, root] = read(all.leaf, all.low, all.high, all.root);
  if (!leaf || !low || !high || !root) throw new Error('there are four');
  const known = lists.map((list) => readRevocationLists(list)).flatMap((each) => (each.ok ? each.value : []));
  const { verified, reason } = judgedCertificate({ own: leaf, others: [low, high], anchors: [root], lists: known, at });
  return verified ? 'ok' : (reason ?? '');
}

const folder = mkdtempSync(join(tmpdir(), 'ls2-'));
afterAll(() => rmSync(folder, { recursive: true }));
const hasOpenssl = spawnSync('openssl', ['version']).status === 0;

/** `ok` where OpenSSL takes the chain, by all that RFC 5280 demands; otherwise why not. */
function openssl(all: Readonly<Record<Who, Buffer>>, lists: readonly Buffer[] = []): string {
  const file = (called: string, label: string, ...content: readonly Buffer[]): string => {
    writeFileSync(join(folder, called), pem(label, ...content));
    return join(folder, called);
  };
  const [root, between, leaf] = [
    file('root', 'CERTIFICATE', all.root),
    file('between', 'CERTIFICATE', all.low, all.high),
    file('leaf', 'CERTIFICATE', all.leaf),
  ];
  const revoked = lists.length === 0 ? [] : ['-crl_check', '-CRLfile', file('lists', 'X509 CRL', ...lists)];
  const args = [
    'verify',
    '-x509_strict',
    '-attime',
    `${at / 1000}`,
    '-CAfile',
    root,
    '-untrusted',
    between,
    ...revoked,
    leaf,
  ];
  const { status, stderr } = spawnSync('openssl', args);
  return status === 0 ? 'ok' : stderr.toString();
}

describe('chains of certificates', () => {
  test.each(cases.map(([about, ...rest]) => [about, rest] as const))('%s', (_, [changes, wanted, alone]) => {
    const all = issued(changes);
    const found = ours(all);
    if (wanted === 'ok') expect(found).toBe('ok');
    else expect(found).toContain(wanted);
    if (hasOpenssl) expect(openssl(all)).toMatch(found === 'ok' || alone === 'us' ? /^ok$/ : /error \d+ at/);
  });

  test('an extension twice, a longer length and a byte behind are malformed', () => {
    const [first] = specs.leaf.extensions;
    const twice = issued({ leaf: { extensions: [...specs.leaf.extensions, first as Ext] } }).leaf;
    const { leaf } = issued({});
    const longer = Buffer.concat([Buffer.of(0x30, 0x83, 0, leaf[2] as number, leaf[3] as number), leaf.subarray(4)]);
    for (const bad of [twice, longer, Buffer.concat([leaf, Buffer.of(0)]), leaf.subarray(0, -1)])
      expect(readCertificates(bad).ok).toBe(false);
    expect(readCertificates(Buffer.from(pem('CERTIFICATE', leaf, leaf)))).toMatchObject({
      ok: true,
      value: { length: 2 },
    });
    expect(readCertificates(Buffer.from(pem('X', leaf)))).toMatchObject({ ok: false, malformed: { offset: 0 } });
  });

  test('whoever is trusted ends a chain; two CAs of a name are both tried', () => {
    const { leaf, low, high, root } = issued({});
    const forged = certificate({ ...specs.low, key: keys.other.publicKey, signer: keys.other.privateKey });
    const [own, ...others] = read(leaf, forged, low, high);
    if (own === undefined) throw new Error('there is one');
    expect(judgedCertificate({ own, others, anchors: read(root), lists: [], at })).toMatchObject({
      verified: true,
      anchor: 'CN=root',
    });
    expect(judgedCertificate({ own, others: [], anchors: read(low), lists: [], at })).toMatchObject({
      verified: true,
      anchor: 'CN=low',
    });
    expect(judgedCertificate({ own, others, anchors: read(forged), lists: [], at }).verified).toBe(false);
  });
});

describe('revocation', () => {
  const of = (changes: Partial<ListSpec>): Buffer =>
    revocationList({ issuer: 'low', issuerKey: keys.low.publicKey, signer: keys.low.privateKey, ...changes });

  const lists: readonly (readonly [string, readonly Buffer[], string, 'us'?])[] = [
    ['a list of others', [of({ serials: [7, 9] })], 'ok'],
    ['a list with it', [of({ serials: [7, 1] })], 'leaf: it is revoked'],
    ['a later list with it', [of({}), of({ serials: [1] })], 'leaf: it is revoked', 'us'],
    ['a list of long ago', [of({ until: '210101000000Z' })], 'leaf: no list of revoked'],
    ['a list of later', [of({ from: '390101000000Z' })], 'leaf: no list of revoked'],
    [
      'a list that another signed',
      [of({ signer: keys.other.privateKey })],
      'leaf: a list of revoked certificates is not signed',
    ],
    [
      'a list of changes',
      [of({ extensions: [{ id: '2.5.29.27', critical: true, value: der(0x02, Buffer.of(1)) }] })],
      'leaf: a list of revoked certificates of who issued it covers',
      'us',
    ],
    [
      'a list with an unknown critical extension',
      [of({ extensions: [{ id: '1.2.3', critical: true, value: der(0x05) }] })],
      'leaf: a list of revoked certificates of who issued it covers',
    ],
  ];

  test.each(lists.map(([about, ...rest]) => [about, rest] as const))('%s', (_, [lists, wanted, alone]) => {
    const found = ours(issued({}), lists);
    if (wanted === 'ok') expect(found).toBe('ok');
    else expect(found).toContain(wanted);
    if (hasOpenssl && alone === undefined)
      expect(openssl(issued({}), lists)).toMatch(found === 'ok' ? /^ok$/ : /error \d+ at/);
  });

  test('of a CA that may sign no lists', () => {
    const all = issued({ low: instead('low', { id: keyUsage, critical: true, value: usage(0x04) }) });
    expect(ours(all, [of({})])).toContain('leaf: the key of who issued it is not to sign lists');
    if (hasOpenssl) expect(openssl(all, [of({})])).toMatch(/error \d+ at/);
  });

  test('of a CA’s certificate; what no list tells of is said', () => {
    const high = of({ issuer: 'high', issuerKey: keys.high.publicKey, signer: keys.high.privateKey, serials: [1] });
    expect(ours(issued({}), [of({}), high])).toContain('low: it is revoked');
    const [own, ...rest] = read(...(['leaf', 'low', 'high', 'root'] as const).map((who) => issued({})[who]));
    const lists = readRevocationLists(of({}));
    if (own === undefined || !lists.ok) throw new Error('they are there');
    expect(
      judgedCertificate({ own, others: rest.slice(0, 2), anchors: rest.slice(2), lists: lists.value, at }).unlisted,
    ).toEqual(['CN=low', 'CN=high']);
  });
});

describe.skipIf(!hasCorpus)('certificates of real machines', () => {
  const whole = (file: string): readonly Certificate[] => {
    const found = readCertificates(corpusBytes(file));
    if (!found.ok) throw new Error(JSON.stringify(found.malformed));
    return found.value;
  };

  test('of Google’s shielded VMs: the attestation key is vouched for, which the certificate does not say it is', () => {
    const file = (name: string): string =>
      `Layr-Labs_go-tpm-tools/sdk/testdata/derived/04-gcp_shielded_vm-gcp-shielded-vm-debug-no-extra-data/${name}.der`;
    const [own] = whole(file('ak_cert'));
    if (own === undefined) throw new Error('it is there');
    const from = { others: whole(file('intermediate0')), anchors: whole(file('intermediate1')), lists: [], at };
    expect(judgedCertificate({ own, ...from })).toMatchObject({ verified: true, saysAttestation: false });
    expect(judgedCertificate({ own, ...from, others: [] })).toMatchObject({ verified: false });
  });

  test('of swtpm’s endorsement key: the chain holds, and the key is no attestation key', () => {
    const [own] = whole('qemu/ak/ek-rsa2048.crt');
    if (own === undefined) throw new Error('it is there');
    const from = { others: whole('qemu/ak/ek-issuer.pem'), anchors: whole('qemu/ak/ek-root.pem'), lists: [], at };
    expect(judgedCertificate({ own, ...from }).reason).toMatch(/not to sign anything/);
  });
});
