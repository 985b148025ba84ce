import { textOf } from '../disk/paths.js';
import { gateJson } from '../report/gate-json.js';
import type { GateResult } from '../report/gate-result.js';
import { gateText } from '../report/gate-text.js';
import type { Paint } from '../report/paint.js';
import type { OutputOptions } from './output.js';

/** What the gate found, in a format. Those that are seldom wanted are loaded when they are. */
export async function gateReport(format: OutputOptions['format'], result: GateResult, paint: Paint): Promise<string> {
  switch (format) {
    case 'json':
      return gateJson(result);
    case 'sarif':
      return (await import('../report/gate-sarif.js')).gateSarif(result);
    case 'junit':
      return (await import('../report/gate-junit.js')).gateJunit(result);
    case 'html':
      return (await import('../report/html/gate-html.js')).gateHtml(result);
    case 'markdown':
      return (await import('../report/gate-markdown.js')).gateMarkdown(result);
    default:
      return gateText(result, textOf, paint);
  }
}
