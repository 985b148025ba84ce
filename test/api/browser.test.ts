import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkAll, checkJson, memory } from '../../src/api/index.js';
import { logic as shipped } from '../language/texts.js';
import { hasChromium, launched, served } from '../support/chromium.js';
import { placeWith } from '../support/command.js';
import { blocksOf, board } from '../support/readme.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const logic = Object.fromEntries(shipped.map(({ path, text }) => [path, text]));
const request = { files: ['board.ls2'], texts: { 'board.ls2': board }, logic };

/** A module with the package in it, as a bundler for browsers makes it. */
async function bundled(contents: string): Promise<string> {
  const stdin = { contents, resolveDir: root, loader: 'js' as const };
  const { outputFiles } = await build({
    stdin,
    bundle: true,
    write: false,
    platform: 'browser',
    format: 'esm',
    target: 'es2022',
  });
  return outputFiles[0]?.text ?? '';
}

describe.skipIf(!hasChromium)('the engine in a browser', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launched();
  });
  afterAll(() => browser.close());

  it('gives the same JSON on a page and in a worker as on the command line', async () => {
    const page = await bundled(
      "import { checkAll, checkJson, memory } from 'ls2';\nglobalThis.run = async ({ files, texts, logic }) => checkJson(await checkAll({ files, source: memory(texts, logic) }));",
    );
    const worker = await bundled(blocksOf('docs/api.md', 'js worker.mjs')[0] ?? '');
    const html = '<!doctype html><title>ls2</title><script type="module" src="/page.js"></script>';
    const { url, server } = await served({ '/': html, '/page.js': page, '/worker.js': worker });
    try {
      const tab = await browser.newPage();
      const errors: string[] = [];
      tab.on('pageerror', ({ message }) => errors.push(message));
      await tab.goto(url);
      const onPage = await tab.evaluate(`globalThis.run(${JSON.stringify(request)})`);
      const inWorker = await tab.evaluate(
        `new Promise((resolve, reject) => {
          const worker = new Worker('/worker.js', { type: 'module' });
          worker.onmessage = ({ data }) => resolve(data);
          worker.onerror = ({ message }) => reject(new Error(message));
          worker.postMessage(${JSON.stringify(request)});
        })`,
      );
      const here = await checkAll({ files: request.files, source: memory(request.texts, logic) });
      expect(errors).toEqual([]);
      expect(here.theorems.map(({ verdict }) => verdict)).toEqual(['proved']);
      expect(onPage).toBe(checkJson(here));
      expect(checkJson(inWorker as typeof here)).toBe(checkJson(here));
      const { stdout } = await placeWith(request.texts).ls2('check', 'board.ls2', '--format', 'json');
      // The page has no Z3, and says so; no obligation was left to it.
      const solver = (JSON.parse(stdout) as typeof here).tool.solver.version;
      expect(String(onPage).replaceAll('"version": "none"', `"version": "${solver}"`)).toBe(stdout);
    } finally {
      server.close();
    }
  });
});
