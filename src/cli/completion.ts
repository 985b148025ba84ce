import { Argument, Command } from 'commander';
import { completionFor, type Shell, shells } from '../report/completion.js';
import type { Commands } from './entry.js';
import { exit } from './exit.js';
import type { Finish } from './finish.js';

const examples = `Examples:
  eval "$(ls2 completion bash)"     in ~/.bashrc
  eval "$(ls2 completion zsh)"      in ~/.zshrc, after compinit
  ls2 completion fish | source      in ~/.config/fish/config.fish
`;

export function command(finish: Finish, all: Commands): Command {
  return new Command('completion')
    .summary('what a shell needs to complete commands and options')
    .description('Prints what a shell reads to complete the commands, options and values of ls2.')
    .addArgument(new Argument('<shell>', 'which shell').choices(shells))
    .addHelpText('before', examples)
    .action(async (shell: Shell) => {
      const { described } = await import('./described.js');
      process.stdout.write(completionFor(shell, await described(all)));
      finish(exit.ok);
    });
}
