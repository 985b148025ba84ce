import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { about, packageRoot } from '../disk/about.js';

const folder = join(packageRoot, 'models', 'templates');

/** What is written where no template is named. */
export const usualTemplate = 'chain';

/** The templates that there are, by name. */
export const templates = (): readonly string[] =>
  readdirSync(folder)
    .flatMap((name) => (name.endsWith('.ls2') ? [name.slice(0, -'.ls2'.length)] : []))
    .sort();

/** A file that `ls2 init` writes; what it is for, in words. */
export interface NewFile {
  readonly path: string;
  readonly text: string;
  readonly purpose: string;
}

/** The model of a template: it stands where `ls2 check` looks. */
export function modelOf(template: string): NewFile {
  const text = readFileSync(join(folder, `${template}.ls2`), 'utf8');
  const purpose = /^\/\/ (.*)/.exec(text)?.[1] ?? template;
  return { path: `proofs/${template}.ls2`, text, purpose };
}

/** What goes with a model, whichever it is. */
export const besides = (): readonly NewFile[] => [
  {
    path: '.github/workflows/ls2.yml',
    text: workflow(about()),
    purpose: 'checks every push, and that none weakens what stands',
  },
  { path: '.vscode/settings.json', text: settings, purpose: 'what VS Code takes *.ls2 to be' },
];

const workflow = ({ name, version }: ReturnType<typeof about>): string => `name: ls2
on: [push, pull_request]
permissions:
  contents: read
jobs:
  ls2:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - uses: actions/setup-node@v4
        with: { node-version: 20 }
      # Everything as expected?
      - run: npx --yes ${name}@${version} check
      # Does all stand that stood? \`npx ${name} gate --accept\` writes down what stands, in ls2.lock.json.
      - run: npx --yes ${name}@${version} gate
`;

const settings = `{
  "files.associations": { "*.ls2": "ls2" },
  "[ls2]": { "editor.tabSize": 2, "editor.insertSpaces": true, "editor.rulers": [100] }
}
`;
