import { type Bank, digestOf } from '../../tpm/banks.js';

/**
 * The Authenticode digest of a PE image, which UEFI measures it by: all of the file but its checksum, the entry that says where its signatures are, and the signatures
 * themselves; sections in the order of their places (Windows Authenticode Portable Executable Signature Format, "Calculating the PE Image Hash"). Undefined for what is no PE image.
 */
export function authenticodeDigest(bank: Bank, file: Uint8Array): Uint8Array | undefined {
  const pieces = piecesOf(Buffer.from(file.buffer, file.byteOffset, file.byteLength));
  return pieces && digestOf(bank, ...pieces);
}

/** Places in the headers, from the beginning of the PE header. */
const [sectionCount, optionalSize, optional, sectionSize] = [6, 20, 24, 40];

function piecesOf(file: Buffer): readonly Uint8Array[] | undefined {
  if (file.length < 0x40 || file.readUInt16LE(0) !== 0x5a4d) return undefined;
  const pe = file.readUInt32LE(0x3c);
  if (pe + optional + 0x60 > file.length || file.readUInt32LE(pe) !== 0x4550) return undefined;
  const magic = file.readUInt16LE(pe + optional);
  if (magic !== 0x10b && magic !== 0x20b) return undefined;
  const directories = pe + optional + (magic === 0x10b ? 96 : 112);
  const headers = file.readUInt32LE(pe + optional + 60);
  const checksum = pe + optional + 64;
  const sections = pe + optional + file.readUInt16LE(pe + optionalSize);
  const count = file.readUInt16LE(pe + sectionCount);
  const hasEntry = file.readUInt32LE(directories - 4) > 4;
  const entry = directories + 4 * 8;
  const signatures = hasEntry && entry + 8 <= file.length ? file.readUInt32LE(entry + 4) : 0;
  if (sections + count * sectionSize > file.length || headers > file.length || headers < entry + 8) return undefined;
  const head = [file.subarray(0, checksum)];
  if (hasEntry) head.push(file.subarray(checksum + 4, entry), file.subarray(entry + 8, headers));
  else head.push(file.subarray(checksum + 4, headers));

  const bodies = Array.from({ length: count }, (_, i) => {
    const at = sections + i * sectionSize;
    return { size: file.readUInt32LE(at + 16), from: file.readUInt32LE(at + 20) };
  }).filter(({ size }) => size > 0);
  bodies.sort((a, b) => a.from - b.from);
  if (bodies.some(({ from, size }) => from + size > file.length)) return undefined;
  const hashed = bodies.reduce((sum, { size }) => sum + size, headers);
  const end = file.length - signatures;
  // What stands behind the sections and before the signatures belongs to the image, too.
  const rest = end > hashed ? [file.subarray(hashed, end)] : [];
  return [...head, ...bodies.map(({ from, size }) => file.subarray(from, from + size)), ...rest];
}
