import { type ByteReader, type Parsed, parse } from '../../tpm/bytes.js';
import { eventTypes } from '../../tpm/event-log/event-types.js';
import { devicePathText, u64le } from '../uefi/device-path.js';
import { guidText, readGuid } from '../uefi/guid.js';
import { readPartitionTable } from '../uefi/partition-table.js';
import { utf8Text, utf16Text } from '../uefi/text.js';
import { readVariable } from '../uefi/variable.js';
import type { Decoded } from './decoded.js';
import { authorityValue, variableValue } from './variable-value.js';

type Decoder = (data: Uint8Array) => Decoded;

/** A form that is read to its end, or is malformed at an offset of the data. */
const form =
  (read: (reader: ByteReader) => Decoded): Decoder =>
  (data) => {
    const parsed: Parsed<Decoded> = parse(data, read);
    return parsed.ok ? parsed.value : { kind: 'malformed', ...parsed.malformed };
  };

const bytes = (data: Uint8Array): Decoded => ({ kind: 'bytes', hex: Buffer.from(data).toString('hex') });

const text: Decoder = (data) => {
  const said = utf8Text(data) ?? utf16Text(data);
  return said === undefined || said === '' ? bytes(data) : { kind: 'text', text: said };
};

const wideText: Decoder = (data) => {
  const said = utf16Text(data);
  return said === undefined || said === '' ? text(data) : { kind: 'text', text: said };
};

/** Boot loaders' lines: GRUB writes what a line is before it; systemd writes UTF-16. */
const loader: Decoder = (data) => {
  const said = utf8Text(data);
  const line = said === undefined ? null : /^(grub_cmd|kernel_cmdline|module_cmdline)(?::)? (.*)$/s.exec(said);
  if (line !== null) return { kind: 'loader', what: line[1] ?? '', text: line[2] ?? '' };
  return said === undefined ? wideText(data) : text(data);
};

const separator: Decoder = (data) => {
  const said = utf8Text(data);
  const hex = Buffer.from(data).toString('hex');
  if (hex === '00000000' || hex === 'ffffffff') return { kind: 'separator', means: 'end', text: hex };
  if (hex === '01000000') return { kind: 'separator', means: 'error', text: hex };
  return { kind: 'separator', means: 'vendor', text: said === undefined || said === '' ? hex : said };
};

const image = form((reader) => {
  const address = u64le(reader);
  const size = u64le(reader);
  u64le(reader); // the address it was linked for
  const length = u64le(reader);
  const data = reader.bytes(length > BigInt(reader.left) ? reader.left : Number(length), 'a device path');
  reader.bytes(reader.left, 'what follows a device path');
  const path = devicePathText(data);
  return {
    kind: 'image',
    path: path.ok ? path.value : Buffer.from(data).toString('hex'),
    address: `0x${address.toString(16)}`,
    size,
  };
});

const variable = form((reader) => {
  const read = readVariable(reader);
  reader.bytes(reader.left, 'what follows a variable');
  return { kind: 'variable', owner: guidText(read.guid), name: read.name, value: variableValue(read) };
});

const authority = form((reader) => {
  const read = readVariable(reader);
  reader.bytes(reader.left, 'what follows a variable');
  return { kind: 'variable', owner: guidText(read.guid), name: read.name, value: authorityValue(read) };
});

const partitions = form((reader) => {
  const { disk, partitions: entries } = readPartitionTable(reader);
  reader.bytes(reader.left, 'what follows a partition table');
  return { kind: 'partitions', disk, partitions: entries };
});

/** EFI_PLATFORM_FIRMWARE_BLOB; some firmware writes a text instead. */
const blob: Decoder = (data) => {
  if (data.length !== 16) return text(data);
  return form((reader) => ({ kind: 'memory', name: '', base: u64le(reader), size: u64le(reader) }))(data);
};

/** EFI_PLATFORM_FIRMWARE_BLOB2: a description of so many bytes before it. */
const blob2 = form((reader) => {
  const name = Buffer.from(reader.bytes(reader.u8('the size of a description'), 'a description')).toString('latin1');
  return { kind: 'memory', name, base: u64le(reader), size: u64le(reader) };
});

const tableList = (reader: ByteReader, name: string): Decoded => {
  const at = reader.offset;
  const count = u64le(reader);
  if (count * 24n !== BigInt(reader.left)) reader.fail('tables that fill the event', `${count} tables`, at);
  const tables = Array.from({ length: Number(count) }, () => {
    const guid = guidText(readGuid(reader, 'a table'));
    return `${guid} at 0x${u64le(reader).toString(16)}`;
  });
  return { kind: 'tables', name, tables };
};

const tables = form((reader) => tableList(reader, ''));

const tables2 = form((reader) =>
  tableList(
    reader,
    Buffer.from(reader.bytes(reader.u8('the size of a description'), 'a description'))
      .toString('latin1')
      .replace(/\0+$/, ''),
  ),
);

/** TCG_PCClientTaggedEvent: a number, and data that is text or bytes. Some put only a text there. */
const tagged: Decoder = (data) => {
  const read = parse(data, (reader): Decoded => {
    const tag = reader.u32le('a tag');
    const inner = reader.bytes(reader.u32le("the size of a tag's data"), "a tag's data");
    const said = utf8Text(inner) ?? utf16Text(inner);
    return { kind: 'tagged', tag, text: said === undefined || said === '' ? Buffer.from(inner).toString('hex') : said };
  });
  return read.ok ? read.value : text(data);
};

const noAction: Decoder = (data) => {
  const begins = Buffer.from(data.subarray(0, 16)).toString('latin1');
  if (begins === 'StartupLocality\0' && data.length === 17)
    return { kind: 'startup-locality', locality: data[16] as number };
  const named = /^[ -~]+(?=\0|$)/.exec(begins)?.[0];
  return named === undefined ? bytes(data) : { kind: 'text', text: named };
};

const decoders: ReadonlyMap<number, Decoder> = new Map([
  [eventTypes.EV_NO_ACTION, noAction],
  [eventTypes.EV_SEPARATOR, separator],
  [eventTypes.EV_S_CRTM_VERSION, wideText],
  [eventTypes.EV_IPL, loader],
  [eventTypes.EV_EVENT_TAG, tagged],
  [eventTypes.EV_EFI_VARIABLE_DRIVER_CONFIG, variable],
  [eventTypes.EV_EFI_VARIABLE_BOOT, variable],
  [eventTypes.EV_EFI_VARIABLE_BOOT2, variable],
  [eventTypes.EV_EFI_VARIABLE_AUTHORITY, authority],
  [eventTypes.EV_EFI_BOOT_SERVICES_APPLICATION, image],
  [eventTypes.EV_EFI_BOOT_SERVICES_DRIVER, image],
  [eventTypes.EV_EFI_RUNTIME_SERVICES_DRIVER, image],
  [eventTypes.EV_EFI_GPT_EVENT, partitions],
  [eventTypes.EV_EFI_GPT_EVENT2, partitions],
  [eventTypes.EV_EFI_PLATFORM_FIRMWARE_BLOB, blob],
  [eventTypes.EV_POST_CODE, blob],
  [eventTypes.EV_EFI_PLATFORM_FIRMWARE_BLOB2, blob2],
  [eventTypes.EV_POST_CODE2, blob2],
  [eventTypes.EV_EFI_HANDOFF_TABLES, tables],
  [eventTypes.EV_EFI_HANDOFF_TABLES2, tables2],
]);

/**
 * What an event's data says, by the form of its type (PC Client Platform Firmware Profile 1.06, section 10.4; UEFI 2.10). A type without a form is text, if it is
 * any, or bytes. Never throws: data that has not its type's form is `malformed`, which the log as a whole is not for that.
 */
export const decodeEvent = ({ type, data }: { readonly type: number; readonly data: Uint8Array }): Decoded =>
  (decoders.get(type) ?? text)(data);
