import { type Evidence, eventTypeName } from '../evidence/index.js';

const hexOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

interface Digest {
  readonly hashAlg: string;
  readonly digest: string;
}

/**
 * Logs as one log in the JSON of TCG's Canonical Event Log (CEL 1.0): the firmware's events, then IMA's measurements, each with its number among those of its register. What a log does not say of an
 * event (digests in other banks) is not added. Types without a name are numbers.
 */
export function celJson({ eventLog, ima }: Pick<Evidence, 'eventLog' | 'ima'>): string {
  const counts = new Map<number, number>();
  const record = (pcr: number, digests: readonly Digest[], content_type: string, content: object): object => {
    const recnum = counts.get(pcr) ?? 0;
    counts.set(pcr, recnum + 1);
    return { recnum, pcr, digests, content_type, content };
  };
  const events = (eventLog?.events ?? []).map(({ pcr, type, digests, data }) => {
    const name = eventTypeName(type);
    const said = digests.map(({ bank, digest }) => ({ hashAlg: bank, digest: hexOf(digest) }));
    const content = { event_type: name.startsWith('0x') ? type : name, event_data: hexOf(data) };
    return record(pcr, said, 'pcclient_std', content);
  });
  const measurements = (ima?.entries ?? []).map(({ pcr, template, digest, hashed }) =>
    record(pcr, [{ hashAlg: ima?.bank ?? '', digest: hexOf(digest) }], 'ima_template', {
      template_name: template,
      template_data: hexOf(hashed),
    }),
  );
  return `[\n${[...events, ...measurements].map((each) => JSON.stringify(each)).join(',\n')}\n]\n`;
}
