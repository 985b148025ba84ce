import { Command } from 'commander';
import { type ExitCode, exitCodesHelp } from './exit.js';
import type { Finish } from './finish.js';
import { withSolvingOptions } from './options.js';
import type { ServingOptions } from './queue/serving.js';
import { endAfter, mayTakeLong } from './run/work.js';

const examples = `Examples:
  ls2 worker --queue redis://queue.example:6379
  ls2 worker --queue /run/redis/redis.sock --until-empty
`;

const description = `Judges what \`ls2 attest MACHINES --queue URL\` asks for, shard by shard, until it is interrupted. As many as there are share the work; one that dies loses
nothing, and the others say so within a minute. Files of evidence and of the platform have to be where they were when they were queued.`;

export function command(finish: Finish): Command {
  const worker = new Command('worker')
    .summary('a worker of a queue of evidence')
    .description(description)
    .requiredOption('--queue <url>', 'a Redis: redis://HOST:PORT, rediss://HOST:PORT, or the path of its socket')
    .option('--until-empty', 'end when nothing is left to do')
    .addHelpText('before', examples)
    .addHelpText('after', `\n${exitCodesHelp}`);
  return withSolvingOptions(worker).action(async (options: ServingOptions) => {
    mayTakeLong();
    endAfter(options.deadline);
    const { serve } = await import('./queue/serving.js');
    finish((await serve(options)) satisfies ExitCode);
  });
}
