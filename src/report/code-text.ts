import { type Code, entryOf, severityOf } from '../diagnostics/index.js';
import { paragraph } from './layout.js';
import type { Paint } from './paint.js';

/** Examples that are longer, in characters, are cut short. */
const longest = 400;

/** All that the table of codes says of one. */
export function codeText(code: Code, paint: Paint): string {
  const { title, explanation, example, remedy } = entryOf(code);
  const severity = severityOf(code);
  const shown = example.length > longest ? `${example.slice(0, 60)}…` : example;
  return `${paint[severity](`${severity}[${code}]`)} ${paint.strong(title)}

${paragraph(explanation)}

${paint.faint('For example:')}

${shown.replace(/^/gm, '    ')}

${paint.faint('What to do:')} ${remedy}
`;
}
