import { type Code, entryOf, severityOf } from '../diagnostics/index.js';
import { paragraph } from './layout.js';
import type { Paint } from './paint.js';

/** All that the table of codes says of one. */
export function codeText(code: Code, paint: Paint): string {
  const { title, explanation, example, remedy } = entryOf(code);
  const severity = severityOf(code);
  return `${paint[severity](`${severity}[${code}]`)} ${paint.strong(title)}

${paragraph(explanation)}

${paint.faint('For example:')}

${example.replace(/^/gm, '    ')}

${paint.faint('What to do:')} ${remedy}
`;
}
