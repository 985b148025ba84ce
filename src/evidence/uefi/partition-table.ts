import type { ByteReader } from '../../tpm/bytes.js';
import { u64le } from './device-path.js';
import { guidText, readGuid } from './guid.js';

/** A partition as a GPT lists it. */
export interface Partition {
  readonly type: string;
  readonly id: string;
  readonly name: string;
  /** In logical blocks, both included. */
  readonly first: bigint;
  readonly last: bigint;
}

/** UEFI_GPT_DATA: the header of a GUID partition table, and its entries that are used. */
export interface PartitionTable {
  readonly disk: string;
  readonly partitions: readonly Partition[];
}

const headerSize = 92;
const entrySize = 128;
/** A GPT has room for 128 partitions, and a firmware measures those that are used. */
const most = 1024;

export function readPartitionTable(reader: ByteReader): PartitionTable {
  const signature = Buffer.from(reader.bytes(8, 'the signature of a GPT')).toString('latin1');
  if (signature !== 'EFI PART') reader.fail('EFI PART', JSON.stringify(signature), 0);
  reader.bytes(56 - 8, 'the header of a GPT');
  const disk = readGuid(reader, 'the GUID of a disk');
  reader.bytes(headerSize - 72, 'the header of a GPT');
  const at = reader.offset;
  const count = u64le(reader);
  if (count > BigInt(most) || Number(count) * entrySize > reader.left)
    reader.fail('partitions that fit', `${count} partitions`, at);
  const partitions: Partition[] = [];
  for (let i = 0; i < Number(count); i++) {
    const type = guidText(readGuid(reader, 'the type of a partition'));
    const id = readGuid(reader, 'the GUID of a partition');
    const [first, last] = [u64le(reader), u64le(reader)];
    reader.bytes(8, 'the attributes of a partition');
    const name = Buffer.from(reader.bytes(72, 'the name of a partition')).toString('utf16le').replace(/\0.*$/s, '');
    partitions.push({ type, id, name, first, last });
  }
  return { disk, partitions };
}
