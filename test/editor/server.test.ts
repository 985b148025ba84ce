import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type CodeAction,
  CodeActionRequest,
  type CodeLens,
  CodeLensRequest,
  type CompletionItem,
  CompletionRequest,
  DefinitionRequest,
  DocumentFormattingRequest,
  DocumentHighlightRequest,
  DocumentSymbolRequest,
  ExecuteCommandRequest,
  FoldingRangeRequest,
  HoverRequest,
  InlayHintRequest,
  type Location,
  type MarkupContent,
  PrepareRenameRequest,
  ReferencesRequest,
  RenameRequest,
  SemanticTokensRequest,
  SignatureHelpRequest,
} from 'vscode-languageserver/node';
import { format } from '../../src/language/index.js';
import { textsUnder } from '../language/texts.js';
import { Client, clientOver } from '../support/editor.js';
import { stuck } from '../support/models.js';
import { board } from '../support/readme.js';

const program = fileURLToPath(new URL('../../bin/ls2.js', import.meta.url));
const proofs = `import "board.ls2"

/// What a verifier sees.
theorem Seen(b: Board, t: Time)
  assume Protected_Boot(b)
  assume Held: Mem(b.pcr.boot, Sequence_Boot(b)) @ t
  show ∃J, u. Jump(J, SPL(b)) @ u ∧ u ≤ t
  by auto

theorem Wrong(t: Time, u: Time)
  assume A: t < u
  show u < t
proof
  have B: t ≠ u by z3 using A
  show by z3 using A, B
qed
`;

/** The place of the nth time that a text stands in another. */
function placeOf(text: string, part: string, nth = 0) {
  let offset = text.indexOf(part);
  for (let i = 0; i < nth; i += 1) offset = text.indexOf(part, offset + 1);
  if (offset < 0) throw new Error(`there is no ${part}`);
  const before = text.slice(0, offset).split('\n');
  return { line: before.length - 1, character: before.at(-1)?.length ?? 0 };
}

describe('ls2 lsp', () => {
  const directory = mkdtempSync(join(tmpdir(), 'ls2-'));
  const uriOf = (name: string): string => pathToFileURL(join(directory, name)).href;
  const [boardUri, proofsUri] = [uriOf('board.ls2'), uriOf('proofs.ls2')];
  const server = spawn(process.execPath, [program, 'lsp', '--stdio'], { stdio: ['pipe', 'pipe', 'inherit'] });
  const client = new Client(server.stdout, server.stdin);
  const { connection } = client;
  const ended = new Promise((resolve) => server.once('exit', resolve));
  const inProofs = (part: string, nth = 0) => ({
    textDocument: { uri: proofsUri },
    position: placeOf(proofs, part, nth),
  });
  const hovered = async (part: string, nth = 0): Promise<string> =>
    ((await connection.sendRequest(HoverRequest.type, inProofs(part, nth))) as { contents: MarkupContent }).contents
      .value;
  const completed = async (text: string): Promise<readonly CompletionItem[]> => {
    await client.change(proofsUri, text.replace('|', ''));
    const answer = await connection.sendRequest(CompletionRequest.type, {
      textDocument: { uri: proofsUri },
      position: placeOf(text, '|'),
    });
    await client.change(proofsUri, proofs);
    const items = Array.isArray(answer) ? answer : (answer?.items ?? []);
    return [...items].sort((a, b) => ((a.sortText ?? a.label) < (b.sortText ?? b.label) ? -1 : 1));
  };

  beforeAll(async () => {
    writeFileSync(join(directory, 'board.ls2'), board);
    writeFileSync(join(directory, 'proofs.ls2'), '');
    await client.initialize(pathToFileURL(directory).href);
    await client.open(boardUri, board);
    await client.open(proofsUri, proofs);
  });
  afterAll(async () => {
    await client.end();
    expect(await ended).toBe(0);
    rmSync(directory, { recursive: true, force: true });
  });

  it('puts a verdict above each theorem, and what is missing at the step that fails', async () => {
    const found = await client.diagnostics(proofsUri, (all) => all.some(({ source }) => source === 'ls2 verdict'));
    const [failed] = found.filter(({ source }) => source === 'ls2 verdict');
    expect(failed?.message).toContain('Wrong is refuted, expected proved');
    const lenses = async (): Promise<readonly CodeLens[]> =>
      (await connection.sendRequest(CodeLensRequest.type, { textDocument: { uri: proofsUri } })) ?? [];
    let titles: readonly (string | undefined)[] = [];
    while (titles.length === 0 || titles.some((title) => title?.startsWith('…')))
      titles = (await lenses()).map(({ command }) => command?.title);
    expect(titles[0]).toMatch(/^✓ proved, \d+\.\d s$/);
    expect(titles[1]).toMatch(/^✗ refuted by \d+ events, expected proved, \d+\.\d s: show attack$/);
    const [first] = await lenses();
    const told: unknown = await connection.sendRequest(ExecuteCommandRequest.type, {
      command: first?.command?.command ?? '',
      arguments: first?.command?.arguments ?? [],
    });
    expect(told).toContain('assumes: Protected_Boot(b)');
    await connection.sendRequest(ExecuteCommandRequest.type, { command: 'ls2.stop' });
  });

  it('says what a name is, with sorts, comments, and what it stands for', async () => {
    expect(await hovered('Protected_Boot')).toContain('define Protected_Boot(b: Board) ≡');
    expect(await hovered('Sequence_Boot')).toContain('Sequence_Boot(b: Board): Term');
    expect(await hovered('SPL(b)')).toContain('extend b.pcr.boot');
    expect(await hovered('u ≤ t')).toContain('u: Time');
    expect(await hovered('Seen')).toContain('What a verifier sees.');
    expect(await hovered('Mem(')).toContain('fluent');
    expect(await hovered('Jump')).toContain('Jump(Thread, Term): Event');
    expect(await hovered('boot, Sequence')).toContain('location');
    expect(await hovered('A, B')).toContain('t < u');
  });

  it('finds what a name means, and all that speaks of it, across files', async () => {
    const definition = (await connection.sendRequest(DefinitionRequest.type, inProofs('Protected_Boot'))) as Location[];
    expect(definition).toEqual([
      { uri: boardUri, range: { start: placeOf(board, 'Boot(b: Board) on'), end: expect.anything() } },
    ]);
    const found = await connection.sendRequest(ReferencesRequest.type, {
      ...inProofs('Protected_Boot'),
      context: { includeDeclaration: true },
    });
    const uris = found?.map(({ uri }) => uri) ?? [];
    // Protected_, Sequence_ and MeasuredBoot_ in one file, Protected_ and Sequence_ in the other, and the chain itself.
    expect(uris.filter((uri) => uri === boardUri)).toHaveLength(4);
    expect(uris.filter((uri) => uri === proofsUri)).toHaveLength(2);
    const marked = await connection.sendRequest(DocumentHighlightRequest.type, inProofs('B:'));
    expect(marked).toHaveLength(2);
  });

  it('renames across files, and nothing of the logic', async () => {
    const prepared = await connection.sendRequest(PrepareRenameRequest.type, inProofs('Protected_Boot'));
    expect(prepared).toMatchObject({ placeholder: 'Boot' });
    const edit = await connection.sendRequest(RenameRequest.type, { ...inProofs('Protected_Boot'), newName: 'Start' });
    const texts = edit?.changes?.[boardUri]?.map(({ newText }) => newText);
    expect(texts).toEqual(['Start', 'Protected_Start', 'Sequence_Start', 'MeasuredBoot_Start']);
    expect(edit?.changes?.[proofsUri]).toHaveLength(2);
    const refused = connection.sendRequest(RenameRequest.type, { ...inProofs('Mem('), newName: 'Start' });
    await expect(refused).rejects.toThrow('belongs to the logic');
    await expect(connection.sendRequest(RenameRequest.type, { ...inProofs('Seen'), newName: '1' })).rejects.toThrow(
      'no name',
    );
  });

  it('completes what may stand there, what fits first', async () => {
    const labels = async (text: string): Promise<readonly string[]> =>
      (await completed(text)).map(({ label }) => label);
    expect(await labels(`${proofs}\n|`)).toContain('theorem');
    expect(await labels('import "board.ls2"\ndefine D(b: Board, t) ≡ Mem(b.pcr.|)\n')).toEqual(['boot']);
    expect(await labels('import "board.ls2"\ndefine D(b: Board) ≡ b.|\n')).toEqual(
      expect.arrayContaining(['spl_loc', 'pcr']),
    );
    expect((await labels('import "board.ls2"\ntheorem X(b: |)\n')).slice(0, 1)).toEqual(['Board']);
    expect(await labels('import "board.ls2"\nprogram P(b: Board) { x = | }\n')).toEqual(
      expect.arrayContaining(['read', 'receive', 'jump']),
    );
    expect(
      (await labels('import "board.ls2"\ntheorem X(b: Board, t: Time)\n  assume Protected_Boot(|)\n')).slice(0, 1),
    ).toEqual(['b']);
    const facts = await labels(proofs.replace('using A, B', 'using A, |'));
    expect(facts.slice(0, 2).sort()).toEqual(['A', 'B']);
    expect(facts).toEqual(expect.arrayContaining(['axiom', 'PCR', 'Seen']));
    expect(await labels(proofs.replace('using A, B', 'using axiom |'))).not.toContain('Seen');
  });

  it('says what is being called takes', async () => {
    const text = `${proofs}\ndefine D(b: Board, t) ≡ MeasuredBoot_Boot(b, `;
    await client.change(proofsUri, text);
    const help = await connection.sendRequest(SignatureHelpRequest.type, {
      textDocument: { uri: proofsUri },
      position: placeOf(`${text}|`, '|'),
    });
    expect(help).toMatchObject({ activeParameter: 1, signatures: [{ label: 'MeasuredBoot_Boot(b: Board, t: Time)' }] });
    await client.change(proofsUri, proofs);
  });

  it('follows what is imported, and forgets it again', async () => {
    await client.change(boardUri, board.replaceAll('SPL', 'Loader'));
    const isUnbound = ({ code }: { readonly code?: unknown }): boolean => code === 'LS2-0201';
    const found = await client.diagnostics(proofsUri, (all) => all.some(isUnbound));
    expect(found.find(isUnbound)?.message).toContain('SPL');
    await client.change(boardUri, board);
    await client.diagnostics(proofsUri, (all) => !all.some(isUnbound));
    expect(await hovered('SPL(b)')).toContain('extend b.pcr.boot');
  });

  it('offers what a step that fails goes through with', async () => {
    const text = stuck;
    await client.change(proofsUri, text);
    const found = await client.diagnostics(proofsUri, (all) =>
      all.some(({ message }) => String(message).includes('as well')),
    );
    const range = found[0]?.range ?? { start: placeOf(text, 'qed'), end: placeOf(text, 'qed') };
    const [fix] = (await connection.sendRequest(CodeActionRequest.type, {
      textDocument: { uri: proofsUri },
      range,
      context: { diagnostics: [] },
    })) as readonly CodeAction[];
    const [edit] = fix?.edit?.changes?.[proofsUri] ?? [];
    expect(edit?.newText).toMatch(/^, \w+$/);
    await client.change(proofsUri, edit?.newText ?? '', edit?.range);
    await client.diagnostics(proofsUri, (all) => all.every(({ source }) => source !== 'ls2 verdict'));
    const titles = async (): Promise<readonly (string | undefined)[]> =>
      (await connection.sendRequest(CodeLensRequest.type, { textDocument: { uri: proofsUri } }))?.map(
        ({ command }) => command?.title,
      ) ?? [];
    let now = await titles();
    while (now[0]?.startsWith('…') === true) now = await titles();
    expect(now[0]).toMatch(/^✓ proved/);
    await client.change(proofsUri, proofs);
  });

  it('offers the remedies of diagnostics', async () => {
    const text = proofs.replace('Protected_Boot', 'Protected_Boo');
    await client.change(proofsUri, text);
    const [error] = await client.diagnostics(proofsUri, (all) => all.some(({ code }) => code === 'LS2-0201'));
    const range = error?.range ?? { start: placeOf(text, 'Protected'), end: placeOf(text, 'Protected') };
    const actions = await connection.sendRequest(CodeActionRequest.type, {
      textDocument: { uri: proofsUri },
      range,
      context: { diagnostics: [] },
    });
    const [fix] = (actions ?? []) as CodeAction[];
    expect(fix?.edit?.changes?.[proofsUri]).toEqual([{ range, newText: 'Protected_Boot' }]);
    await client.change(proofsUri, proofs);
  });
});

describe('of every shipped file the server', () => {
  const shipped = [...textsUnder('models'), ...textsUnder('proofs')];
  const files = Object.fromEntries(shipped.map(({ path, text }) => [path, text]));

  it('gives symbols, foldings, colours, hints, lenses and the text as it is formatted', async () => {
    const client = await clientOver(files);
    const { connection } = client;
    for (const { path, text } of shipped) {
      await client.open(path, text);
      const textDocument = { uri: path };
      const symbols = await connection.sendRequest(DocumentSymbolRequest.type, { textDocument });
      expect(symbols?.length, path).toBeGreaterThan(text.includes('theorem') ? 0 : -1);
      const lines = text.split('\n');
      const foldings = await connection.sendRequest(FoldingRangeRequest.type, { textDocument });
      expect(
        foldings?.every(({ startLine, endLine }) => startLine < endLine && endLine < lines.length),
        path,
      ).toBe(true);
      const colours = await connection.sendRequest(SemanticTokensRequest.type, { textDocument });
      expect(isWithin(colours?.data ?? [], lines), path).toBe(true);
      const whole = { start: { line: 0, character: 0 }, end: { line: lines.length, character: 0 } };
      const hints = await connection.sendRequest(InlayHintRequest.type, { textDocument, range: whole });
      expect(
        hints?.every(({ label }) => /^: \w+$/.test(String(label))),
        path,
      ).toBe(true);
      const lenses = await connection.sendRequest(CodeLensRequest.type, { textDocument });
      const theorems = symbols?.filter(({ kind }) => kind === 11).length;
      expect(lenses?.length, path).toBe(theorems);
      const edits = await connection.sendRequest(DocumentFormattingRequest.type, {
        textDocument,
        options: { tabSize: 2, insertSpaces: true },
      });
      const formatted = format(text, path);
      const wanted = formatted.kind === 'formatted' && formatted.text !== text ? [formatted.text] : [];
      expect(
        edits?.map(({ newText }) => newText),
        path,
      ).toEqual(wanted);
    }
    client.close();
  });
});

/** Whether all tokens stand in the text, one after the other. */
function isWithin(data: readonly number[], lines: readonly string[]): boolean {
  let [line, character, end] = [0, 0, 0];
  for (let i = 0; i < data.length; i += 5) {
    const [down = 0, right = 0, length = 0] = data.slice(i, i + 3);
    if (down > 0) [line, character, end] = [line + down, 0, 0];
    character += right;
    if (length <= 0 || character < end || character + length > (lines[line]?.length ?? 0)) return false;
    end = character + length;
  }
  return data.length > 0;
}
