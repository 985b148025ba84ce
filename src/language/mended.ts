import type { TokenType } from './chevrotain.js';
import { assigns, codePoint, foreignSigns, latex, unseen } from './foreign.js';
import { meantName, meantSign } from './lookalikes.js';
import { Define, Defines, Equals, Identifier, signs, Text, words } from './tokens.js';

/** Something that the language has not: what is said of it, and what it is read as, so that nothing else is said because of it. */
export interface Mended {
  readonly message: string;
  /** What to do; where there is a text, to write that in its place. */
  readonly fix?: { readonly message: string; readonly text?: string };
  /** Where it is left out, none. */
  readonly token?: { readonly type: TokenType; readonly image: string };
  /** Whether it is said once of a file, because it is one mistake wherever it stands. */
  readonly once: boolean;
}

const instead = (text: string) => ({ message: `write \`${text}\``, text });

/** @param declares the first word of the declaration in which it stands */
export function mended(image: string, declares: TokenType | undefined): Mended {
  const [first = ''] = image;
  if (/^[\p{L}\p{Nd}]/u.test(image)) return word(image);
  if (foreignSigns.has(image) || assigns.has(image)) return foreign(image, declares);
  if (/^(?:--|[#%]|\(\*)/.test(image)) return noComment(image);
  if (image === '*/') {
    const fix = { message: 'leave it out; comments do not nest' };
    return { message: 'no comment is open that this `*/` would close', fix, once: false };
  }
  if (first === '\\' && latex.has(image.slice(1)))
    return sign(image, latex.get(image.slice(1)) ?? '', 'is no sign here');
  if (/^[“„«']./u.test(image)) {
    const inside = `"${image.slice(1, -1)}"`;
    const token = { type: Text, image: inside };
    return { message: 'a text stands in straight double quotes', fix: instead(inside), token, once: false };
  }
  if (unseen.test(image)) {
    const fix = { message: 'write a space, here and wherever else it stands', text: ' ' };
    return { message: `the language has no such blank: ${codePoint(image)}`, fix, once: true };
  }
  if (signs.has(meantSign(image)))
    return sign(image, meantSign(image), `(${codePoint(image)}) only looks like \`${meantSign(image)}\``);
  return { message: `\`${image}\` is no part of the language`, once: false };
}

function sign(image: string, meant: string, says: string): Mended {
  const token = { type: signs.get(meant) ?? Identifier, image: meant };
  return { message: `\`${image}\` ${says}`, fix: instead(meant), token, once: false };
}

/** What goes on to the end of the line, or to `*)`. */
function noComment(image: string): Mended {
  const mark = image.slice(0, /^[-(]/.test(image) ? 2 : 1);
  const fix = { message: 'a comment is written `// …`, or `/* … */`' };
  return { message: `\`${mark}\` begins no comment`, fix, once: false };
}

function foreign(image: string, declares: TokenType | undefined): Mended {
  const known = foreignSigns.get(image);
  if (known === undefined) {
    const [type, write] = declares === Define ? ([Defines, '≡'] as const) : ([Equals, '='] as const);
    const what = declares === Define ? 'a definition' : 'what binds a result';
    const message = `\`${image}\` is no sign of the language; ${what} is written \`${write}\``;
    return { message, fix: instead(write), token: { type, image }, once: false };
  }
  const { type, meant, write } = known;
  const text = /^`([^` ]*)`(?:, or `[^`]*`)?$/.exec(write)?.[1];
  return {
    message: `\`${image}\` is no sign of the language; ${meant} is written ${write}`,
    fix: { message: `write ${write}`, ...(text !== undefined && { text }) },
    token: { type, image },
    once: false,
  };
}

/** A word with letters or signs that names do not have, read as the name that it was meant for. */
function word(image: string): Mended {
  const token = (name: string) => ({ type: words.get(name) ?? Identifier, image: name });
  if (/^[0-9]/.test(image)) {
    const fix = { message: 'begin it with a letter' };
    return { message: `\`${image}\` is no name: names begin with a letter`, fix, token: token(image), once: true };
  }
  const joined = image.replaceAll('-', '_');
  const meant = meantName(joined);
  if (meant?.name === joined) {
    return {
      message: `\`${image}\` is no name: names have no \`-\``,
      fix: instead(joined),
      token: token(joined),
      once: true,
    };
  }
  const odd = [...image].find((letter) => !/[A-Za-z0-9_'-]/.test(letter)) ?? '';
  const message =
    meant?.how === 'looks'
      ? `\`${image}\` has \`${odd}\` (${codePoint(odd)}), which only looks like a letter, digit or prime of a name`
      : `\`${image}\` is no name: names are of Latin letters without accents`;
  const fix = meant === undefined ? { message: 'choose another name' } : instead(meant.name);
  return { message, fix, token: token(meant?.name ?? image), once: true };
}
