/** The parts of the casebook, in the order of its page. */
const parts = [
  { part: 'measuring', title: 'What is measured, and when' },
  { part: 'attesting', title: 'What a quote says, and whose it is' },
  { part: 'sealing', title: 'What a key is sealed to' },
] as const;

/** A case of the casebook: a public flaw, as the head of its file tells it. */
export interface Case {
  readonly file: string;
  readonly title: string;
  readonly part: (typeof parts)[number]['part'];
  /** Addresses, numbers of CVEs, papers. */
  readonly sources: readonly string[];
  readonly wrong: string;
  readonly attack: string;
  readonly repair: string;
}

/** What the lock file says of a theorem of a case. */
export interface Verdict {
  readonly name: string;
  readonly file: string;
  readonly verdict: string;
  /** Events of the attack, where it is refuted. */
  readonly attack?: number;
}

/**
 * Reads the head of a file of the casebook: a line for the title, then `//   NAME   TEXT` for part, source (any number), wrong, attack and repair, each of which may
 * go on in lines that are indented further. Throws an Error that names the file and what is missing or unknown.
 */
export function readCase(file: string, text: string): Case {
  const head = /^(\/\/ [^\n]*\n)+/.exec(text)?.[0].split('\n').slice(0, -1) ?? [];
  const title = head[0]?.slice(3);
  if (title === undefined) throw new Error(`${file}: no title in its first line`);
  const fields = fieldsOf(head.slice(1));
  const one = (name: string): string => {
    const [found, ...more] = fields.filter((field) => field.name === name);
    if (found === undefined || more.length > 0) throw new Error(`${file}: ${name} is to be said once in its head`);
    return found.text;
  };
  const named = one('part');
  const part = parts.find((each) => each.part === named)?.part;
  if (part === undefined) throw new Error(`${file}: there is no part ${named}`);
  const sources = fields.filter(({ name }) => name === 'source').map((field) => field.text);
  if (sources.length === 0) throw new Error(`${file}: no source`);
  return { file, title, part, sources, wrong: one('wrong'), attack: one('attack'), repair: one('repair') };
}

function fieldsOf(lines: readonly string[]): readonly { readonly name: string; readonly text: string }[] {
  const fields: { name: string; text: string }[] = [];
  for (const line of lines) {
    const [, name, text = ''] = /^\/\/ {3}(\w+) +(.*)$/.exec(line) ?? [];
    const last = fields.at(-1);
    if (name !== undefined) fields.push({ name, text });
    else if (last !== undefined) last.text += ` ${line.slice(2).trim()}`;
  }
  return fields;
}

/** The page of the casebook, docs/casebook.md: a table for each part, a line for each case, with what was found of its theorems. */
export function casebookPage(cases: readonly Case[], verdicts: readonly Verdict[]): string {
  const head = [
    '# Casebook',
    '',
    `${cases.length} design flaws of measured boot, attestation and sealing that are public, each in a file of its own: the design as it was, with the claim that its`,
    'users relied on, refuted by an attack; and the design repaired, with the claim proved, without a script. The models are small and our own: they say what went wrong,',
    'and nothing else of the system. What a repair still rests on is in the verdict: `npx ls2 check FILE`; the attack step by step: `npx ls2 attack THEOREM`.',
    '',
    'This page is made from the files and the lock file by `npm run docs`.',
    '',
  ];
  const tables = parts.flatMap(({ part, title }) => [
    `## ${title}`,
    '',
    '| case | what was wrong | attack | what repairs it |',
    '|---|---|---|---|',
    ...cases.filter((each) => each.part === part).map((each) => row(each, verdicts)),
    '',
  ]);
  return [...head, ...tables].join('\n');
}

function row({ file, title, sources, wrong, attack, repair }: Case, verdicts: readonly Verdict[]): string {
  const own = verdicts.filter((verdict) => verdict.file === file);
  const flawed = own.filter(({ verdict }) => verdict === 'refuted').map(refuted);
  const repaired = own.filter(({ verdict }) => verdict === 'proved').map(({ name }) => `\`${name}\``);
  const cells = [
    [`[${title}](../${file})`, ...sources.map(linked)].join('<br>'),
    wrong,
    `${attack} ${flawed.join(', ')}`,
    `${repair} ${repaired.join(', ')}`,
  ];
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
}

const refuted = ({ name, attack = 0 }: Verdict): string => `\`${name}\`: ${attack} events`;

/** A source as it is linked: issues by repository and number, CVEs by their record. */
function linked(source: string): string {
  const [, repository, number = ''] = /^https:\/\/github\.com\/([\w.-]+\/[\w.-]+)\/.*\/([\w-]+)$/.exec(source) ?? [];
  if (repository !== undefined) return `[${repository}${/^\d/.test(number) ? '#' : ' '}${number}](${source})`;
  if (/^CVE-[\d-]+$/.test(source)) return `[${source}](https://www.cve.org/CVERecord?id=${source})`;
  return source.startsWith('https:') ? `<${source}>` : source;
}
