import { parse } from '../../tpm/bytes.js';
import { readLoadOption } from '../uefi/load-option.js';
import { readSignature, readSignatureLists } from '../uefi/signature-lists.js';
import { utf8Text, utf16Text } from '../uefi/text.js';
import type { Variable } from '../uefi/variable.js';
import type { VariableValue } from './decoded.js';

const x509 = 'a5c059a1-94e4-4aa7-87b5-ab155c2bf072';

/** Variables that hold signature lists, and those that are switches. */
const databases = new Set(['PK', 'KEK', 'db', 'dbx', 'dbt', 'dbr', 'MokList', 'MokListX']);
const switches = new Set(['SecureBoot', 'SetupMode', 'AuditMode', 'DeployedMode', 'MokSBState', 'MokListTrusted']);

/** What a variable holds, by its name. What has not the form that its name asks for is shown as text or bytes. */
export function variableValue({ name, data }: Variable): VariableValue {
  if (switches.has(name) && data.length === 1 && (data[0] === 0 || data[0] === 1))
    return { kind: 'switch', on: data[0] === 1 };
  if (name === 'BootOrder' && data.length % 2 === 0) return { kind: 'order', entries: orderOf(data) };
  if (/^(Boot|Driver)[0-9A-Fa-f]{4}$/.test(name)) {
    const option = parse(data, readLoadOption);
    if (option.ok) return { kind: 'load-option', option: option.value };
  }
  if (databases.has(name)) {
    const entries = parse(data, readSignatureLists);
    if (entries.ok) return { kind: 'signatures', entries: entries.value };
  }
  return other(data);
}

/** The signature that let an image run, as EV_EFI_VARIABLE_AUTHORITY has it: one EFI_SIGNATURE_DATA, or a list's text as shim's SBAT level. */
export function authorityValue(variable: Variable): VariableValue {
  const { name, data } = variable;
  if (!databases.has(name) && name !== 'Shim' && name !== 'MokListRT') return variableValue(variable);
  const entry = parse(data, (reader) => readSignature(reader, x509, data.length));
  return entry.ok && entry.value.kind === 'certificate' ? { kind: 'signatures', entries: [entry.value] } : other(data);
}

function orderOf(data: Uint8Array): readonly string[] {
  const numbers = Buffer.from(data);
  return Array.from({ length: data.length / 2 }, (_, i) =>
    numbers
      .readUInt16LE(2 * i)
      .toString(16)
      .toUpperCase()
      .padStart(4, '0'),
  );
}

function other(data: Uint8Array): VariableValue {
  const text = data.length < 2 ? undefined : (utf8Text(data) ?? utf16Text(data));
  return text === undefined || text === ''
    ? { kind: 'bytes', hex: Buffer.from(data).toString('hex') }
    : { kind: 'text', text };
}
