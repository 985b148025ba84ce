import { Stopped } from '../stop/index.js';
import { contentsOf as bytesOf } from './read-file.js';
import { UsageError } from './usage-error.js';
import { reasonOf } from './whole-file.js';

/** The files of a boot's evidence, and what it is judged by; of each, a path, or its contents as `data:;base64,…`. */
export interface EvidenceFiles {
  readonly eventLog?: string;
  readonly imaLog?: string;
  readonly pcrs?: string;
  readonly quote?: string;
  readonly signature?: string;
  readonly key?: string;
  readonly nonce?: string;
  readonly certificate?: readonly string[];
  readonly ca?: readonly string[];
  readonly crl?: readonly string[];
  readonly at?: string;
}

/** A file that was read, and what it is called where something is wrong with it. */
export interface Part {
  readonly file: string;
  readonly bytes: Uint8Array;
}

/** The same with contents: all that judging needs, and nothing of a disk. */
export interface Parts {
  readonly eventLog?: Part | undefined;
  readonly imaLog?: Part | undefined;
  readonly pcrs?: Part | undefined;
  readonly quote?: Part | undefined;
  readonly signature?: Part | undefined;
  readonly key?: Part | undefined;
  /** In hexadecimal. */
  readonly nonce?: string | undefined;
  readonly certificate: readonly Part[];
  readonly ca: readonly Part[];
  readonly crl: readonly Part[];
  /** When certificates have to be valid, in milliseconds since 1970. */
  readonly at: number;
}

/** Reads all files. Throws {@link UsageError} for one that cannot be read, or a date that is none. */
export function partsOf(files: EvidenceFiles): Parts {
  const { nonce, certificate = [], ca = [], crl = [], at } = files;
  return {
    eventLog: partOf(files.eventLog),
    imaLog: partOf(files.imaLog),
    pcrs: partOf(files.pcrs),
    quote: partOf(files.quote),
    signature: partOf(files.signature),
    key: partOf(files.key),
    nonce,
    certificate: certificate.map(read),
    ca: ca.map(read),
    crl: crl.map(read),
    at: timeOf(at),
  };
}

const partOf = (file: string | undefined): Part | undefined => (file === undefined ? undefined : read(file));

const inline = /^data:[^,]*;base64,([A-Za-z0-9+/]*={0,2})$/;

function read(file: string): Part {
  if (file.startsWith('data:')) {
    const [, contents] = inline.exec(file) ?? [];
    if (contents === undefined) throw new UsageError('contents are given as data:;base64,… (RFC 2397)');
    return { file: 'data', bytes: Buffer.from(contents, 'base64') };
  }
  try {
    return { file, bytes: bytesOf(file) };
  } catch (error) {
    if (error instanceof Stopped) throw error;
    throw new UsageError(`${file} cannot be read: ${reasonOf(error)}`);
  }
}

/** When certificates are to be valid: now, or at a date that was given. */
function timeOf(text: string | undefined): number {
  const time = text === undefined ? Date.now() : Date.parse(text);
  if (Number.isNaN(time))
    throw new UsageError(`--at takes a date, as 2026-11-28 or 2026-11-28T12:00:00Z, and ${text} is none`);
  return time;
}
