import type { ByteReader } from '../../tpm/bytes.js';

/** Reads an EFI_GUID: three little-endian fields, then eight bytes as they stand (UEFI 2.10, appendix A). */
export function readGuid(reader: ByteReader, what: string): string {
  const first = reader.u32le(what);
  const second = reader.u16le(what);
  const third = reader.u16le(what);
  const rest = Buffer.from(reader.bytes(8, what)).toString('hex');
  const digits = (value: number, count: number): string => value.toString(16).padStart(count, '0');
  return `${digits(first, 8)}-${digits(second, 4)}-${digits(third, 4)}-${rest.slice(0, 4)}-${rest.slice(4)}`;
}

/** Names that the UEFI specification, or those who use them, give to GUIDs. */
const names: Readonly<Record<string, string>> = {
  '8be4df61-93ca-11d2-aa0d-00e098032b8c': 'EFI_GLOBAL_VARIABLE',
  'd719b2cb-3d3a-4596-a3bc-dad00e67656f': 'EFI_IMAGE_SECURITY_DATABASE',
  '605dab50-e046-4300-abb6-3dd810dd8b23': 'SHIM_LOCK',
  '4a67b082-0a4c-41cf-b6c7-440b29bb8c4f': 'systemd LOADER',
  'a5c059a1-94e4-4aa7-87b5-ab155c2bf072': 'EFI_CERT_X509',
  'c1c41626-504c-4092-aca9-41f936934328': 'EFI_CERT_SHA256',
  '77fa9abd-0359-4d32-bd60-28f4e78f784b': 'Microsoft',
  'c12a7328-f81f-11d2-ba4b-00a0c93ec93b': 'EFI system partition',
  '0fc63daf-8483-4772-8e79-3d69d8477de4': 'Linux filesystem data',
  'ebd0a0a2-b9e5-4433-87c0-68b6b72699c7': 'basic data partition',
  'e3c9e316-0b5c-4db8-817d-f92df00215ae': 'Microsoft reserved partition',
  'de94bba4-06d1-4d40-a16a-bfd50179d6ac': 'Windows recovery environment',
  'eb9d2d30-2d88-11d3-9a16-0090273fc14d': 'ACPI_TABLE',
  '8868e871-e4f1-11d3-bc22-0080c73c8881': 'ACPI_20_TABLE',
  'eb9d2d31-2d88-11d3-9a16-0090273fc14d': 'SMBIOS_TABLE',
  'f2fd1544-9794-4a2c-992e-e5bbcf20e394': 'SMBIOS3_TABLE',
};

/** A GUID, with the name that it has, if it has one. */
export const guidText = (guid: string): string => (names[guid] === undefined ? guid : `${guid} (${names[guid]})`);
