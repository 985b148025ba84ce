import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { rules } from '../../src/language/grammar/rules.js';
import { grammarPage } from '../../src/report/grammar-page.js';

describe('docs/grammar.md', () => {
  it('is what the parser has (`npm run docs` writes it)', () => {
    expect(readFileSync('docs/grammar.md', 'utf8')).toBe(grammarPage());
  });

  it('defines each rule that it names once, and names each rule but the first', () => {
    const lines = /```ebnf\n(.*)```/s.exec(grammarPage())?.[1]?.trim().split('\n') ?? [];
    const defined = lines.flatMap((line) => /^([a-z-]+) +::=/.exec(line)?.[1] ?? []);
    const bodies = lines.map((line) => line.replace(/^[a-z-]* +(?:::=|\|) /, '').replace(/'[^']*'|<[^>]*>/g, ' '));
    const named = new Set(bodies.flatMap((body) => body.match(/[a-z][a-z-]*/g) ?? []));
    expect(new Set(defined).size).toBe(defined.length);
    expect(defined).toHaveLength(rules().length);
    expect([...named].sort()).toEqual(defined.slice(1).sort());
    expect(defined[0]).toBe('file');
  });

  it('repeats what the parser reads in loops of its own', () => {
    const page = grammarPage();
    for (const part of [
      'declaration*',
      'statement*',
      'step*',
      'proof-case*',
      "'iff' | '=' | '≠' | '<' | '≤') expression)*",
    ])
      expect(page).toContain(part);
  });
});
