import type { Entry } from './entry.js';

/** LS2-01xx: the text is not of the language's form. */
export const syntax = {
  'LS2-0101': {
    title: 'sign or letter that is no part of the language',
    explanation:
      'The text has a sign, a letter, or a mark on a letter, that the language has no use for. Names are of Latin letters without accents, ' +
      'digits, underscores and final primes; the only accent is the circumflex of V̂, the owner of V. Signs that other languages have ' +
      'for what this one says (`->`, `&&`, `#`) are read as that, so that the rest can be read, and are an error all the same.',
    example: 'constant n0: Term $',
    remedy: 'Leave it out, or put it into a comment or a text in quotes.',
  },
  'LS2-0102': {
    title: 'text without an end',
    explanation: 'A text in quotes ends on the line on which it begins.',
    example: 'import "model.ls2',
    remedy: 'Write the closing `"`.',
  },
  'LS2-0103': {
    title: 'comment without an end',
    explanation: 'A comment that begins with `/*` goes on to the next `*/`, and there is none.',
    example: '/* the programs of the host',
    remedy: 'Write `*/` where the comment ends, or begin it with `//`.',
  },
  'LS2-0104': {
    title: 'unexpected text',
    explanation:
      'The grammar allows something else at this place. Reading goes on at the next action, item, step or declaration.',
    example: 'program P(m: Machine) { x = = receive; send x }',
    remedy: 'Write what may stand here: docs/language.md has each form, with an example.',
  },
  'LS2-0105': {
    title: 'bracket without its end',
    explanation: 'An opening bracket has no closing one before something that cannot stand inside of it.',
    example: 'program P(m: Machine) {\n  x = receive\n  send x\n\nprogram Q(m: Machine) { … }',
    remedy: 'Close the bracket that the related place shows.',
  },
  'LS2-0106': {
    title: 'reserved word as a name',
    explanation:
      'forall, exists, not, true, false, assume, show, proof and qed are never names. All other words may be.',
    example: 'constant proof: Term',
    remedy: 'Choose another name.',
  },
  'LS2-0107': {
    title: 'deeper or longer than is read',
    explanation:
      'Brackets, quantifiers and blocks may nest 100 deep, one quantifier may bind 1,000 variables, and a line has at most 1,000,000 ' +
      'characters. Of a file with a longer line nothing is read, and nothing of what follows something that is deeper.',
    example: `define Deep(t: Time) ≡ ${'('.repeat(101)}t = t${')'.repeat(101)}`,
    remedy: 'Give the inner part a name with `define`, or break the line.',
  },
  'LS2-0108': {
    title: 'file that is no text',
    explanation:
      'Files are text in UTF-8. This one has bytes outside of comments that are none, so it is of another encoding, such as UTF-16 or ' +
      'Latin-1, or no text at all; nothing of it was read.',
    example: 'constant n0: Term \uFFFD',
    remedy: 'Save it as UTF-8, or name another file.',
  },
} as const satisfies Record<string, Entry>;
