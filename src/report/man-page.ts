import type { DescribedCommand, DescribedOption, DescribedProgram } from './described.js';

/** The command line as a manual page, in roff with the macros of man(7). */
export function manPage(program: DescribedProgram): string {
  return [
    `.TH LS2 1 "" "ls2 ${program.version}" "User Commands"`,
    '.SH NAME',
    'ls2 \\- machine\\-checked proofs of chains of trust',
    '.SH SYNOPSIS',
    `.B ${text(program.usage)}`,
    '.SH DESCRIPTION',
    ...paragraphs(program.before),
    ...program.options.flatMap(optionLines),
    '.SH COMMANDS',
    ...program.commands.flatMap(commandLines),
    '.SH EXIT STATUS',
    ...paragraphs(program.after),
    '',
  ].join('\n');
}

function commandLines({
  name,
  usage,
  description,
  options,
  arguments: list,
  before,
  after,
}: DescribedCommand): readonly string[] {
  return [
    `.SS ${text(`ls2 ${name}`)}`,
    `.B ${text(usage)}`,
    '.PP',
    text(description),
    ...list.flatMap((argument) => ['.TP', `.I ${text(argument.name)}`, text(argument.description)]),
    ...options.flatMap(optionLines),
    ...paragraphs(before),
    // What all commands have in common stands once.
    ...paragraphs(after.split(/^Exit codes/m)[0]?.trim() ?? ''),
  ];
}

const optionLines = ({ short, long, takes, description }: DescribedOption): readonly string[] => [
  '.TP',
  `\\fB${text(short === undefined ? long : `${short}, ${long}`)}\\fR${takes === undefined ? '' : ` \\fI${text(takes)}\\fR`}`,
  text(description),
];

/** Lines that are indented stand as they are. */
const paragraphs = (said: string): readonly string[] =>
  said === ''
    ? []
    : said.split(/\n{2,}/).flatMap((paragraph) => {
        const lines = paragraph.split('\n').map(text);
        return /^ {2}/m.test(paragraph) ? ['.PP', '.nf', ...lines, '.fi'] : ['.PP', ...lines];
      });

/** A line begins no request, and a hyphen is one. */
const text = (said: string): string =>
  said
    .replaceAll('\\', '\\e')
    .replaceAll('-', '\\-')
    .replace(/^([.'])/, '\\&$1')
    .replaceAll('\n', ' ');
