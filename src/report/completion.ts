import type { DescribedCommand, DescribedOption, DescribedProgram } from './described.js';

export const shells = ['bash', 'zsh', 'fish'] as const;
export type Shell = (typeof shells)[number];

/** What a shell reads to complete the command line. */
export function completionFor(shell: Shell, program: DescribedProgram): string {
  switch (shell) {
    case 'bash':
      return bash(program);
    case 'zsh':
      return zsh(program);
    case 'fish':
      return fish(program);
  }
}

const flagsOf = ({ short, long }: DescribedOption): readonly string[] => (short === undefined ? [long] : [short, long]);

/** In single quotes of a shell. */
const quoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;

const choicesOf = (command: DescribedCommand): readonly string[] => command.arguments.flatMap(({ choices }) => choices);

function bash({ commands, options }: DescribedProgram): string {
  const cases = commands.map((command) => {
    const values = command.options.flatMap((option) =>
      option.takes === undefined
        ? []
        : [
            `      ${flagsOf(option).join('|')}) ${option.choices.length > 0 ? `COMPREPLY=($(compgen -W ${quoted(option.choices.join(' '))} -- "$current"))` : 'COMPREPLY=($(compgen -f -- "$current"))'}; return ;;`,
          ],
    );
    const words = [...command.options.flatMap(flagsOf), ...choicesOf(command)];
    return [
      `    ${command.name})`,
      '      case "$previous" in',
      ...values,
      '      esac',
      `      COMPREPLY=($(compgen -W ${quoted(words.join(' '))} -f -- "$current")) ;;`,
    ].join('\n');
  });
  const names = [...commands.map(({ name }) => name), ...options.flatMap(flagsOf)];
  return `# Completion of ls2 for bash: eval "$(ls2 completion bash)"
_ls2() {
  local current=\${COMP_WORDS[COMP_CWORD]} previous=\${COMP_WORDS[COMP_CWORD-1]}
  if [ "$COMP_CWORD" -eq 1 ]; then
    COMPREPLY=($(compgen -W ${quoted(names.join(' '))} -- "$current"))
    return
  fi
  case "\${COMP_WORDS[1]}" in
${cases.join('\n')}
  esac
}
complete -o filenames -F _ls2 ls2
`;
}

/** A description in an optspec of zsh. */
const said = (text: string): string => text.replace(/[[\]:\\]/g, (sign) => `\\${sign}`);

function zsh({ commands }: DescribedProgram): string {
  const spec = (option: DescribedOption): readonly string[] => {
    const value =
      option.takes === undefined
        ? ''
        : option.choices.length > 0
          ? `:value:(${option.choices.join(' ')})`
          : ':value:_files';
    return flagsOf(option).map((flag) => quoted(`*${flag}[${said(option.description)}]${value}`));
  };
  const cases = commands.map((command) => {
    const choices = choicesOf(command);
    const rest = choices.length > 0 ? quoted(`*:argument:(${choices.join(' ')})`) : quoted('*:file:_files');
    return `    ${command.name}) _arguments ${[...command.options.flatMap(spec), rest].join(' ')} ;;`;
  });
  const names = commands.map(({ name, summary }) => quoted(`${name}:${said(summary)}`));
  return `#compdef ls2
# Completion of ls2 for zsh: a file _ls2 on $fpath, or eval "$(ls2 completion zsh)" after compinit
_ls2() {
  local -a names=(${names.join(' ')})
  if (( CURRENT == 2 )); then
    _describe command names
    return
  fi
  local command=$words[2]
  shift words
  (( CURRENT-- ))
  case $command in
${cases.join('\n')}
  esac
}
if [ "$funcstack[1]" = "_ls2" ]; then _ls2 "$@"; else compdef _ls2 ls2; fi
`;
}

function fish({ commands }: DescribedProgram): string {
  const lines = commands.flatMap((command) => {
    const isHere = quoted(`__fish_seen_subcommand_from ${command.name}`);
    const options = command.options.map((option) => {
      const short = option.short === undefined ? '' : ` -s ${option.short.slice(1)}`;
      const value =
        option.takes === undefined
          ? ''
          : option.choices.length > 0
            ? ` -x -a ${quoted(option.choices.join(' '))}`
            : ' -r -F';
      return `complete -c ls2 -n ${isHere}${short} -l ${option.long.slice(2)}${value} -d ${quoted(option.description)}`;
    });
    const choices = choicesOf(command);
    return [
      `complete -c ls2 -f -n __fish_use_subcommand -a ${command.name} -d ${quoted(command.summary)}`,
      ...options,
      ...(choices.length > 0 ? [`complete -c ls2 -f -n ${isHere} -a ${quoted(choices.join(' '))}`] : []),
    ];
  });
  return `# Completion of ls2 for fish: ls2 completion fish | source\n${lines.join('\n')}\n`;
}
