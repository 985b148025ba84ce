import { type Bank, digestSize } from '../tpm/banks.js';
import type { EventLog } from '../tpm/event-log/event.js';
import { eventTypeName, eventTypes } from '../tpm/event-log/event-types.js';
import { replay } from '../tpm/event-log/replay.js';
import { parseAttest } from '../tpm/quote/attest.js';
import { type PcrSelection, type PcrValue, selected } from '../tpm/selection.js';
import { type JudgedCertificate, judgedCertificate, type KeyCertificates } from './certificates/attestation.js';
import { type Binding, bindingOf, mayContradict } from './event/binding.js';
import { decodeEvent } from './event/decode.js';
import type { Decoded } from './event/decoded.js';
import type { Finding } from './finding.js';
import { bootAggregate, isBootAggregate } from './ima/boot-aggregate.js';
import type { ImaEntry, ImaLog } from './ima/entry.js';
import { type ImaExtension, replayIma } from './ima/replay.js';
import { lacking } from './keys/public-area.js';
import { attestMessage } from './quote/attest-message.js';
import { type EvidenceQuote, type JudgedQuote, judgedQuote } from './quote/judged-quote.js';

/** What a machine shows of a boot. All parts are optional; what is missing is a finding where it matters. */
export interface Evidence {
  readonly eventLog?: EventLog | undefined;
  readonly ima?: ImaLog | undefined;
  /** Values that somebody read from the TPM, which nothing vouches for unless a quote does. */
  readonly registers?: readonly PcrValue[] | undefined;
  readonly quote?: EvidenceQuote | undefined;
  /** Certificates of the key that signed the quote. */
  readonly certificates?: KeyCertificates | undefined;
}

/** An event of a log, with what its data says, and how far that is vouched for. */
export interface JudgedEvent {
  readonly index: number;
  readonly pcr: number;
  readonly type: string;
  readonly offset: number;
  readonly digests: readonly { readonly bank: Bank; readonly digest: string }[];
  readonly says: Decoded;
  readonly binding: Binding;
}

/** A register: its value by the logs, and by the TPM where one said so. */
export interface JudgedRegister {
  readonly bank: Bank;
  readonly pcr: number;
  readonly replayed?: string;
  readonly read?: string;
  readonly quoted: boolean;
}

/** What evidence comes to by itself, whatever the platform. */
export interface Judged {
  readonly events: readonly JudgedEvent[];
  readonly ima: readonly ImaEntry[];
  readonly registers: readonly JudgedRegister[];
  readonly quote?: JudgedQuote;
  readonly certificate?: JudgedCertificate;
  readonly findings: readonly Finding[];
  /** Whether nothing contradicts anything. */
  readonly consistent: boolean;
  /** Whether nothing that was given is of no use for want of something else. */
  readonly complete: boolean;
}

/**
 * Replays logs, compares them with registers and quote, and says what contradicts what, and what nothing vouches for. Deterministic; throws nothing. Without `notes`, what has not the form of its
 * type, and harms nothing, is not looked for, and banks are not replayed of which nobody says what the TPM had in them: what contradicts what is the same.
 */
export function judge(evidence: Evidence, { notes = true }: { readonly notes?: boolean } = {}): Judged {
  const { eventLog, ima, registers: read } = evidence;
  const events = (eventLog?.events ?? []).map(judgedEvent);
  const told = notes ? undefined : banksTold(evidence);
  const boot = eventLog === undefined ? [] : replay(eventLog, told);
  const values = replayed(evidence, boot, told);
  const said = [
    ...(read ?? []),
    ...values.filter((value) => !(read ?? []).some((each) => isSameRegister(each, value))),
  ];
  const { quote, initial = [] } = evidence.quote === undefined ? {} : judgedQuote(evidence.quote, said);
  const certificate = evidence.certificates && judgedCertificate(evidence.certificates);
  const registers = registersOf(values, [...(read ?? []), ...initial], quote);
  const findings = [
    ...(eventLog?.otherAlgorithms ?? []).map(
      (algorithm) => ({ kind: 'bank-unknown', severity: 'note', algorithm }) as const,
    ),
    ...(notes ? events.flatMap(malformedFindings) : []),
    ...events.filter((_, i) => mayContradict(eventLog?.events[i])).flatMap(contradictions),
    ...(ima?.entries ?? []).flatMap(imaFindings),
    ...(ima?.entries ?? []).filter(isBootAggregate).flatMap((entry) => bootAggregateFindings(entry, evidence, boot)),
    ...registers.flatMap(registerFindings),
    ...emptyBanks(registers, quote?.selection),
    ...(quote === undefined ? [] : notQuoted(events, ima?.entries ?? [], quote.selection)),
    ...quoteFindings(evidence, quote, certificate),
    ...(certificate === undefined ? [] : certificateFindings(evidence, certificate)),
  ];
  const consistent = findings.every(({ severity }) => severity !== 'contradiction');
  const complete = findings.every(({ severity }) => severity !== 'missing');
  return {
    events,
    ima: ima?.entries ?? [],
    registers,
    ...(quote && { quote }),
    ...(certificate && { certificate }),
    findings,
    consistent,
    complete,
  };
}

const hexOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

function judgedEvent(event: EventLog['events'][number], index: number): JudgedEvent {
  let says: Decoded | undefined;
  let binding: Binding | undefined;
  return {
    index,
    pcr: event.pcr,
    type: eventTypeName(event.type),
    offset: event.offset,
    digests: event.digests.map(({ bank, digest }) => ({ bank, digest: hexOf(digest) })),
    // No verdict depends on what an event says, and to read its certificates takes longer than all else.
    get says() {
      says ??= decodeEvent(event);
      return says;
    },
    // What is bound by an event's digest is hashed again, in each bank.
    get binding() {
      binding ??= bindingOf(event);
      return binding;
    },
  };
}

/** Values by the logs: the firmware's and the boot loaders', then IMA's, which go on from where those left their register. */
function replayed(
  { eventLog, ima, registers }: Evidence,
  boot: readonly PcrValue[],
  told: ReadonlySet<Bank> | undefined,
): readonly PcrValue[] {
  if (ima === undefined || ima.entries.length === 0) return boot;
  const all = [...(eventLog?.banks ?? []), ...(registers ?? []).map(({ bank }) => bank), ima.bank];
  const banks = new Set<Bank>(all.filter((bank) => told === undefined || told.has(bank)));
  const pcrs = new Set(ima.entries.map(({ pcr }) => pcr));
  const ours = [...banks].flatMap((bank) => [...pcrs].map((pcr) => imaValue(ima.entries, bank, pcr, boot, registers)));
  const isOurs = ({ bank, pcr }: PcrValue): boolean => banks.has(bank) && pcrs.has(pcr);
  return [...boot.filter((value) => !isOurs(value)), ...ours];
}

/** Banks of which a quote, and values that were read beside it, tell what the TPM had in them; undefined where there is no quote of any. */
function banksTold({ quote, registers = [] }: Evidence): ReadonlySet<Bank> | undefined {
  const attest = quote && parseAttest(attestMessage(quote.message));
  if (attest?.ok !== true || attest.value.selection.length === 0) return undefined;
  return new Set([...attest.value.selection, ...registers].map(({ bank }) => bank));
}

/** Of the two ways in which kernels extend a bank, the one that comes to the value that the TPM has; by default the newer one. */
function imaValue(
  entries: readonly ImaEntry[],
  bank: Bank,
  pcr: number,
  boot: readonly PcrValue[],
  read: readonly PcrValue[] = [],
): PcrValue {
  const at = (values: readonly PcrValue[]): Uint8Array | undefined =>
    values.find((value) => value.bank === bank && value.pcr === pcr)?.digest;
  const from = at(boot) ?? new Uint8Array(digestSize(bank));
  const by = (how: ImaExtension): Uint8Array => replayIma(entries, { bank, pcr, how, from });
  const [wanted, own] = [at(read), by('own-digest')];
  if (wanted === undefined || same(own, wanted)) return { bank, pcr, digest: own };
  const padded = by('padded-sha1');
  return { bank, pcr, digest: same(padded, wanted) ? padded : own };
}

const same = (a: Uint8Array, b: Uint8Array): boolean => Buffer.compare(a, b) === 0;

const isSameRegister = (a: PcrValue, b: PcrValue): boolean => a.bank === b.bank && a.pcr === b.pcr;

function registersOf(
  values: readonly PcrValue[],
  read: readonly PcrValue[],
  quote: JudgedQuote | undefined,
): readonly JudgedRegister[] {
  const quoted = new Set(selected(quote?.verified === true ? quote.selection : []).map(keyOf));
  const byKey = new Map<string, { replayed?: string; read?: string }>();
  const at = (value: { readonly bank: Bank; readonly pcr: number }): { replayed?: string; read?: string } => {
    const known = byKey.get(keyOf(value)) ?? {};
    byKey.set(keyOf(value), known);
    return known;
  };
  for (const value of values) at(value).replayed = hexOf(value.digest);
  for (const value of read) at(value).read = hexOf(value.digest);
  return [...byKey]
    .map(([key, known]) => {
      const [bank, pcr] = key.split(' ') as [Bank, string];
      return { bank, pcr: Number(pcr), ...known, quoted: quoted.has(key) };
    })
    .sort((a, b) => (a.bank === b.bank ? a.pcr - b.pcr : a.bank < b.bank ? -1 : 1));
}

const keyOf = ({ bank, pcr }: { readonly bank: Bank; readonly pcr: number }): string => `${bank} ${pcr}`;

const malformedFindings = ({ index: event, type, offset, says }: JudgedEvent): readonly Finding[] =>
  says.kind === 'malformed'
    ? [{ kind: 'event-malformed', severity: 'note', event, type, offset, expected: says.expected, found: says.found }]
    : [];

const contradictions = ({ index: event, type, offset, binding }: JudgedEvent): readonly Finding[] =>
  binding.kind === 'contradicts' ? [{ kind: 'event-contradicts', severity: 'contradiction', event, type, offset }] : [];

function imaFindings({ bound, violation, at, fields }: ImaEntry): readonly Finding[] {
  if (violation) return [{ kind: 'ima-violation', severity: 'gap', at, path: fields.path ?? 'a file' }];
  return bound ? [] : [{ kind: 'ima-unbound', severity: 'contradiction', at }];
}

function bootAggregateFindings(entry: ImaEntry, evidence: Evidence, boot: readonly PcrValue[]): readonly Finding[] {
  const { at } = entry;
  switch (bootAggregate(entry, evidence, boot)) {
    case 'no-tpm':
      return [{ kind: 'ima-without-tpm', severity: 'gap', at }];
    case 'log-differs':
      return [{ kind: 'boot-aggregate-differs', severity: 'contradiction', at, from: 'log' }];
    case 'registers-differ':
      return [{ kind: 'boot-aggregate-differs', severity: 'gap', at, from: 'registers' }];
    default:
      return [];
  }
}

/** A register that was never extended holds zeros, or 0xFF where only a dynamic launch makes it usable. */
const isInitial = (value: string): boolean => /^(00)+$|^(ff)+$/.test(value);

function registerFindings({ bank, pcr, replayed: by, read }: JudgedRegister): readonly Finding[] {
  if (read === undefined || by === read) return [];
  if (by !== undefined) return [{ kind: 'register-differs', severity: 'contradiction', bank, pcr, replayed: by, read }];
  return isInitial(read) ? [] : [{ kind: 'register-not-logged', severity: 'gap', bank, pcr, read }];
}

/** Banks of which registers 0 to 7, as far as they are known, hold nothing but zeros. */
function emptyBanks(registers: readonly JudgedRegister[], quoted: PcrSelection | undefined): readonly Finding[] {
  const banks = new Set((quoted ?? registers).map(({ bank }) => bank));
  return [...banks].flatMap((bank): readonly Finding[] => {
    const firmware = registers.filter((value) => value.bank === bank && value.pcr < 8);
    const isEmpty = firmware.length > 0 && firmware.every(({ read, replayed: by }) => /^(00)+$/.test(read ?? by ?? ''));
    return isEmpty ? [{ kind: 'bank-empty', severity: 'contradiction', bank }] : [];
  });
}

function notQuoted(
  events: readonly JudgedEvent[],
  ima: readonly ImaEntry[],
  selection: PcrSelection,
): readonly Finding[] {
  const quoted = new Set(selection.flatMap(({ pcrs }) => pcrs));
  const counts = new Map<number, number>();
  const extending = events.filter(({ type }) => type !== eventTypeName(eventTypes.EV_NO_ACTION));
  for (const { pcr } of [...extending, ...ima]) counts.set(pcr, (counts.get(pcr) ?? 0) + 1);
  return [...counts]
    .filter(([pcr]) => !quoted.has(pcr))
    .sort(([a], [b]) => a - b)
    .map(([pcr, count]) => ({ kind: 'register-not-quoted', severity: 'gap', pcr, events: count }));
}

function quoteFindings(
  { quote: given, registers }: Evidence,
  judged: JudgedQuote | undefined,
  certificate: JudgedCertificate | undefined,
): readonly Finding[] {
  if (given === undefined || judged === undefined)
    return registers === undefined ? [{ kind: 'nothing-vouches', severity: 'gap' }] : [];
  const { attributes } = given.key;
  const findings: Finding[] = [];
  const { reason = '', verified, missing } = judged;
  if (missing !== undefined) findings.push({ kind: 'quote-incomplete', severity: 'missing', reason });
  else if (!verified) findings.push({ kind: 'quote-fails', severity: 'contradiction', reason });
  const lacks = attributes === undefined ? [] : lacking(attributes);
  const isCertified = certificate?.verified === true && certificate.saysAttestation;
  if (attributes === undefined && !isCertified)
    findings.push({ kind: 'key-unrestricted', severity: 'gap', known: false, lacks });
  if (lacks.length > 0) findings.push({ kind: 'key-unrestricted', severity: 'contradiction', known: true, lacks });
  if (given.nonce === undefined) findings.push({ kind: 'nonce-unchecked', severity: 'gap' });
  return findings;
}

function certificateFindings(
  { quote, certificates }: Evidence,
  { verified, reason = '', isIncomplete, subject, unlisted }: JudgedCertificate,
): readonly Finding[] {
  const isOf = quote === undefined || certificates?.own.x509.publicKey.equals(quote.key.key) === true;
  return [
    ...(verified || isIncomplete === true
      ? []
      : [{ kind: 'certificate-fails', severity: 'contradiction', reason } as const]),
    ...(isIncomplete === true ? [{ kind: 'certificate-incomplete', severity: 'missing', reason } as const] : []),
    ...(isOf ? [] : [{ kind: 'certificate-of-another-key', severity: 'contradiction', subject } as const]),
    ...(unlisted.length > 0 ? [{ kind: 'revocation-unchecked', severity: 'gap', subjects: unlisted } as const] : []),
  ];
}
