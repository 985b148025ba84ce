import { connect, type Socket } from 'node:net';
import { answered, broken, type TpmResult } from '../response.js';
import type { Tpm } from '../tpm.js';
import { controlOver, noControl } from './control.js';
import { openDeviceChannel } from './device-channel.js';
import { StreamChannel, tpmResponseSize } from './stream-channel.js';
import { TpmClient } from './tpm-client.js';

/** Where a running swtpm listens: UNIX sockets, as its options `--server type=unixio,path=` and `--ctrl type=unixio,path=` name them. */
export interface SwtpmSockets {
  readonly server: string;
  /** Without it, the TPM is as one behind a device file: nobody can turn it off. */
  readonly control?: string;
}

/** Connects to a swtpm that runs already. Closing it leaves it running, unless it was started with `--terminate`. */
export async function connectSwtpm({ server, control }: SwtpmSockets): Promise<TpmResult<Tpm>> {
  const data = await socketAt(server);
  if (!data.ok) return data;
  const channel = new StreamChannel(data.value, tpmResponseSize);
  if (control === undefined) return answered(new TpmClient(channel, noControl));
  const controlSocket = await socketAt(control);
  if (controlSocket.ok) return answered(new TpmClient(channel, controlOver(controlSocket.value)));
  await channel.close();
  return controlSocket;
}

/**
 * Opens a TPM by its device file, best /dev/tpmrm0, behind which the kernel keeps the keys of different programs apart. What only the
 * platform can do (power cycles, localities, launches) is impossible.
 */
export async function openTpmDevice(path: string): Promise<TpmResult<Tpm>> {
  const channel = await openDeviceChannel(path);
  return channel.ok ? answered(new TpmClient(channel.value, noControl)) : channel;
}

function socketAt(path: string): Promise<TpmResult<Socket>> {
  return new Promise((resolve) => {
    const socket = connect({ path });
    socket.once('connect', () => resolve(answered(socket)));
    socket.once('error', (error) => resolve(broken(`no connection to ${path}: ${error.message}`)));
  });
}
