import { type Code, type Diagnostic, diagnostic, startOfFile } from '../diagnostics/index.js';
import { about } from '../disk/about.js';
import {
  attestMessage,
  describeMalformed,
  type Evidence,
  type EvidenceQuote,
  findingText,
  type Judged,
  judge,
  readAsciiIma,
  readBinaryIma,
  readEventLog,
  readKey,
  readRegisters,
} from '../evidence/index.js';
import { learn } from '../evidence/learn/learn.js';
import { nameOf } from '../evidence/platform/index.js';
import { attestJson } from '../report/attest-json.js';
import { attestText } from '../report/attest-text.js';
import { attestedJson } from '../report/attested-json.js';
import { type AttestedReport, attestedText, verdictOf } from '../report/attested-text.js';
import { diagnosticJson } from '../report/diagnostics-json.js';
import { diagnosticText } from '../report/diagnostics-text.js';
import { Stopped } from '../stop/index.js';
import { type PcrSelection, parseAttest } from '../tpm/index.js';
import { conclude, type Ready, readPlatform } from './attesting-platform.js';
import { type ExitCode, exit } from './exit.js';
import type { SolvingOptions } from './options.js';
import { type Output, type OutputOptions, outputFor } from './output.js';
import { contentsOf as bytesOf } from './read-file.js';
import { UsageError } from './usage-error.js';
import { reasonOf } from './whole-file.js';

export interface AttestOptions extends OutputOptions, SolvingOptions {
  readonly platform?: string;
  readonly learn?: boolean;
  readonly eventLog?: string;
  readonly imaLog?: string;
  readonly pcrs?: string;
  readonly quote?: string;
  readonly signature?: string;
  readonly key?: string;
  readonly nonce?: string;
}

/** `ls2 attest`: reads evidence, all that is wrong with it in one run, and judges it. */
export async function attest(options: AttestOptions): Promise<ExitCode> {
  const output = await outputFor(options);
  if (options.learn === true && options.platform !== undefined)
    throw new UsageError('--learn writes a platform, and --platform names one: say which');
  const ready = options.platform === undefined ? undefined : readPlatform(options.platform);
  const { evidence, diagnostics: malformed } = readEvidence(options);
  const diagnostics = [...(ready !== undefined && !('claims' in ready) ? ready : []), ...malformed];
  if (diagnostics.length > 0) {
    output.write(
      options.format === 'json'
        ? `${JSON.stringify({ schemaVersion: 1, tool: about(), diagnostics: diagnostics.map(diagnosticJson) }, undefined, 2)}\n`
        : `${diagnostics.map((each) => diagnosticText(each, () => undefined, output.paint)).join('\n\n')}\n`,
    );
    return exit.malformed;
  }
  const judged = judge(evidence);
  if (options.learn === true) return learned(evidence, judged, output);
  if (ready !== undefined && 'claims' in ready) return await onPlatform(ready, evidence, judged, options);
  output.write(options.format === 'json' ? attestJson(judged, about()) : attestText(judged, output.paint));
  return judged.consistent ? exit.ok : exit.violated;
}

/** Writes what the log of a good machine shows; of evidence that contradicts itself nothing is learned. */
function learned({ eventLog }: Evidence, judged: Judged, output: Output): ExitCode {
  if (eventLog === undefined) throw new UsageError('--learn learns from a log: give --event-log');
  const wrong = judged.findings.find(
    ({ kind, severity }) => severity === 'contradiction' && kind !== 'event-contradicts',
  );
  if (wrong !== undefined) {
    process.stderr.write(`ls2: nothing is learned of evidence that contradicts itself: ${findingText(wrong)}\n`);
    return exit.violated;
  }
  const found = learn(eventLog);
  if (!found.ok) {
    process.stderr.write(`ls2: ${found.problem}\n`);
    return exit.noVerdict;
  }
  output.write(found.text);
  if (found.unnamed > 0)
    process.stderr.write(`ls2: what ${found.unnamed} of its terms are called rests on nothing but the log’s word\n`);
  if (found.left.length > 0) process.stderr.write(`ls2: left out: ${found.left.join(', ')}\n`);
  return exit.ok;
}

/** Concludes what the theorem says of this boot, or says what is not as it wants it. */
async function onPlatform(ready: Ready, evidence: Evidence, judged: Judged, options: AttestOptions): Promise<ExitCode> {
  const output = await outputFor(options);
  const { claim, attested, proved } = await conclude(ready, evidence, judged, options);
  const { model, platform } = ready;
  const report: AttestedReport = {
    platform: platform.name,
    claim,
    attested,
    judged,
    proved,
    nameOf: (term) => nameOf(term, model),
  };
  output.write(options.format === 'json' ? attestedJson(report, about()) : attestedText(report, output.paint));
  return { conforms: exit.ok, deviates: exit.violated, unknown: exit.noVerdict }[verdictOf(report)];
}

type Read<Value> = { readonly value: Value } | { readonly wrong: Diagnostic } | undefined;

function readEvidence(options: AttestOptions): {
  readonly evidence: Evidence;
  readonly diagnostics: readonly Diagnostic[];
} {
  const { eventLog: log, imaLog, pcrs } = options;
  if (log === undefined && imaLog === undefined && pcrs === undefined && options.quote === undefined)
    throw new UsageError('there is nothing to judge: give at least --event-log, --ima-log, --pcrs or --quote');
  const eventLog = read(log, 'LS2-1501', (bytes) => readEventLog(bytes, { padded: true }));
  const ima = read(imaLog, 'LS2-1502', readIma);
  const quote = readQuote(options);
  const registers = read(pcrs, 'LS2-1503', (bytes) => readRegisters(bytes, selectionOf(whole(quote))));
  const wrong = [eventLog, ima, registers, quote].flatMap((each) =>
    each !== undefined && 'wrong' in each ? [each.wrong] : [],
  );
  return {
    evidence: { eventLog: whole(eventLog), ima: whole(ima), registers: whole(registers), quote: whole(quote) },
    diagnostics: wrong,
  };
}

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

function read<Value>(file: string | undefined, code: Code, reader: (bytes: Uint8Array) => Reading<Value>): Read<Value> {
  if (file === undefined) return undefined;
  const found = reader(contentsOf(file));
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

function readQuote({ quote, signature, key, nonce }: AttestOptions): Read<EvidenceQuote> {
  if (quote === undefined && signature === undefined) return undefined;
  if (quote === undefined || signature === undefined || key === undefined) {
    const file = quote ?? signature ?? '';
    const missing = [quote ?? '--quote', signature ?? '--signature', key ?? '--key'].filter((each) =>
      each.startsWith('--'),
    );
    const message = `a quote cannot be verified without ${missing.join(' and ')}`;
    return { wrong: diagnostic('LS2-1505', message, { file, span: startOfFile }) };
  }
  const found = read(key, 'LS2-1504', readKey);
  if (found === undefined || 'wrong' in found) return found;
  return {
    value: {
      message: contentsOf(quote),
      signature: contentsOf(signature),
      key: found.value,
      nonce: nonce === undefined ? undefined : nonceOf(nonce),
    },
  };
}

function nonceOf(text: string): Uint8Array {
  if (!/^([0-9a-fA-F]{2})*$/.test(text)) throw new UsageError('--nonce takes bytes in hexadecimal');
  return new Uint8Array(Buffer.from(text, 'hex'));
}

function contentsOf(file: string): Uint8Array {
  try {
    return bytesOf(file);
  } catch (error) {
    if (error instanceof Stopped) throw error;
    throw new UsageError(`${file} cannot be read: ${reasonOf(error)}`);
  }
}
