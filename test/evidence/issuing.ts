import { createHash, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';

/** Certificates as nobody should issue them: each part can be had wrong. DER by hand, since libraries refuse to write what is wrong. */

export interface Pair {
  readonly publicKey: KeyObject;
  readonly privateKey: KeyObject;
}

export const pair = (): Pair => generateKeyPairSync('ec', { namedCurve: 'P-256' });

export function der(tag: number, ...parts: readonly Uint8Array[]): Buffer {
  const body = Buffer.concat(parts);
  const size =
    body.length < 0x80
      ? [body.length]
      : body.length < 0x100
        ? [0x81, body.length]
        : [0x82, body.length >> 8, body.length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...size]), body]);
}

const sequence = (...parts: readonly Uint8Array[]): Buffer => der(0x30, ...parts);

export function oid(text: string): Buffer {
  const [a = 0, b = 0, ...rest] = text.split('.').map(Number);
  const base128 = (n: number): number[] => (n < 128 ? [n] : [...base128(n >> 7).map((each) => each | 0x80), n & 0x7f]);
  return der(0x06, Buffer.from([40 * a + b, ...rest.flatMap(base128)]));
}

const name = (text: string): Buffer =>
  text === '' ? sequence() : sequence(der(0x31, sequence(oid('2.5.4.3'), der(0x0c, Buffer.from(text)))));

const time = (text: string): Buffer => der(text.length === 13 ? 0x17 : 0x18, Buffer.from(text));

const algorithms = { sha256: '1.2.840.10045.4.3.2', sha1: '1.2.840.10045.4.1', sha384: '1.2.840.10045.4.3.3' } as const;
type Hash = keyof typeof algorithms;

/** An extension by its number, with what it holds, critical or not. */
export interface Ext {
  readonly id: string;
  readonly critical?: boolean;
  readonly value: Uint8Array;
}

const extension = ({ id, critical = false, value }: Ext): Buffer =>
  sequence(oid(id), ...(critical ? [der(0x01, Buffer.from([0xff]))] : []), der(0x04, value));

const keyId = (key: KeyObject): Buffer =>
  createHash('sha1')
    .update(key.export({ type: 'spki', format: 'der' }))
    .digest();

export const constraints = (ca: boolean, pathLength?: number): Buffer =>
  sequence(
    ...(ca ? [der(0x01, Buffer.from([0xff]))] : []),
    ...(pathLength === undefined ? [] : [der(0x02, Buffer.from([pathLength]))]),
  );

/** Usages by their bits, the first (digitalSignature) 0x80 of the first byte. */
export const usage = (bits: number): Buffer => der(0x03, Buffer.from([0, bits]));

export const purposes = (...ids: readonly string[]): Buffer => sequence(...ids.map(oid));

export interface Spec {
  readonly subject: string;
  readonly issuer: string;
  readonly key: KeyObject;
  /** Whose key is named as the issuer's, and whose signs. */
  readonly issuerKey: KeyObject;
  readonly signer: KeyObject;
  readonly serial?: number;
  readonly from?: string;
  readonly until?: string;
  readonly version?: number;
  readonly hash?: Hash;
  /** Another algorithm within what is signed. */
  readonly inner?: Hash;
  readonly extensions: readonly Ext[];
}

export const usual = {
  ca: (key: KeyObject, issuerKey: KeyObject, pathLength?: number): Ext[] => [
    { id: '2.5.29.19', critical: true, value: constraints(true, pathLength) },
    { id: '2.5.29.15', critical: true, value: usage(0x06) },
    { id: '2.5.29.14', value: der(0x04, keyId(key)) },
    { id: '2.5.29.35', value: sequence(der(0x80, keyId(issuerKey))) },
  ],
  leaf: (issuerKey: KeyObject): Ext[] => [
    { id: '2.5.29.19', critical: true, value: constraints(false) },
    { id: '2.5.29.15', critical: true, value: usage(0x80) },
    { id: '2.5.29.37', value: purposes('2.23.133.8.3') },
    { id: '2.5.29.35', value: sequence(der(0x80, keyId(issuerKey))) },
  ],
};

const serialOf = (serial: number): Buffer => der(0x02, Buffer.from([serial]));

/** A certificate in DER. */
export function certificate(spec: Spec): Buffer {
  const {
    version = 3,
    serial = 1,
    hash = 'sha256',
    inner = hash,
    from = '200101000000Z',
    until = '400101000000Z',
  } = spec;
  const signed = sequence(
    ...(version === 1 ? [] : [der(0xa0, der(0x02, Buffer.from([version - 1])))]),
    serialOf(serial),
    sequence(oid(algorithms[inner])),
    name(spec.issuer),
    sequence(time(from), time(until)),
    name(spec.subject),
    spec.key.export({ type: 'spki', format: 'der' }),
    ...(spec.extensions.length === 0 ? [] : [der(0xa3, sequence(...spec.extensions.map(extension)))]),
  );
  return signedBy(signed, hash, spec.signer);
}

const signedBy = (signed: Buffer, hash: Hash, signer: KeyObject): Buffer =>
  sequence(signed, sequence(oid(algorithms[hash])), der(0x03, Buffer.from([0]), sign(hash, signed, signer)));

export interface ListSpec {
  readonly issuer: string;
  readonly issuerKey: KeyObject;
  readonly signer: KeyObject;
  readonly serials?: readonly number[];
  readonly from?: string;
  readonly until?: string;
  readonly extensions?: readonly Ext[];
}

/** A list of revoked certificates in DER. */
export function revocationList({
  issuer,
  issuerKey,
  signer,
  serials = [],
  from = '200101000000Z',
  until = '400101000000Z',
  extensions = [],
}: ListSpec): Buffer {
  const entries = serials.map((serial) => sequence(serialOf(serial), time('210101000000Z')));
  const all = [
    { id: '2.5.29.35', value: sequence(der(0x80, keyId(issuerKey))) },
    { id: '2.5.29.20', value: der(0x02, Buffer.from([1])) },
    ...extensions,
  ];
  const signed = sequence(
    der(0x02, Buffer.from([1])),
    sequence(oid(algorithms.sha256)),
    name(issuer),
    time(from),
    time(until),
    ...(entries.length === 0 ? [] : [sequence(...entries)]),
    der(0xa0, sequence(...all.map(extension))),
  );
  return signedBy(signed, 'sha256', signer);
}

export const pem = (label: string, ...all: readonly Uint8Array[]): string =>
  all
    .map(
      (each) =>
        `-----BEGIN ${label}-----\n${Buffer.from(each)
          .toString('base64')
          .match(/.{1,64}/g)
          ?.join('\n')}\n-----END ${label}-----\n`,
    )
    .join('');
