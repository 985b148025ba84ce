import { type ByteReader, hex, type Parsed, parse } from '../../tpm/bytes.js';
import { readGuid } from './guid.js';
import { utf16Text } from './text.js';

/** Types and subtypes of nodes of device paths (UEFI 2.10, section 10.3). */
const types = { hardware: 1, acpi: 2, messaging: 3, media: 4, bios: 5, end: 0x7f } as const;

/** A device path in UEFI's own notation (section 10.6), nodes between `/`; of a node that has no name here, its type, subtype and bytes. */
export const devicePathText = (data: Uint8Array): Parsed<string> => parse(data, readDevicePath);

/** Reads a device path to the end of the data. */
export function readDevicePath(reader: ByteReader): string {
  let text = '';
  let isFirst = true;
  while (reader.left > 0) {
    const at = reader.offset;
    const type = reader.u8('the type of a device path node');
    const subtype = reader.u8('the subtype of a device path node');
    const length = reader.u16le('the length of a device path node');
    if (length < 4) reader.fail('a device path node of at least 4 bytes', `${length}`, at + 2);
    const data = reader.bytes(length - 4, 'a device path node');
    if ((type & types.end) === types.end) {
      // The end of an instance; more may follow, and only the end of the whole ends.
      if (subtype === 0xff) break;
      text += ',';
      isFirst = true;
      continue;
    }
    text += `${isFirst ? '' : '/'}${nodeText(type, subtype, data)}`;
    isFirst = false;
  }
  return text;
}

function nodeText(type: number, subtype: number, data: Uint8Array): string {
  const read = parse(data, (reader) => {
    const text = known(type, subtype, reader);
    if (text === undefined) reader.bytes(reader.left, 'a device path node');
    return text;
  });
  const text = read.ok ? read.value : undefined;
  return text ?? `Path(${type},${subtype},${Buffer.from(data).toString('hex')})`;
}

/** What a node says, where its form is known; all of the node is read then. */
function known(type: number, subtype: number, reader: ByteReader): string | undefined {
  switch (`${type}.${subtype}`) {
    case '1.1': {
      const [fn, device] = [reader.u8('a function'), reader.u8('a device')];
      return `Pci(${hex(device, 1)},${hex(fn, 1)})`;
    }
    case '1.3': {
      const kind = reader.u32le('a type of memory');
      const from = u64le(reader);
      return `MemoryMapped(${hex(kind, 1)},0x${from.toString(16)},0x${u64le(reader).toString(16)})`;
    }
    case '1.4':
      return vendor('VenHw', reader);
    case '2.1': {
      const [hid, uid] = [reader.u32le('an ACPI hardware ID'), reader.u32le('an ACPI unique ID')];
      return acpiText(hid, uid);
    }
    case '3.1': {
      const [primary, slave] = [reader.u8('a channel'), reader.u8('a drive')];
      return `Ata(${primary},${slave},${reader.u16le('a logical unit')})`;
    }
    case '3.2': {
      const target = reader.u16le('a SCSI target');
      return `Scsi(${target},${reader.u16le('a logical unit')})`;
    }
    case '3.5': {
      const port = reader.u8('a USB port');
      return `USB(${port},${reader.u8('a USB interface')})`;
    }
    case '3.10':
      return vendor('VenMsg', reader);
    case '3.11': {
      const address = Buffer.from(reader.bytes(32, 'a MAC address')).toString('hex', 0, 6);
      return `MAC(${address},${reader.u8('a type of interface')})`;
    }
    case '3.18': {
      const ports = [reader.u16le('a port'), reader.u16le('a port multiplier'), reader.u16le('a logical unit')];
      return `Sata(${ports.join(',')})`;
    }
    case '3.23': {
      const namespace = reader.u32le('an NVMe namespace');
      const eui = [...reader.bytes(8, 'an EUI-64')].reverse().map((byte) => byte.toString(16).padStart(2, '0'));
      return `NVMe(${hex(namespace, 1)},${eui.join('-').toUpperCase()})`;
    }
    case '3.24':
      return `Uri(${Buffer.from(reader.bytes(reader.left, 'a URI')).toString('latin1')})`;
    case '4.1':
      return hardDrive(reader);
    case '4.3':
      return vendor('VenMedia', reader);
    case '4.4':
      return utf16Text(reader.bytes(reader.left, 'a path'));
    case '4.6':
      return `FvFile(${readGuid(reader, 'a firmware file')})`;
    case '4.7':
      return `Fv(${readGuid(reader, 'a firmware volume')})`;
    case '4.8': {
      reader.u32le('reserved bytes');
      const from = u64le(reader);
      return `Offset(0x${from.toString(16)},0x${u64le(reader).toString(16)})`;
    }
    default:
      return undefined;
  }
}

function hardDrive(reader: ByteReader): string {
  const partition = reader.u32le('the number of a partition');
  const [start, size] = [u64le(reader), u64le(reader)];
  const signature = reader.bytes(16, 'the signature of a partition');
  reader.u8('the format of a partition table');
  const kind = reader.u8('the type of a signature');
  const place = `0x${start.toString(16)},0x${size.toString(16)}`;
  if (kind === 2) {
    const guid = parse(signature, (inner) => readGuid(inner, 'a signature'));
    return `HD(${partition},GPT,${guid.ok ? guid.value : ''},${place})`;
  }
  if (kind === 1) return `HD(${partition},MBR,${hex(Buffer.from(signature).readUInt32LE(0), 8)},${place})`;
  return `HD(${partition},${kind},0,${place})`;
}

function vendor(name: string, reader: ByteReader): string {
  const guid = readGuid(reader, 'a vendor');
  const data = Buffer.from(reader.bytes(reader.left, "a vendor's data")).toString('hex');
  return data === '' ? `${name}(${guid})` : `${name}(${guid},${data})`;
}

/** PNP IDs in the compressed form of EISA: the vendor's three letters in five bits each, and a product. */
function acpiText(hid: number, uid: number): string {
  const eisa =
    (hid & 0xffff) === 0x41d0 ? `PNP${(hid >>> 16).toString(16).toUpperCase().padStart(4, '0')}` : hex(hid, 8);
  if (eisa === 'PNP0A03') return `PciRoot(${hex(uid, 1)})`;
  if (eisa === 'PNP0A08') return `PcieRoot(${hex(uid, 1)})`;
  return `Acpi(${eisa},${hex(uid, 1)})`;
}

/** A little-endian number of 64 bits. */
export function u64le(reader: ByteReader): bigint {
  const low = reader.u32le('a number of 64 bits');
  return (BigInt(reader.u32le('a number of 64 bits')) << 32n) | BigInt(low);
}
