import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const table = new URL('../../dist/kernel/table.js', import.meta.url).href;

/** Puts ten times what the heap has room for into a table, and holds one entry in a hundred. */
const program = `
import { Table } from ${JSON.stringify(table)};
const table = new Table(1000);
const held = [];
for (let key = 0; key < 100_000; key++) {
  const entry = { key, load: new Array(2000).fill(key) };
  table.add(entry);
  if (key % 100 === 0) held.push(entry);
  if (key % 1000 === 0) await new Promise((resolve) => setImmediate(resolve));
}
console.log(held.every((entry) => table.find(entry.key, () => true) === entry), table.size < 20_000);
`;

describe('the table of pieces of a process that lives long', () => {
  it('lets go of what nobody holds, and finds the rest again', () => {
    const args = ['--max-old-space-size=160', '--input-type=module', '--eval', program];
    const out = execFileSync(process.execPath, args, {
      encoding: 'utf8',
      cwd: fileURLToPath(new URL('.', import.meta.url)),
    });
    expect(out.trim()).toBe('true true');
  });
});
