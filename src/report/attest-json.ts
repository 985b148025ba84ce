import { findingText, type ImaEntry, type Judged } from '../evidence/index.js';

/** What evidence comes to, for programs: docs/attest.schema.json. */
export const attestJson = (
  judged: Judged,
  { name, version }: { readonly name: string; readonly version: string },
): string => printed({ schemaVersion: 1, tool: { name, version }, ...attestParts(judged) });

/** What is said of evidence whatever the platform. */
export const attestParts = ({
  events,
  ima,
  registers,
  quote,
  certificate,
  findings,
  consistent,
  complete,
}: Judged): object => ({
  consistent,
  complete,
  ...(quote && { quote }),
  ...(certificate && { certificate }),
  pcrs: registers,
  findings: findings.map((finding) => ({ ...finding, message: findingText(finding) })),
  events,
  ima: ima.map(imaJson),
});

/** Bytes are in hexadecimal, numbers of 64 bits texts. */
export const printed = (result: object): string => `${JSON.stringify(result, plain, 2)}\n`;

const plain = (_: string, value: unknown): unknown => {
  if (typeof value === 'bigint') return `${value}`;
  return value instanceof Uint8Array ? Buffer.from(value).toString('hex') : value;
};

const imaJson = ({ at, pcr, template, digest, violation, bound, fields }: ImaEntry): unknown => ({
  at,
  pcr,
  template,
  digest,
  violation,
  bound,
  ...fields,
});
