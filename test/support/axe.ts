import axe from 'axe-core';
import type { Page } from 'playwright-core';

/** What an accessibility checker finds on a page that is more than minor, with the first element that it finds it of. */
export async function found(page: Page): Promise<readonly string[]> {
  await page.evaluate(axe.source);
  const violations = await page.evaluate(
    "axe.run().then(({ violations }) => violations.map(({ id, impact, nodes }) => impact + ': ' + id + ' at ' + nodes[0].target))",
  );
  return (violations as readonly string[]).filter((each) => !each.startsWith('minor'));
}
