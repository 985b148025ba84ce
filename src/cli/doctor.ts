import { Command } from 'commander';
import { findingsJson, findingsText } from '../report/findings.js';
import { examine } from './examine.js';
import { exit } from './exit.js';
import type { Finish } from './finish.js';
import { withOutputOptions } from './options.js';
import { type OutputOptions, outputFor } from './output.js';

const examples = `Examples:
  ls2 doctor                  what is here, what it is for, and what to do about what is missing
  ls2 doctor --format json    the same for programs
`;

export function command(finish: Finish): Command {
  const doctor = new Command('doctor')
    .summary('what this machine has of what ls2 can use')
    .description(
      'Looks for what ls2 needs and for what it can use. Ends with 2 if something that it needs is missing or does not work.',
    )
    .addHelpText('before', examples);
  return withOutputOptions(doctor).action(async (options: OutputOptions) => {
    const output = await outputFor(options);
    const findings = await examine();
    output.write(options.format === 'json' ? findingsJson(findings) : findingsText(findings, output.paint));
    finish(findings.some(({ needed, state }) => needed && state !== 'ok') ? exit.usage : exit.ok);
  });
}
