import { Command, Option } from 'commander';
import { expectations } from '../trace/format/header.js';
import type { AttackOptions } from './attack-command.js';
import { exitCodesHelp } from './exit.js';
import type { Finish } from './finish.js';
import { positiveInteger } from './numbers.js';
import { withDeadline, withFormatOptions } from './options.js';
import { mayTakeLong } from './run/work.js';

const examples = `Examples:
  ls2 attack T1_printed                            the shortest trace that refutes it
  ls2 attack Boot chain.ls2 --all                  all that differ in more than the order of their events
  ls2 attack Boot chain.ls2 --format svg           the shortest as a picture, a lane a thread
  ls2 attack Boot chain.ls2 --out boot.ndjson      keep it, as a regression test;
  ls2 validate boot.ndjson                         runs it again
`;

const description = `Looks for a trace that the semantics runs, on which a theorem's premises hold and its conclusion does not. Nothing is proved. The
adversary is the semantics' own. Where nothing is found, the bound says what was looked at.`;

export function command(finish: Finish): Command {
  const attack = new Command('attack')
    .summary('look for a trace that refutes a theorem')
    .description(description)
    .argument('<theorem>', 'the name of a theorem or lemma')
    .argument('[path...]', 'files, or directories with .ls2 files (default: proofs/ and models/)')
    .option('--all', 'all attacks that differ in more than the order of their events, not only the shortest')
    .option('--states <n>', 'how many states the directed search goes on from', positiveInteger)
    .option('--events <n>', 'how many events a trace may have', positiveInteger)
    .option('--out <file>', 'write the attacks found as traces, for `ls2 validate`, whole or not at all')
    .addOption(
      new Option(
        '--expect <verdict>',
        'what the written traces are kept to show: that they violate the theorem, or do not any more',
      )
        .choices(expectations)
        .default('violated'),
    )
    .addHelpText('before', examples)
    .addHelpText('after', `\n${exitCodesHelp}`);
  return withFormatOptions(withDeadline(attack), ['text', 'json', 'svg']).action(
    async (theorem: string, paths: readonly string[], options: AttackOptions) => {
      mayTakeLong();
      const { attack: run } = await import('./attack-command.js');
      finish(await run(theorem, paths, options));
    },
  );
}
