import { describe, expect, test } from 'vitest';
import {
  type Evidence,
  judge,
  type PublicArea,
  readAsciiIma,
  readBinaryIma,
  readEventLog,
  readKey,
  readPublicArea,
  readRegisters,
  replay,
  replayIma,
} from '../../src/evidence/index.js';
import type { Bank } from '../../src/tpm/banks.js';
import { corpusBytes, corpusFiles, hasCorpus } from './corpus.js';

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

/** What of the logs of the corpus is no log: by hand, from the manifest's account and the specification. */
const noLogs: Readonly<Record<string, number>> = {
  'fixtures/specid-vendordata.bin': 69, // vendor information beyond the end of its event
  'create-mb-policy/binary_bios_measurements-bogus': 0, // a text
  'create-mb-policy/binary_bios_measurements-empty': 0,
};

const logs = corpusFiles(/TCG 2.0 log|TCG 1.2|CCEL \(/);

describe.skipIf(!hasCorpus)('event logs of real machines', () => {
  test.each(logs.map((log) => [log.file, log] as const))(
    '%s',
    (file, { n_events, replayed_pcrs_by_bank: wanted = {} }) => {
      const read = readEventLog(corpusBytes(file), { padded: true });
      const offset = noLogs[file.split('/').slice(-2).join('/')];
      if (!read.ok) {
        expect(read.malformed.offset).toBe(offset);
        return;
      }
      expect(offset).toBeUndefined();
      const { format, events } = read.value;
      expect(events.length + (format === 'agile' ? 1 : 0)).toBe(n_events);
      const values = replay(read.value);
      for (const [bank, registers] of Object.entries(wanted)) {
        for (const [pcr, value] of Object.entries(registers)) {
          const ours = values.find((each) => each.bank === bank && each.pcr === Number(pcr));
          expect(ours && hex(ours.digest), `PCR ${pcr} in ${bank}`).toBe(value);
        }
      }
      const { events: judged } = judge({ eventLog: read.value });
      expect(judged).toHaveLength(events.length);
    },
  );
});

/** IMA logs that are cut short, or none, and where that shows. */
const noImaLogs = new Set(['invalid_ima_log.txt', 'sml-ima-ng-sha1-invalidated.bin', 'sml-ima-sig-sha256.bin']);

describe.skipIf(!hasCorpus)('IMA logs of real machines', () => {
  test.each(corpusFiles(/^IMA (ascii|binary)/).map((log) => [log.file, log] as const))(
    '%s',
    (file, { format, n_events, replayed_pcrs_by_bank: wanted = {} }) => {
      const bytes = corpusBytes(file);
      const read = format === 'IMA binary' ? readBinaryIma(bytes) : readAsciiIma(Buffer.from(bytes).toString('utf8'));
      expect(read.ok).toBe(!noImaLogs.has(file.split('/').at(-1) ?? ''));
      // The manifest's reader found no entry in one file; it has one that is cut off nowhere.
      if (!read.ok || n_events === 0) return;
      expect(read.value.entries).toHaveLength(n_events ?? 0);
      for (const [bank, registers] of Object.entries(wanted)) {
        const value = replayIma(read.value.entries, { bank: bank as Bank, pcr: 10, how: 'own-digest' });
        expect(hex(value), bank).toBe(registers['10']);
      }
    },
  );
});

const boots = ['sb-honest', 'sb-badinitrd', 'uki-honest', 'uki-badcmd', 'drtm-live'];

function value<Value>(read: { readonly ok: true; readonly value: Value } | { readonly ok: false }): Value {
  if (!read.ok) throw new Error(`not read: ${JSON.stringify(read)}`);
  return read.value;
}

function bootOf(name: string): Evidence & { readonly quote: NonNullable<Evidence['quote']> } {
  const bytes = (file: string): Uint8Array => corpusBytes(`qemu/${name}/${file}`);
  return {
    eventLog: value(readEventLog(bytes('eventlog.bin'))),
    ima: value(readBinaryIma(bytes('ima.bin'))),
    registers: value(readRegisters(bytes('pcrs.json'))),
    quote: {
      message: bytes('quote.msg'),
      signature: bytes('quote.sig'),
      key: value(readKey(corpusBytes('qemu/ak/ak.tpm2b_public'))),
      nonce: Buffer.from(Buffer.from(bytes('nonce')).toString('latin1').trim(), 'hex'),
    },
  };
}

describe.skipIf(!hasCorpus)('real boots, with logs, registers and a quote', () => {
  test.each(boots)('%s is consistent, and its quote verifies', (name) => {
    const { consistent, quote, findings } = judge(bootOf(name));
    expect(quote).toMatchObject({ verified: true });
    expect(findings.filter(({ severity }) => severity === 'contradiction')).toEqual([]);
    expect(consistent).toBe(true);
  });

  test('the dynamic launch is in no log, and is said to be', () => {
    const { findings } = judge(bootOf('drtm-live'));
    expect(findings.map(({ kind, ...rest }) => [kind, 'pcr' in rest ? rest.pcr : undefined])).toEqual(
      ['sha1', 'sha256', 'sha384'].map(() => ['register-not-logged', 17]),
    );
  });

  test('an honest log beside the quote of a machine with another initrd contradicts it in registers 9 and 10', () => {
    const { registers: _, ...honest } = bootOf('sb-honest');
    const { quote } = bootOf('sb-badinitrd');
    const read = value(readRegisters(corpusBytes('qemu/sb-badinitrd/quote.pcrs')));
    const { consistent, findings, quote: judged } = judge({ ...honest, registers: read, quote });
    expect(judged?.verified).toBe(true);
    expect(consistent).toBe(false);
    const differ = findings.flatMap((each) => (each.kind === 'register-differs' ? [`${each.bank} ${each.pcr}`] : []));
    expect(differ).toEqual(['sha256 9', 'sha256 10']);
    // Without the registers, the quote alone is not of the log's values.
    expect(judge({ ...honest, quote }).quote).toMatchObject({ verified: false });
  });

  test('a bit changed anywhere in a quote or its signature is found', () => {
    const boot = bootOf('sb-honest');
    for (const part of ['message', 'signature'] as const) {
      const original = boot.quote[part];
      for (let bit = 0; bit < original.length * 8; bit += 3) {
        const changed = Uint8Array.from(original);
        changed[bit >> 3] = (changed[bit >> 3] as number) ^ (1 << (bit & 7));
        const { quote } = judge({ registers: boot.registers, quote: { ...boot.quote, [part]: changed } });
        expect(quote?.verified, `bit ${bit} of the ${part}`).toBe(false);
      }
    }
  });
});

/** The signature beside a message: with its header, or plain. */
const signatureOf = (message: string): string =>
  ['.sig', '.rawsig']
    .map((end) => message.replace(/\.(attest|msg)$/, end))
    .find((file) => corpusFiles(/^(TPMT_SIGNATURE|raw RSASSA)/).some((each) => each.file === file)) ?? message;

/** Quotes of the corpus with the key that made them, by the folder they stand in. */
const quotes = corpusFiles(/^TPMS_ATTEST$/).flatMap(({ file, tuple }) => {
  const signature = signatureOf(file);
  const keys = corpusFiles(/^(TPMT_PUBLIC \(AK\)|PEM SPKI \(AK\))$/).filter((key) => key.tuple === tuple);
  const values = corpusFiles(/^PCR values JSON$/).find((each) => each.tuple === tuple);
  const [key] = keys;
  return tuple === undefined || key === undefined || values === undefined
    ? []
    : [[file, signature, key.file, values.file] as const];
});

describe.skipIf(!hasCorpus)('quotes of real machines', () => {
  const whole = quotes.filter(([message, signature]) => signature !== message);

  test('there are some', () => {
    expect(whole.length).toBeGreaterThan(20);
    expect(whole.filter(([, signature]) => signature.endsWith('.rawsig'))).toHaveLength(3);
  });

  test.each(whole)('%s', (message, signature, key, values) => {
    const registers = value(readRegisters(corpusBytes(values)));
    const quote = {
      message: corpusBytes(message),
      signature: corpusBytes(signature),
      key: value(readKey(corpusBytes(key))),
    };
    expect(judge({ registers, quote }).quote).toMatchObject({ verified: true });
  });
});

describe.skipIf(!hasCorpus)('keys of real machines', () => {
  test('a public area has the name that the TPM gave it, and is a restricted signing key', () => {
    const area: PublicArea = value(readPublicArea(corpusBytes('qemu/ak/ak.tpm2b_public')));
    expect(hex(area.name)).toBe(hex(corpusBytes('qemu/ak/ak.name')));
    expect(area.attributes).toMatchObject({ restricted: true, signs: true, decrypts: false, fixedTpm: true });
  });

  test('the same key is read from PEM', () => {
    const [pem, area] = [corpusBytes('qemu/ak/ak.pem'), corpusBytes('qemu/ak/ak.tpm2b_public')].map((bytes) =>
      value(readKey(bytes)),
    );
    expect(pem?.key.equals(area?.key as NonNullable<typeof area>['key'])).toBe(true);
  });

  test('an endorsement key decrypts and does not sign, so that a quote by it is none', () => {
    expect(value(readPublicArea(corpusBytes('qemu/ak/ek.tpm2b_public'))).attributes).toMatchObject({
      restricted: true,
      decrypts: true,
      signs: false,
    });
  });
});
