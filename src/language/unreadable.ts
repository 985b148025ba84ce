import { type Diagnostic, diagnostic, startOfFile } from '../diagnostics/index.js';

/**
 * That a file is no text, if it is none: bytes that are no UTF-8 were replaced by U+FFFD when it was read, and no text has a byte 0. Inside of
 * comments such bytes do no harm, so the caller looks for U+FFFD; of a file of another encoding nothing is read.
 *
 * @param at the offset of a character that no text has
 */
export function unreadable(text: string, at: number, file: string): Diagnostic {
  const sixteen = /^(?:\ufffd\ufffd)?(?:[^\0]\0){2}|^(?:\ufffd\ufffd)?(?:\0[^\0]){2}/.test(text);
  if (sixteen) {
    return diagnostic(
      'LS2-0108',
      'this is no text in UTF-8: it looks like UTF-16',
      { file, span: startOfFile },
      {
        fix: { message: 'save it as UTF-8: `iconv -f UTF-16 -t UTF-8`, say' },
      },
    );
  }
  const before = text.slice(0, at);
  const column = at - before.lastIndexOf('\n');
  const start = { offset: at, line: before.split('\n').length, column };
  const span = { start, end: { ...start, offset: at + 1, column: column + 1 } };
  const what = text[at] === '\0' ? 'it has a byte 0' : 'the bytes here are of another encoding, or of no text';
  return diagnostic('LS2-0108', `this is no text in UTF-8: ${what}`, { file, span });
}

/** How many characters a line may have: far more than anybody writes, and what expressions over characters can do without a deep stack. */
const longest = 1_000_000;

/** That a line is longer than is read, if one is. */
export function tooLong(text: string, file: string): Diagnostic | undefined {
  if (text.length <= longest) return undefined;
  let line = 1;
  for (let start = 0; start < text.length; line += 1) {
    const found = text.indexOf('\n', start);
    const end = found < 0 ? text.length : found;
    if (end - start > longest) {
      const at = { offset: start, line, column: 1 };
      const message = `this line has ${end - start} characters, and ${longest} are the most that is read`;
      return diagnostic('LS2-0107', message, { file, span: { start: at, end: at } });
    }
    start = end + 1;
  }
  return undefined;
}
