import type { CheckResult } from '../check/index.js';
import { textOf } from '../disk/paths.js';
import { checkJson } from '../report/check-json.js';
import { checkText } from '../report/check-text.js';
import type { Paint } from '../report/paint.js';
import type { OutputOptions } from './output.js';

/** What a check came to, in a format. Those that are seldom wanted are loaded when they are. */
export async function checkReport(format: OutputOptions['format'], result: CheckResult, paint: Paint): Promise<string> {
  switch (format) {
    case 'json':
      return checkJson(result);
    case 'sarif':
      return (await import('../report/check-sarif.js')).checkSarif(result);
    case 'junit':
      return (await import('../report/check-junit.js')).checkJunit(result);
    case 'html':
      return htmlReport(result);
    default:
      return checkText(result, textOf, paint);
  }
}

async function htmlReport(result: CheckResult): Promise<string> {
  const [{ checkHtml }, { chainsOf }, { readFiles }] = await Promise.all([
    import('../report/html/check-html.js'),
    import('../report/html/chains-html.js'),
    import('./reading.js'),
  ]);
  const files = new Set(result.theorems.map(({ file }) => file));
  // What has been removed meanwhile has no chains any more.
  const there = [...files].filter((file) => textOf(file) !== undefined);
  return checkHtml(
    result,
    textOf,
    readFiles(there).flatMap(({ model }) => chainsOf(model)),
  );
}
