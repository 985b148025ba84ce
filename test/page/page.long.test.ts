import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { mkdirSync, readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { found } from '../support/axe.js';
import { hasChromium, launched } from '../support/chromium.js';
import { placeWith } from '../support/command.js';
import { board } from '../support/readme.js';
import { sevenPigeons } from './pigeons.js';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** As a link holds it: written here a second time, from what the page's documentation says. */
const linkOf = (path: string, text: string): string =>
  `#model=${deflateRawSync(JSON.stringify([path, text])).toString('base64url')}`;

/** A host that sends the page's files and no headers, as the simplest do. */
async function plainHost(folder: string): Promise<{ readonly url: string; readonly server: Server }> {
  const types: Readonly<Record<string, string>> = {
    '.html': 'text/html',
    '.js': 'text/javascript',
    '.css': 'text/css',
  };
  const server = createServer(({ url = '/' }, response) => {
    const path = url === '/' ? 'index.html' : url.slice(1);
    response.setHeader('content-type', types[extname(path)] ?? 'application/octet-stream');
    response.end(readFileSync(join(folder, path)));
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, server };
}

describe.skipIf(!hasChromium)('ls2 page', () => {
  let browser: Browser;
  let command: ChildProcess;
  let url = '';
  beforeAll(async () => {
    execFileSync(process.execPath, ['src/page/bundle.mjs'], { cwd: root });
    command = spawn(process.execPath, ['bin/ls2.js', 'page'], { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] });
    url = await new Promise((resolve) => command.stdout?.once('data', (data) => resolve(String(data).trim())));
    browser = await launched();
  });
  afterAll(async () => {
    await browser.close();
    command.kill();
  });

  interface Opened {
    readonly page: Page;
    readonly asked: readonly string[];
    readonly wrong: readonly string[];
  }

  async function opened(address: string, colorScheme: 'light' | 'dark' = 'light'): Promise<Opened> {
    const context = await browser.newContext({ colorScheme, viewport: { width: 1400, height: 900 } });
    const page = await context.newPage();
    const asked: string[] = [];
    const wrong: string[] = [];
    context.on('request', (request) => asked.push(request.url()));
    page.on('pageerror', ({ message }) => wrong.push(message));
    page.on('console', (message) => message.type() === 'error' && wrong.push(message.text()));
    await page.goto(address);
    return { page, asked, wrong };
  }

  const summary = (page: Page, text: string | RegExp): Promise<void> =>
    page.locator('#summary').filter({ hasText: text }).waitFor({ timeout: 60_000 });
  const pressed = async (page: Page, ...keys: readonly string[]): Promise<void> => {
    for (const key of keys) await page.keyboard.press(key);
  };
  const kept = async (page: Page, name: string): Promise<void> => {
    mkdirSync('coverage/screens', { recursive: true });
    await page.screenshot({ path: `coverage/screens/page-${name}.png` });
  };

  it('proves the first model, is accessible by day and by night, and asks its own host alone', async () => {
    for (const scheme of ['light', 'dark'] as const) {
      const { page, asked, wrong } = await opened(url, scheme);
      await summary(page, '1 theorem, all as expected');
      expect(await page.locator('.verdict-line').allTextContents()).toEqual([
        expect.stringMatching(/^✓ proved, \d+\.\d s$/),
      ]);
      await page.locator('#shown h2').filter({ hasText: '✓ proved' }).waitFor();
      await page.locator('#chains summary').click();
      await page.locator('#pictures svg').waitFor();
      expect(await found(page)).toEqual([]);
      await kept(page, scheme);
      expect(wrong).toEqual([]);
      for (const each of asked) expect(each.startsWith(url), each).toBe(true);
      // Nothing was left to Z3, which is not loaded for nothing.
      expect(asked.filter((each) => each.endsWith('.wasm'))).toEqual([]);
      await page.context().close();
    }
  });

  it('takes an edit, an attack and a link by keyboard alone', async () => {
    const { page, wrong } = await opened(url);
    await summary(page, '1 theorem, all as expected');
    await page.locator('.cm-content').focus();
    // The line of `assume Protected_Boot(b)`.
    await pressed(page, 'Control+Home', ...Array.from({ length: 14 }, () => 'ArrowDown'), 'Control+Shift+K');
    await summary(page, '1 theorem, 0 as expected');
    await page.locator('.verdict-line.violated').filter({ hasText: '✗ refuted by 5 events' }).waitFor();
    await page.locator('#shown .attack svg').waitFor();
    await pressed(page, 'Escape', 'Tab');
    const focused = (): Promise<string> => page.evaluate('document.activeElement.textContent');
    for (let i = 0; i < 20 && !(await focused()).includes('step back'); i += 1) await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    expect(await page.locator('[data-said]').textContent()).toMatch(/^4 of 5: /);
    expect(await found(page)).toEqual([]);
    await kept(page, 'attack');
    await page.waitForFunction("location.hash.startsWith('#model=')");
    const link = page.url();
    const held = inflateRawSync(Buffer.from(link.split('#model=')[1] ?? '', 'base64url'));
    expect(JSON.parse(String(held))).toEqual(['board.ls2', board.replace('  assume Protected_Boot(b)\n', '')]);
    await page.context().close();
    const again = await opened(link);
    await summary(again.page, '1 theorem, 0 as expected');
    expect(await again.page.locator('.cm-content').textContent()).not.toContain('Protected_Boot');
    expect([...wrong, ...again.wrong]).toEqual([]);
    await again.page.context().close();
  });

  it('goes from example to example, and says what is wrong with a text', async () => {
    const { page, wrong } = await opened(`${url}#example=models/casebook/double-read.ls2`);
    await summary(page, '2 theorems, all as expected');
    expect(await page.locator('#theorems .title').allTextContents()).toEqual([
      expect.stringMatching(/^✗ refuted by 10 events, as expected, \d+\.\d s: show attack$/),
      expect.stringMatching(/^✓ proved, \d+\.\d s$/),
    ]);
    await page.locator('#theorems button').nth(1).click();
    await page.locator('#shown h2').filter({ hasText: 'DoubleRead_repaired' }).waitFor();
    await kept(page, 'casebook');
    await page.locator('#example').selectOption('board.ls2');
    await summary(page, '1 theorem, all as expected');
    await page.locator('.cm-content').focus();
    await pressed(page, 'Control+Home', 'Control+Shift+K');
    await page.locator('.cm-lintRange-error').first().waitFor();
    await summary(page, '1 theorem, 0 as expected');
    await page.locator('.verdict-line').filter({ hasText: 'not checked: an error is in its way' }).waitFor();
    await page.goBack();
    await summary(page, '2 theorems, all as expected');
    expect(wrong).toEqual([]);
    await page.context().close();
  });

  it('asks Z3 what the kernel leaves open; without the two headers that is unknown, and the rest as before', async () => {
    const link = linkOf('pigeons.ls2', sevenPigeons);
    const { page, asked } = await opened(`${url}${link}`);
    await summary(page, '1 theorem, all as expected');
    expect(asked.filter((each) => each.endsWith('.wasm'))).toHaveLength(1);
    await page.context().close();
    const place = placeWith({});
    expect((await place.ls2('page', '--out', 'site')).code).toBe(0);
    const plain = await plainHost(join(place.directory, 'site'));
    try {
      const without = await opened(`${plain.url}${link}`);
      await summary(without.page, '1 theorem, 0 as expected');
      expect(await without.page.locator('#theorems .title').textContent()).toContain('? unknown');
      await without.page.locator('#shown .open').filter({ hasText: 'there is none where this runs' }).waitFor();
      expect(await without.page.locator('#solver').textContent()).toContain('Cross-Origin-Opener-Policy: same-origin');
      await without.page.locator('#example').selectOption('board.ls2');
      await summary(without.page, '1 theorem, all as expected');
      expect(without.asked.filter((each) => each.endsWith('.wasm'))).toEqual([]);
      expect(without.wrong).toEqual([]);
      await without.page.context().close();
    } finally {
      plain.server.close();
    }
  });

  it('takes nothing from a damaged link', async () => {
    const { page, wrong } = await opened(`${url}#model=AAAA`);
    await summary(page, '1 theorem, all as expected');
    expect(await page.locator('#path').textContent()).toBe('board.ls2');
    expect(wrong).toEqual([]);
    await page.context().close();
  });
});
