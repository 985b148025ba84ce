import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { placeWith } from '../support/command.js';

interface Finding {
  readonly name: string;
  readonly state: string;
  readonly needed: boolean;
  readonly remedy?: string;
}

describe('ls2 doctor', () => {
  test('finds what ls2 needs', async () => {
    const ran = await placeWith({}).ls2('doctor', '--format', 'json');
    const { findings } = JSON.parse(ran.stdout) as { readonly findings: readonly Finding[] };
    expect(ran.code).toBe(0);
    expect(findings.map(({ name }) => name)).toEqual([
      'Node',
      'z3',
      'native z3',
      'cvc5',
      'swtpm',
      'tpm2-tools',
      'cache',
    ]);
    expect(findings.filter(({ needed }) => needed).map(({ name, state }) => [name, state])).toEqual([
      ['Node', 'ok'],
      ['z3', 'ok'],
    ]);
  });

  test('says of what is missing what it is for and what to do, and that it is no harm', async () => {
    const place = placeWith({ file: '' });
    const ran = await place.ls2With(
      { PATH: '/nowhere', LS2_CACHE_DIR: join(place.directory, 'file', 'cache') },
      'doctor',
    );
    expect(ran.code).toBe(0);
    expect(ran.stdout).toContain(`– cvc5        missing
              optional: a second opinion on obligations: \`ls2 check --solver cvc5\`
              install cvc5 (Debian package cvc5), so that it is on the PATH
`);
    expect(ran.stdout).toContain('✗ cache       broken: $LS2_CACHE_DIR cannot be written\n');
    expect(ran.stdout).toMatch(
      /\nall that ls2 needs is here; it would also use native z3, cvc5, swtpm, tpm2-tools, cache\n$/,
    );
    expect(ran.stdout).not.toContain(place.directory);
  });
});
