import type { ByteReader } from '../../tpm/bytes.js';
import { u64le } from './device-path.js';
import { readGuid } from './guid.js';

/** UEFI_VARIABLE_DATA (PC Client Platform Firmware Profile 1.06, section 10.2.6): a variable as it is measured. */
export interface Variable {
  /** Whose name it is. */
  readonly guid: string;
  readonly name: string;
  readonly data: Uint8Array;
}

/** Reads a variable to the end of its data. */
export function readVariable(reader: ByteReader): Variable {
  const guid = readGuid(reader, "a variable's GUID");
  const at = reader.offset;
  const nameLength = u64le(reader);
  const dataLength = u64le(reader);
  if (nameLength * 2n > BigInt(reader.left)) reader.fail('a name that fits', `${nameLength} characters`, at);
  const name = Buffer.from(reader.bytes(Number(nameLength) * 2, "a variable's name"))
    .toString('utf16le')
    .replace(/\0+$/, '');
  if (dataLength > BigInt(reader.left)) reader.fail('data that fits', `${dataLength} bytes`, at + 8);
  return { guid, name, data: reader.bytes(Number(dataLength), "a variable's data") };
}
