import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { answered, broken, type TpmResult } from '../response.js';
import { temporaryPrefix } from '../temporary-prefix.js';
import type { Tpm } from '../tpm.js';
import { controlOver } from './control.js';
import { StreamChannel, tpmResponseSize } from './stream-channel.js';
import { TpmClient } from './tpm-client.js';

/** The program, as Debian's package of the same name installs it. */
const program = 'swtpm';

/** Milliseconds a swtpm has to end by itself after its connection has. */
const patience = 2000;

/**
 * Starts a new swtpm (Debian package swtpm), a real TPM 2.0 in a process, manufactured on the spot in a temporary directory; it waits for
 * Startup. Fails as `broken` where swtpm is not installed or does not start.
 *
 * The process is never left behind: its two UNIX sockets are pairs that only this process holds, and it ends when they are closed, as
 * they are when this process ends in whatever way. The directory is removed on `close()` and on exit.
 */
export async function startSwtpm(): Promise<TpmResult<Tpm>> {
  const directory = mkdtempSync(join(tmpdir(), temporaryPrefix()));
  const args = ['socket', '--tpm2', '--tpmstate', `dir=${directory}`, '--fd', '3'];
  const control = ['--ctrl', 'type=unixio,clientfd=4', '--flags', 'not-need-init', '--terminate'];
  const child = spawn(program, [...args, ...control], { stdio: ['ignore', 'ignore', 'pipe', 'pipe', 'pipe'] });
  const complaint = collect(child);
  const ended = new Promise<void>((resolve) => {
    child.once('close', () => resolve());
  });
  const removeDirectory = (): void => rmSync(directory, { recursive: true, force: true });
  process.once('exit', removeDirectory);
  const cleanUp = (): void => {
    process.off('exit', removeDirectory);
    removeDirectory();
  };

  const started = await new Promise<Error | undefined>((resolve) => {
    child.once('spawn', () => resolve(undefined));
    child.once('error', resolve);
  });
  const [, , , data, controlStream] = child.stdio;
  if (started !== undefined || !(data instanceof Socket) || !(controlStream instanceof Socket)) {
    cleanUp();
    return broken(`swtpm does not start: ${started?.message ?? 'it has no sockets'}`);
  }

  const tpm = new TpmClient(new StreamChannel(data, tpmResponseSize), controlOver(controlStream), async () => {
    const last = setTimeout(() => child.kill('SIGKILL'), patience);
    await ended;
    clearTimeout(last);
    cleanUp();
  });
  // A first answer on the control channel says that it runs.
  const running = await tpm.setLocality(0);
  if (running.ok) return answered(tpm);
  await tpm.close();
  return broken(`swtpm does not start: ${complaint().trim()}`);
}

/** What a process writes on its standard error, the end of it. */
function collect(child: ChildProcess): () => string {
  let text = '';
  child.stderr?.on('data', (data: Buffer) => {
    text = `${text}${data.toString()}`.slice(-2000);
  });
  return () => text;
}
