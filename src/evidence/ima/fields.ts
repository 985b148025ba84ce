import type { ImaFields } from './entry.js';

/** What the fields of a template say, by their names and bytes. Of a field that is there twice, the first counts. */
export function imaFields(names: readonly string[], values: readonly Uint8Array[]): ImaFields {
  const of = (...wanted: readonly string[]): Uint8Array | undefined =>
    values[names.findIndex((name) => wanted.includes(name))];
  const [plain, tagged, path] = [of('d'), of('d-ng', 'd-ngv2'), of('n', 'n-ng')];
  const file = plain === undefined ? tagged && taggedDigest(tagged) : { algorithm: 'sha1', digest: plain };
  const [signature, buffer] = [of('sig'), of('buf')];
  return {
    ...(file !== undefined && { file }),
    ...(path !== undefined && { path: Buffer.from(path).toString('utf8').replace(/\0+$/, '') }),
    ...(signature !== undefined && signature.length > 0 && { signature }),
    ...(buffer !== undefined && { buffer }),
  };
}

/** `algorithm:` or `type:algorithm:`, a zero, and the digest. */
function taggedDigest(data: Uint8Array): ImaFields['file'] {
  const zero = data.indexOf(0);
  const parts = zero < 0 ? [] : Buffer.from(data.subarray(0, zero)).toString('latin1').split(':');
  if (parts.pop() !== '') return undefined;
  const [algorithm, type] = [parts.pop(), parts.pop()];
  if (algorithm === undefined || parts.length > 0) return undefined;
  return { algorithm, digest: data.subarray(zero + 1), ...(type !== undefined && { type }) };
}
