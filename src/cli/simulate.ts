import { Command, Option } from 'commander';
import { adversaries } from '../semantics/index.js';
import { type ExitCode, exitCodesHelp } from './exit.js';
import type { Finish } from './finish.js';
import { hexadecimal, naturalNumber, positiveInteger } from './numbers.js';
import { mayTakeLong } from './run/work.js';
import type { SimulateOptions } from './simulating.js';

const examples = `Examples:
  ls2 simulate models/uboot                                 an honest run, as a trace on stdout
  ls2 simulate board.ls2 --runs 100 --adversary full | ls2 validate - --against Booted
  ls2 simulate board.ls2 --out run.ndjson --event-log run.log --quote run
  tpm2_eventlog run.log
  ls2 simulate board.ls2 --tpm swtpm                        with a real TPM 2.0 beside it
`;

const description = `Runs a model's machines: they are reset, boot, quote, are attacked, as a seed will have it. Each step is one that the semantics allows; beside
it a TPM for each machine does what the machine does, and its registers are compared with the values of the semantics.`;

export function command(finish: Finish): Command {
  return new Command('simulate')
    .summary('run a model on a TPM simulator')
    .description(description)
    .argument('<model>', 'a file with the model; or a directory with one')
    .option('--runs <n>', 'how many runs, each from the beginning', positiveInteger, 1)
    .option('--events <n>', 'how many events a run has at most', positiveInteger, 200)
    .option('--seed <n>', 'the same seed gives the same traces on every machine', naturalNumber, 1)
    .addOption(
      new Option('--adversary <level>', 'what others than the programs of the model may do')
        .choices(adversaries)
        .default('none'),
    )
    .option('--machines <n>', 'how many machines of each kind there are', positiveInteger, 1)
    .addOption(
      new Option('--tpm <tpm>', 'what the machines measure into').choices(['simulator', 'swtpm']).default('simulator'),
    )
    .addOption(new Option('--format <format>', 'of the trace').choices(['ndjson', 'itf']).default('ndjson'))
    .option('--out <file>', 'write the trace to a file, whole or not at all, instead of stdout')
    .option(
      '--event-log <file>',
      "write what the first machine measured since its last reset, in the TCG's crypto-agile format",
    )
    .option(
      '--quote <prefix>',
      "write a quote of the first machine's registers, or of those that were read last by one `readall`: PREFIX.msg, .sig, .pcrs, .pem, as tpm2-tools read them",
    )
    .option('--nonce <hex>', 'what the quote is over besides, at most 64 bytes (default: none)', hexadecimal)
    .addHelpText('before', examples)
    .addHelpText('after', `\n${exitCodesHelp}`)
    .action(async (path: string, options: SimulateOptions) => {
      mayTakeLong();
      const { simulate } = await import('./simulating.js');
      finish((await simulate(path, options)) satisfies ExitCode);
    });
}
