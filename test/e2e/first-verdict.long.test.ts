import { execFileSync, spawn } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { describe, expect, onTestFinished, test } from 'vitest';
import { eventTypes } from '../../src/tpm/event-log/event-types.js';
import { measured, type NewEvent, separator, writeEventLog } from '../../src/tpm/event-log/write.js';
import { scratchDirectory } from '../support/scratch.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const readme = readFileSync(join(root, 'README.md'), 'utf8');
const lines = /^```sh attest\n(.*?)^```$/ms.exec(readme)?.[1] ?? '';

const missing = ['swtpm', 'tpm2_quote', 'swtpm_ioctl'].filter((name) => {
  try {
    execFileSync('sh', ['-c', `command -v ${name}`]);
    return false;
  } catch {
    return true;
  }
});
if (missing.length > 0) process.stderr.write(`skipped: the first verdict on swtpm, without ${missing.join(', ')}\n`);

const swtpm = 'swtpm';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

/** A boot as firmware logs it: a marker, a separator, images, a configuration. */
function bootOf(kernel: string): readonly NewEvent[] {
  const event = (pcr: number, type: number, text: string): NewEvent => measured(['sha256'], pcr, type, bytes(text));
  const image = (text: string): NewEvent => event(4, eventTypes.EV_EFI_BOOT_SERVICES_APPLICATION, text);
  return [
    event(0, eventTypes.EV_POST_CODE, 'firmware'),
    event(4, eventTypes.EV_EFI_ACTION, 'Calling EFI Application from Boot Option'),
    separator(['sha256'], 4),
    image('shim'),
    image('grub'),
    event(9, eventTypes.EV_IPL, 'grub.cfg'),
    image(kernel),
  ];
}

describe.runIf(missing.length === 0)('the README, from tpm2_quote to the first verdict, on swtpm', () => {
  /** Filled in by the test, which its folder ends with. */
  let [directory, socket] = ['', ''];

  async function started(): Promise<void> {
    directory = scratchDirectory();
    socket = join(directory, 'tpm');
    const args = ['socket', '--tpm2', '--tpmstate', `dir=${directory}`, '--server', `type=unixio,path=${socket}`];
    const control = ['--ctrl', `type=unixio,path=${socket}.ctrl`, '--flags', 'not-need-init'];
    const running = spawn(swtpm, [...args, ...control], { stdio: 'ignore' });
    onTestFinished(() => void running.kill('SIGKILL'));
    for (let i = 0; i < 500 && !existsSync(`${socket}.ctrl`); i++) await sleep(10);
  }

  /** Runs lines of a shell there; answers the exit code and what was printed. */
  function shell(text: string): { readonly code: number; readonly out: string } {
    const env = {
      ...process.env,
      TPM2TOOLS_TCTI: `swtpm:path=${socket}`,
      LS2_CACHE_DIR: join(directory, 'cache'),
      NO_COLOR: '1',
    };
    const here = text
      .replaceAll('npx ls2', `node ${join(root, 'bin/ls2.js')}`)
      .replace('log=/sys/kernel/security/tpm0/binary_bios_measurements', 'log=log.bin');
    try {
      return {
        code: 0,
        out: execFileSync('bash', ['-ec', here], {
          cwd: directory,
          env,
          encoding: 'utf8',
          stdio: ['ignore', 'pipe', 'ignore'],
        }),
      };
    } catch (error) {
      const { status, stdout } = error as { status: number; stdout: string };
      return { code: status, out: stdout };
    }
  }

  /** A power cycle, and a boot that the TPM sees; its log is left behind. */
  function boots(events: readonly NewEvent[], log = events): void {
    const extended = events.map(
      ({ pcr, digests }) => `${pcr}:sha256=${Buffer.from(digests[0]?.digest ?? []).toString('hex')}`,
    );
    const done = shell(
      `swtpm_ioctl --unix ${socket}.ctrl -i; tpm2_startup -c\n${extended.map((each) => `tpm2_pcrextend ${each}`).join('\n')}`,
    );
    expect(done.code).toBe(0);
    writeFileSync(join(directory, 'log.bin'), writeEventLog(['sha256'], log));
  }

  /** The last two commands of the README: a quote for a new nonce, and the verdict. */
  const again = `log=log.bin\n${lines.slice(lines.indexOf('nonce='))}`;

  test('conforms today; deviates at the right stage when another kernel boots, whatever the log says; an old quote is old', async () => {
    expect(lines.split('\n').length).toBeLessThanOrEqual(12);
    await started();

    boots(bootOf('kernel'));
    const first = shell(lines);
    expect(first.out).toContain('✓ conforms to Learned_machine: an instance of Learned_booted');
    expect(first.code).toBe(0);

    boots(bootOf('evil'));
    const evil = shell(again);
    expect([evil.code, /stage +(\w+)/.exec(evil.out)?.[1]]).toEqual([1, 'Boot_image_3']);

    boots(bootOf('evil'), bootOf('kernel'));
    const hidden = shell(again);
    expect(hidden.code).toBe(1);
    expect(hidden.out).toMatch(/PCR 4 \(sha256\) is not what the log says: .*Boot_image_3/);

    // The quote is of the boot before, and its nonce is another.
    boots(bootOf('kernel'));
    const old = shell(again.replace(/^tpm2_quote.*$/m, 'true'));
    expect(old.out).toContain('deviates from Learned_machine');
    expect(old.code).toBe(1);
  });
});
