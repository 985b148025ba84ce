import { Command } from 'commander';
import { type ExitCode, exitCodesHelp } from './exit.js';
import type { Finish } from './finish.js';
import type { FuzzOptions } from './fuzzing.js';
import { naturalNumber, positiveInteger } from './numbers.js';
import { collect, withOutputOptions } from './options.js';
import { mayTakeLong } from './run/work.js';

const examples = `Examples:
  ls2 fuzz --time 600                       all properties, on random cases and the models that come with ls2
  ls2 fuzz models/mine.ls2                  does my chain survive what an attacker can do?
  ls2 fuzz --property contradictions --runs 2000 --seed 7
  ls2 fuzz --time 3600 --state night.json   goes on where night.json has come to, if it is there
  ls2 fuzz findings/printing-3.json         a finding again
`;

const description = `Throws random cases at properties (docs/fuzzing.md has the table), and makes those that fail as small as they go. With models, their
theorems are held against what random schedules and adversaries do to their machines. Of two runs with one seed and as many runs the result is the same.`;

export function command(finish: Finish): Command {
  const fuzz = new Command('fuzz')
    .summary('throw random cases at properties, of ls2 or of a model')
    .description(description)
    .argument('[path...]', 'models, or files with findings; default: all properties')
    .option('--seed <n>', 'the same seed gives the same runs on every machine', naturalNumber, 1)
    .option('--runs <n>', 'how many runs (default: 200, or as many as --time allows)', positiveInteger)
    .option('--time <seconds>', 'begin no more runs after so many seconds', positiveInteger)
    .option('--property <name>', 'only this property; may be given several times', collect)
    .option('--jobs <n>', 'how many runs at once (default: as many as there are processors)', positiveInteger)
    .option('--state <file>', 'where it is kept which runs are done: a campaign that was interrupted goes on')
    .option('--findings <dir>', 'where what is found is written', 'findings')
    .addHelpText('before', examples)
    .addHelpText(
      'after',
      `\n${exitCodesHelp}\nWhat is found of ls2 itself is a fault (70), of a theorem of a model a violation (1).`,
    );
  return withOutputOptions(fuzz).action(async (paths: readonly string[], options: FuzzOptions) => {
    mayTakeLong();
    const { fuzz: run } = await import('./fuzzing.js');
    finish((await run(paths, options)) satisfies ExitCode);
  });
}
