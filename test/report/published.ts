import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Ajv } from 'ajv';
import { validateXML } from 'xmllint-wasm';

const sarifSchema = createRequire(import.meta.url).resolve('@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json');

/** What OASIS' schema of SARIF 2.1.0 has against a text. Ajv reads a later draft of JSON Schema, in which what this schema uses means the same. */
export function wrongInSarif(text: string): readonly unknown[] {
  const { $schema: _, id: __, ...schema } = JSON.parse(readFileSync(sarifSchema, 'utf8'));
  const isSarif = new Ajv({ allErrors: true, strict: false, validateFormats: false, unicodeRegExp: false }).compile(
    schema,
  );
  return isSarif(JSON.parse(text)) ? [] : (isSarif.errors ?? []);
}

/** What the schema of JUnit's XML beside this file has against a text. */
export async function wrongInJunit(text: string): Promise<readonly string[]> {
  const schema = readFileSync(new URL('junit.xsd', import.meta.url), 'utf8');
  const { errors } = await validateXML({ xml: { fileName: 'result.xml', contents: text }, schema });
  return errors.map(({ message }) => message);
}
