import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { showVerdict } from '../../src/editor/requests/lenses.js';
import { stopVerdicts } from '../../src/editor/stop-verdicts.js';
import { words } from '../../src/language/tokens.js';
import { textsUnder } from '../language/texts.js';

const read = (path: string): string =>
  readFileSync(new URL(`../../src/editor/vscode/${path}`, import.meta.url), 'utf8');
const manifest = JSON.parse(read('package.json')) as {
  contributes: { grammars: { path: string; scopeName: string }[] };
};

interface Rule {
  readonly name?: string;
  readonly match?: string;
  readonly begin?: string;
  readonly end?: string;
  readonly include?: string;
  readonly patterns?: readonly Rule[];
}
interface Grammar {
  readonly scopeName: string;
  readonly patterns: readonly Rule[];
  readonly repository: Readonly<Record<string, Rule>>;
}

const grammar = JSON.parse(read('syntaxes/ls2.tmLanguage.json')) as Grammar;
const rulesIn = (rules: readonly Rule[]): readonly Rule[] =>
  rules.flatMap((rule) => [rule, ...rulesIn(rule.patterns ?? [])]);
const rules = rulesIn([...grammar.patterns, ...Object.values(grammar.repository)]);

describe('the extension for VS Code', () => {
  it('has the grammar that its manifest names', () => {
    expect(manifest.contributes.grammars).toMatchObject([
      { path: './syntaxes/ls2.tmLanguage.json', scopeName: grammar.scopeName },
    ]);
    for (const { include } of rules)
      if (include !== undefined) expect(grammar.repository).toHaveProperty(include.slice(1));
  });

  it('colours every word of the language, and the comments and texts of every shipped file', () => {
    const patterns = rules.flatMap(({ match, begin, end }) =>
      [match, begin, end].flatMap((each) => (each === undefined ? [] : [new RegExp(each, 'mg')])),
    );
    const isColoured = (text: string): boolean =>
      patterns.some((pattern) => [...text.matchAll(pattern)].some(([whole]) => whole.trim() !== ''));
    for (const word of words.keys()) expect(isColoured(`  ${word} x`), word).toBe(true);
    for (const { path, text } of textsUnder('models')) expect(isColoured(text), path).toBe(true);
  });

  it('knows the commands of the server by the names that those have', () => {
    const extension = read('extension.mjs');
    for (const command of [showVerdict, stopVerdicts]) expect(extension).toContain(`'${command}'`);
  });
});
