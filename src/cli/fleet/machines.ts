import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { EvidenceFiles } from '../attesting-parts.js';
import { piecesOf } from '../read-file.js';
import { stdin } from '../run/work.js';
import { UsageError } from '../usage-error.js';

/** A machine's evidence by its name; or what is wrong with what was to say where it is. */
export type Machine =
  | { readonly name: string; readonly files: EvidenceFiles }
  | { readonly name: string; readonly problem: string };

/** What files are called in a machine's directory; the first that is there counts. */
const names = {
  eventLog: ['eventlog.bin', 'binary_bios_measurements'],
  imaLog: ['ima.bin', 'binary_runtime_measurements', 'ima.ascii', 'ascii_runtime_measurements'],
  pcrs: ['quote.pcrs', 'pcrs.txt', 'pcrs.yaml', 'pcrs.json'],
  quote: ['quote.msg'],
  signature: ['quote.sig'],
  key: ['ak.pub', 'ak.tpm2b_public', 'ak.pem'],
  certificate: ['ak.crt'],
} as const satisfies Partial<Record<keyof EvidenceFiles, readonly string[]>>;

/** Without one of these a directory is no machine's. */
const evidence = ['eventLog', 'imaLog', 'pcrs', 'quote'] as const;

/**
 * The machines of a directory, each a directory within with files of these names, by their paths, in order; or those of lines of JSON (`-` is stdin), each an object of paths as the options are
 * called, with a `name`. What all share stands where a machine has none of its own. Throws {@link UsageError} where there is neither.
 */
export async function* machinesIn(where: string, shared: EvidenceFiles): AsyncGenerator<Machine> {
  if (where !== '-' && !existsSync(where)) throw new UsageError(`${where} is not there`);
  const found = where !== '-' && statSync(where).isDirectory() ? inDirectory(where, where) : inLines(where);
  for await (const machine of found)
    yield 'files' in machine ? { name: machine.name, files: { ...shared, ...machine.files } } : machine;
}

function* inDirectory(root: string, directory: string): Generator<Machine> {
  const entries = readdirSync(directory, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  const present = new Set(entries.filter((each) => !each.isDirectory()).map(({ name }) => name));
  const fileOf = (part: keyof typeof names): string | undefined => {
    const name = names[part].find((each) => present.has(each));
    return name === undefined ? undefined : join(directory, name);
  };
  if (evidence.some((part) => fileOf(part) !== undefined)) {
    const files = Object.fromEntries(
      (Object.keys(names) as (keyof typeof names)[]).flatMap((part) => {
        const file = fileOf(part);
        return file === undefined ? [] : [[part, part === 'certificate' ? [file] : file]];
      }),
    );
    const nonce = present.has('nonce') ? { nonce: readFileSync(join(directory, 'nonce'), 'latin1').trim() } : {};
    yield { name: relative(root, directory) || '.', files: { ...files, ...nonce } };
  }
  for (const entry of entries) if (entry.isDirectory()) yield* inDirectory(root, join(directory, entry.name));
}

/** Evidence may stand in a line itself, but no line is longer. */
const longest = 200_000_000;

async function* inLines(where: string): AsyncGenerator<Machine> {
  let [line, rest] = [0, ''];
  const decoder = new TextDecoder();
  for await (const piece of where === '-' ? stdin() : piecesOf(where)) {
    const lines = (rest + decoder.decode(piece as Uint8Array, { stream: true })).split('\n');
    rest = lines.pop() ?? '';
    if (rest.length > longest)
      throw new UsageError(`line ${line + lines.length + 1} has more than ${longest / 1e6} MB`);
    for (const text of lines) {
      line++;
      if (text.trim() !== '') yield machineOf(text, line);
    }
  }
  if (rest.trim() !== '') yield machineOf(rest, line + 1);
}

const fields = new Set(['eventLog', 'imaLog', 'pcrs', 'quote', 'signature', 'key', 'nonce']);

function machineOf(text: string, line: number): Machine {
  const problem = (what: string, name = `line ${line}`): Machine => ({ name, problem: `line ${line} ${what}` });
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch {
    return problem('is no JSON');
  }
  if (typeof data !== 'object' || data === null || Array.isArray(data)) return problem('is no object');
  const { name, certificate = [], ...rest } = data as Readonly<Record<string, unknown>>;
  if (typeof name !== 'string' || name === '') return problem('has no name');
  const unknown = Object.entries(rest).find(([field, value]) => !fields.has(field) || typeof value !== 'string');
  if (unknown !== undefined) return problem(`has ${unknown[0]}, which is none of its fields, or no text`, name);
  const certificates = Array.isArray(certificate) ? certificate : [certificate];
  if (!certificates.every((each) => typeof each === 'string'))
    return problem('has certificates that are no texts', name);
  return { name, files: { ...rest, ...(certificates.length > 0 && { certificate: certificates }) } };
}
