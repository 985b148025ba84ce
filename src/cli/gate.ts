import { Command } from 'commander';
import { exitCodesHelp } from './exit.js';
import type { Finish } from './finish.js';
import { type GateOptions, gate } from './gating.js';
import { withOutputOptions, withSolvingOptions } from './options.js';

const examples = `Examples:
  ls2 gate                              does all that ls2.lock.json records still stand?
  ls2 gate --accept                     write down what stands now
  ls2 gate --base origin/main           what this branch changes, in terms of theorems
  ls2 gate --format sarif --out ls2.sarif
  ls2 gate --format html --out gate.html  what it found, as a page
`;

const description = `Checks the theorems and compares what stands with the lock file, or with another commit: it fails where a theorem has gone, its verdict
changed, its statement became weaker or is about something else, it rests on more, or the lock file is out of date. Of each theorem it says
whether what it says is equivalent to what it said, stronger, weaker or incomparable.`;

const paths = `
Without paths, those that the lock file was written for (with --base, that of the commit); without a lock file, proofs/. docs/gate.md lists what the gate stops at.

${exitCodesHelp}`;

export function command(finish: Finish): Command {
  const command = new Command('gate')
    .summary('compare what stands with the lock file')
    .description(description)
    .argument('[path...]', 'files, or directories with .ls2 files')
    .option('--base <commit>', 'compare with what stood in a commit instead')
    .option('--accept', 'write the lock file, whatever has changed')
    .option('--lock <file>', 'the lock file', 'ls2.lock.json')
    .addHelpText('before', examples)
    .addHelpText('after', paths);
  const formats = ['text', 'json', 'sarif', 'junit', 'markdown', 'html'] as const;
  return withOutputOptions(withSolvingOptions(command), formats).action(
    async (given: readonly string[], options: GateOptions) => {
      finish(await gate(given, options));
    },
  );
}
