import { type Code, type Diagnostic, diagnostic, startOfFile } from '../diagnostics/index.js';
import {
  attestMessage,
  type Certificate,
  describeMalformed,
  type Evidence,
  type EvidenceQuote,
  type KeyCertificates,
  readAsciiIma,
  readBinaryIma,
  readCertificates,
  readEventLog,
  readKey,
  readRegisters,
  readRevocationLists,
} from '../evidence/index.js';
import { type PcrSelection, parseAttest } from '../tpm/index.js';
import type { Part, Parts } from './attesting-parts.js';
import { UsageError } from './usage-error.js';

type Read<Value> = { readonly value: Value } | { readonly wrong: Diagnostic } | undefined;

/** Reads all parts of evidence, and says what is wrong with any of them. Throws {@link UsageError} where there are none, or one that another needs is missing. */
export function readEvidence(parts: Parts): {
  readonly evidence: Evidence;
  readonly diagnostics: readonly Diagnostic[];
} {
  const { eventLog: log, imaLog, pcrs } = parts;
  if (isNothing(parts))
    throw new UsageError('there is nothing to judge: give at least --event-log, --ima-log, --pcrs or --quote');
  const eventLog = read(log, 'LS2-1501', (bytes) => readEventLog(bytes, { padded: true }));
  const ima = read(imaLog, 'LS2-1502', readIma);
  const certificates = readKeyCertificates(parts);
  const quote = readQuote(parts, whole(certificates)?.own);
  const registers = read(pcrs, 'LS2-1503', (bytes) => readRegisters(bytes, selectionOf(whole(quote))));
  const wrong = [eventLog, ima, registers, certificates, quote].flatMap((each) =>
    each !== undefined && 'wrong' in each ? [each.wrong] : [],
  );
  return {
    evidence: {
      eventLog: whole(eventLog),
      ima: whole(ima),
      registers: whole(registers),
      quote: whole(quote),
      certificates: whole(certificates),
    },
    diagnostics: wrong,
  };
}

/** Whether there is nothing of a boot: what only says how a quote is to be held is none. */
export const isNothing = ({ eventLog, imaLog, pcrs, quote }: Parts): boolean =>
  [eventLog, imaLog, pcrs, quote].every((each) => each === undefined);

/** The registers of a quote, of which a file of values alone does not say that it is of those. */
function selectionOf(quote: EvidenceQuote | undefined): PcrSelection {
  const attest = quote && parseAttest(attestMessage(quote.message));
  return attest?.ok === true ? attest.value.selection : [];
}

const whole = <Value>(read: Read<Value>): Value | undefined =>
  read !== undefined && 'value' in read ? read.value : undefined;

type Reading<Value> =
  | { readonly ok: true; readonly value: Value }
  | {
      readonly ok: false;
      readonly malformed: { readonly offset: number; readonly expected: string; readonly found: string };
    };

function read<Value>(part: Part | undefined, code: Code, reader: (bytes: Uint8Array) => Reading<Value>): Read<Value> {
  if (part === undefined) return undefined;
  const { file, bytes } = part;
  const found = reader(bytes);
  return found.ok
    ? found
    : { wrong: diagnostic(code, describeMalformed(found.malformed), { file, span: startOfFile }) };
}

/** An ascii log is text; a binary one begins with a number of four bytes, of which three are zero. */
function readIma(bytes: Uint8Array): ReturnType<typeof readBinaryIma> {
  if (bytes.subarray(0, 4).includes(0)) return readBinaryIma(bytes);
  const found = readAsciiIma(Buffer.from(bytes).toString('utf8'));
  if (found.ok) return found;
  const { line, malformed } = found;
  const offset = Buffer.from(bytes)
    .toString('utf8')
    .split('\n')
    .slice(0, line - 1)
    .join('\n').length;
  return { ok: false, malformed: { ...malformed, offset, expected: `${malformed.expected} in line ${line}` } };
}

function readQuote({ quote, signature, key, nonce }: Parts, own: Certificate | undefined): Read<EvidenceQuote> {
  if (quote === undefined && signature === undefined) return undefined;
  if (quote === undefined || signature === undefined || (key === undefined && own === undefined)) {
    const file = (quote ?? signature)?.file ?? '';
    const missing = [
      ...(quote === undefined ? ['--quote'] : []),
      ...(signature === undefined ? ['--signature'] : []),
      ...(key === undefined ? ['--key'] : []),
    ];
    const message = `a quote cannot be verified without ${missing.join(' and ')}`;
    return { wrong: diagnostic('LS2-1505', message, { file, span: startOfFile }) };
  }
  const found = key === undefined ? undefined : read(key, 'LS2-1504', knownKey);
  if (found !== undefined && 'wrong' in found) return found;
  return {
    value: {
      message: quote.bytes,
      signature: signature.bytes,
      key: found?.value ?? { key: (own as Certificate).x509.publicKey, form: 'certificate' },
      nonce: nonce === undefined ? undefined : nonceOf(nonce),
    },
  };
}

/** Keys that were read: to import one takes as long as to verify with it, and a fleet has few. */
const known = new Map<string, ReturnType<typeof readKey>>();
const mostKnown = 10_000;

function knownKey(bytes: Uint8Array): ReturnType<typeof readKey> {
  const text = Buffer.from(bytes).toString('latin1');
  const found = known.get(text) ?? readKey(bytes);
  if (known.size >= mostKnown) known.clear();
  known.set(text, found);
  return found;
}

/** The certificates of the key, its own first in the first file, and what they are held against. */
function readKeyCertificates({ certificate, ca, crl, at, quote }: Parts): Read<KeyCertificates> {
  if (certificate.length === 0) {
    if (ca.length > 0 || crl.length > 0)
      throw new UsageError('--ca and --crl say what a --certificate is held against: give one');
    return undefined;
  }
  if (ca.length === 0) throw new UsageError('a certificate says nothing unless somebody is trusted: give --ca');
  if (quote === undefined)
    throw new UsageError('a certificate is of the key that signed a quote: give --quote and --signature');
  const all = [...readAll(certificate, 'LS2-1511', readCertificates), ...readAll(ca, 'LS2-1511', readCertificates)];
  const lists = readAll(crl, 'LS2-1512', readRevocationLists);
  const wrong = [...all, ...lists].find((each) => 'wrong' in each);
  if (wrong !== undefined) return wrong;
  const values = all.map((each) => ('value' in each ? each.value : []));
  const given = values.slice(0, certificate.length).flat();
  const [own, ...others] = given;
  if (own === undefined) throw new UsageError('--certificate has none');
  const anchors = values.slice(certificate.length).flat();
  return {
    value: {
      own,
      others,
      anchors,
      lists: lists.flatMap((each) => ('value' in each ? each.value : [])),
      at,
    },
  };
}

const readAll = <Value>(
  parts: readonly Part[],
  code: Code,
  reader: (bytes: Uint8Array) => Reading<readonly Value[]>,
): readonly ({ readonly value: readonly Value[] } | { readonly wrong: Diagnostic })[] =>
  parts.flatMap((part) => read(part, code, reader) ?? []);

function nonceOf(text: string): Uint8Array {
  if (!/^([0-9a-fA-F]{2})*$/.test(text)) throw new UsageError('--nonce takes bytes in hexadecimal');
  return new Uint8Array(Buffer.from(text, 'hex'));
}
