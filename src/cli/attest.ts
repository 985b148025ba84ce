import { Command } from 'commander';
import type { AttestOptions } from './attest-options.js';
import { type ExitCode, exitCodesHelp } from './exit.js';
import type { Finish } from './finish.js';
import { positiveInteger } from './numbers.js';
import { withOutputOptions, withSolvingOptions } from './options.js';
import { endAfter, mayTakeLong } from './run/work.js';

const examples = `Examples:
  ls2 attest --event-log /sys/kernel/security/tpm0/binary_bios_measurements
  ls2 attest --event-log log.bin --ima-log ima.bin --pcrs pcrs.txt
  ls2 attest --event-log log.bin --ima-log ima.bin --format cel --out boot.cel.json
  ls2 attest --platform lab.ls2 … --format ear --sign verifier.pem --proof proof.json --out result.jwt
  ls2 attest machines/ --platform lab.ls2 --format json
  ls2 attest --platform lab.ls2 --event-log log.bin --pcrs pcrs.txt --format html --out boot.html
  ls2 attest machines/ --platform lab.ls2 --format json --queue redis://queue.example --out attested.ndjson
  ls2 attest --learn --event-log log.bin --pcrs pcrs.txt --out lab.ls2
  ls2 attest --platform lab.ls2 --event-log log.bin --quote quote.msg --signature quote.sig --key ak.pub --nonce 0123abcd
`;

const description = `Reads what a machine shows of its boot, replays the logs, verifies the quote, and says of every event what it claims and how much of that anything
vouches for: what contradicts something, and what is left open. With a platform: of which proven theorem the boot is an instance, under which assumptions,
or the first thing that is not as the theorem wants it.`;

export function command(finish: Finish): Command {
  const attest = new Command('attest')
    .summary('hold a real machine’s evidence against a proven chain')
    .description(description)
    .argument(
      '[machines]',
      'a directory with one for each machine, or lines of JSON (- is stdin): what each comes to, a line each',
    )
    .option('--platform <file>', 'how the model appears on this machine: FILE, or FILE:NAME where it has several')
    .option('--learn', 'write a model, its theorem and a platform from the log of a good machine')
    .option('--event-log <file>', "the firmware's log: TCG 1.2 or crypto-agile, or a CCEL table")
    .option('--ima-log <file>', "the kernel's log, binary or ascii")
    .option('--pcrs <file>', "values of registers: what tpm2_pcrread or tpm2_quote print or write, Linux's pcrs, JSON")
    .option('--quote <file>', 'the message of a quote (TPMS_ATTEST, with or without its size)')
    .option('--signature <file>', 'its signature (TPMT_SIGNATURE, or plain)')
    .option(
      '--key <file>',
      'the attestation key: a TPM public area, PEM, JWK (or a set with HCLAkPub) or a certificate',
    )
    .option('--nonce <hex>', 'what the verifier asked the quote to contain')
    .option(
      '--certificate <file...>',
      "the attestation key's certificate first, then those of who issued it (PEM or DER)",
    )
    .option('--ca <file...>', 'certificates of those who are trusted to issue them')
    .option('--crl <file...>', 'their lists of revoked certificates')
    .option('--sign <file>', 'the private key (PEM) that signs a result of --format ear (JWT) or dsse (in-toto)')
    .option('--proof <file>', 'write the proof of the theorem, for `ls2 recheck`; a signed result names its digest')
    .option(
      '--queue <url>',
      'have the machines judged by the workers of a queue (`ls2 worker`); `--out` is then appended to',
    )
    .option('--shard <n>', 'machines of a job of the queue (default: 500)', positiveInteger)
    .option('--at <date>', 'when the certificates have to be valid, and what is signed is of (default: now)')
    .addHelpText('before', examples)
    .addHelpText('after', `\n${exitCodesHelp}`);
  return withOutputOptions(withSolvingOptions(attest), ['text', 'json', 'html', 'cel', 'ear', 'dsse']).action(
    async (where: string | undefined, options: AttestOptions) => {
      mayTakeLong();
      endAfter(options.deadline);
      const { attest: run } = await import('./attesting.js');
      finish((await run(where, options)) satisfies ExitCode);
    },
  );
}
