/** Prints how many lines of code the kernel has, of each file and in all: without comments, blank lines, and what only says where names come from. */
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const folder = fileURLToPath(new URL('../src/kernel/', import.meta.url));

/** @param {string} text */
function codeOf(text) {
  const code = text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/^\s*\/\/.*$/gm, '');
  const own = code.replace(/^(?:import|export) (?:type )?(?:\*|\{)[^;]*? from '[^']*';$/gm, '');
  return own.split('\n').filter((line) => line.trim() !== '').length;
}

let total = 0;
for (const file of readdirSync(folder)) {
  const lines = codeOf(readFileSync(`${folder}${file}`, 'utf8'));
  total += lines;
  process.stdout.write(`${String(lines).padStart(6)}  ${file}\n`);
}
process.stdout.write(`${String(total).padStart(6)}  in all\n`);
