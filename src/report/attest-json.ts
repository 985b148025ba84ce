import { findingText, type ImaEntry, type Judged } from '../evidence/index.js';

/** What evidence comes to, for programs: docs/attest.schema.json. Bytes are in hexadecimal, numbers of 64 bits texts. */
export function attestJson(
  { events, ima, registers, quote, findings, consistent }: Judged,
  { name, version }: { readonly name: string; readonly version: string },
): string {
  const result = {
    schemaVersion: 1,
    tool: { name, version },
    consistent,
    ...(quote && { quote }),
    registers,
    findings: findings.map((finding) => ({ ...finding, message: findingText(finding) })),
    events,
    ima: ima.map(imaJson),
  };
  return `${JSON.stringify(result, plain, 2)}\n`;
}

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
