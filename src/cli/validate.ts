import { Command, Option } from 'commander';
import { expectations } from '../trace/format/header.js';
import { type ExitCode, exitCodesHelp } from './exit.js';
import type { Finish } from './finish.js';
import { withDeadline, withOutputOptions } from './options.js';
import { mayTakeLong } from './run/work.js';
import type { ValidateOptions } from './validating.js';

const examples = `Examples:
  ls2 simulate models/uboot --out run.ndjson
  ls2 validate run.ndjson --against Booted --in proofs/uboot/auto.ls2
  ls2 simulate models/uboot --runs 1000 --adversary full | ls2 validate - --against Booted
  ls2 attack T1_printed --out t1.ndjson && ls2 validate t1.ndjson      the attack, run again
`;

const description = `Holds traces against a theorem, or a definition: each event has to be one that the semantics allows, and wherever the premises hold on the
trace, so must the conclusion. A definition is taken as true at the end of the trace, of all machines.`;

export function command(finish: Finish): Command {
  const validate = new Command('validate')
    .summary('hold traces against a theorem')
    .description(description)
    .argument('<trace...>', 'files with traces; - is stdin')
    .option('--against <name>', 'a theorem, lemma, axiom or definition (default: the one that the trace says)')
    .option('--in <path...>', 'where it stands (default: proofs/, then models/; of one that the trace says, its model)')
    .addOption(
      new Option(
        '--expect <verdict>',
        'what is right of each trace (default: what the trace says, or else that it violates nothing)',
      ).choices(expectations),
    )
    .addHelpText('before', examples)
    .addHelpText('after', `\n${exitCodesHelp}`);
  return withOutputOptions(withDeadline(validate)).action(
    async (traces: readonly string[], options: ValidateOptions) => {
      mayTakeLong();
      const { validate: run } = await import('./validating.js');
      finish((await run(traces, options)) satisfies ExitCode);
    },
  );
}
