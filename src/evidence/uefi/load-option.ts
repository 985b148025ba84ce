import type { ByteReader } from '../../tpm/bytes.js';
import { devicePathText } from './device-path.js';
import { readUtf16 } from './text.js';

/** EFI_LOAD_OPTION (UEFI 2.10, section 3.1.3): what a Boot#### variable says. */
export interface LoadOption {
  readonly active: boolean;
  readonly description: string;
  readonly path: string;
  readonly optionalData: Uint8Array;
}

export function readLoadOption(reader: ByteReader): LoadOption {
  const attributes = reader.u32le("a load option's attributes");
  const length = reader.u16le("the length of a load option's paths");
  const description = readUtf16(reader, "a load option's description");
  const paths = reader.bytes(length, "a load option's paths");
  const path = devicePathText(paths);
  return {
    active: (attributes & 1) === 1,
    description,
    path: path.ok ? path.value : Buffer.from(paths).toString('hex'),
    optionalData: reader.bytes(reader.left, "a load option's optional data"),
  };
}
