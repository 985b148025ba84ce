import fc from 'fast-check';
import type { Position } from 'vscode-languageserver/node';
import { wholeOf } from '../../src/editor/places.js';
import { reader } from '../../src/language/index.js';
import { inMemory } from '../language/texts.js';
import { clientOver } from '../support/editor.js';

/** Texts that people write, and some that nobody does. */
const pieces = [
  '',
  ' ',
  '\n',
  '(',
  ')',
  '{',
  '}',
  '.',
  ',',
  ':',
  '∀',
  '∃',
  ' ⊃ ',
  ' ∧ ',
  '@',
  '^',
  '⁻¹',
  '"',
  '/*',
  '*/',
  '// ',
  '///',
  'theorem T(t: Time)\n',
  'proof\n',
  'qed\n',
  'by auto\n',
  'show t = t\n',
  'machine M(m) {\n',
  'program P(m: M) { x = read m.a; jump x }\n',
  'chain C(m: M) on m.pcr.s { A reads m.a; B }\n',
  'import "x.ls2"\n',
  'define D(x) ≡ ',
  'have A: ',
  ' using axiom PCR',
  'm.pcr.',
  'm.',
  'seq(',
  'SIG[K⁻¹]{| x |}',
  '\u0000',
  '\u{1F600}',
  'é',
  "t'",
  '_',
  '0x1',
  '[P]_I^{a, b} ',
  'setup M(m) { m.pcr.s is PCR 8 }\n',
  'cases A\n',
  'fix x: Term\n',
];

interface Edit {
  readonly at: number;
  readonly length: number;
  readonly text: string;
}

const edit: fc.Arbitrary<Edit> = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  length: fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, { weight: 3, arbitrary: fc.nat(8) }, fc.nat(400)),
  text: fc.constantFrom(...pieces),
});

const positionOf = (text: string, offset: number): Position => {
  const before = text.slice(0, offset).split('\n');
  return { line: before.length - 1, character: before.at(-1)?.length ?? 0 };
};

/** Every request that has a place, and every one that has none. */
const placed = [
  'hover',
  'definition',
  'documentHighlight',
  'completion',
  'signatureHelp',
  'prepareRename',
  'references',
  'rename',
];
const whole = [
  'documentSymbol',
  'foldingRange',
  'semanticTokens/full',
  'inlayHint',
  'codeLens',
  'codeAction',
  'formatting',
];

/**
 * Makes random edits to a text in an editor, asks the server something after each, and compares what it says is wrong with what a fresh reading finds. Throws at the first
 * difference, and where the server fails at a request. Returns how many edits that were.
 */
export async function randomEdits(
  uri: string,
  files: Readonly<Record<string, string>>,
  runs: number,
  seed: number,
): Promise<number> {
  const client = await clientOver(files);
  const start = files[uri] ?? '';
  let text = start;
  await client.open(uri, text);
  const edits = fc.sample(edit, { numRuns: runs, seed });
  for (const [i, { at, length, text: inserted }] of edits.entries()) {
    // Now and then from the beginning, so that there is something to read.
    if (i % 20 === 0) {
      text = start;
      await client.change(uri, text);
    }
    const from = Math.floor(at * text.length);
    const to = Math.min(text.length, from + length);
    const range = { start: positionOf(text, from), end: positionOf(text, to) };
    text = text.slice(0, from) + inserted + text.slice(to);
    await client.change(uri, inserted, range);
    await ask(client, uri, text, i, from);
    const found = (await client.diagnostics(uri)).map(
      ({ code, range: where }) => `${code} ${where.start.line + 1}:${where.start.character + 1}`,
    );
    const fresh = reader(inMemory({ ...files, [uri]: text }))
      .read(uri)
      .diagnostics.filter(({ file }) => file === uri);
    const wanted = fresh.map(({ code, span }) => `${code} ${span.start.line}:${span.start.column}`);
    if (found.join() !== wanted.join())
      throw new Error(`after edit ${i} of seed ${seed}: ${found.join(', ')} is not ${wanted.join(', ')}, of\n${text}`);
  }
  client.close();
  return edits.length;
}

async function ask(
  client: Awaited<ReturnType<typeof clientOver>>,
  uri: string,
  text: string,
  i: number,
  offset: number,
): Promise<void> {
  const textDocument = { uri };
  const position = positionOf(text, offset);
  const [first, second] = [placed[i % placed.length] ?? '', whole[i % whole.length] ?? ''];
  const more = { context: { includeDeclaration: true }, newName: 'renamed' };
  // A refusal to rename is an answer.
  const refused = (error: unknown): undefined => {
    if (!/is no name|belongs to the logic|no name here/.test(String(error))) throw error;
  };
  await client.connection.sendRequest(`textDocument/${first}`, { textDocument, position, ...more }).catch(refused);
  const options = { range: wholeOf(text), context: { diagnostics: [] }, options: { tabSize: 2, insertSpaces: true } };
  await client.connection.sendRequest(`textDocument/${second}`, { textDocument, ...options });
}
