import { mkdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join } from 'node:path';
import axe from 'axe-core';
import { chromium } from 'playwright-core';

/** @type {Record<string, string>} */
const types = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.json': 'application/json',
  '.woff2': 'font/woff2',
};

/**
 * Clicks through the site as a reader would: goes to the language, searches, tries ls2. Throws where something is wrong, where anything but the site is asked, or where an
 * accessibility checker finds something serious.
 *
 * @param {string} folder
 */
export async function checkSite(folder) {
  const server = createServer(({ url = '/' }, response) => {
    try {
      const path = decodeURIComponent(url.split(/[?#]/)[0] ?? '/');
      const file = join(folder, path.endsWith('/') ? `${path}index.html` : path);
      const text = readFileSync(file);
      response.setHeader('content-type', types[extname(file)] ?? 'application/octet-stream').end(text);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  const browser = await chromium.launch({
    executablePath: '/usr/bin/chromium',
    args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
  });
  try {
    for (const colorScheme of /** @type {const} */ (['light', 'dark']))
      await readThrough(browser, `http://127.0.0.1:${port}/`, colorScheme);
  } finally {
    await browser.close();
    server.close();
  }
  process.stdout.write('the site: read through by day and by night; nothing was asked of anybody else\n');
}

/**
 * @param {import('playwright-core').Browser} browser
 * @param {string} url
 * @param {'light' | 'dark'} colorScheme
 */
async function readThrough(browser, url, colorScheme) {
  const page = await browser.newPage({ colorScheme, viewport: { width: 1400, height: 900 } });
  /** @type {string[]} */
  const wrong = [];
  page.on('request', (request) => {
    if (!request.url().startsWith(url) && !request.url().startsWith('data:')) wrong.push(`asked for ${request.url()}`);
  });
  page.on('response', (response) => response.status() >= 400 && wrong.push(`${response.status()}: ${response.url()}`));
  page.on('pageerror', ({ message }) => wrong.push(message));
  /** @param {string} name */
  const looked = async (name) => {
    mkdirSync('coverage/screens', { recursive: true });
    await page.screenshot({ path: `coverage/screens/site-${name}-${colorScheme}.png` });
    await page.evaluate(axe.source);
    const found = await page.evaluate(
      // Without the theme's search button, whose label leaves out the keys that are shown on it.
      "axe.run({ exclude: ['.DocSearch'] }).then(({ violations }) => violations.filter(({ impact }) => impact === 'serious' || impact === 'critical').map(({ id, nodes }) => id + ' at ' + nodes[0].target))",
    );
    for (const each of /** @type {string[]} */ (found)) wrong.push(`${name}: ${each}`);
  };
  await page.goto(url);
  await page.locator('h1').filter({ hasText: 'ls2' }).first().waitFor();
  await looked('guide');
  await page.locator('.VPSidebar').getByText('Grammar').click();
  await page.locator('h1').filter({ hasText: 'Grammar' }).waitFor();
  await looked('grammar');
  await page.keyboard.press('Control+k');
  await page.locator('#localsearch-input').fill('Protected_Boot');
  await page.locator('.result').first().waitFor();
  await page.keyboard.press('Enter');
  await page.locator('#localsearch-input').waitFor({ state: 'detached' });
  await page.locator('.VPNavBarMenu').getByText('Try it').click();
  await page.locator('.verdict-line.as-expected').waitFor();
  await page.close();
  if (wrong.length > 0) throw new Error(wrong.join('\n'));
}
