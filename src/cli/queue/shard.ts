import { createHash } from 'node:crypto';
import { resolve } from 'node:path';
import { deflateSync, inflateSync } from 'node:zlib';
import { showTerm } from '../../language/index.js';
import type { EvidenceFiles } from '../attesting-parts.js';
import type { Ready } from '../attesting-platform.js';
import { contentsOf } from '../read-file.js';

/** A job: some machines, whose evidence is named by its digest, and what it is to be held against. */
export interface Shard {
  /** Of the program that it is for: another may judge otherwise. */
  readonly version: string;
  readonly platform?: NamedPlatform | undefined;
  readonly machines: readonly QueuedMachine[];
  /** When it was asked for, and certificates have to be valid. */
  readonly at: string;
}

/** A platform by its file, and the digest of all that it comes to. */
export interface NamedPlatform {
  readonly path: string;
  readonly digest: string;
}

export type QueuedMachine =
  | { readonly name: string; readonly files: EvidenceFiles; readonly evidence: string }
  | { readonly name: string; readonly problem: string };

/** What a job is called: the same machines with the same evidence, to be held against the same, are the same job, whenever they are asked for. */
export function idOf({ version, platform, machines }: Shard): string {
  const asked = machines.map((each) => [each.name, 'problem' in each ? each.problem : each.evidence]);
  return sha256(JSON.stringify([version, platform?.digest ?? null, asked]));
}

/** Of all that a verdict depends on besides the evidence: the texts of the model, and what the platform refers to. */
export function platformDigest({ platform, model, references }: Ready): string {
  const texts = model.files.filter(({ role }) => role !== 'logic').map(({ path }) => sha256(contentsOf(path)));
  const goods = references.all.map(({ item, goods: each }) => [
    showTerm(item.term, model),
    item.register === undefined ? null : showTerm(item.register, model),
    each === 'any' ? 'any' : each.map(({ digests }) => [...digests]),
  ]);
  return sha256(JSON.stringify([platform.name, texts, goods]));
}

const sha256 = (of: string | Uint8Array): string => createHash('sha256').update(of).digest('hex');

/** Files by paths that hold wherever a worker was started; contents stay. */
export function absolute(files: EvidenceFiles): EvidenceFiles {
  const at = (path: string): string => (path.startsWith('data:') ? path : resolve(path));
  const { nonce, at: when, ...rest } = files;
  const paths = Object.entries(rest).map(([part, path]: [string, string | readonly string[]]) => [
    part,
    typeof path === 'string' ? at(path) : path.map(at),
  ]);
  return {
    ...Object.fromEntries(paths),
    ...(nonce !== undefined && { nonce }),
    ...(when !== undefined && { at: when }),
  };
}

/** As it stands in Redis: machines of a fleet are much alike. */
export const packed = (value: unknown): string => deflateSync(JSON.stringify(value)).toString('base64');

/** Throws where it is none. */
export const unpacked = <Value>(text: string): Value =>
  JSON.parse(inflateSync(Buffer.from(text, 'base64')).toString('utf8')) as Value;
