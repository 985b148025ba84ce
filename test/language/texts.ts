import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Diagnostic } from '../../src/diagnostics/index.js';
import { type Checked, reader } from '../../src/language/elaborate.js';
import type { FileSource } from '../../src/language/files.js';

const root = fileURLToPath(new URL('../..', import.meta.url));

const below = (directory: string): readonly string[] =>
  readdirSync(directory, { withFileTypes: true }).flatMap((entry) => {
    const path = join(directory, entry.name);
    if (entry.isDirectory()) return below(path);
    return entry.name.endsWith('.ls2') ? [path] : [];
  });

/** The `.ls2` files under a directory of the repository, with their texts. */
export function textsUnder(directory: string): readonly { readonly path: string; readonly text: string }[] {
  try {
    return below(join(root, directory)).map((path) => ({
      path: path.slice(root.length),
      text: readFileSync(path, 'utf8'),
    }));
  } catch {
    return [];
  }
}

/** The logic as it is shipped. */
export const logic = textsUnder('logic');

/** Files in memory, beside the logic. */
export const inMemory = (files: Readonly<Record<string, string>>): FileSource => ({
  read: (path) => files[path],
  identity: (path) => path,
  logic,
});

/** Reads a text as the file `example.ls2`, with others beside it. */
export const check = (text: string, others: Readonly<Record<string, string>> = {}): Checked =>
  reader(inMemory({ 'example.ls2': text, ...others })).read('example.ls2');

/** Reads a text that has nothing wrong with it but warnings. */
export function model(text: string, others: Readonly<Record<string, string>> = {}): Checked['model'] {
  const checked = check(text, others);
  const errors = checked.diagnostics.filter((d) => d.severity === 'error').map(brief);
  if (errors.length > 0) throw new Error(`unexpected: ${errors.join('; ')}\n${text}`);
  return checked.model;
}

export const brief = ({ code, span, message }: Diagnostic): string =>
  `${span.start.line}:${span.start.column} ${code} ${message}`;

/** The codes of what is wrong with a text, in order. */
export const codes = (text: string, others: Readonly<Record<string, string>> = {}): readonly string[] =>
  check(text, others).diagnostics.map((d) => d.code);

/** A kind of machine with a bit of everything. */
export const host = `machine Host(m) {
  memory bios_loc, os_loc, app_loc, ll_loc
  pcr s, r
  dpcr d
  principal AIK
  on reset run SRTM(m)
  on latelaunch run LL(m)
}
program SRTM(m: Host) { b = read m.bios_loc; extend m.pcr.s, b; jump b }
program LL(m: Host) { b = read m.ll_loc; extend m.dpcr.d, b; jump b }
program BIOS(m: Host) { o = read m.os_loc; extend m.pcr.s, o; jump o }
program OS(m: Host) { … }
program TPM(m: Host) { w = read m.pcr.s; r = sign (PCR(s), w), AIK(m)⁻¹; send r }
`;
