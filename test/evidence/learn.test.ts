import { describe, expect, test } from 'vitest';
import { judge, readEventLog } from '../../src/evidence/index.js';
import { learn } from '../../src/evidence/learn/learn.js';
import { attest, fitPlatform, lookUp } from '../../src/evidence/platform/index.js';
import { eventTypes } from '../../src/tpm/event-log/event-types.js';
import { measured, type NewEvent, separator, writeEventLog } from '../../src/tpm/event-log/write.js';
import { model } from '../language/texts.js';
import { corpusBytes, corpusFiles } from './corpus.js';

const banks = ['sha1', 'sha256'] as const;
const event = (pcr: number, type: number, text: string): NewEvent =>
  measured(banks, pcr, type, new TextEncoder().encode(text));
const image = (text: string): NewEvent => event(4, eventTypes.EV_EFI_BOOT_SERVICES_APPLICATION, text);

/** The log, and what is learned of it. */
function learned(bytes: Uint8Array) {
  const log = readEventLog(bytes, { padded: true });
  if (!log.ok) throw new Error('the log is one');
  return { log: log.value, ...learn(log.value) };
}

describe('what is learned of a log', () => {
  test('is a chain through the images that were started, what is measured twice in a row by one stage, and all else as constants', () => {
    const events = [
      separator(banks, 4),
      image('a'),
      separator(banks, 0),
      image('b'),
      image('b'),
      event(9, eventTypes.EV_IPL, 'forall'),
    ];
    const found = learned(writeEventLog(banks, events));
    expect(found.ok && found.text).toContain(`program Boot_image(m: Learned) {
  x = read m.Boot_image_2_loc
  extend m.pcr.pcr_4, x
  extend m.pcr.pcr_4, x
  jump x
}`);
    const { chains, platforms, theorems } = model(found.ok ? found.text : '');
    expect([chains.length, platforms.length, theorems.map(({ name }) => name)]).toEqual([
      0,
      1,
      ['Learned_images', 'Learned_booted'],
    ]);
  });

  test('of a log without images is nothing', () => {
    expect(learned(writeEventLog(banks, [separator(banks, 0)])).ok).toBe(false);
  });

  test('the log that it was learned of conforms to it, whatever the log: of the corpus the first thirty', () => {
    let count = 0;
    for (const { file, bad_input: bad } of corpusFiles(/crypto-agile TCG|TCG 1.2/).slice(0, 30)) {
      const read = bad === undefined ? readEventLog(corpusBytes(file), { padded: true }) : undefined;
      if (read?.ok !== true) continue;
      const found = learn(read.value);
      if (!found.ok) continue;
      const of = model(found.text);
      const [platform] = of.platforms;
      const goods = platform && lookUp(platform, () => 'no file');
      if (platform === undefined || goods === undefined || 'bad' in goods) throw new Error(`${file} has references`);
      const fit = fitPlatform(of, platform, goods.references);
      if (!('claims' in fit)) throw new Error(`${file}: ${fit.map(({ problem }) => problem).join('; ')}`);
      const [claim] = fit.claims;
      if (claim === undefined) throw new Error(`${file} has a theorem`);
      const evidence = { eventLog: read.value };
      const attested = attest(
        claim,
        { references: goods.references, model: of },
        { evidence, judged: judge(evidence) },
      );
      expect([file, attested.verdict, attested.deviation?.message]).toEqual([file, 'conforms', undefined]);
      count++;
    }
    expect(corpusFiles(/crypto-agile TCG|TCG 1.2/).length === 0 || count > 5).toBe(true);
  });
});
