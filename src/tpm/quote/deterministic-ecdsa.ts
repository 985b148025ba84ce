import { createECDH, createHash, createHmac, createPublicKey, type KeyObject } from 'node:crypto';
import { p256Size } from './signature.js';

/** The order of P-256's group (SEC 2, section 2.4.2). */
const order = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;

/**
 * A key over P-256 that signs the same message with the same signature each time, so that simulated runs can be repeated byte for byte. For
 * simulations only: nothing here keeps the key from whoever can measure time.
 */
export interface DeterministicKey {
  readonly publicKey: KeyObject;
  /** The point of the public key, each coordinate of 32 bytes. */
  readonly x: Uint8Array;
  readonly y: Uint8Array;
  /** Signs a message by ECDSA with SHA-256 and the nonce of RFC 6979. */
  sign(message: Uint8Array): { readonly r: Uint8Array; readonly s: Uint8Array };
}

/** The key of a seed: different seeds have different keys, and the same seed always has the same. */
export function keyOfSeed(seed: string): DeterministicKey {
  for (let attempt = 0; ; attempt++) {
    const scalar = numberOf(createHash('sha256').update(`ls2 attestation key ${attempt} ${seed}`).digest());
    if (scalar > 0n && scalar < order) return keyOfScalar(bytesOf(scalar));
  }
}

/** The key with this private number, 32 bytes big-endian, between 1 and the order of the group. */
export function keyOfScalar(scalar: Uint8Array): DeterministicKey {
  const { x, y } = multiple(scalar);
  const secret = numberOf(scalar);
  return {
    publicKey: publicKeyOf(x, y),
    x,
    y,
    sign(message) {
      const digest = createHash('sha256').update(message).digest();
      const hash = numberOf(digest);
      for (const nonce of nonces(scalar, bytesOf(modulo(hash)))) {
        const r = modulo(numberOf(multiple(bytesOf(nonce)).x));
        const s = modulo(inverse(nonce) * modulo(hash + r * secret));
        if (r !== 0n && s !== 0n) return { r: bytesOf(r), s: bytesOf(s) };
      }
      throw new Error('unreachable: there is always another nonce');
    },
  };
}

/** The public key of a point on P-256. Throws if the point is not on the curve. */
export function publicKeyOf(x: Uint8Array, y: Uint8Array): KeyObject {
  const jwk = { kty: 'EC', crv: 'P-256', x: base64url(x), y: base64url(y) };
  return createPublicKey({ key: jwk, format: 'jwk' });
}

/** The candidates of RFC 6979, section 3.2, steps b to h, with HMAC-SHA-256. */
function* nonces(secret: Uint8Array, hash: Uint8Array): Generator<bigint> {
  let v: Uint8Array = new Uint8Array(p256Size).fill(1);
  let k: Uint8Array = new Uint8Array(p256Size);
  const hmac = (...data: readonly Uint8Array[]): Uint8Array => {
    const made = createHmac('sha256', k);
    for (const piece of data) made.update(piece);
    return made.digest();
  };
  const mixIn = (...data: readonly Uint8Array[]): void => {
    k = hmac(v, ...data);
    v = hmac(v);
  };
  mixIn(Uint8Array.of(0), secret, hash);
  mixIn(Uint8Array.of(1), secret, hash);
  for (;;) {
    v = hmac(v);
    const candidate = numberOf(v);
    if (candidate > 0n && candidate < order) yield candidate;
    mixIn(Uint8Array.of(0));
  }
}

/** The multiple of the base point by a number: OpenSSL's, of which only ECDH gives both coordinates. */
function multiple(scalar: Uint8Array): { readonly x: Uint8Array; readonly y: Uint8Array } {
  const curve = createECDH('prime256v1');
  curve.setPrivateKey(scalar);
  const point = curve.getPublicKey();
  return { x: Uint8Array.from(point.subarray(1, 1 + p256Size)), y: Uint8Array.from(point.subarray(1 + p256Size)) };
}

const modulo = (value: bigint): bigint => ((value % order) + order) % order;

/** The inverse modulo the order of the group, by Euclid's algorithm. */
function inverse(value: bigint): bigint {
  let [r, nextR, t, nextT] = [order, value, 0n, 1n];
  while (nextR !== 0n) {
    const quotient = r / nextR;
    [r, nextR] = [nextR, r - quotient * nextR];
    [t, nextT] = [nextT, t - quotient * nextT];
  }
  return modulo(t);
}

const numberOf = (bytes: Uint8Array): bigint => BigInt(`0x${Buffer.from(bytes).toString('hex')}`);

const bytesOf = (value: bigint): Uint8Array =>
  new Uint8Array(Buffer.from(value.toString(16).padStart(2 * p256Size, '0'), 'hex'));

const base64url = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64url');
