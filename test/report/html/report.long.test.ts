import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { found } from '../../support/axe.js';
import { hasChromium, launched } from '../../support/chromium.js';
import { type Place, placeWith } from '../../support/command.js';
import { stuck } from '../../support/models.js';
import { board } from '../../support/readme.js';

const unprotected = board.replace('  assume Protected_Boot(b)\n', '');
const files = { 'board.ls2': `${unprotected}\n${stuck}` };

async function pageOf(place: Place, browser: Browser, colorScheme: 'light' | 'dark') {
  const page = await browser.newPage({ colorScheme, viewport: { width: 1000, height: 1000 } });
  const asked: string[] = [];
  const errors: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  page.on('pageerror', ({ message }) => errors.push(message));
  page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
  const url = pathToFileURL(join(place.directory, 'report.html')).href;
  await page.goto(url);
  mkdirSync('coverage/screens', { recursive: true });
  await page.screenshot({ path: `coverage/screens/report-${colorScheme}.png`, fullPage: true });
  return { page, asked, errors, url };
}

interface Json {
  readonly theorems: readonly {
    readonly attack?: { readonly events: readonly unknown[]; readonly violated: string };
  }[];
}

describe.skipIf(!hasChromium)('the report as a page', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launched();
  });
  afterAll(() => browser.close());

  it('asks nobody for anything, is accessible by day and by night, and plays an attack by keyboard', async () => {
    const place = placeWith(files);
    const { code } = await place.ls2('check', 'board.ls2', '--format', 'html', '--out', 'report.html');
    expect(code).toBe(1);
    for (const scheme of ['dark', 'light'] as const) {
      const { page, asked, errors, url } = await pageOf(place, browser, scheme);
      expect(asked).toEqual([url]);
      expect(errors).toEqual([]);
      expect(await found(page)).toEqual([]);
      await page.close();
    }
    const { page } = await pageOf(place, browser, 'light');
    expect(await page.locator('h1').textContent()).toBe('2 theorems, 0 as expected');
    expect(await page.locator('.failed').textContent()).toContain('show');
    expect(await page.locator('svg.ls2-chain text').allTextContents()).toContain('3. extends by Kernel');
    const focused = (): Promise<string> =>
      page.evaluate('document.activeElement === document.body ? "" : document.activeElement.textContent');
    for (let i = 0; i < 20 && !(await focused()).includes('step back'); i += 1) await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Enter');
    expect(await page.locator('[data-said]').textContent()).toMatch(/^3 of 5: Extend\(/);
    expect(await page.locator('.later').count()).toBe(2);
    for (let i = 0; i < 5 && !(await focused()).includes('every event'); i += 1) await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    expect(await page.locator('#theorem-1-steps').getAttribute('open')).toBe('');
    await page.close();
  });

  it('has pages of evidence and of mutants that are as accessible', async () => {
    const place = placeWith({ 'board.ls2': board.replace('by auto', 'by admit') });
    const recorded = fileURLToPath(new URL('../../evidence/recorded/sb-honest/eventlog.bin', import.meta.url));
    const pages = [
      ['attest', '--event-log', recorded],
      ['check', '--mutate', 'board.ls2', '--no-attack'],
    ];
    for (const args of pages) {
      await place.ls2(...args, '--format', 'html', '--out', 'report.html');
      const { page, asked, errors, url } = await pageOf(place, browser, 'dark');
      expect([asked, errors, await found(page)]).toEqual([[url], [], []]);
      expect(await page.locator('table, h1').count()).toBeGreaterThan(0);
      await page.close();
    }
  });

  it('shows texts as texts, whatever stands in them', async () => {
    const hostile = board.replace(
      'theorem BootIsMeasured',
      '/// <script>alert(1)</script> & "quotes"\ntheorem BootIsMeasured',
    );
    const place = placeWith({ 'board.ls2': hostile });
    await place.ls2('check', 'board.ls2', '--format', 'html', '--out', 'report.html');
    const { page, errors } = await pageOf(place, browser, 'light');
    expect(errors).toEqual([]);
    expect(await page.locator('article > p').nth(1).textContent()).toBe('<script>alert(1)</script> & "quotes"');
    await page.close();
  });

  it('has the same pictures for papers: what is drawn stands in the JSON, and can be selected', async () => {
    const place = placeWith(files);
    const { stdout: svg, code } = await place.ls2('attack', 'BootIsMeasured', 'board.ls2', '--format', 'svg');
    expect(code).toBe(1);
    const { stdout } = await place.ls2('check', 'board.ls2', '--theorem', 'BootIsMeasured', '--format', 'json');
    const [theorem] = (JSON.parse(stdout) as Json).theorems;
    const page = await browser.newPage();
    await page.setContent(svg);
    const texts = await page.locator('svg text').allTextContents();
    expect(texts.length).toBeGreaterThan(10);
    for (const text of texts) {
      const said = text
        .replace(/^✗ /, '')
        .replace(/ \(foreign\)$/, '')
        .replace(/…$/, '')
        .replaceAll('"', '\\"');
      const parts = said.split(' = ').flatMap((part) => part.split(', '));
      for (const part of parts) expect(JSON.stringify(theorem?.attack), text).toContain(part);
    }
    expect(await page.locator('svg .foreign').count()).toBe(4);
    const chain = await place.ls2('explain', 'Boot', 'board.ls2', '--format', 'svg');
    await page.setContent(chain.stdout);
    const drawn = (await page.locator('svg text').allTextContents()).join(' ');
    for (const part of ['ROM', 'SPL', 'UBoot', 'Kernel', 'b.spl_loc', 'b.pcr.boot', '3. extends by Kernel'])
      expect(drawn).toContain(part);
    await page.close();
  });
});
