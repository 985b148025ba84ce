import type { Socket } from 'node:net';
import { ByteWriter } from '../byte-writer.js';
import type { Locality } from '../registers.js';
import { broken, done, impossible, type TpmResult } from '../response.js';
import { StreamChannel } from './stream-channel.js';

/** What the platform, not a program, does to a TPM. */
export interface Control {
  powerCycle(): Promise<TpmResult>;
  setLocality(locality: Locality): Promise<TpmResult>;
  launch(data: Uint8Array): Promise<TpmResult>;
  close(): Promise<void>;
}

/** Commands of swtpm's control channel (swtpm/tpm_ioctl.h; man page swtpm_ioctl). */
const codes = { init: 2, setLocality: 5, hashStart: 6, hashData: 7, hashEnd: 8 } as const;

/** PTM_HASH_DATA takes so many bytes at once. */
const mostHashData = 4096;

/** swtpm's control channel: each command is a code and its parameters, each response a result of 32 bits, 0 for success. */
export function controlOver(stream: Socket): Control {
  const channel = new StreamChannel(stream, () => 4);
  const send = async (command: ByteWriter): Promise<TpmResult> => {
    const response = await channel.exchange(command.done());
    if (!response.ok) return response;
    const result = Buffer.from(response.value).readUInt32BE(0);
    return result === 0 ? done : broken(`swtpm answered 0x${result.toString(16)} on its control channel`);
  };
  const code = (value: number): ByteWriter => new ByteWriter().u32(value);
  return {
    powerCycle: () => send(code(codes.init).u32(0)),
    setLocality: (locality) => send(code(codes.setLocality).u8(locality)),
    async launch(data) {
      let result = await send(code(codes.hashStart));
      for (let from = 0; result.ok && from < data.length; from += mostHashData) {
        const piece = data.subarray(from, from + mostHashData);
        result = await send(code(codes.hashData).u32(piece.length).bytes(piece));
      }
      return result.ok ? send(code(codes.hashEnd)) : result;
    },
    close: () => channel.close(),
  };
}

const onlyPlatform = 'only the platform can do this to a real TPM, no program can';

/** What a program can do of this to a real TPM: nothing but stay at locality 0. */
export const noControl: Control = {
  powerCycle: () => Promise.resolve(impossible(onlyPlatform)),
  setLocality: (locality) => Promise.resolve(locality === 0 ? done : impossible('programs have locality 0')),
  launch: () => Promise.resolve(impossible(onlyPlatform)),
  close: () => Promise.resolve(),
};
