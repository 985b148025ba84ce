import { type FileHandle, open } from 'node:fs/promises';
import { answered, broken, type TpmResult } from '../response.js';
import { type Channel, Turns } from './channel.js';

/** No response of a TPM is longer (TPM2_MAX_RESPONSE_SIZE). */
const mostBytes = 4096;

/** Opens a TPM's device file, such as /dev/tpmrm0: a command is one write, its response one read. */
export async function openDeviceChannel(path: string): Promise<TpmResult<Channel>> {
  try {
    return answered(channelOf(await open(path, 'r+')));
  } catch (error) {
    return broken(`${path} does not open: ${messageOf(error)}`);
  }
}

function channelOf(device: FileHandle): Channel {
  const turns = new Turns();
  return {
    exchange: (command) =>
      turns.take(async () => {
        try {
          await device.write(command);
          const { buffer, bytesRead } = await device.read(new Uint8Array(mostBytes), 0, mostBytes, null);
          return answered(buffer.subarray(0, bytesRead));
        } catch (error) {
          return broken(`the TPM is gone: ${messageOf(error)}`);
        }
      }),
    close: () => device.close(),
  };
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
