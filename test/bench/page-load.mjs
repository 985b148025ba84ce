/**
 * Seconds from an address to the page's first verdict, in a browser that has nothing of it yet, as often as the first argument says: printed as a list of JSON. Where
 * there is no browser, an empty one.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

const executablePath = '/usr/bin/chromium';
const root = fileURLToPath(new URL('../..', import.meta.url));

/** @param {number} runs */
async function loads(runs) {
  const server = spawn(process.execPath, ['bin/ls2.js', 'page'], { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] });
  const browser = await chromium.launch({ executablePath, args: process.getuid?.() === 0 ? ['--no-sandbox'] : [] });
  try {
    const [printed] = await once(server.stdout, 'data');
    const seconds = [];
    for (let i = 0; i < runs; i++) {
      const context = await browser.newContext();
      const page = await context.newPage();
      const began = performance.now();
      await page.goto(String(printed).trim());
      await page.locator('.verdict-line.as-expected').waitFor();
      seconds.push((performance.now() - began) / 1000);
      await context.close();
    }
    return seconds;
  } finally {
    await browser.close();
    server.kill();
  }
}

const seconds = existsSync(executablePath) ? await loads(Number(process.argv[2] ?? 1)) : [];
process.stdout.write(`${JSON.stringify(seconds)}\n`);
