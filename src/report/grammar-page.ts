import { type Production, rules } from '../language/grammar/rules.js';

const start = 'file';

/** How closely what was written holds together: alternatives the least, a part that needs no parentheses the most. */
type Strength = 'alternatives' | 'sequence' | 'part';
interface Written {
  readonly text: string;
  readonly strength: Strength;
}

/** The page on the grammar, as the parser itself has it: `npm run docs` writes it. */
export function grammarPage(): string {
  const all = rules();
  const ordered = [...all.filter(({ name }) => name === start), ...all.filter(({ name }) => name !== start)];
  const names = ordered.map(({ name }) => named(name ?? ''));
  const width = Math.max(...names.map((name) => name.length));
  const lines = ordered.flatMap(({ definition = [] }, i) => ruleLines(names[i] ?? '', definition, width));
  return `# Grammar

This page is made from the parser by \`npm run docs\`. \`?\` stands for what may be absent, \`*\` for any number of times, \`+\` for once or more; what is in quotes stands in the text as it is, and what is in
angle brackets is a token: a name, a number, a text in quotes. Signs have more than one spelling, and some words mean something only where the grammar has them:
[the language](language.md) says what all of it means. The parser takes somewhat more than is right, so as to say what is wrong with it.

\`\`\`ebnf
${lines.join('\n')}
\`\`\`
`;
}

/** A rule, an alternative a line. */
function ruleLines(name: string, definition: readonly Production[], width: number): readonly string[] {
  const [only, ...more] = definition;
  const alternatives = only?.type === 'Alternation' && more.length === 0 ? (only.definition ?? []) : undefined;
  const texts =
    alternatives === undefined ? [sequence(definition).text] : alternatives.map((each) => written(each).text);
  return texts.map((text, i) => `${(i === 0 ? name : '').padEnd(width)} ${i === 0 ? '::=' : '  |'} ${text}`);
}

function sequence(parts: readonly Production[]): Written {
  const all = parts.map(written).filter(({ text }) => text !== '');
  const [only, ...more] = all;
  if (only === undefined) return { text: '', strength: 'part' };
  if (more.length === 0) return only;
  return {
    text: all.map((each) => (each.strength === 'alternatives' ? `(${each.text})` : each.text)).join(' '),
    strength: 'sequence',
  };
}

function written(production: Production): Written {
  const { type, definition = [], separator } = production;
  switch (type) {
    case 'Terminal':
      return { text: token(production), strength: 'part' };
    case 'NonTerminal':
      return { text: named(production.name ?? ''), strength: 'part' };
    case 'Alternation':
      return { text: definition.map((each) => written(each).text || '()').join(' | '), strength: 'alternatives' };
    case 'Option':
      return times(sequence(definition), '?');
    case 'Repetition':
      return times(sequence(definition), '*');
    case 'RepetitionMandatory':
      return times(sequence(definition), '+');
    case 'RepetitionWithSeparator':
      return times(separated(definition, separator), '?');
    case 'RepetitionMandatoryWithSeparator':
      return separated(definition, separator);
    default:
      return sequence(definition);
  }
}

const inside = ({ text, strength }: Written): string => (strength === 'part' ? text : `(${text})`);
const times = (of: Written, sign: string): Written => ({ text: `${inside(of)}${sign}`, strength: 'part' });

function separated(definition: readonly Production[], separator: Production | undefined): Written {
  const one = inside(sequence(definition));
  return { text: `${one} (${separator === undefined ? '' : token(separator)} ${one})*`, strength: 'sequence' };
}

/** Words and signs in quotes, other tokens in angle brackets. */
function token({ label = '', name = '' }: Production): string {
  const spelled = /^`(.*)`$/.exec(label)?.[1];
  return spelled === undefined ? `<${label === '' ? name : label}>` : `'${spelled}'`;
}

/** `theoremDeclaration` as `theorem-declaration`. */
const named = (name: string): string => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
