import { about } from '../disk/about.js';
import { type Evidence, findingText, type Judged, judge } from '../evidence/index.js';
import { learn } from '../evidence/learn/learn.js';
import { nameOf } from '../evidence/platform/index.js';
import { attestJson } from '../report/attest-json.js';
import { attestText } from '../report/attest-text.js';
import { attestedJson } from '../report/attested-json.js';
import { type AttestedReport, attestedText, verdictOf } from '../report/attested-text.js';
import { celJson } from '../report/cel.js';
import { diagnosticJson } from '../report/diagnostics-json.js';
import { diagnosticText } from '../report/diagnostics-text.js';
import type { AttestOptions } from './attest-options.js';
import { readEvidence } from './attesting-evidence.js';
import { type Parts, partsOf } from './attesting-parts.js';
import { conclude, type Ready, readPlatform } from './attesting-platform.js';
import { type ExitCode, exit } from './exit.js';
import { type Output, outputFor } from './output.js';
import { contentsOf } from './read-file.js';
import { UsageError } from './usage-error.js';
import { demandWritable } from './whole-file.js';

/** `ls2 attest`: reads evidence, all that is wrong with it in one run, and judges it. */
export async function attest(where: string | undefined, options: AttestOptions): Promise<ExitCode> {
  const output = await outputFor(options);
  if (options.learn === true && options.platform !== undefined)
    throw new UsageError('--learn writes a platform, and --platform names one: say which');
  const read = options.platform === undefined ? undefined : readPlatform(options.platform);
  const ready = read !== undefined && 'claims' in read ? read : undefined;
  const unread = read !== undefined && !('claims' in read) ? read : [];
  const { format, sign, proof } = options;
  const isSigned = format === 'ear' || format === 'dsse';
  if (isSigned !== (sign !== undefined) || (isSigned && (read === undefined || where !== undefined)))
    throw new UsageError(
      'a result that is signed is of one machine on a platform: give --platform, --sign, and --format ear or dsse',
    );
  if (proof !== undefined && (read === undefined || where !== undefined))
    throw new UsageError('--proof is of the theorem of a --platform, for one machine');
  if (proof !== undefined) demandWritable(proof);
  if (options.format === 'cel' && (where !== undefined || options.learn === true || read !== undefined))
    throw new UsageError('--format cel writes the logs of one machine: leave out machines, --learn and --platform');
  if (where !== undefined && format === 'html') throw new UsageError('a page is of one machine: leave out machines');
  if (where !== undefined && options.learn === true) throw new UsageError('--learn learns from one machine');
  if (
    (options.queue !== undefined && where === undefined) ||
    (options.shard !== undefined && options.queue === undefined)
  )
    throw new UsageError(
      '--queue is for many machines: name their directory, or lines of JSON; and --shard is for a queue',
    );
  if (where !== undefined && unread.length === 0) {
    if (options.queue !== undefined) {
      const { attestByQueue } = await import('./queue/adding.js');
      return await attestByQueue(where, options.queue, options, ready);
    }
    const { attestFleet } = await import('./fleet/fleet.js');
    return await attestFleet(where, options, ready);
  }
  const parts = partsOf(where === undefined ? options : {});
  const { evidence, diagnostics: malformed } =
    where === undefined ? readEvidence(parts) : { evidence: {}, diagnostics: [] };
  const diagnostics = [...unread, ...malformed];
  if (diagnostics.length > 0) {
    output.write(
      options.format === 'json'
        ? `${JSON.stringify({ schemaVersion: 1, tool: about(), diagnostics: diagnostics.map(diagnosticJson) }, undefined, 2)}\n`
        : `${diagnostics.map((each) => diagnosticText(each, () => undefined, output.paint)).join('\n\n')}\n`,
    );
    return diagnostics.every(({ code }) => code === 'LS2-1505') ? exit.noVerdict : exit.malformed;
  }
  const judged = judge(evidence);
  if (options.learn === true) return learned(evidence, judged, output);
  if (ready !== undefined) return await onPlatform(ready, { evidence, judged, parts }, options);
  if (options.format === 'cel') output.write(celJson(evidence));
  else if (format === 'html') output.write((await import('../report/html/attest-html.js')).attestHtml(judged, about()));
  else output.write(options.format === 'json' ? attestJson(judged, about()) : attestText(judged, output.paint));
  if (!judged.consistent) return exit.violated;
  return judged.complete ? exit.ok : exit.noVerdict;
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
async function onPlatform(
  ready: Ready,
  { evidence, judged, parts }: { readonly evidence: Evidence; readonly judged: Judged; readonly parts: Parts },
  options: AttestOptions,
): Promise<ExitCode> {
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
  const { format, sign, proof } = options;
  if ((format === 'ear' || format === 'dsse') && sign !== undefined) {
    const { sha256, signedResult, signerOf } = await import('./attesting-signed.js');
    const digest = proof !== undefined && proved === 'proved' ? sha256(contentsOf(proof)) : undefined;
    const about = { signer: signerOf(sign), parts, proof: digest };
    output.write(await signedResult(format, report, about));
  } else if (format === 'html')
    output.write((await import('../report/html/attest-html.js')).attestedHtml(report, about()));
  else output.write(format === 'json' ? attestedJson(report, about()) : attestedText(report, output.paint));
  return { conforms: exit.ok, deviates: exit.violated, unknown: exit.noVerdict }[verdictOf(report)];
}
