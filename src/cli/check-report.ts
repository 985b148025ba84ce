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
      return (await import('../report/html/check-html.js')).checkHtml(result, textOf);
    default:
      return checkText(result, textOf, paint);
  }
}
