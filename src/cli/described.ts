import type { Command } from 'commander';
import { about } from '../disk/about.js';
import type { DescribedCommand, DescribedProgram } from '../report/described.js';
import type { Commands } from './entry.js';
import { root } from './root.js';

/** The command line as it describes itself, for shells and manuals: of what `--help` prints, nothing is written twice. */
export async function described(commands: Commands): Promise<DescribedProgram> {
  const program = root();
  const all: DescribedCommand[] = [];
  for (const { load } of commands.values()) {
    const command = (await load()).command(() => undefined, commands);
    program.addCommand(command.copyInheritedSettings(program));
    all.push(ofCommand(command));
  }
  return { ...ofCommand(program), version: about().version, commands: all };
}

function ofCommand(command: Command): DescribedCommand {
  const help = command.createHelp();
  const [before, after] = aroundHelp(command);
  return {
    name: command.name(),
    summary: command.summary(),
    description: command.description(),
    usage: help.commandUsage(command),
    arguments: command.registeredArguments.map((argument) => ({
      name: argument.name(),
      description: argument.description,
      choices: argument.argChoices ?? [],
    })),
    options: help.visibleOptions(command).map((option) => ({
      short: option.short,
      long: option.long ?? option.flags,
      takes: option.required || option.optional ? option.flags.match(/[<[].*[>\]]/)?.[0] : undefined,
      description: help.optionDescription(option),
      choices: option.argChoices ?? [],
    })),
    before,
    after,
  };
}

/** What a command prints before and after the part of its help that commander makes. */
function aroundHelp(command: Command): readonly [before: string, after: string] {
  const made = command.createHelp().formatHelp(command, command.createHelp());
  let whole = '';
  const { writeOut } = command.configureOutput();
  command.configureOutput({
    writeOut: (text) => {
      whole += text;
    },
  });
  command.outputHelp();
  command.configureOutput({ ...(writeOut && { writeOut }) });
  const [before = '', after = ''] = whole.split(made);
  return [before.trim(), after.trim()];
}
