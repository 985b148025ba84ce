import type { TokenType } from '../chevrotain.js';
import { nearestName } from '../elaborate/nearest.js';
import * as T from '../tokens.js';

/** Words of other languages, in small letters, by what is written here. */
const synonyms: ReadonlyMap<string, TokenType> = new Map([
  ['def', T.Define],
  ['definition', T.Define],
  ['let', T.Define],
  ['proc', T.Program],
  ['procedure', T.Program],
  ['code', T.Program],
  ['include', T.Import],
  ['use', T.Import],
  ['open', T.Import],
  ['require', T.Import],
  ['type', T.Sort],
  ['const', T.Constant],
  ['proposition', T.Theorem],
  ['corollary', T.Theorem],
  ['thm', T.Theorem],
  ['property', T.Theorem],
  ['device', T.Machine],
  ['platform', T.Machine],
  ['assumption', T.Axiom],
  ['requires', T.Assume],
  ['ensures', T.Show],
  ['prove', T.Show],
  ['shows', T.Show],
  ['thus', T.Show],
  ['hence', T.Have],
  ['assert', T.Have],
  ['end', T.Qed],
  ['register', T.Pcr],
  ['location', T.Memory],
  ['key', T.Principal],
  ['from', T.Using],
  ['and', T.And],
  ['implies', T.Implies],
  ['equiv', T.Iff],
]);

/** Which of some words another was meant for, if it is near one, in other letters, or another language's for it. */
export function meantWord(image: string, words: readonly TokenType[]): TokenType | undefined {
  const small = image.toLowerCase();
  const synonym = synonyms.get(small);
  if (synonym !== undefined && words.includes(synonym)) return synonym;
  const spelt = new Map(words.map((type) => [type.name.toLowerCase(), type]));
  const same = spelt.get(small);
  if (same !== undefined) return same;
  const near = nearestName(
    small,
    [...spelt.keys()].filter((word) => word.length > 2 || small.startsWith(word)),
  );
  return near === undefined ? undefined : spelt.get(near);
}

/** Words with which other languages branch or repeat in a program, and what to do here. */
export const control: ReadonlyMap<string, string> = new Map([
  ['else', "it stands after the `}` of an `if e = e' { … }`"],
  ['elif', "write `else if e = e' { … }`"],
  ['elseif', "write `else if e = e' { … }`"],
  ['elsif', "write `else if e = e' { … }`"],
  ['switch', "write `if e = e' { … } else if … { … }`"],
  ['while', 'a program may jump to itself: `jump P(m)`'],
  ['for', 'a program may jump to itself: `jump P(m)`'],
  ['loop', 'a program may jump to itself: `jump P(m)`'],
  ['repeat', 'a program may jump to itself: `jump P(m)`'],
  ['unless', "write `if e = e' { … } else { … }`"],
  ['return', 'end with `jump e`, or with the last action'],
  ['goto', 'write `jump e`'],
]);

/** Words with which other languages bind names. */
export const binding: ReadonlySet<string> = new Set(['let', 'var', 'val', 'const']);
