import { spawn } from 'node:child_process';
import { createPublicKey } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { marshalPcrFile, parsePcrFile } from '../../src/tpm/quote/pcr-file.js';
import { type QuoteFiles, quoteFiles } from '../../src/tpm/quote/quote-files.js';
import { verifyQuote } from '../../src/tpm/quote/verify-quote.js';
import { showSelection } from '../../src/tpm/selection.js';
import { installed } from '../support/programs.js';
import { scratchDirectory } from '../support/scratch.js';
import { openSwtpm, swtpmProgram } from './open-swtpm.js';
import { changedAt, nonce, quoteOf, type Sample, selection, signByRsa, simulatedQuote } from './quotes.js';
import { run, written } from './tools.js';

const nonceHex = Buffer.from(nonce).toString('hex');

const filesOf = ({ quote, expected }: Sample): QuoteFiles =>
  quoteFiles(quote, { selection: expected.selection, values: expected.values }, expected.publicKey);

/** Whether tpm2_checkquote accepts it. */
function accepted(files: QuoteFiles, qualification = nonceHex): boolean {
  const { msg, sig, pcrs, pem } = written({ ...files });
  return run('tpm2_checkquote', ['-u', pem, '-m', msg, '-s', sig, '-f', pcrs, '-g', 'sha256', '-q', qualification]).ok;
}

describe.skipIf(!installed('tpm2_quote'))('quotes of the simulator and tpm2_checkquote', () => {
  test('it accepts them, and only over their nonce', async () => {
    const files = filesOf(await simulatedQuote());
    expect(accepted(files)).toBe(true);
    expect(accepted(files, 'abcd')).toBe(false);
  });

  test('it accepts one signed by RSASSA', async () => {
    const sample = await simulatedQuote();
    const { publicKey, signature } = signByRsa(sample.quote.message);
    const files = filesOf({ quote: { ...sample.quote, signature }, expected: { ...sample.expected, publicKey } });
    expect(accepted(files)).toBe(true);
  });

  test('it rejects them with any byte of the message changed', async () => {
    const files = filesOf(await simulatedQuote());
    for (let at = 0; at < files.msg.length; at++) {
      expect(accepted({ ...files, msg: changedAt(files.msg, at) }), `byte ${at}`).toBe(false);
    }
  });

  test('it rejects them with any byte of the signature changed', async () => {
    const files = filesOf(await simulatedQuote());
    for (let at = 0; at < files.sig.length; at++) {
      expect(accepted({ ...files, sig: changedAt(files.sig, at) }), `byte ${at}`).toBe(false);
    }
  });

  test('it rejects them with another value of a register', async () => {
    const { quote, expected } = await simulatedQuote();
    const values = expected.values.map((value, i) =>
      i === 5 ? { ...value, digest: changedAt(value.digest, 0) } : value,
    );
    expect(accepted(filesOf({ quote, expected: { ...expected, values } }))).toBe(false);
  });

  test('the files have the names that are promised', async () => {
    const prefix = join(scratchDirectory(), 'boot');
    const files = filesOf(await simulatedQuote());
    for (const [extension, content] of Object.entries(files)) writeFileSync(`${prefix}.${extension}`, content);
    for (const [extension, content] of Object.entries(files)) {
      expect(Uint8Array.from(readFileSync(`${prefix}.${extension}`))).toEqual(content);
    }
  });
});

describe.skipIf(!installed('swtpm'))('quotes of swtpm and ours', () => {
  test('ours accepts them, and rejects them with any byte of message or signature changed', async () => {
    const { quote, expected } = await quoteOf(await openSwtpm());
    const verdict = verifyQuote(quote, expected);
    expect(verdict).toMatchObject({ ok: true, attest: { selection, extraData: nonce } });
    for (let at = 0; at < quote.message.length; at++) {
      expect(verifyQuote({ ...quote, message: changedAt(quote.message, at) }, expected).ok, `byte ${at}`).toBe(false);
    }
    for (let at = 0; at < quote.signature.length; at++) {
      expect(verifyQuote({ ...quote, signature: changedAt(quote.signature, at) }, expected).ok, `byte ${at}`).toBe(
        false,
      );
    }
  });

  test.skipIf(!installed('tpm2_quote'))('tpm2_checkquote accepts them as ours writes them', async () => {
    expect(accepted(filesOf(await quoteOf(await openSwtpm())))).toBe(true);
  });
});

/** A swtpm that listens on a socket where tpm2-tools find it, ended with the test. */
async function listening(): Promise<Readonly<Record<string, string>>> {
  const directory = scratchDirectory();
  const server = join(directory, 'srv');
  const args = ['socket', '--tpm2', '--tpmstate', `dir=${directory}`, '--server', `type=unixio,path=${server}`];
  const child = spawn(
    swtpmProgram,
    [...args, '--ctrl', `type=unixio,path=${server}.ctrl`, '--flags', 'not-need-init'],
    {
      stdio: 'ignore',
    },
  );
  onTestFinished(() => void child.kill('SIGKILL'));
  for (let i = 0; i < 500 && !existsSync(server); i++) await new Promise((resolve) => setTimeout(resolve, 10));
  return { TPM2TOOLS_TCTI: `swtpm:path=${server}` };
}

describe.skipIf(!installed('swtpm') || !installed('tpm2_quote'))('quotes by tpm2_quote', () => {
  test.each(['ecc', 'rsa'])(
    'ours reads the files and accepts the quote, with an attestation key of %s',
    async (kind) => {
      const env = await listening();
      const at = (name: string): string => join(scratchDirectory(), name);
      const [ek, ak, pem, msg, sig, pcrs] = ['ek', 'ak', 'pem', 'msg', 'sig', 'pcrs'].map(at) as [
        string,
        string,
        string,
        string,
        string,
        string,
      ];
      const scheme = kind === 'ecc' ? 'ecdsa' : 'rsassa';
      const create = ['-C', ek, '-c', ak, '-G', kind, '-g', 'sha256', '-s', scheme, '-u', pem, '-f', 'pem'];
      const quote = [
        '-c',
        ak,
        '-l',
        showSelection(selection),
        '-q',
        nonceHex,
        '-m',
        msg,
        '-s',
        sig,
        '-o',
        pcrs,
        '-g',
        'sha256',
      ];
      const steps: readonly (readonly [string, readonly string[]])[] = [
        ['tpm2_startup', ['-c']],
        ['tpm2_pcrextend', [`10:sha256=${'5a'.repeat(32)}`]],
        ['tpm2_createek', ['-c', ek, '-G', kind, '-u', at('ek.pub')]],
        ['tpm2_flushcontext', ['-t']],
        ['tpm2_createak', create],
        ['tpm2_flushcontext', ['-t']],
        ['tpm2_quote', quote],
      ];
      for (const [command, args] of steps) {
        const said = run(command, args, env);
        expect(said.ok, `${command}: ${said.complaint}`).toBe(true);
      }
      const bytes = (path: string): Uint8Array => Uint8Array.from(readFileSync(path));
      const file = parsePcrFile(bytes(pcrs));
      if (!file.ok) throw new Error(JSON.stringify(file.malformed));
      expect(file.value.selection).toEqual(selection);
      expect(Buffer.compare(marshalPcrFile(file.value), bytes(pcrs)), 'ours writes the same file').toBe(0);
      const expected = { ...file.value, nonce, publicKey: createPublicKey(readFileSync(pem)) };
      expect(verifyQuote({ message: bytes(msg), signature: bytes(sig) }, expected)).toMatchObject({ ok: true });
    },
  );
});
