import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import {
  type EventLog,
  type Evidence,
  judge,
  readBinaryIma,
  readEventLog,
  readKey,
  readRegisters,
} from '../../src/evidence/index.js';
import { type Attested, attest, fitPlatform, lookUp } from '../../src/evidence/platform/index.js';
import { reader } from '../../src/language/index.js';
import { type Bank, digestOf } from '../../src/tpm/banks.js';
import { eventTypes } from '../../src/tpm/event-log/event-types.js';
import { writeEventLog } from '../../src/tpm/event-log/write.js';
import { inMemory, textsUnder } from '../language/texts.js';
import { corpusBytes, corpusFiles, hasCorpus } from './corpus.js';

const texts = Object.fromEntries(
  [...textsUnder('models'), ...textsUnder('proofs')].map(({ path, text }) => [path, text] as const),
);

/** A shipped platform, ready to hold evidence against. */
function platformOf(file: string) {
  const { model } = reader(inMemory(texts)).read(file);
  const [platform] = model.platforms;
  const found = platform && lookUp(platform, () => 'nothing is referred to');
  if (platform === undefined || found === undefined || 'bad' in found) throw new Error(`${file} is a platform`);
  const fit = fitPlatform(model, platform, found.references);
  if (!('claims' in fit)) throw new Error(fit.map(({ problem }) => problem).join('; '));
  const [claim] = fit.claims;
  if (claim === undefined) throw new Error('it concludes something');
  return Object.assign(
    (evidence: Evidence): Attested =>
      attest(claim, { references: found.references, model }, { evidence, judged: judge(evidence) }),
    { claim, references: found.references },
  );
}

/** A log as the platform wants it, register by register, written here: no machine has shown it. */
function logFor({ claim, references }: ReturnType<typeof platformOf>, bank: Bank): EventLog {
  const events = claim.premises.flatMap(({ pcr, register, sequence }) =>
    sequence.terms.map((term) => {
      const goods = references.of(term, register);
      const good = goods === 'any' ? undefined : goods?.[0]?.digests.get(bank);
      if (good === undefined) throw new Error('it has a reference');
      return {
        pcr,
        type: eventTypes.EV_IPL,
        digests: [{ bank, digest: Buffer.from(good, 'hex') }],
        data: new Uint8Array(),
      };
    }),
  );
  return whole(readEventLog(writeEventLog([bank], events)));
}

function whole<T>(read: { readonly ok: true; readonly value: T } | { readonly ok: false }): T {
  if (!read.ok) throw new Error('the corpus is well-formed');
  return read.value;
}

interface Boot extends Evidence {
  readonly eventLog: EventLog;
  readonly quote: NonNullable<Evidence['quote']>;
}

const recorded = (file: string): Uint8Array => readFileSync(new URL(`recorded/${file}`, import.meta.url));

/** A recorded boot of QEMU with OVMF and swtpm. */
function boot(name: string): Boot {
  const file = (each: string): Uint8Array => recorded(`${name}/${each}`);
  return {
    eventLog: whole(readEventLog(file('eventlog.bin'))),
    ima: whole(readBinaryIma(file('ima.bin'))),
    registers: whole(readRegisters(file('quote.pcrs'))),
    quote: {
      message: file('quote.msg'),
      signature: file('quote.sig'),
      key: whole(readKey(recorded('ak/ak.tpm2b_public'))),
      nonce: Buffer.from(Buffer.from(file('nonce')).toString('utf8').trim(), 'hex'),
    },
  };
}

const told = ({ verdict, deviation }: Attested): unknown => [verdict, deviation?.kind, deviation?.stages];

/** A log with one event changed. */
const withEvent = (boot: Boot, at: number, change: Partial<EventLog['events'][number]>): Boot => ({
  ...boot,
  eventLog: {
    ...boot.eventLog,
    events: boot.eventLog.events.map((event, i) => (i === at ? { ...event, ...change } : event)),
  },
});

describe('boots of real firmware', () => {
  const pc = platformOf('models/uefi/debian-12.ls2');
  const uki = platformOf('models/uefi/debian-12-uki.ls2');
  const launch = platformOf('models/uefi/launch-test.ls2');

  test('an honest one is an instance of the theorem, provided what no evidence shows', () => {
    const attested = pc(boot('sb-honest'));
    expect(told(attested)).toEqual(['conforms', undefined, undefined]);
    expect(attested.assumptions).toEqual([
      'Alone_Boot(m)',
      'the key is that of the TPM whose registers these are: nothing here says whose it is',
    ]);
    expect(told(uki(boot('uki-honest')))).toEqual(['conforms', undefined, undefined]);
  });

  test('another initial file system, another image, another platform: the first stage that is not as expected', () => {
    expect(told(pc(boot('sb-badinitrd')))).toEqual(['deviates', 'event', ['initrd']]);
    expect(told(uki(boot('uki-badcmd')))).toEqual(['deviates', 'event', ['Stub']]);
    expect(told(pc(boot('uki-honest')))).toEqual(['deviates', 'event', ['Shim']]);
  });

  test('an honest log beside the quote of a tampered machine: the register that is not what the log says, and its stages', () => {
    const { registers, quote } = boot('sb-badinitrd');
    const attested = pc({ ...boot('sb-honest'), registers, quote });
    expect(attested.verdict).toBe('deviates');
    expect(attested.deviation).toMatchObject({ kind: 'register', pcr: 9, stages: ['grub_cfg', 'Kernel', 'initrd'] });
  });

  test('a dynamic launch, of which no log tells: the value of the register is computed from what is good', () => {
    expect(told(launch(boot('drtm-live')))).toEqual(['conforms', undefined, undefined]);
    // Neither a log nor the quote tells of the register there.
    const untold = launch(boot('sb-honest'));
    expect([told(untold), untold.missing]).toEqual([
      ['unknown', undefined, undefined],
      [
        'nothing that was given tells what PCR 17 (sha256) held: a log of it does, or its value',
        'PCR 17 (sha256) is not quoted, so that nothing vouches for what is said of it',
      ],
    ]);
  });

  test('somebody has typed at the prompt, or the command line is another: the line that is not as expected', () => {
    const { eventLog, ima } = boot('sb-honest');
    const line = (at: number, text: string): Boot => {
      const digests = [{ bank: 'sha256' as const, digest: digestOf('sha256', Buffer.from(text)) }];
      return withEvent({ ...boot('sb-honest'), eventLog, ima }, at, { digests });
    };
    const typed = line(36, 'linuxefi /vmlinuz init=/bin/sh');
    expect(told(pc(typed))).toEqual(['deviates', 'event', ['load_kernel']]);
    expect(told(pc(line(40, '/vmlinuz init=/bin/sh')))).toEqual(['deviates', 'event', ['kernel_line']]);
  });

  test.each([
    ['models/tdx/cos-113.ls2', 'sha384', 'kernel_line'],
    ['models/uboot/measured-test.ls2', 'sha256', 'boot_arguments'],
    ['models/tvp-qt/table2-test.ls2', 'sha256', 'VM_Builder'],
  ] as const)(
    '%s: a log that was written for it conforms, and one with another digest deviates there',
    (file, bank, stage) => {
      const platform = platformOf(file);
      const eventLog = logFor(platform, bank);
      expect(told(platform({ eventLog }))).toEqual(['conforms', undefined, undefined]);
      const terms = platform.claim.premises.flatMap(({ sequence }) => sequence.terms);
      const at = terms.findIndex((term) => term.kind === 'application' && term.symbol.name === stage);
      const digests = [{ bank, digest: digestOf(bank, Buffer.from('another')) }];
      const events = eventLog.events.map((event, i) =>
        i === at + eventLog.events.length - terms.length ? { ...event, digests } : event,
      );
      expect(told(platform({ eventLog: { ...eventLog, events } }))).toEqual(['deviates', 'event', [stage]]);
    },
  );

  test.runIf(hasCorpus)(
    'a TDX guest of Google, its registers as its quote has them: an instance of the theorem',
    () => {
      const at = 'google_go-eventlog/testdata/eventlogs/ccel/cos-113-intel-tdx.bin';
      const eventLog = whole(readEventLog(corpusBytes(at), { padded: true }));
      const entry = corpusFiles(/^CCEL/).find(({ file }) => file === at);
      const value = (pcr: number): string => entry?.expected_pcrs?.['sha384']?.[`${pcr}`] ?? '';
      const registers = [2, 3].map((pcr) => ({ bank: 'sha384' as const, pcr, digest: Buffer.from(value(pcr), 'hex') }));
      const attested = platformOf('models/tdx/cos-113.ls2')({ eventLog, registers });
      expect(told(attested)).toEqual(['conforms', undefined, undefined]);
      expect(attested.assumptions.join()).toContain('its value was handed in, and nothing signs it');
    },
  );

  test('an old quote', () => {
    const old = boot('sb-honest');
    const nonce = new Uint8Array(20).fill(7);
    expect(told(pc({ ...old, quote: { ...old.quote, nonce } }))).toEqual(['deviates', 'quote', []]);
  });

  test('a digest of the log that was changed, in the bank that is looked at', () => {
    const honest = boot('sb-honest');
    const digests = honest.eventLog.events[29]?.digests.map((each) => ({
      ...each,
      digest: new Uint8Array(each.digest.length),
    }));
    expect(told(pc(withEvent(honest, 29, { digests: digests ?? [] })))).toEqual(['deviates', 'event', ['Grub']]);
  });

  test('another label decides nothing; one that says that nothing was extended contradicts the register', () => {
    const honest = boot('sb-honest');
    const relabelled = withEvent(honest, 29, { type: eventTypes.EV_SEPARATOR, data: new Uint8Array(4) });
    expect(told(pc(relabelled))).toEqual(['conforms', undefined, undefined]);
    const hidden = withEvent(honest, 29, { type: eventTypes.EV_NO_ACTION });
    expect(told(pc(hidden))).toEqual(['deviates', 'event', ['Grub']]);
  });

  test('a quote that leaves out a register of the theorem', () => {
    const honest = boot('sb-honest');
    const other = boot('drtm-live');
    expect(pc({ ...honest, quote: undefined, registers: undefined }).verdict).toBe('conforms');
    expect(pc({ ...honest, registers: other.registers, quote: other.quote }).verdict).toBe('deviates');
    const attested = launch(honest);
    expect([attested.verdict, attested.missing.at(-1)]).toEqual([
      'unknown',
      expect.stringMatching(/^PCR 17 .* not quoted/),
    ]);
  });

  test.each([
    ['the list of IMA, of which the quote has a register', {}, /cannot be verified: it covers sha256:10,/],
    ['the boot’s log', { eventLog: undefined }, /^the quote cannot be verified: it covers sha256:0, sha256:1,/],
    ['a nonce', {}, /^$/],
  ])('without %s nothing contradicts anything, and nothing follows', (what, change, says) => {
    const { eventLog, quote } = boot('sb-honest');
    const evidence =
      what === 'a nonce'
        ? { ...boot('sb-honest'), quote: { ...quote, nonce: undefined } }
        : { eventLog, quote, ...change };
    const { verdict, deviation, missing } = pc(evidence);
    expect([verdict, deviation]).toEqual([what === 'a nonce' ? 'conforms' : 'unknown', undefined]);
    expect(missing[0] ?? '').toMatch(says);
    expect(judge(evidence)).toMatchObject({ consistent: true, complete: what === 'a nonce' });
  });

  test('what is there contradicts the platform whatever is missing', () => {
    const { eventLog, quote } = boot('sb-badinitrd');
    expect(told(pc({ eventLog, quote }))).toEqual(['deviates', 'event', ['initrd']]);
    const forged = { ...quote, signature: quote.signature.with(-1, (quote.signature.at(-1) ?? 0) ^ 1) };
    expect(told(pc({ eventLog: boot('sb-honest').eventLog, quote: forged }))).toEqual(['deviates', 'quote', []]);
  });

  test('registers without a file of values: by the logs, and by what they are reset to where no log tells of them', () => {
    const { registers: _, ...without } = boot('sb-honest');
    expect(told(pc(without))).toEqual(['conforms', undefined, undefined]);
    expect(judge(without).registers).toContainEqual({ bank: 'sha256', pcr: 15, read: '00'.repeat(32), quoted: true });
    // With IMA's list of another boot: that, or a register that was taken to be as it is reset, is not what was quoted.
    expect(told(pc({ ...without, ima: boot('uki-honest').ima }))).toEqual(['unknown', undefined, undefined]);
  });

  test('says which registers a quote covers that nothing else speaks of', () => {
    const { eventLog, quote } = boot('sb-honest');
    const { verified, reason } = judge({ eventLog, quote }).quote ?? {};
    expect(verified).toBe(false);
    expect(reason).toMatch(/^it covers sha256:10, .* nothing that was given says what that held/);
    // A wrong value is not a missing one.
    const registers = boot('sb-honest').registers?.map((each, i) =>
      i === 0 ? { ...each, digest: new Uint8Array(each.digest.length) } : each,
    );
    expect(judge({ ...boot('sb-honest'), registers }).quote?.reason).toMatch(/not those that were quoted/);
  });

  test('an honest one is consistent, IMA’s view of the registers included; that of another boot beside it is not', () => {
    const honest = boot('sb-honest');
    expect(judge(honest).findings.filter(({ severity }) => severity === 'contradiction')).toEqual([]);
    const { ima } = boot('uki-honest');
    const kinds = judge({ eventLog: honest.eventLog, ima }).findings.map(({ kind }) => kind);
    expect(kinds).toContain('boot-aggregate-differs');
  });
});
