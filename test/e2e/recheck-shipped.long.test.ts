import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { placeAt } from '../support/command.js';
import { installed } from '../support/programs.js';
import { scratchDirectory } from '../support/scratch.js';

test('the certificate of all shipped proofs is accepted, whoever decides, given nothing but the logic', async () => {
  const place = placeAt(fileURLToPath(new URL('../..', import.meta.url)));
  const certificate = join(scratchDirectory(), 'proofs.json');
  const { code, stdout } = await place.ls2('check', 'proofs', '--certificate', certificate);
  expect(stdout.trimEnd().split('\n').at(-1)).toContain('all as expected');
  expect(code).toBe(0);
  // What is vacuous has a proof too.
  const proofs = stdout.match(/^(?:✓ .* {2}proved|∅ .* {2}vacuous)\b/gm) ?? [];
  for (const { solver, command } of solvers) {
    if (command !== undefined && !installed(command)) continue;
    const ran = await place.ls2('recheck', certificate, '--solver', solver, '--format', 'json');
    expect({ solver, code: ran.code }).toEqual({ solver, code: 0 });
    const { theorems } = JSON.parse(ran.stdout) as { theorems: { role: string; assumedAxioms: string[] }[] };
    expect(theorems.flatMap(({ assumedAxioms }) => assumedAxioms)).toEqual([]);
    expect(theorems.filter(({ role }) => role === 'theorem').length).toBe(proofs.length);
  }
  expect(proofs.length).toBeGreaterThan(20);
});

const solvers: readonly { readonly solver: string; readonly command?: string }[] = [
  { solver: 'z3' },
  { solver: 'native-z3', command: 'z3' },
  { solver: 'cvc5', command: 'cvc5' },
];
