import { spawn } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { connect, createServer, type Socket } from 'node:net';
import { join } from 'node:path';
import { afterEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { connectSwtpm, openTpmDevice } from '../../src/tpm/driver/connect.js';
import { startSwtpm } from '../../src/tpm/driver/start-swtpm.js';
import { StreamChannel, tpmResponseSize } from '../../src/tpm/driver/stream-channel.js';
import { parseAttest } from '../../src/tpm/quote/attest.js';
import { broken, refused } from '../../src/tpm/response.js';
import { Simulator } from '../../src/tpm/simulator.js';
import type { AttestationKey, Tpm } from '../../src/tpm/tpm.js';
import { installed } from '../support/programs.js';
import { scratchDirectory } from '../support/scratch.js';
import { got, openSwtpm, swtpmProgram } from './open-swtpm.js';
import { nonce, selection } from './quotes.js';

const kindOf = (result: { readonly ok: boolean; readonly failure?: { readonly kind: string } }): string =>
  result.failure?.kind ?? 'ok';

/** What Linux says of the processes there are (man page proc, /proc/PID/stat). */
interface Process {
  readonly pid: number;
  readonly command: string;
  readonly state: string;
  readonly parent: number;
}

const processes = (): readonly Process[] =>
  readdirSync('/proc').flatMap((name) => {
    const stat = /^\d+$/.test(name) ? read(`/proc/${name}/stat`) : '';
    const [, pid, command = '', state = '', parent] = /^(\d+) \((.*)\) (\S) (\d+) /.exec(stat) ?? [];
    return pid === undefined ? [] : [{ pid: Number(pid), command, state, parent: Number(parent) }];
  });

/** A process may be gone before it is read. */
function read(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

/** The ids of processes of swtpm that a process has started. */
const children = (parent = process.pid): readonly number[] =>
  processes()
    .filter((one) => one.command === 'swtpm' && one.parent === parent)
    .map(({ pid }) => pid);

/** Whether the process is there and has not ended; one that nobody has buried yet has. */
const isRunning = (pid: number | undefined): boolean => processes().some((one) => one.pid === pid && one.state !== 'Z');

/** An empty directory for temporary files of this test alone. */
function ownTemporaryDirectory(): string {
  const directory = scratchDirectory();
  vi.stubEnv('TMPDIR', directory);
  return directory;
}

afterEach(() => vi.unstubAllEnvs());

describe('without a TPM', () => {
  test('a program that is not installed, a device and a socket that do not exist are said in a line', async () => {
    vi.stubEnv('PATH', scratchDirectory());
    const nowhere = join(scratchDirectory(), 'nowhere');
    for (const result of [await startSwtpm(), await openTpmDevice(nowhere), await connectSwtpm({ server: nowhere })]) {
      expect(result).toMatchObject({ ok: false, failure: { kind: 'broken' } });
    }
  });

  test('a swtpm that ends at once is said with its own words', async () => {
    const directory = scratchDirectory();
    writeFileSync(join(directory, 'swtpm'), '#!/bin/sh\necho no state today >&2\nexit 1\n', { mode: 0o755 });
    vi.stubEnv('PATH', `${directory}:${process.env['PATH'] ?? ''}`);
    const temporary = ownTemporaryDirectory();
    expect(await startSwtpm()).toEqual({
      ok: false,
      failure: { kind: 'broken', why: 'swtpm does not start: no state today' },
    });
    expect(readdirSync(temporary)).toEqual([]);
  });
});

describe('answers that make no sense', () => {
  /** A TPM that gives this answer to everything. */
  async function answering(answer: Uint8Array | 'nothing'): Promise<Tpm> {
    const path = join(scratchDirectory(), 'server');
    const sockets: Socket[] = [];
    const server = createServer((socket) => {
      sockets.push(socket);
      socket.on('error', () => undefined);
      socket.on('data', () => (answer === 'nothing' ? socket.destroy() : socket.write(answer)));
    });
    await new Promise<void>((resolve) => {
      server.listen(path, resolve);
    });
    onTestFinished(() => {
      for (const socket of sockets) socket.destroy();
      server.close();
    });
    const tpm = got(await connectSwtpm({ server: path }));
    onTestFinished(() => tpm.close());
    return tpm;
  }
  const bytes = (hex: string): Uint8Array => Uint8Array.from(Buffer.from(hex, 'hex'));

  test.each([
    ['a tag that is none', bytes('80030000000a00000000')],
    ['more than it says', bytes('80010000000a0000000000')],
    ['a body that is too long', bytes('80010000000b0000000000')],
    ['a connection that ends', 'nothing'],
  ] as const)('%s', async (_, answer) => {
    const tpm = await answering(answer);
    expect(await tpm.startup('clear')).toMatchObject({ ok: false, failure: { kind: 'broken' } });
  });

  test('none at all is waited for in vain only so long', async () => {
    const path = join(scratchDirectory(), 'server');
    const server = createServer((socket) => {
      onTestFinished(() => void socket.destroy());
    }).listen(path);
    onTestFinished(() => void server.close());
    const channel = new StreamChannel(connect(path), tpmResponseSize, 100);
    expect(await channel.exchange(Uint8Array.of(1))).toEqual(broken('the TPM is gone: no answer in 0.1 s'));
    expect(await channel.exchange(Uint8Array.of(1))).toEqual(broken('the TPM is gone: no answer in 0.1 s'));
  });

  test('a response code is given as it is', async () => {
    const tpm = await answering(bytes('80010000000a00000922'));
    expect(await tpm.startup('clear')).toEqual(refused(0x922));
    expect(await tpm.read(selection)).toEqual(refused(0x922));
    expect(await tpm.quote({} as AttestationKey, selection, nonce)).toEqual(refused(0x922));
  });
});

describe.skipIf(!installed('swtpm'))('swtpm', () => {
  test('nothing is left of it when it is closed: no process, no directory', async () => {
    const temporary = ownTemporaryDirectory();
    const tpm = got(await startSwtpm());
    got(await tpm.startup('clear'));
    expect(readdirSync(temporary)).toHaveLength(1);
    expect(children()).toHaveLength(1);
    await tpm.close();
    expect(children()).toEqual([]);
    expect(readdirSync(temporary)).toEqual([]);
    expect(await tpm.startup('clear')).toMatchObject({ ok: false, failure: { kind: 'broken' } });
  });

  test('it ends with the program that started it, even where that is killed', async () => {
    const built = new URL('../../dist/tpm/driver/start-swtpm.js', import.meta.url).href;
    const text = `const { startSwtpm } = await import('${built}'); console.log((await startSwtpm()).ok); setInterval(() => {}, 1000);`;
    const temporary = scratchDirectory();
    const program = spawn(process.execPath, ['--input-type=module', '-e', text], {
      stdio: ['ignore', 'pipe', 'inherit'],
      env: { ...process.env, TMPDIR: temporary },
    });
    onTestFinished(() => void program.kill('SIGKILL'));
    const said = await new Promise<string>((resolve) => {
      program.stdout.once('data', (data: Buffer) => resolve(data.toString().trim()));
    });
    expect(said).toBe('true');
    const [swtpm] = children(program.pid);
    expect(isRunning(swtpm)).toBe(true);
    program.kill('SIGKILL');
    await vi.waitUntil(() => !isRunning(swtpm), { timeout: 5000 });
    expect(isRunning(swtpm)).toBe(false);
  });

  test('many commands given at once are answered each, in their order', async () => {
    const tpm = await openSwtpm();
    const digests = [{ bank: 'sha256', digest: new Uint8Array(32).fill(7) }] as const;
    const results = await Promise.all([
      tpm.startup('clear'),
      tpm.extend(24, digests),
      tpm.extend(17, digests),
      tpm.extend(1, digests),
      tpm.startup('clear'),
    ]);
    expect(
      results.map((result) => (result.ok ? 0 : result.failure.kind === 'response' && result.failure.code)),
    ).toEqual([0, 0x184, 0x907, 0, 0x100]);
  });

  test('keys are loaded, used and unloaded with the same answers as the simulator’s', async () => {
    const answers = async (tpm: Tpm): Promise<readonly unknown[]> => {
      const nameless = (result: Awaited<ReturnType<Tpm['createAttestationKey']>>): unknown =>
        result.ok ? result.value.handle : result;
      const said: unknown[] = [nameless(await tpm.createAttestationKey())];
      got(await tpm.startup('clear'));
      const key = got(await tpm.createAttestationKey());
      for (let i = 0; i < 3; i++) said.push(nameless(await tpm.createAttestationKey()));
      const five = Array.from({ length: 5 }, () => ({ bank: 'sha1', pcrs: [0] }) as const);
      said.push(await tpm.quote(key, five, nonce), await tpm.quote(key, selection, new Uint8Array(67)));
      said.push(await tpm.flush(key), await tpm.flush(key), await tpm.quote(key, selection, nonce));
      said.push(nameless(await tpm.createAttestationKey()));
      got(await tpm.launch(nonce));
      said.push(kindOf(await tpm.quote(key, selection, nonce)));
      said.push(kindOf(await tpm.quote({ ...key, handle: key.handle + 1 }, selection, nonce)));
      got(await tpm.powerCycle());
      said.push(await tpm.flush(key));
      got(await tpm.startup('clear'));
      said.push(await tpm.flush(key));
      return said;
    };
    const real = await answers(await openSwtpm());
    expect(await answers(new Simulator())).toEqual(real);
    expect(real).toContainEqual(refused(0x902));
  });

  test('quotes say the same of registers and resets as the simulator’s', async () => {
    const told = async (tpm: Tpm): Promise<readonly unknown[]> => {
      const quote = async (): Promise<unknown> => {
        const key = got(await tpm.createAttestationKey());
        const parsed = parseAttest(got(await tpm.quote(key, selection, nonce)).message);
        if (!parsed.ok) return parsed;
        const { clockInfo, extraData, pcrDigest, qualifiedSigner } = parsed.value;
        const { resetCount, restartCount } = clockInfo;
        const signer = Buffer.compare(qualifiedSigner, key.qualifiedName) === 0;
        return { resetCount, restartCount, extraData, pcrDigest, selection: parsed.value.selection, signer };
      };
      const said: unknown[] = [];
      got(await tpm.startup('clear'));
      said.push(await quote());
      got(await tpm.launch(nonce));
      said.push(await quote());
      got(await tpm.shutdown('state'));
      got(await tpm.powerCycle());
      got(await tpm.startup('state'));
      said.push(await quote());
      got(await tpm.shutdown('state'));
      got(await tpm.powerCycle());
      got(await tpm.startup('clear'));
      said.push(await quote());
      got(await tpm.powerCycle());
      got(await tpm.startup('clear'));
      said.push(await quote());
      return said;
    };
    const real = await told(await openSwtpm());
    expect(await told(new Simulator())).toEqual(real);
    expect(real[0]).toMatchObject({ resetCount: 1, restartCount: 0, signer: true });
  });

  test('without its control channel it is as a real device: nobody turns it off, but it does the rest', async () => {
    const server = join(scratchDirectory(), 'server');
    const args = ['--tpm2', '--tpmstate', `dir=${scratchDirectory()}`, '--flags', 'not-need-init,startup-clear'];
    const child = spawn(swtpmProgram, ['socket', ...args, '--server', `type=unixio,path=${server}`], {
      stdio: 'ignore',
    });
    onTestFinished(() => void child.kill('SIGKILL'));
    const connected = await vi.waitUntil(async () => {
      const result = await connectSwtpm({ server });
      return result.ok && result.value;
    });
    onTestFinished(() => connected.close());
    expect(kindOf(await connected.powerCycle())).toBe('impossible');
    expect(kindOf(await connected.launch(nonce))).toBe('impossible');
    expect(kindOf(await connected.setLocality(3))).toBe('impossible');
    expect(kindOf(await connected.setLocality(0))).toBe('ok');
    expect(got(await connected.read(selection)).values).toHaveLength(13);
  });
});
